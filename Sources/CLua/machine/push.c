#include "machine/push.h"
#include <lua5.4/lauxlib.h>
#include "machine/allocator.h"
#include "machine/budget.h"

enum { DEPTH_MAX = 64 };

/* Pushes the value that starts at cell `at`; returns the cell after it. */
static size_t push_value(lua_State *L, const kassa_exchange *exchange, size_t at, int depth) {
  const kassa_cell *cell = &exchange->cells[at++];
  switch (cell->kind) {
    case KASSA_CELL_NIL: lua_pushnil(L); return at;
    case KASSA_CELL_FALSE: lua_pushboolean(L, 0); return at;
    case KASSA_CELL_TRUE: lua_pushboolean(L, 1); return at;
    case KASSA_CELL_INTEGER: lua_pushinteger(L, cell->number); return at;
    case KASSA_CELL_STRING:
      lua_pushlstring(L, exchange->text + cell->number, cell->count);
      return at;
    default: break;
  }
  if (depth >= DEPTH_MAX) luaL_error(L, "a value from the host is nested too deeply");
  luaL_checkstack(L, 3, "a value from the host is nested too deeply");
  if (cell->kind == KASSA_CELL_LIST) {
    lua_createtable(L, kassa_list_size((size_t)cell->count), 0);
    for (lua_Integer i = 1; i <= (lua_Integer)cell->count; i++) {
      at = push_value(L, exchange, at, depth + 1);
      lua_rawseti(L, -2, i);
    }
    return at;
  }
  lua_createtable(L, 0, (int)cell->count);
  for (uint32_t i = 0; i < cell->count; i++) {
    at = push_value(L, exchange, at, depth + 1);
    at = push_value(L, exchange, at, depth + 1);
    lua_rawset(L, -3);
  }
  return at;
}

int kassa_push_all(lua_State *L, kassa_exchange *exchange) {
  size_t units = exchange->debt;
  if (exchange->cells_count > 4) units += exchange->cells_count;
  units += exchange->text_length / 16;
  if (units > 0) kassa_charge(L, units);
  int count = 0;
  for (size_t at = 0; at < exchange->cells_count; count++) {
    if (count >= LUA_MINSTACK / 2) luaL_checkstack(L, 2, "too many values from the host");
    at = push_value(L, exchange, at, 0);
  }
  return count;
}
