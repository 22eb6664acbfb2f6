#ifndef LIBRARIES_SEARCH_H
#define LIBRARIES_SEARCH_H
#include <lua5.4/lua.h>

/* For scripts: the string functions that look for a pattern. */
int string_find(lua_State *L);
int string_match(lua_State *L);
int string_gmatch(lua_State *L);

#endif
