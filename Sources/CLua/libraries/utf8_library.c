#include "libraries/utf8_library.h"
#include <pthread.h>
#include <lua5.4/lualib.h>
#include "libraries/borrowed.h"
#include "libraries/limits.h"
#include "libraries/positions.h"
#include "machine/budget.h"

/* Read once in a process. */
enum { UTF8_CHAR, UTF8_CODEPOINT, UTF8_CODES, UTF8_LEN, UTF8_OFFSET };
static luaL_Reg functions[] = {
  {"char", NULL}, {"codepoint", NULL}, {"codes", NULL}, {"len", NULL}, {"offset", NULL},
  {NULL, NULL},
};

/* These take time with the length of their text. */
static int charged(lua_State *L, int function) {
  if (lua_type(L, 1) == LUA_TSTRING) kassa_charge(L, lua_rawlen(L, 1));
  return functions[function].func(L);
}

/* The stock function makes room for a value a byte. */
static int utf8_codepoint(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t start = start_position(first, length);
  size_t end = end_position(luaL_optinteger(L, 3, first), length);
  if (start <= end) check_values(L, end - start + 1);
  return charged(L, UTF8_CODEPOINT);
}
static int utf8_len(lua_State *L) { return charged(L, UTF8_LEN); }
static int utf8_offset(lua_State *L) { return charged(L, UTF8_OFFSET); }

static void find_functions(void) { kassa_borrow(luaopen_utf8, functions); }

void kassa_add_utf8(lua_State *L) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_functions);
  lua_pushcfunction(L, functions[UTF8_CHAR].func);
  lua_setfield(L, -2, "char");
  lua_pushcfunction(L, functions[UTF8_CODES].func);
  lua_setfield(L, -2, "codes");
  lua_pushcfunction(L, utf8_codepoint);
  lua_setfield(L, -2, "codepoint");
  lua_pushcfunction(L, utf8_len);
  lua_setfield(L, -2, "len");
  lua_pushcfunction(L, utf8_offset);
  lua_setfield(L, -2, "offset");
  lua_pushlstring(L, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", 14);
  lua_setfield(L, -2, "charpattern");
}
