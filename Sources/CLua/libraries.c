#include "functions.h"
#include "machine.h"
#include <pthread.h>

/* The stock functions that are safe as they are: they run in constant time. Their addresses are
** read once in a process from a scratch state; a new machine then only fills tables. */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static luaL_Reg math_functions[] = {
  {"abs", NULL}, {"acos", NULL}, {"asin", NULL}, {"atan", NULL}, {"ceil", NULL}, {"cos", NULL},
  {"deg", NULL}, {"exp", NULL}, {"floor", NULL}, {"fmod", NULL}, {"log", NULL}, {"max", NULL},
  {"min", NULL}, {"modf", NULL}, {"rad", NULL}, {"sin", NULL}, {"sqrt", NULL}, {"tan", NULL},
  {"tointeger", NULL}, {"type", NULL}, {"ult", NULL}, {NULL, NULL},
};

enum { UTF8_CHAR, UTF8_CODEPOINT, UTF8_CODES, UTF8_LEN, UTF8_OFFSET };
static luaL_Reg utf8_stock[] = {
  {"char", NULL}, {"codepoint", NULL}, {"codes", NULL}, {"len", NULL}, {"offset", NULL},
  {NULL, NULL},
};

static void find_functions(lua_State *L, const char *library, lua_CFunction open, luaL_Reg *list) {
  luaL_requiref(L, library, open, 0);
  for (; list->name != NULL; list++) {
    lua_getfield(L, -1, list->name);
    list->func = lua_tocfunction(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static int find_all(lua_State *L) {
  find_functions(L, LUA_MATHLIBNAME, luaopen_math, math_functions);
  find_functions(L, LUA_UTF8LIBNAME, luaopen_utf8, utf8_stock);
  return 0;
}

static void find_stock_functions(void) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return;
  lua_pushcfunction(L, find_all);
  lua_pcall(L, 0, 0, 0);
  lua_close(L);
}

void kassa_prepare_libraries(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_stock_functions);
}

/* These take time with the length of their text. */
static int charged(lua_State *L, int function) {
  if (lua_type(L, 1) == LUA_TSTRING) kassa_charge(L, lua_rawlen(L, 1));
  return utf8_stock[function].func(L);
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

void kassa_push_math(lua_State *L) {
  luaL_setfuncs(L, math_functions, 0);
  luaL_setfuncs(L, kassa_random_functions, 0);
  lua_pushnumber(L, 0x1.921fb54442d18p+1);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, (lua_Number)__builtin_inf());
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
}

void kassa_push_utf8(lua_State *L) {
  lua_pushcfunction(L, utf8_stock[UTF8_CHAR].func);
  lua_setfield(L, -2, "char");
  lua_pushcfunction(L, utf8_stock[UTF8_CODES].func);
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
