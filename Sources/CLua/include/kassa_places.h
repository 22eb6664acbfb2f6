#ifndef KASSA_PLACES_H
#define KASSA_PLACES_H
#include <stddef.h>
#include <lua5.4/lua.h>

/* Room enough for "file:line". */
enum { KASSA_PLACE_SIZE = 160 };

/* Room enough for the calls that led to an error. */
enum { KASSA_CALLS_SIZE = 2000, KASSA_CALLS_MAX = 12 };

/* Writes "file:line" of the innermost script code at `level` or above it; "" if none. Never
** raises. */
void kassa_where(lua_State *L, int level, char *place, size_t size);

/* Writes the script function at the `index`-th script level, "file:line in function 'name'";
** returns 0 when there is none. Never raises. */
int kassa_call_at(lua_State *L, int index, char *text, size_t size);

/* Writes the innermost KASSA_CALLS_MAX script functions, a line each. Never raises. */
void kassa_calls(lua_State *L, char *text, size_t size);

/* Writes "file:line" of where the function at `index` of the stack begins; "" for no script's. Never
** raises. */
void kassa_origin(lua_State *L, int index, char *place, size_t size);

#endif
