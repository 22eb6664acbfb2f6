#include "machine/budget.h"
#include <time.h>
#include "machine/allocator.h"
#include "machine/hook.h"
#include "machine/machine.h"

/* What one step may log: a log is read by people. */
#define LOG_BYTES_MAX ((size_t)256 << 10)

/* The coarse clock is some milliseconds late, and a quarter of the cost of a whole resume. */
#ifdef CLOCK_MONOTONIC_COARSE
#define KASSA_CLOCK CLOCK_MONOTONIC_COARSE
#else
#define KASSA_CLOCK CLOCK_MONOTONIC
#endif

static uint64_t time_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static uint64_t now(void) { return time_of(KASSA_CLOCK); }

/* What this thread has worked: a busy machine takes none of a script's time. A call into the kernel, some
** 400 ns, as much as four short steps: no step asks for it in which the coarse clock stands still. */
static uint64_t worked(void) { return time_of(CLOCK_THREAD_CPUTIME_ID); }

#define NOT_TIMED UINT64_MAX

uint64_t kassa_worked(const kassa_machine *machine) {
  if (machine->began == NOT_TIMED) return 0;
  uint64_t end = worked();
  return end > machine->began ? end - machine->began : 0; /* another thread asks */
}

void kassa_begin_step(kassa_machine *machine) {
  uint64_t start = now();
  machine->started = start;
  machine->began = NOT_TIMED;
  uint64_t span = machine->limits.nanoseconds_max;
  machine->deadline = span > UINT64_MAX - start ? UINT64_MAX : start + span;
  machine->units_left = machine->limits.units_max;
  machine->units_since_clock = 0;
  machine->log_bytes_left = LOG_BYTES_MAX;
}

static void look_at_clock(kassa_machine *machine) {
  machine->units_since_clock = 0;
  uint64_t present = now();
  if (present == machine->started) return;
  if (machine->began == NOT_TIMED) machine->began = worked();
  if (machine->deadline == UINT64_MAX) return;
  if (present < machine->deadline) return; /* no thread works more than time passes */
  uint64_t used = kassa_worked(machine);
  if (used >= machine->limits.nanoseconds_max)
    kassa_mark_kill(machine, KASSA_KILL_TIME);
  else
    machine->deadline = present + (machine->limits.nanoseconds_max - used);
}

static void spend(kassa_machine *machine, size_t units) {
  if (units >= machine->units_left) {
    machine->units_left = 0;
    kassa_mark_kill(machine, KASSA_KILL_INSTRUCTIONS);
    return;
  }
  machine->units_left -= units;
  machine->units_since_clock += units; /* at most the budget: can't overflow */
}

/* Garbage counts as used until it is collected, so the first crossing of the cap collects. A script
** that stays near the cap is killed: it would collect for the rest of its time. */
static void look_at_memory(kassa_machine *machine, lua_State *L) {
  machine->over = 0;
  if (machine->bytes > machine->limits.bytes_max) lua_gc(L, LUA_GCCOLLECT, 0);
  machine->over = 0;
  size_t max = machine->limits.bytes_max;
  if (machine->bytes > max - max / 8 || kassa_holds_too_much(machine))
    kassa_mark_kill(machine, KASSA_KILL_MEMORY);
}

void kassa_charge_and_look(lua_State *L, size_t units) {
  kassa_machine *machine = kassa_machine_of(L);
  if (machine != NULL && machine->killed == KASSA_ALIVE) look_at_clock(machine);
  kassa_charge(L, units);
}

void kassa_charge(lua_State *L, size_t units) {
  kassa_machine *machine = kassa_machine_of(L);
  if (machine == NULL) return; /* a plain state, as tests of single libraries use */
  if (machine->killed == KASSA_ALIVE) {
    spend(machine, units);
    if (machine->units_since_clock >= 100 * KASSA_PERIOD) look_at_clock(machine);
    if (machine->over) look_at_memory(machine, L);
  }
  if (machine->killed != KASSA_ALIVE) kassa_stop(L);
}

void kassa_charge_period(kassa_machine *machine, lua_State *L) {
  spend(machine, (size_t)machine->period);
  look_at_clock(machine);
  if (machine->over) look_at_memory(machine, L);
}
