#ifndef LIBRARIES_FORMAT_H
#define LIBRARIES_FORMAT_H
#include <lua5.4/lua.h>

/* For scripts: string.format. */
int string_format(lua_State *L);

#endif
