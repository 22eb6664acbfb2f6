#ifndef LIBRARIES_STRING_LIBRARY_H
#define LIBRARIES_STRING_LIBRARY_H
#include <lua5.4/lua.h>

/* Adds string, and the methods of strings to the table on top of the stack. Can raise (memory). */
void kassa_add_string(lua_State *L);

#endif
