#ifndef MACHINE_MODULES_H
#define MACHINE_MODULES_H
#include <lua5.4/lua.h>

/* Forgets what is loaded. Can raise (memory). */
void kassa_open_modules(lua_State *L);
/* What scripts call as require. */
int kassa_require(lua_State *L);

#endif
