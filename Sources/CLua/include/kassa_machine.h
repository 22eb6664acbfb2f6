#ifndef KASSA_MACHINE_H
#define KASSA_MACHINE_H
#include <stddef.h>
#include <stdint.h>
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>

/* One machine: budgets and the sticky kill. Lives as long as its Lua state; reachable from any
** lua_State* of it via *(kassa_machine **)lua_getextraspace(L). */
typedef struct kassa_machine kassa_machine;

enum {
  KASSA_ALIVE = 0,
  KASSA_KILL_INSTRUCTIONS = 1,
  KASSA_KILL_TIME = 2,
  KASSA_KILL_MEMORY = 3,
  KASSA_KILL_STACK = 4 /* calls too deep, or too many values at once */
};

/* Charges `units` (about one VM instruction each) to the step; saturating. When the budget is spent
** marks the kill and does not return: it yields or raises (may longjmp; call from C only).
** A state without a machine (its extra space is NULL) is charged nothing. */
void kassa_charge(lua_State *L, size_t units);
/* The same for work whose units tell little of its time: looks at the clock, too. */
void kassa_charge_and_look(lua_State *L, size_t units);

/* As luaL_loadbufferx, within the step's budget if the state has a machine: Lua's parser runs no
** hook. A kill comes out as an error's status, and the caller goes on to kassa_charge or raises. */
int kassa_load(lua_State *L, const char *text, size_t length, const char *name, const char *mode);

/* The functions of each library as scripts get them. */
extern const luaL_Reg kassa_string_functions[];
extern const luaL_Reg kassa_table_functions[];
extern const luaL_Reg kassa_base_functions[];

/* Metatables given to setmetatable are remembered; returns non-zero if one has gained __gc or
** __mode since. Raises nothing; needs five free stack slots. */
int kassa_metatables_tampered(lua_State *L);

#endif
