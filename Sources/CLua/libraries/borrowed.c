#include "libraries/borrowed.h"

typedef struct borrowing {
  lua_CFunction open;
  luaL_Reg *list;
} borrowing;

static int find_functions(lua_State *L) {
  const borrowing *wanted = lua_touserdata(L, 1);
  luaL_requiref(L, "borrowed", wanted->open, 0);
  for (luaL_Reg *each = wanted->list; each->name != NULL; each++) {
    lua_getfield(L, -1, each->name);
    each->func = lua_tocfunction(L, -1);
    lua_pop(L, 1);
  }
  return 0;
}

void kassa_borrow(lua_CFunction open, luaL_Reg *list) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return;
  borrowing wanted = {open, list};
  lua_pushcfunction(L, find_functions);
  lua_pushlightuserdata(L, &wanted);
  lua_pcall(L, 1, 0, 0);
  lua_close(L);
}
