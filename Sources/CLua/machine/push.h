#ifndef MACHINE_PUSH_H
#define MACHINE_PUSH_H
#include <lua5.4/lua.h>
#include "kassa_exchange.h"

/* Pushes the exchange's values, charging for them; returns how many. May raise or yield. */
int kassa_push_all(lua_State *L, kassa_exchange *exchange);

/* The same, in line for the commonest result: one whole number. */
static inline int kassa_push_exchange(lua_State *L, kassa_exchange *exchange) {
  if (exchange->cells_count != 1 || exchange->cells[0].kind != KASSA_CELL_INTEGER ||
      exchange->debt > 0)
    return kassa_push_all(L, exchange);
  lua_pushinteger(L, exchange->cells[0].number);
  return 1;
}

#endif
