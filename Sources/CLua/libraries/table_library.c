#include "libraries/table_library.h"
#include <stdbool.h>
#include <lua5.4/lauxlib.h>
#include "kassa_libraries.h"
#include "libraries/elements.h"
#include "libraries/limits.h"
#include "libraries/sort.h"

/* The table library. Elements are reached as the language reaches them, metamethods included, but
** the length is asked once a call, and a call visits no more elements than it has paid for. */

/* Sets element `to` of the table at `target` to element `from` of the one at `source`. */
static void copy_element(lua_State *L, int source, lua_Integer from, int target, lua_Integer to) {
  look_between_elements(L, from);
  lua_geti(L, source, from);
  lua_seti(L, target, to);
}

static int table_insert(lua_State *L) {
  lua_Integer next = table_length(L, 1, TABLE_READ | TABLE_WRITE);
  next = (lua_Integer)((lua_Unsigned)next + 1);
  lua_Integer position = next;
  if (lua_gettop(L) == 3) {
    position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)next, 2, "position out of bounds");
    if (position < next) charge_elements(L, (lua_Unsigned)next - (lua_Unsigned)position);
    for (lua_Integer i = next; i > position; i--) copy_element(L, 1, i - 1, 1, i);
  } else if (lua_gettop(L) != 2) {
    return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, position);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer length = table_length(L, 1, TABLE_READ | TABLE_WRITE);
  lua_Integer position = luaL_optinteger(L, 2, length);
  if (position != length) {
    luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)length, 2,
                  "position out of bounds");
    if (position < length) charge_elements(L, (lua_Unsigned)length - (lua_Unsigned)position);
  }
  lua_geti(L, 1, position);
  for (; position < length; position++) copy_element(L, 1, position + 1, 1, position);
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2);
  lua_Integer last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_table(L, 1, TABLE_READ);
  check_table(L, target, TABLE_WRITE);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    charge_elements(L, (lua_Unsigned)count);
    bool apart = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    for (lua_Integer i = 0; i < count; i++) {
      lua_Integer at = apart ? i : count - 1 - i;
      copy_element(L, 1, first + at, target, to + at);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

/* Adds element `position` of the table at 1 to `made`, whose slots lie on the top of the stack. */
static void add_element(lua_State *L, luaL_Buffer *made, lua_Integer position) {
  size_t length;
  look_between_elements(L, position);
  lua_geti(L, 1, position);
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid value (at index %I) in table for 'concat': a string was expected, "
               "got a %s",
               (LUAI_UACINT)position, luaL_typename(L, -1));
  lua_tolstring(L, -1, &length);
  check_string_room(L, luaL_bufflen(made), length);
  charge_bytes(L, length);
  luaL_addvalue(made);
}

static int table_concat(lua_State *L) {
  lua_Integer length = table_length(L, 1, TABLE_READ);
  size_t between_length;
  const char *between = luaL_optlstring(L, 2, "", &between_length);
  lua_Integer first = luaL_optinteger(L, 3, 1);
  lua_Integer last = luaL_optinteger(L, 4, length);
  luaL_Buffer made;
  luaL_buffinit(L, &made);
  if (first <= last) {
    charge_elements(L, (lua_Unsigned)last - (lua_Unsigned)first);
    for (lua_Integer i = first; i < last; i++) {
      add_element(L, &made, i);
      check_string_room(L, luaL_bufflen(&made), between_length);
      charge_bytes(L, between_length);
      luaL_addlstring(&made, between, between_length);
    }
    add_element(L, &made, last);
  }
  luaL_pushresult(&made);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  charge_elements(L, (lua_Unsigned)count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
  if (first > last) return 0;
  lua_Unsigned more = (lua_Unsigned)last - (lua_Unsigned)first;
  check_values(L, more);
  charge_elements(L, more + 1);
  for (lua_Integer i = first; i < last; i++) {
    look_between_elements(L, i);
    lua_geti(L, 1, i);
  }
  lua_geti(L, 1, last);
  return (int)more + 1;
}

static const luaL_Reg functions[] = {
  {"concat", table_concat},
  {"insert", table_insert},
  {"move", table_move},
  {"pack", table_pack},
  {"remove", table_remove},
  {"sort", table_sort},
  {"unpack", table_unpack},
  {NULL, NULL},
};

void kassa_add_table(lua_State *L) { luaL_setfuncs(L, functions, 0); }

int kassa_open_table(lua_State *L) {
  lua_createtable(L, 0, 8);
  luaL_setfuncs(L, functions, 0);
  return 1;
}
