#ifndef MACHINE_LIBRARY_H
#define MACHINE_LIBRARY_H
#include <lua5.4/lua.h>

/* A library as scripts find it. */
typedef struct kassa_library {
  const char *name; /* the global that holds it; "" for the globals themselves */
  /* Adds its functions to the table on top of the stack. Can raise (memory). */
  void (*add)(lua_State *L);
} kassa_library;

/* Every library, ended by a name of NULL. libraries/registry.c has the list: this is all that the
** machine knows of them. */
extern const kassa_library kassa_libraries[];

#endif
