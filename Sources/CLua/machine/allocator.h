#ifndef MACHINE_ALLOCATOR_H
#define MACHINE_ALLOCATOR_H
#include <stddef.h>
#include <lua5.4/lua.h>
#include "kassa_machine.h"

/* A value on the stack or in a list. */
#define KASSA_VALUE_BYTES ((size_t)16)
/* A stack grows by doubling from 40 values, so this allows 10,240 of them: 1,000 calls deep, 3,500
** where they hold little. */
#define KASSA_STACK_BYTES ((size_t)256 << 10)

/* The lua_Alloc of a machine, its owner. Raises only where Lua itself does when memory is short. */
void *kassa_allocate(void *machine, void *block, size_t old_size, size_t new_size);

/* Whether blocks that no longer fit any use hold what the cap does not count: a script that uses
** up one size after another. Never raises. */
int kassa_holds_too_much(const kassa_machine *machine);

/* A block that the collector frees, as a userdata on the stack. Only Lua's own text buffers make
** userdata without this, and the block that is asked for right after theirs is the text. Can raise
** (memory). */
void *kassa_new_block(lua_State *L, size_t bytes);

/* A size for lua_createtable that no stack could have: see allocator.c. */
static inline int kassa_list_size(size_t count) {
  if (count < KASSA_STACK_BYTES / KASSA_VALUE_BYTES / 2) return (int)count;
  size_t size = 1;
  while (size < count) size *= 2;
  return (int)size;
}

#endif
