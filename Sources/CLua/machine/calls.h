#ifndef MACHINE_CALLS_H
#define MACHINE_CALLS_H
#include <lua5.4/lauxlib.h>

/* The base functions that run other code under protection, or load it. */
extern const luaL_Reg kassa_call_functions[];

#endif
