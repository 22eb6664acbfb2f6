#ifndef LIBRARIES_TABLE_LIBRARY_H
#define LIBRARIES_TABLE_LIBRARY_H
#include <lua5.4/lua.h>

/* Adds table to the table on top of the stack. Can raise (memory). */
void kassa_add_table(lua_State *L);

#endif
