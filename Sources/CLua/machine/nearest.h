#ifndef MACHINE_NEAREST_H
#define MACHINE_NEAREST_H
#include <stddef.h>
#include <lua5.4/lua.h>

/* Pushes the string key of the table at `index` that is nearest to `name`, or nil where none is
** near. Can raise (memory). */
void kassa_push_nearest(lua_State *L, int index, const char *name, size_t length);

#endif
