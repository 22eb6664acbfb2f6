#ifndef LIBRARIES_BORROWED_H
#define LIBRARIES_BORROWED_H
#include <lua5.4/lauxlib.h>

/* Fills in the functions of `list`, by their names, from the library of Lua's own that `open`
** opens: for those that are safe as they are. Never raises; they stay NULL when there is no memory.
** */
void kassa_borrow(lua_CFunction open, luaL_Reg *list);

#endif
