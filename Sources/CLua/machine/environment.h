#ifndef MACHINE_ENVIRONMENT_H
#define MACHINE_ENVIRONMENT_H
#include <stddef.h>
#include <lua5.4/lua.h>
#include "kassa_module.h"

/* Makes what scripts see: the libraries and the modules as read-only globals. Can raise (memory).
** */
void kassa_open_environment(lua_State *L, const kassa_module *modules, size_t count);
/* Makes the fields of the table at `index` globals. Can raise (memory). */
void kassa_add_globals(lua_State *L, int index);

#endif
