#ifndef LIBRARIES_TOSTRING_H
#define LIBRARIES_TOSTRING_H
#include <stddef.h>
#include <lua5.4/lua.h>

/* Pushes the text of the value at `index`, as tostring does: __tostring and __name are honoured,
** and a table, function or coroutine is named by its type, never by its address, which differs from
** run to run. Returns its bytes, alive as long as they are on the stack. May raise: __tostring is
** the script's. */
const char *push_text(lua_State *L, int index, size_t *length);

#endif
