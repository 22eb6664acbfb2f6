#ifndef LIBRARIES_LIMITS_H
#define LIBRARIES_LIMITS_H
#include <stddef.h>
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"

/* What one call of a library function may do. All here raise, for frames that are all C. */

/* The longest string a library function makes. A machine's whole memory is of this order, and one
** request of this size is still within what the allocator grants before the kill takes effect. */
#define KASSA_STRING_BYTES_MAX ((size_t)64 << 20)

/* The most values one call puts on the stack: see KASSA_STACK_BYTES. */
#define KASSA_VALUES_MAX 4000

/* Makes room for so many results, or raises. */
static inline void check_values(lua_State *L, lua_Unsigned count) {
  if (count > KASSA_VALUES_MAX || !lua_checkstack(L, (int)count))
    luaL_error(L, "too many values at once (at most %d); take them in parts", KASSA_VALUES_MAX);
}

/* Charges work that runs over bytes at the speed of memory, 16 bytes for one instruction. */
static inline void charge_bytes(lua_State *L, size_t bytes) {
  kassa_charge(L, 1 + bytes / 16);
}

/* Raises unless `addition` more bytes still make a string that a script may have. */
static inline void check_string_room(lua_State *L, size_t bytes, size_t addition) {
  if (addition > KASSA_STRING_BYTES_MAX || bytes > KASSA_STRING_BYTES_MAX - addition)
    luaL_error(L, "the string would be longer than %d MiB; build it in smaller pieces",
               (int)(KASSA_STRING_BYTES_MAX >> 20));
}

#endif
