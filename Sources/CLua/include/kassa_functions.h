#ifndef KASSA_FUNCTIONS_H
#define KASSA_FUNCTIONS_H

#include <lua5.4/lua.h>

/* Each pushes a new table with the functions of one library. They can raise (memory). */
int kassa_open_string(lua_State *L);
int kassa_open_table(lua_State *L);
int kassa_open_base(lua_State *L);

#endif
