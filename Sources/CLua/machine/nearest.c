#include "machine/nearest.h"
#include <string.h>

enum { LENGTH_MAX = 64 };

static size_t least(size_t a, size_t b, size_t c) {
  size_t two = a < b ? a : b;
  return two < c ? two : c;
}

/* How many bytes to insert, delete, replace or swap to get from one to the other, at most `limit +
** 1`. The usual table of edit distances, three rows of it. */
static size_t edits(const char *one, size_t one_length, const char *other, size_t other_length,
                    size_t limit) {
  size_t rows[3][LENGTH_MAX + 1];
  if (one_length > LENGTH_MAX || other_length > LENGTH_MAX) return limit + 1;
  size_t *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= other_length; j++) above[j] = before[j] = j;
  for (size_t i = 1; i <= one_length; i++) {
    row[0] = i;
    for (size_t j = 1; j <= other_length; j++) {
      size_t differs = one[i - 1] != other[j - 1];
      row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + differs);
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] &&
          before[j - 2] + 1 < row[j])
        row[j] = before[j - 2] + 1;
    }
    size_t *spare = before;
    before = above, above = row, row = spare;
  }
  return above[other_length] > limit ? limit + 1 : above[other_length];
}

void kassa_push_nearest(lua_State *L, int index, const char *name, size_t length) {
  index = lua_absindex(L, index);
  size_t best = (length < 3 ? 1 : length / 3) + 1;
  if (best > 4) best = 4;
  lua_pushnil(L); /* the nearest so far */
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) continue;
    size_t key_length;
    const char *key = lua_tolstring(L, -1, &key_length);
    size_t distance = edits(name, length, key, key_length, best);
    /* Of two equally near the first in the alphabet, whatever the table's order. */
    int nearer = distance < best;
    if (distance == best && lua_isstring(L, -2)) nearer = strcmp(key, lua_tostring(L, -2)) < 0;
    if (!nearer) continue;
    best = distance;
    lua_pushvalue(L, -1);
    lua_replace(L, -3);
  }
}
