#include "machine.h"
#include <time.h>

/* The budgets. A kill is sticky: from then on every C function that could return to the script,
** and every hook, leaves it again. It leaves by a yield, which no pcall catches; where Lua can't
** yield it raises, with a hook after each instruction, and our own pcall raises again. */

/* The coarse clock is some milliseconds late, and a quarter of the cost of a whole resume. */
#ifdef CLOCK_MONOTONIC_COARSE
#define KASSA_CLOCK CLOCK_MONOTONIC_COARSE
#else
#define KASSA_CLOCK CLOCK_MONOTONIC
#endif

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(KASSA_CLOCK, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void kassa_arm(lua_State *L, int count) {
  lua_sethook(L, kassa_hook, LUA_MASKCOUNT, count);
}

void kassa_begin_step(kassa_machine *machine) {
  uint64_t start = now();
  uint64_t span = machine->limits.nanoseconds_max;
  machine->deadline = span > UINT64_MAX - start ? UINT64_MAX : start + span;
  machine->units_left = machine->limits.units_max;
  machine->units_since_clock = 0;
  machine->log_bytes_left = KASSA_LOG_BYTES_MAX;
}

/* May run inside the allocator: touches nothing of Lua's but hooks and activation records. */
void kassa_mark_kill(kassa_machine *machine, int kill) {
  if (machine->killed != KASSA_ALIVE) return;
  machine->killed = kill;
  if (machine->running == NULL) return;
  kassa_where(machine->running, 0, machine->killed_at, sizeof machine->killed_at);
  kassa_arm(machine->running, 1);
}

static const char *words(int kill) {
  switch (kill) {
    case KASSA_KILL_TIME: return "the script ran out of time";
    case KASSA_KILL_MEMORY: return "the script ran out of memory";
    case KASSA_KILL_STACK: return "the script's calls went too deep";
    default: return "the script ran out of instructions";
  }
}

_Noreturn void kassa_stop(lua_State *L) {
  kassa_machine *machine = kassa_machine_of(L);
  kassa_arm(L, 1);
  if (lua_isyieldable(L)) lua_yield(L, 0);
  lua_pushstring(L, words(machine->killed));
  lua_error(L);
  __builtin_unreachable();
}

static void look_at_clock(kassa_machine *machine) {
  machine->units_since_clock = 0;
  if (machine->deadline != UINT64_MAX && now() >= machine->deadline)
    kassa_mark_kill(machine, KASSA_KILL_TIME);
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

void kassa_hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  kassa_machine *machine = kassa_machine_of(L);
  if (machine->killed == KASSA_ALIVE) {
    spend(machine, (size_t)machine->period);
    look_at_clock(machine);
    if (machine->over) look_at_memory(machine, L);
  }
  if (machine->killed == KASSA_ALIVE) {
    if (lua_gethookcount(L) != machine->period) kassa_arm(L, machine->period);
    return;
  }
  kassa_arm(L, 1);
  if (lua_isyieldable(L)) {
    lua_yield(L, 0); /* takes effect when the hook has returned */
    return;
  }
  lua_pushstring(L, words(machine->killed));
  lua_error(L);
}
