#ifndef MACHINE_RECORD_H
#define MACHINE_RECORD_H
#include <lua5.4/lua.h>
#include "kassa_exchange.h"
#include "kassa_module.h"

/* Pushes a block with the place at which this state keeps the name of each of `function`'s fields; they
** stay there as long as it lives. It is the state's own: several share one declaration, and a copy of
** the state has its own names at the same places. Returns how many values it has pushed: none where
** there are no fields. Can raise (memory). */
int kassa_push_keys(lua_State *L, const kassa_function *function);

/* Reads the table at `index` as `function` declares its record, into the exchange's fields; `keys` is the
** block. Values of deep fields stay on the stack. Returns 0, with the stack as it was, where it is no
** such record. Can raise (stack). */
int kassa_read_record(lua_State *L, int index, const kassa_function *function,
                      const void *const *keys, kassa_exchange *exchange);

#endif
