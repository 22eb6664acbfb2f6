#ifndef LIBRARIES_SORT_H
#define LIBRARIES_SORT_H
#include <lua5.4/lua.h>

/* For scripts: table.sort. */
int table_sort(lua_State *L);

#endif
