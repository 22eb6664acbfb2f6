#ifndef MACHINE_METATABLES_H
#define MACHINE_METATABLES_H
#include <lua5.4/lua.h>

/* The base functions of these names, for scripts; kassa_metatables.h has what looks at them later.
** */
int base_setmetatable(lua_State *L);
int base_getmetatable(lua_State *L);
int base_rawset(lua_State *L);

#endif
