#ifndef LIBRARIES_BASE_LIBRARY_H
#define LIBRARIES_BASE_LIBRARY_H
#include <lua5.4/lua.h>

/* Adds to the table on top of the stack what is global, but for what runs other code under protection
** or loads it. Can raise (memory). */
void kassa_add_base(lua_State *L);

#endif
