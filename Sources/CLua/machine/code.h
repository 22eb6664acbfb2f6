#ifndef MACHINE_CODE_H
#define MACHINE_CODE_H
#include <stddef.h>
#include <stdint.h>
#include <lua5.4/lua.h>

/* The code of one Lua function, read from what lua_dump writes of it. */

typedef struct kassa_code {
  uint32_t *instructions;
  int *lines; /* of each */
  size_t count;
} kassa_code;

/* Of the function on top of the stack. Returns 0 where it is another format than Lua 5.4's, or there is
** no memory. */
int kassa_read_code(lua_State *L, kassa_code *code);
void kassa_free_code(kassa_code *code);

#endif
