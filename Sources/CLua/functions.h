#ifndef FUNCTIONS_H
#define FUNCTIONS_H

/* What the libraries share. Everything here is called with a Lua state whose frames are all C, so
** it may raise. */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "kassa_machine.h"

/* The longest string a library function makes. A machine's whole memory is of this order, and one
** request of this size is still within what the allocator grants before the kill takes effect. */
#define KASSA_STRING_BYTES_MAX ((size_t)64 << 20)

/* The most elements one call of a table function visits: about 20 ms of work that no hook sees. */
#define KASSA_ELEMENTS_MAX 1000000

/* The most values one call puts on the stack: see KASSA_STACK_BYTES. */
#define KASSA_VALUES_MAX 4000

/* Makes room for so many results, or raises. */
static inline void check_values(lua_State *L, lua_Unsigned count) {
  if (count > KASSA_VALUES_MAX || !lua_checkstack(L, (int)count))
    luaL_error(L, "too many values at once (at most %d); take them in parts", KASSA_VALUES_MAX);
}

/* Distinct metatables that a state remembers; they are all looked through at every wait. */
#define KASSA_METATABLES_MAX 10000

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

/* Where a string's part from `position` on begins, 1 at least: a negative position counts from the
** end, and whatever lies before the string is its beginning. */
static inline size_t start_position(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position;
  if (position == 0 || position < -(lua_Integer)length) return 1;
  return length + (size_t)position + 1;
}

/* Where a string's part up to `position` ends, `length` at most, 0 for an empty part. */
static inline size_t end_position(lua_Integer position, size_t length) {
  if (position > (lua_Integer)length) return length;
  if (position >= 0) return (size_t)position;
  if (position < -(lua_Integer)length) return 0;
  return length + (size_t)position + 1;
}

/* Pushes the text of the value at `index`, as tostring does: __tostring and __name are honoured,
** and a table, function or coroutine is named by its type, never by its address, which differs from
** run to run. Returns its bytes, alive as long as they are on the stack. */
const char *push_text(lua_State *L, int index, size_t *length);

/* string: pattern functions and format, each in its own file */
int string_find(lua_State *L);
int string_match(lua_State *L);
int string_gmatch(lua_State *L);
int string_gsub(lua_State *L);
int string_format(lua_State *L);

/* table */
int table_sort(lua_State *L);

/* Raises unless the value at `index` is a table or has all the metamethods that `needs` names. */
enum { TABLE_READ = 1, TABLE_WRITE = 2, TABLE_LENGTH = 4 };
void check_table(lua_State *L, int index, int needs);

/* The length of the table at `index`, asked once. */
lua_Integer table_length(lua_State *L, int index, int needs);

/* Raises if a call would visit more elements than allowed, and charges for them. */
void charge_elements(lua_State *L, lua_Unsigned count);
/* Looks at the clock every few elements. */
void look_between_elements(lua_State *L, lua_Integer element);

/* base: traversal in a defined order; metatables */
int base_pairs(lua_State *L);
int base_next(lua_State *L);
int base_setmetatable(lua_State *L);
int base_getmetatable(lua_State *L);
int base_rawset(lua_State *L);

#endif
