#include "libraries/math_library.h"
#include <pthread.h>
#include <lua5.4/lualib.h>
#include "libraries/borrowed.h"
#include "machine/raise.h"
#include "kassa_module.h"
#include "machine/random.h"

/* Read once in a process; a new machine then only fills a table. */
static luaL_Reg functions[] = {
  {"abs", NULL}, {"acos", NULL}, {"asin", NULL}, {"atan", NULL}, {"ceil", NULL}, {"cos", NULL},
  {"deg", NULL}, {"exp", NULL}, {"floor", NULL}, {"fmod", NULL}, {"log", NULL}, {"max", NULL},
  {"min", NULL}, {"modf", NULL}, {"rad", NULL}, {"sin", NULL}, {"sqrt", NULL}, {"tan", NULL},
  {"tointeger", NULL}, {"type", NULL}, {"ult", NULL}, {NULL, NULL},
};

/* Of 0 ... 1 so many steps are drawn. */
#define STEPS_MAX (UINT64_MAX >> 11)

/* A number of 0 ... `most`, each equally likely: words beyond the last whole multiple are drawn
** again. */
static uint64_t below_or_equal(lua_State *L, uint64_t most) {
  uint64_t border;
  if (kassa_draw_border(L, most, &border)) return border;
  if (most == UINT64_MAX) return kassa_random_word(L);
  uint64_t span = most + 1;
  uint64_t refused = (0 - span) % span; /* 2^64 modulo span */
  uint64_t word = kassa_random_word(L);
  while (word < refused) word = kassa_random_word(L);
  return word % span;
}

static int math_random(lua_State *L) {
  if (kassa_is_loading(L))
    kassa_error(L, "math.random draws nothing while the store is loaded, for what is loaded is the "
                   "same everywhere; call it inside a function of the store's");
  lua_Integer low = 1, high;
  uint64_t steps;
  switch (lua_gettop(L)) {
    case 0:
      if (!kassa_draw_border(L, STEPS_MAX, &steps)) steps = kassa_random_word(L) >> 11;
      lua_pushnumber(L, (lua_Number)steps * 0x1p-53);
      return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high != 0) break;
      /* Any integer: from the least of all on where it is to be a border. */
      if (kassa_draw_border(L, UINT64_MAX, &steps)) steps += (uint64_t)LUA_MININTEGER;
      else steps = kassa_random_word(L);
      lua_pushinteger(L, (lua_Integer)steps);
      return 1;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default: kassa_error(L, "math.random takes at most two arguments");
  }
  if (low > high) kassa_error(L, "math.random: the range is empty");
  uint64_t offset = below_or_equal(L, (uint64_t)high - (uint64_t)low);
  lua_pushinteger(L, (lua_Integer)((uint64_t)low + offset));
  return 1;
}

static void find_functions(void) { kassa_borrow(luaopen_math, functions); }

void kassa_add_math(lua_State *L) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, find_functions);
  luaL_setfuncs(L, functions, 0);
  lua_pushcfunction(L, math_random);
  lua_setfield(L, -2, "random");
  lua_pushnumber(L, 0x1.921fb54442d18p+1);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, (lua_Number)__builtin_inf());
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
}
