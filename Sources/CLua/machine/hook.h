#ifndef MACHINE_HOOK_H
#define MACHINE_HOOK_H
#include <lua5.4/lua.h>
#include "kassa_machine.h"

enum {
  /* Instructions between two looks at the budgets: fewer cost nothing more, more stop later. */
  KASSA_PERIOD = 1000,
  /* Where one instruction may take long: see allocator.c. */
  KASSA_PERIOD_SHORT = 100,
  KASSA_PERIOD_SHORTEST = 10
};

/* Fires the hook after `count` instructions of the coroutine, and then every `count`. Never raises.
** */
void kassa_arm(lua_State *L, int count);
/* Lets the script go on after a kill: only where all that ran under it is gone. Never raises. */
void kassa_revive(lua_State *L);
/* Marks the machine as killed, if it is not yet. Never raises, and may run inside the
** allocator. */
void kassa_mark_kill(kassa_machine *machine, int kill);
/* Leaves the killed script from a C function: yields, or raises where Lua can't yield. */
_Noreturn void kassa_stop(lua_State *L);
/* What a C function does after calling script code: goes on only if the script is still alive. */
void kassa_check_alive(lua_State *L);

#endif
