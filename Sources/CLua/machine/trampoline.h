#ifndef MACHINE_TRAMPOLINE_H
#define MACHINE_TRAMPOLINE_H
#include <lua5.4/lua.h>
#include "kassa_module.h"

/* What every host function is. */
int kassa_call_host(lua_State *L);

/* Leaves a new table of the module's functions on the stack. Can raise (memory). */
void kassa_push_module(lua_State *L, const kassa_module *module);

#endif
