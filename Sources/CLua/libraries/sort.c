#include "libraries/sort.h"
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "libraries/elements.h"
#include "libraries/limits.h"
#include "machine/allocator.h"
#include "machine/budget.h"

/* table.sort: a stable merge sort, so that equal elements keep their order and the result is the
** same in every run.
**
** The elements are copied into a table of values first; then their numbers are sorted, and at last
** the values are written back in that order. An order function that contradicts itself, raises or
** changes the table can spoil the order only: every number stays within the values. */

typedef struct {
  lua_State *L;
  int values;    /* stack index of the copied elements */
  bool ordered;  /* an order function is at stack index 2 */
} sorting;

/* What comparing two strings costs beyond one instruction. A shared start is read to its end. */
static void charge_comparison(lua_State *L) {
  if (lua_type(L, -1) != LUA_TSTRING || lua_type(L, -2) != LUA_TSTRING) return;
  size_t left = lua_rawlen(L, -1), right = lua_rawlen(L, -2);
  size_t shorter = left < right ? left : right;
  if (shorter > 256) charge_bytes(L, shorter);
}

/* Whether value number `first` must come before value number `second`. */
static bool comes_before(const sorting *s, uint32_t first, uint32_t second) {
  lua_State *L = s->L;
  bool before;
  if (s->ordered) {
    lua_pushvalue(L, 2);
    lua_rawgeti(L, s->values, first);
    lua_rawgeti(L, s->values, second);
    lua_call(L, 2, 1);
    before = lua_toboolean(L, -1);
    lua_pop(L, 1);
  } else {
    lua_rawgeti(L, s->values, first);
    lua_rawgeti(L, s->values, second);
    charge_comparison(L);
    before = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
  }
  return before;
}

/* Merges the ordered runs [start, middle) and [middle, end) of `from` into `to`. */
static void merge(const sorting *s, const uint32_t *from, uint32_t *to, size_t start, size_t middle,
                  size_t end) {
  size_t left = start, right = middle;
  kassa_charge(s->L, end - start);
  if (middle < end && !comes_before(s, from[middle], from[middle - 1])) right = end;
  if (right == end) {
    memcpy(to + start, from + start, (end - start) * sizeof *to);
    return;
  }
  for (size_t at = start; at < end; at++) {
    bool takes_right =
        left == middle || (right < end && comes_before(s, from[right], from[left]));
    to[at] = takes_right ? from[right++] : from[left++];
  }
}

/* Sorts the numbers in `one`; returns which of the two arrays holds the result. */
static uint32_t *sort_numbers(const sorting *s, uint32_t *one, uint32_t *other, size_t count) {
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t start = 0; start < count; start += 2 * width) {
      size_t middle = start + width < count ? start + width : count;
      size_t end = start + 2 * width < count ? start + 2 * width : count;
      merge(s, one, other, start, middle, end);
    }
    uint32_t *sorted = other;
    other = one;
    one = sorted;
  }
  return one;
}

int table_sort(lua_State *L) {
  lua_Integer length = table_length(L, 1, TABLE_READ | TABLE_WRITE);
  bool ordered = !lua_isnoneornil(L, 2);
  if (ordered) luaL_checktype(L, 2, LUA_TFUNCTION);
  if (length < 2) return 0;
  charge_elements(L, (lua_Unsigned)length);
  lua_settop(L, 2);
  uint32_t count = (uint32_t)length;
  lua_createtable(L, kassa_list_size((size_t)count), 0);
  for (uint32_t i = 1; i <= count; i++) {
    look_between_elements(L, i);
    lua_geti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  uint32_t *numbers = kassa_new_block(L, 2 * count * sizeof *numbers);
  for (uint32_t i = 0; i < count; i++) numbers[i] = i + 1;
  sorting s = {.L = L, .values = 3, .ordered = ordered};
  const uint32_t *sorted = sort_numbers(&s, numbers, numbers + count, count);
  for (uint32_t i = 0; i < count; i++) {
    look_between_elements(L, i);
    lua_rawgeti(L, 3, sorted[i]);
    lua_seti(L, 1, i + 1);
  }
  return 0;
}
