#ifndef LIBRARIES_MATH_LIBRARY_H
#define LIBRARIES_MATH_LIBRARY_H
#include <lua5.4/lua.h>

/* Adds math to the table on top of the stack. Can raise (memory). */
void kassa_add_math(lua_State *L);

#endif
