#include "machine/log.h"
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"
#include "machine/machine.h"

enum { LINE_UNITS = 100, TOSTRING = 1 };

/* Values that say themselves what they are called are asked here: the owner's code may not raise. */
static void show_own(lua_State *L) {
  for (int i = lua_gettop(L); i > 0; i--) {
    if (luaL_getmetafield(L, i, "__tostring") == LUA_TNIL) continue;
    lua_pop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(TOSTRING));
    lua_pushvalue(L, i);
    lua_call(L, 1, 1);
    lua_replace(L, i);
  }
}

/* Hands the arguments on the stack to the owner. Of lines a step has so many bytes; what is wrong is
** always heard. */
static int say(lua_State *L, int kind) {
  kassa_machine *machine = kassa_machine_of(L);
  kassa_charge(L, LINE_UNITS);
  show_own(L);
  if (kind == KASSA_LOG_LINE && machine->log_bytes_left == 0) return 0;
  size_t bytes = machine->host.log(machine->host.context, L, kind, machine->log_bytes_left);
  if (kind == KASSA_LOG_LINE)
    machine->log_bytes_left -=
        bytes + LINE_UNITS < machine->log_bytes_left ? bytes + LINE_UNITS : machine->log_bytes_left;
  kassa_charge(L, bytes);
  return 0;
}

static int print(lua_State *L) { return say(L, KASSA_LOG_LINE); }

/* Argument 1 is `log` itself. */
static int call(lua_State *L) {
  lua_remove(L, 1);
  return say(L, KASSA_LOG_LINE);
}

static int log_error(lua_State *L) { return say(L, KASSA_LOG_ERROR); }

/* log.failed(what, problem [, where]): `where` is a function of the script's or the calls that
** xpcall's handler was given. */
static int failed(lua_State *L) {
  luaL_checkstring(L, 1);
  luaL_checkany(L, 2);
  lua_settop(L, 3);
  return say(L, KASSA_LOG_FAILED);
}

void kassa_push_print(lua_State *L) { lua_pushcclosure(L, print, 1); }

void kassa_push_log_call(lua_State *L) { lua_pushcclosure(L, call, 1); }

void kassa_set_log_functions(lua_State *L) {
  static const luaL_Reg functions[] = {{"error", log_error}, {"failed", failed}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 1);
}
