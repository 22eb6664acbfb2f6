#include "machine/metatables.h"
#include <stdbool.h>
#include <lua5.4/lauxlib.h>
#include "kassa_metatables.h"
#include "machine/machine.h"

/* Distinct metatables that a state remembers; they are all looked through at every wait. */
#define METATABLES_MAX 10000

/* setmetatable, getmetatable, rawset: what guards the sandbox's own tables and refuses finalizers
** and weak tables.
**
** __gc runs with hooks off, so nothing could stop it; weak tables show the collector's timing,
** which differs from run to run, and Lua 5.4.4 has a use after free there. __gc
** counts only when it is there at setmetatable; __mode counts from the moment it is set. So
** metatables are remembered, and looked through whenever the script waits or ends.
**
** A table that is its own __call is a loop in C (allocator.c), so __call is a function. One set
** after setmetatable is seen when the script waits, or ended by the bound on the stack. */

static const char known_metatables; /* its address is the registry key of the list */

/* Whether the table at `index` itself has a field `name`. Leaves the stack as it was. */
static bool has_own(lua_State *L, int index, const char *name) {
  index = lua_absindex(L, index);
  lua_pushstring(L, name);
  bool has = lua_rawget(L, index) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

/* Remembers the metatable at `index`, once: list[n] is a metatable, list[metatable] is true. */
static void remember(lua_State *L, int index) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &known_metatables) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &known_metatables);
    kassa_machine *machine = kassa_machine_of(L);
    if (machine != NULL) machine->has_metatables = 1; /* no machine: a plain state of a test */
  }
  lua_pushvalue(L, index);
  bool known = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  if (!known) {
    lua_Unsigned count = lua_rawlen(L, -1);
    if (count == METATABLES_MAX)
      luaL_error(L, "more than %d metatables; make one, and give it to every object of its kind",
                 METATABLES_MAX);
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, (lua_Integer)count + 1);
    lua_pushvalue(L, index);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  lua_pop(L, 1);
}

/* Whether the table at `index` has a __call that is no function. Leaves the stack as it was. */
static bool has_odd_call(lua_State *L, int index) {
  index = lua_absindex(L, index);
  lua_pushstring(L, "__call");
  int type = lua_rawget(L, index);
  lua_pop(L, 1);
  return type != LUA_TNIL && type != LUA_TFUNCTION;
}

int kassa_metatables_tampered(lua_State *L) {
  int tampered = 0;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &known_metatables) == LUA_TTABLE) {
    lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= count && !tampered; i++) {
      lua_rawgeti(L, -1, i);
      tampered = has_own(L, -1, "__gc") || has_own(L, -1, "__mode") ||
                 has_odd_call(L, -1);
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
  return tampered;
}

static void refuse_field(lua_State *L, const char *name, const char *reason) {
  if (has_own(L, 2, name)) luaL_error(L, "a metatable with %s isn't allowed: %s", name, reason);
}

int base_setmetatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected metatable");
  lua_settop(L, 2);
  if (type == LUA_TTABLE) {
    refuse_field(L, "__gc", "finalizers would run where nothing limits them");
    refuse_field(L, "__mode", "weak tables depend on when memory is collected");
    if (has_odd_call(L, 2)) luaL_error(L, "a metatable's __call is a function; call others in it");
    remember(L, 2);
  }
  lua_setmetatable(L, 1);
  return 1;
}

int base_getmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (!lua_getmetatable(L, 1)) {
    lua_pushnil(L);
    return 1;
  }
  luaL_getmetafield(L, 1, "__metatable");
  return 1;
}

/* A table whose metatable is protected can't be written past it. */
int base_rawset(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
    return luaL_error(L, "cannot change a protected table");
  lua_settop(L, 3);
  lua_rawset(L, 1);
  return 1;
}
