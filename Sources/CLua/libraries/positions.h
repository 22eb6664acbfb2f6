#ifndef LIBRARIES_POSITIONS_H
#define LIBRARIES_POSITIONS_H
#include <stddef.h>
#include <lua5.4/lua.h>

/* Where a string's part from `position` on begins, 1 at least: a negative position counts from the
** end, and whatever lies before the string is its beginning. Never raises. */
static inline size_t start_position(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position;
  if (position == 0 || position < -(lua_Integer)length) return 1;
  return length + (size_t)position + 1;
}

/* Where a string's part up to `position` ends, `length` at most, 0 for an empty part. Never raises.
** */
static inline size_t end_position(lua_Integer position, size_t length) {
  if (position > (lua_Integer)length) return length;
  if (position >= 0) return (size_t)position;
  if (position < -(lua_Integer)length) return 0;
  return length + (size_t)position + 1;
}

#endif
