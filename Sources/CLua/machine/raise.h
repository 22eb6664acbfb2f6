#ifndef MACHINE_RAISE_H
#define MACHINE_RAISE_H
#include <lua5.4/lua.h>

/* Raises "file:line: message", blaming the script code that called the C function. */
_Noreturn void kassa_error(lua_State *L, const char *format, ...);

#endif
