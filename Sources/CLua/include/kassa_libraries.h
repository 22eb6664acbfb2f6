#ifndef KASSA_LIBRARIES_H
#define KASSA_LIBRARIES_H
#include <lua5.4/lua.h>

/* For a state without a machine, in which nothing is charged: each pushes a new table with the
** functions of one library. They can raise (memory). */
int kassa_open_string(lua_State *L);
int kassa_open_table(lua_State *L);
int kassa_open_base(lua_State *L);

#endif
