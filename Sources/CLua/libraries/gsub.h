#ifndef LIBRARIES_GSUB_H
#define LIBRARIES_GSUB_H
#include <lua5.4/lua.h>

/* For scripts: string.gsub. */
int string_gsub(lua_State *L);

#endif
