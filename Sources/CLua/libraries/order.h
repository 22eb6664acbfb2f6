#ifndef LIBRARIES_ORDER_H
#define LIBRARIES_ORDER_H
#include <lua5.4/lua.h>

/* For scripts: traversal in a defined order. */
int base_pairs(lua_State *L);
int base_next(lua_State *L);

#endif
