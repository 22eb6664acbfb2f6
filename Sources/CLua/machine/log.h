#ifndef MACHINE_LOG_H
#define MACHINE_LOG_H
#include <lua5.4/lua.h>

/* What scripts say: pushes `print`, a closure over the tostring on top of the stack, which it
** takes. */
void kassa_push_print(lua_State *L);
/* The same for the functions of `log`, which go into the table below the tostring. */
void kassa_set_log_functions(lua_State *L);
/* Pushes what a call of `log` itself runs; takes the tostring on top. */
void kassa_push_log_call(lua_State *L);

#endif
