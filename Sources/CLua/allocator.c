#include "machine.h"

/* Returning NULL makes Lua run an emergency collection, in which Debian's 5.4.4 has a use after
** free that a script can reach (upstream 983bc433). So an ordinary request is never refused: over
** the cap the run is marked and the hook fires at the next instruction. Only a request that no
** script needs, one beyond twice the cap, is refused; then the script is dead already.
**
** Arming the hook every KASSA_ARM_BYTES stops a script whose few instructions allocate much
** each. */
void *kassa_allocate(void *owner, void *block, size_t old_size, size_t new_size) {
  kassa_machine *machine = owner;
  if (block == NULL) {
    if (old_size == 0) kassa_check_nodes(machine, new_size);
    old_size = 0; /* it was the kind of the new object */
  }
  if (new_size == 0) {
    kassa_arena_free(&machine->arena, block, old_size);
    machine->bytes -= old_size;
    return NULL;
  }
  if (new_size > old_size && new_size / 2 > machine->limits.bytes_max) {
    kassa_mark_kill(machine, KASSA_KILL_MEMORY);
    return NULL;
  }
  void *moved = kassa_arena_resize(&machine->arena, block, old_size, new_size);
  if (moved == NULL) {
    if (new_size > old_size) kassa_mark_kill(machine, KASSA_KILL_MEMORY);
    return NULL;
  }
  machine->bytes += new_size - old_size; /* wraps around when it shrinks, to the right sum */
  if (new_size <= old_size) return moved;
  machine->bytes_since_armed += new_size - old_size;
  if (machine->bytes > machine->limits.bytes_max || kassa_holds_too_much(machine))
    machine->over = 1;
  if (new_size >= KASSA_LARGE_BYTES) machine->period = KASSA_PERIOD_SHORT;
  if (machine->over || machine->bytes_since_armed >= KASSA_ARM_BYTES) {
    machine->bytes_since_armed = 0;
    if (machine->running != NULL) kassa_arm(machine->running, 1);
  }
  return moved;
}
