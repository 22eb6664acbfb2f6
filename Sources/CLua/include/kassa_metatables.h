#ifndef KASSA_METATABLES_H
#define KASSA_METATABLES_H
#include <lua5.4/lua.h>

/* Metatables given to setmetatable are remembered; returns non-zero if one has gained __gc, __mode
** or an odd __call since. Raises nothing; needs five free stack slots. */
int kassa_metatables_tampered(lua_State *L);

#endif
