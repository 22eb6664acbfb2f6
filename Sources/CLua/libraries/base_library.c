#include "libraries/base_library.h"
#include <stdbool.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "kassa_libraries.h"
#include "libraries/limits.h"
#include "libraries/order.h"
#include "libraries/tostring.h"
#include "machine/metatables.h"

static int base_assert(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_gettop(L) == 1) return luaL_error(L, "assertion failed!");
  lua_settop(L, 2);
  if (lua_type(L, 2) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, 2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int ipairs_next(lua_State *L) {
  lua_Integer at = (lua_Integer)((lua_Unsigned)luaL_checkinteger(L, 2) + 1);
  lua_pushinteger(L, at);
  return lua_geti(L, 1, at) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushcfunction(L, ipairs_next);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static int base_rawequal(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_checkany(L, 2);
  lua_pushboolean(L, lua_rawequal(L, 1, 2));
  return 1;
}

static int base_rawget(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  lua_rawget(L, 1);
  return 1;
}

static int base_rawlen(lua_State *L) {
  int type = lua_type(L, 1);
  luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
  return 1;
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer position = luaL_checkinteger(L, 1);
  if (position < 0) position = count + position;
  else if (position > count) position = count;
  luaL_argcheck(L, position >= 1, 1, "index out of range");
  charge_bytes(L, (size_t)count * 16); /* they are all copied */
  return count - (int)position;
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  size_t length;
  push_text(L, 1, &length);
  return 1;
}

static int base_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

/* The value of an ASCII letter or digit as a digit; 36 for everything else. */
static int digit_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'z') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'Z') return byte - 'A' + 10;
  return 36;
}

static const char *skip_spaces(const char *at) {
  return at + strspn(at, " \f\n\r\t\v");
}

/* A whole number in `base`, spaces around it, wrapping around as the language's integers do. */
static bool read_integer(const char *text, size_t length, int base, lua_Integer *value) {
  lua_Unsigned read = 0;
  const char *at = skip_spaces(text);
  bool negative = *at == '-';
  if (*at == '-' || *at == '+') at++;
  if (digit_value(*at) >= base) return false;
  for (; digit_value(*at) < base; at++)
    read = read * (lua_Unsigned)base + (lua_Unsigned)digit_value(*at);
  *value = (lua_Integer)(negative ? 0 - read : read);
  return skip_spaces(at) == text + length;
}

static int tonumber_in_base(lua_State *L) {
  size_t length;
  lua_Integer value;
  lua_Integer base = luaL_checkinteger(L, 2);
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *text = lua_tolstring(L, 1, &length);
  luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
  charge_bytes(L, 8 * length);
  if (read_integer(text, length, (int)base, &value)) lua_pushinteger(L, value);
  else luaL_pushfail(L);
  return 1;
}

static int base_tonumber(lua_State *L) {
  if (!lua_isnoneornil(L, 2)) return tonumber_in_base(L);
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TNUMBER) {
    lua_settop(L, 1);
    return 1;
  }
  size_t length;
  const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
  if (text != NULL) charge_bytes(L, 8 * length);
  if (text != NULL && lua_stringtonumber(L, text) == length + 1) return 1;
  luaL_pushfail(L);
  return 1;
}

static const luaL_Reg functions[] = {
  {"assert", base_assert},
  {"getmetatable", base_getmetatable},
  {"ipairs", base_ipairs},
  {"next", base_next},
  {"pairs", base_pairs},
  {"rawequal", base_rawequal},
  {"rawget", base_rawget},
  {"rawlen", base_rawlen},
  {"rawset", base_rawset},
  {"select", base_select},
  {"setmetatable", base_setmetatable},
  {"tonumber", base_tonumber},
  {"tostring", base_tostring},
  {"type", base_type},
  {NULL, NULL},
};

void kassa_add_base(lua_State *L) { luaL_setfuncs(L, functions, 0); }

int kassa_open_base(lua_State *L) {
  lua_createtable(L, 0, 16);
  luaL_setfuncs(L, functions, 0);
  return 1;
}
