#ifndef MACHINE_COROUTINE_H
#define MACHINE_COROUTINE_H
#include <lua5.4/lauxlib.h>

extern const luaL_Reg kassa_coroutine_functions[];

#endif
