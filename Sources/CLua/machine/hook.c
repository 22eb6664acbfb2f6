#include "machine/hook.h"
#include "kassa_places.h"
#include "machine/budget.h"
#include "machine/machine.h"

/* A kill is sticky: from then on every C function that could return to the script, and every hook,
** leaves it again. It leaves by a yield, which no pcall catches; where Lua can't yield it raises,
** with a hook after each instruction, and our own pcall raises again. `within` alone ends one, of the
** budget that it gave. */

/* May run inside the allocator: touches nothing of Lua's but hooks and activation records. */
void kassa_mark_kill(kassa_machine *machine, int kill) {
  if (machine->killed != KASSA_ALIVE) return;
  machine->killed = kill;
  if (machine->running == NULL) return;
  kassa_where(machine->running, 0, machine->killed_at, sizeof machine->killed_at);
  kassa_arm(machine->running, 1);
}

void kassa_revive(lua_State *L) {
  kassa_machine *machine = kassa_machine_of(L);
  machine->killed = KASSA_ALIVE;
  kassa_arm(L, machine->period);
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

void kassa_check_alive(lua_State *L) {
  if (kassa_machine_of(L)->killed) kassa_stop(L);
}

static void hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  kassa_machine *machine = kassa_machine_of(L);
  if (machine->killed == KASSA_ALIVE) kassa_charge_period(machine, L);
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

void kassa_arm(lua_State *L, int count) { lua_sethook(L, hook, LUA_MASKCOUNT, count); }
