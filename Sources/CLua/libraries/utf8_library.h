#ifndef LIBRARIES_UTF8_LIBRARY_H
#define LIBRARIES_UTF8_LIBRARY_H
#include <lua5.4/lua.h>

/* Adds utf8 to the table on top of the stack. Can raise (memory). */
void kassa_add_utf8(lua_State *L);

#endif
