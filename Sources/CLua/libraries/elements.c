#include "libraries/elements.h"
#include <stdbool.h>
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"

/* The most elements one call of a table function visits: about 20 ms of work that no hook sees. */
#define ELEMENTS_MAX 1000000

static bool has_metafield(lua_State *L, int index, const char *name) {
  if (luaL_getmetafield(L, index, name) == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

void check_table(lua_State *L, int index, int needs) {
  if (lua_istable(L, index)) return;
  bool fits = (!(needs & TABLE_READ) || has_metafield(L, index, "__index")) &&
              (!(needs & TABLE_WRITE) || has_metafield(L, index, "__newindex")) &&
              (!(needs & TABLE_LENGTH) || has_metafield(L, index, "__len"));
  if (!fits) luaL_checktype(L, index, LUA_TTABLE);
}

lua_Integer table_length(lua_State *L, int index, int needs) {
  check_table(L, index, needs | TABLE_LENGTH);
  return luaL_len(L, index);
}

void charge_elements(lua_State *L, lua_Unsigned count) {
  if (count > ELEMENTS_MAX)
    luaL_error(L, "too many elements at once (at most %d a call)", ELEMENTS_MAX);
  kassa_charge(L, 1 + (size_t)count);
}

/* An element may be looked for through a long chain of __index, for milliseconds and without a
** hook: so the clock is looked at every few of them. */
void look_between_elements(lua_State *L, lua_Integer element) {
  if ((element & 7) == 0) kassa_charge_and_look(L, 1);
}
