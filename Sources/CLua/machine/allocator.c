#include "machine/allocator.h"
#include "machine/hook.h"
#include "machine/machine.h"
#include "machine/nodes.h"

/* Once a block of LARGE_BYTES exists, or a state of MANY_BYTES, one instruction can copy or compare
** that much, or look for a key through as many tables: the period is short then. */
#define LARGE_BYTES ((size_t)256 << 10)
#define MANY_BYTES ((size_t)1 << 20)
/* Once a state of MOST_BYTES exists, one look-up through all of it takes some milliseconds. */
#define MOST_BYTES ((size_t)8 << 20)
/* Arms the hook after so many bytes: stops a script whose few instructions allocate much each. */
#define ARM_BYTES ((size_t)1 << 20)

int kassa_holds_too_much(const kassa_machine *machine) {
  return machine->arena.chunk_bytes / 2 > machine->limits.bytes_max;
}

void *kassa_new_block(lua_State *L, size_t bytes) {
  void *block = lua_newuserdatauv(L, bytes, 0);
  kassa_machine *machine = kassa_machine_of(L);
  if (machine != NULL) machine->last_kind = LUA_TNIL;
  return block;
}

/* Whether the newest block is the userdata of one of Lua's own text buffers. */
static int is_text(const kassa_machine *machine) { return machine->last_kind == LUA_TUSERDATA; }

static int is_power_of_two(size_t size) { return (size & (size - 1)) == 0; }

/* Whether a new block is a stack: Lua asks for a moved stack as for an untyped block of values. So
** it does for the array of a table and for its nodes, but those have a power of two of them, 16 or
** 24 bytes each; only a list that is written out in a script has another count. The first block of
** a text that a library function builds comes right after the userdata that is to free it. */
static int is_large_stack(const kassa_machine *machine, size_t kind, size_t size) {
  return size >= KASSA_STACK_BYTES && kind == LUA_TNIL && !is_text(machine) &&
         size % KASSA_VALUE_BYTES == 0 && !is_power_of_two(size) &&
         !(size % 3 == 0 && is_power_of_two(size / 3));
}

static void shorten_period(kassa_machine *machine, size_t block) {
  int period = KASSA_PERIOD;
  if (block >= LARGE_BYTES || machine->bytes >= MANY_BYTES) period = KASSA_PERIOD_SHORT;
  if (machine->bytes >= MOST_BYTES) period = KASSA_PERIOD_SHORTEST;
  if (period < machine->period) machine->period = period;
}

/* Returning NULL makes Lua run an emergency collection, in which Debian's 5.4.4 has a use after
** free that a script can reach (upstream 983bc433). So an ordinary request is never refused: over
** the cap the run is marked and the hook fires at the next instruction. Only a request that no
** script needs, one beyond twice the cap or a stack of KASSA_STACK_BYTES, is refused; then the
** script is dead already.
**
** The bound on the stack ends what no hook does: Lua 5.4.4 calls a table through its __call in a
** C loop, which moves the arguments up by one each time. A table that is its own __call would do
** so for minutes, to the end of a stack of a million. */
void *kassa_allocate(void *owner, void *block, size_t old_size, size_t new_size) {
  kassa_machine *machine = owner;
  if (block == NULL) {
    size_t kind = old_size;
    old_size = 0;
    if (is_large_stack(machine, kind, new_size)) {
      kassa_mark_kill(machine, KASSA_KILL_STACK);
      return NULL;
    }
    if (kind == LUA_TNIL && !is_text(machine)) kassa_check_nodes(machine, new_size);
    machine->last_kind = kind;
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
  shorten_period(machine, new_size);
  if (machine->over || machine->bytes_since_armed >= ARM_BYTES) {
    machine->bytes_since_armed = 0;
    if (machine->running != NULL) kassa_arm(machine->running, 1);
  }
  return moved;
}
