#ifndef MACHINE_RECORD_H
#define MACHINE_RECORD_H
#include <lua5.4/lua.h>
#include "kassa_exchange.h"
#include "kassa_module.h"

/* Makes the names of `function`'s fields known by where Lua keeps them, as long as the state lives. Can
** raise (memory). */
void kassa_intern_fields(lua_State *L, const kassa_function *function);

/* Reads the table at `index` as `function` declares its record, into the exchange's fields. Values of
** deep fields stay on the stack. Returns 0, with the stack as it was, where it is no such record. Can
** raise (stack). */
int kassa_read_record(lua_State *L, int index, const kassa_function *function,
                      kassa_exchange *exchange);

#endif
