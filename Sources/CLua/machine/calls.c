#include "machine/calls.h"
#include "kassa_chunk.h"
#include "kassa_places.h"
#include "machine/budget.h"
#include "machine/hook.h"
#include "machine/machine.h"
#include "machine/modules.h"
#include "machine/raise.h"

enum {
  SOURCE_BYTES_MAX = 128 << 10, /* of load: see chunk.c */
  /* What a protected call costs beside its instructions: one that overflows the C stack builds its
  ** error message at every level of it. */
  PROTECTED_CALL_UNITS = 100,
  LOAD_UNITS = 500, /* a parser is set up and taken down */
};

/* Stack: true, then what the function returned or the error value. `loading` is as it was before: a
** module that fails to load is left by an error. */
static int finish_pcall(lua_State *L, int status, lua_KContext loading) {
  kassa_machine_of(L)->loading = (int)loading;
  kassa_machine_of(L)->keeps_calls = 0;
  kassa_check_alive(L); /* a kill raised where it couldn't yield is not caught */
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  kassa_charge(L, PROTECTED_CALL_UNITS);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int loading = kassa_machine_of(L)->loading;
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, loading, finish_pcall);
  return finish_pcall(L, status, loading);
}

enum { XPCALL_FUNCTION = 1, XPCALL_HANDLER, XPCALL_SUCCESS };

/* The handler's results, or what it raised, are behind the success flag. */
static int finish_handler(lua_State *L, int status, lua_KContext loading) {
  (void)status;
  kassa_machine_of(L)->loading = (int)loading;
  kassa_check_alive(L);
  return lua_gettop(L) - XPCALL_HANDLER;
}

static int finish_xpcall(lua_State *L, int status, lua_KContext loading) {
  kassa_machine_of(L)->loading = (int)loading;
  kassa_machine_of(L)->keeps_calls = 0;
  kassa_check_alive(L);
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - XPCALL_HANDLER;
  lua_pushboolean(L, 0);
  lua_replace(L, XPCALL_SUCCESS);
  lua_pushvalue(L, XPCALL_HANDLER);
  lua_insert(L, -2);
  lua_pushstring(L, kassa_machine_of(L)->failed_calls);
  status = lua_pcallk(L, 2, LUA_MULTRET, 0, loading, finish_handler);
  return finish_handler(L, status, loading);
}

/* Keeps who called what raised, before the stack is unwound. */
static int keep_calls(lua_State *L) {
  kassa_machine *machine = kassa_machine_of(L);
  if (machine->killed == KASSA_ALIVE && !machine->keeps_calls)
    kassa_calls(L, machine->failed_calls, sizeof machine->failed_calls);
  return 1;
}

/* The script's handler runs after the stack has been unwound, and is given the calls that were on it:
** called by Lua itself for an error raised in a hook, it would run with hooks off, that is without
** limits. */
static int base_xpcall(lua_State *L) {
  if (!lua_isfunction(L, XPCALL_HANDLER))
    kassa_error(L, "xpcall takes a handler: a function was expected, got a %s",
                luaL_typename(L, XPCALL_HANDLER));
  kassa_charge(L, PROTECTED_CALL_UNITS);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, XPCALL_FUNCTION);
  lua_rotate(L, XPCALL_SUCCESS, 2);
  lua_pushcfunction(L, keep_calls);
  lua_replace(L, XPCALL_FUNCTION);
  kassa_machine_of(L)->failed_calls[0] = '\0'; /* lack of memory has none */
  int loading = kassa_machine_of(L)->loading;
  int status = lua_pcallk(L, lua_gettop(L) - XPCALL_SUCCESS - 1, LUA_MULTRET, XPCALL_FUNCTION,
                          loading, finish_xpcall);
  return finish_xpcall(L, status, loading);
}

enum { WITHIN_UNITS = 1, WITHIN_FUNCTION };

/* within(units, f, ...): calls `f` and gives its results; it has at most so many units of what the
** step has left, and waits for nothing. Where it spends them that kill ends here, as an error at its
** place: nothing that ran under it is left, and a coroutine that it stopped goes on no more. */
static int base_within(lua_State *L) {
  kassa_machine *machine = kassa_machine_of(L);
  lua_Integer units = luaL_checkinteger(L, WITHIN_UNITS);
  if (units < 1 || !lua_isfunction(L, WITHIN_FUNCTION))
    kassa_error(L, "within takes a number of instructions and a function");
  kassa_charge(L, PROTECTED_CALL_UNITS);
  size_t had = machine->units_left;
  size_t lent = (lua_Unsigned)units < had ? (size_t)units : had;
  int loading = machine->loading;
  machine->units_left = lent;
  lua_pushcfunction(L, keep_calls);
  lua_replace(L, WITHIN_UNITS);
  int status = lua_pcall(L, lua_gettop(L) - WITHIN_FUNCTION, LUA_MULTRET, WITHIN_UNITS);
  machine->units_left = had - (lent - machine->units_left);
  machine->loading = loading;
  if (machine->killed == KASSA_KILL_INSTRUCTIONS && lent < had) {
    kassa_revive(L);
    const char *at = machine->killed_at;
    lua_pushfstring(L, "%s%sit takes more than %I instructions; let it do less", at,
                    at[0] != '\0' ? ": " : "", units);
    return lua_error(L);
  }
  kassa_check_alive(L);
  if (status == LUA_OK) return lua_gettop(L) - WITHIN_UNITS;
  machine->keeps_calls = 1; /* the stack that raised it is unwound */
  return lua_error(L);
}

static int base_error(lua_State *L) {
  int level = (int)luaL_optinteger(L, 2, 1);
  lua_settop(L, 1);
  if (lua_type(L, 1) != LUA_TSTRING || level <= 0) return lua_error(L);
  char place[KASSA_PLACE_SIZE];
  kassa_where(L, level, place, sizeof place);
  if (place[0] == '\0') return lua_error(L);
  lua_pushfstring(L, "%s: ", place);
  lua_insert(L, 1);
  lua_concat(L, 2);
  return lua_error(L);
}

/* load(text [, name [, mode [, environment]]]): text only; a binary chunk can crash Lua. */
static int base_load(lua_State *L) {
  size_t length;
  lua_settop(L, 4);
  if (lua_type(L, 1) != LUA_TSTRING)
    kassa_error(L, "load takes text: a string was expected, got a %s", luaL_typename(L, 1));
  const char *text = lua_tolstring(L, 1, &length);
  if (length > SOURCE_BYTES_MAX) kassa_error(L, "load takes at most 128 KiB of text");
  kassa_charge(L, LOAD_UNITS);
  const char *name = luaL_optstring(L, 2, "=(load)");
  /* A script's own text is never taken for a file, whatever it calls it. */
  if (name[0] != '=') name = lua_pushfstring(L, "=%s", name[0] == '@' ? name + 1 : name);
  int status = kassa_load(L, text, length, name, "t");
  kassa_check_alive(L);
  if (status != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (!lua_isnoneornil(L, 4)) {
    lua_pushvalue(L, 4);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

const luaL_Reg kassa_call_functions[] = {
  {"error", base_error},
  {"load", base_load},
  {"pcall", base_pcall},
  {"require", kassa_require},
  {"within", base_within},
  {"xpcall", base_xpcall},
  {NULL, NULL},
};
