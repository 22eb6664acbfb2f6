#ifndef KASSA_CHUNK_H
#define KASSA_CHUNK_H
#include <stddef.h>
#include <lua5.4/lua.h>

/* As luaL_loadbufferx, within the step's budget if the state has a machine: Lua's parser runs no
** hook. A kill comes out as an error's status, and the caller goes on to kassa_charge or raises. */
int kassa_load(lua_State *L, const char *text, size_t length, const char *name, const char *mode);

/* Dumps the function on top of the stack into malloc'd memory; NULL when it can't. Never raises. */
char *kassa_dump(lua_State *L, size_t *length);
/* What Lua makes of a text in a state of its own, in malloc'd memory; NULL where it is none. With `strip`
** without lines and names of locals, else as kassa_dump has it. What the parser takes is bounded by
** the text alone. */
char *kassa_compiled(const char *text, size_t length, const char *name, int strip,
                     size_t *dump_length);
void kassa_dump_free(char *dump);

#endif
