#include "libraries/string_library.h"
#include <stdbool.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "kassa_libraries.h"
#include "libraries/elements.h"
#include "libraries/format.h"
#include "libraries/gsub.h"
#include "libraries/limits.h"
#include "libraries/positions.h"
#include "libraries/search.h"
#include "machine/budget.h"

/* The string library, but for what has its own file. Without dump, pack and unpack: a till's script
** has no binary data, and pack makes strings of any size. Letters are those of ASCII, whatever the
** host's locale; the module text knows the others. */

static int string_len(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static int string_sub(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  size_t start = start_position(luaL_checkinteger(L, 2), length);
  size_t end = end_position(luaL_optinteger(L, 3, -1), length);
  if (start > end) {
    lua_pushliteral(L, "");
    return 1;
  }
  charge_bytes(L, end - start + 1);
  lua_pushlstring(L, text + start - 1, end - start + 1);
  return 1;
}

static int string_reverse(lua_State *L) {
  size_t length;
  luaL_Buffer made;
  const char *text = luaL_checklstring(L, 1, &length);
  charge_bytes(L, length * 4);
  char *to = luaL_buffinitsize(L, &made, length);
  for (size_t i = 0; i < length; i++) to[i] = text[length - 1 - i];
  luaL_pushresultsize(&made, length);
  return 1;
}

/* Moves the ASCII letters from `first` on by `shift`. */
static int change_case(lua_State *L, char first, int shift) {
  size_t length;
  luaL_Buffer made;
  const char *text = luaL_checklstring(L, 1, &length);
  charge_bytes(L, length * 4);
  char *to = luaL_buffinitsize(L, &made, length);
  for (size_t i = 0; i < length; i++) {
    bool letter = text[i] >= first && text[i] < first + 26;
    to[i] = letter ? (char)(text[i] + shift) : text[i];
  }
  luaL_pushresultsize(&made, length);
  return 1;
}

static int string_lower(lua_State *L) { return change_case(L, 'A', 'a' - 'A'); }

static int string_upper(lua_State *L) { return change_case(L, 'a', 'A' - 'a'); }

/* Checks and charges before anything is allocated: ("x"):rep(1e15) costs nothing. */
static int string_rep(lua_State *L) {
  size_t length, between_length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *between = luaL_optlstring(L, 3, "", &between_length);
  if (count <= 0 || length + between_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t step = length + between_length;
  if ((lua_Unsigned)count > KASSA_STRING_BYTES_MAX) check_string_room(L, 0, SIZE_MAX);
  size_t steps = (size_t)count - 1;
  if (steps > KASSA_STRING_BYTES_MAX / step) check_string_room(L, 0, SIZE_MAX);
  check_string_room(L, steps * step, length);
  size_t total = steps * step + length;
  kassa_charge(L, steps);
  charge_bytes(L, total);
  luaL_Buffer made;
  char *to = luaL_buffinitsize(L, &made, total);
  for (size_t i = 0; i < steps; i++, to += step) {
    memcpy(to, text, length);
    memcpy(to + length, between, between_length);
  }
  memcpy(to, text, length);
  luaL_pushresultsize(&made, total);
  return 1;
}

static int string_byte(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t start = start_position(first, length);
  size_t end = end_position(luaL_optinteger(L, 3, first), length);
  if (start > end) return 0;
  check_values(L, end - start + 1);
  charge_elements(L, end - start + 1);
  int count = (int)(end - start + 1);
  for (int i = 0; i < count; i++) lua_pushinteger(L, (unsigned char)text[start - 1 + (size_t)i]);
  return count;
}

static int string_char(lua_State *L) {
  int count = lua_gettop(L);
  luaL_Buffer made;
  charge_elements(L, (lua_Unsigned)count);
  char *to = luaL_buffinitsize(L, &made, (size_t)count);
  for (int i = 1; i <= count; i++) {
    lua_Integer code = luaL_checkinteger(L, i);
    luaL_argcheck(L, code >= 0 && code <= 255, i, "a byte is from 0 to 255");
    to[i - 1] = (char)code;
  }
  luaL_pushresultsize(&made, (size_t)count);
  return 1;
}

static const luaL_Reg functions[] = {
  {"byte", string_byte},
  {"char", string_char},
  {"find", string_find},
  {"format", string_format},
  {"gmatch", string_gmatch},
  {"gsub", string_gsub},
  {"len", string_len},
  {"lower", string_lower},
  {"match", string_match},
  {"rep", string_rep},
  {"reverse", string_reverse},
  {"sub", string_sub},
  {"upper", string_upper},
  {NULL, NULL},
};

/* Strings find their methods in the table itself. No arithmetic: "10" + 1 is a mistake here. */
void kassa_add_string(lua_State *L) {
  luaL_setfuncs(L, functions, 0);
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

int kassa_open_string(lua_State *L) {
  lua_createtable(L, 0, 16);
  luaL_setfuncs(L, functions, 0);
  return 1;
}
