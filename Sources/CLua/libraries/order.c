#include "libraries/order.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "libraries/limits.h"
#include "machine/allocator.h"
#include "machine/budget.h"

/* pairs and next in a defined order: numbers by value, then strings by their bytes, then false and
** true. The stock order follows the hash, whose seed is an address and a second of the clock, so it
** differs from run to run. Keys of other types have no order that would stay, and raise. */

typedef enum { KEY_INTEGER, KEY_FLOAT, KEY_STRING, KEY_BOOLEAN } key_kind;

/* A key, read from the stack. The bytes of a string live as long as it is a key of its table. */
typedef struct {
  key_kind kind;
  uint32_t number;  /* its place in the list of keys */
  union {
    lua_Integer integer;  /* also a boolean: 0 or 1 */
    lua_Number floating;
    struct { const char *bytes; size_t length; } string;
  } value;
} table_key;

static table_key read_key(lua_State *L, int index) {
  table_key key = {.kind = KEY_BOOLEAN};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER: {
      int whole;
      lua_Integer integer = lua_tointegerx(L, index, &whole);
      key.kind = whole ? KEY_INTEGER : KEY_FLOAT;
      if (whole) key.value.integer = integer;
      else key.value.floating = lua_tonumber(L, index);
      if (!whole && key.value.floating != key.value.floating) luaL_error(L, "NaN can't be a key");
      break;
    }
    case LUA_TSTRING:
      key.kind = KEY_STRING;
      key.value.string.bytes = lua_tolstring(L, index, &key.value.string.length);
      break;
    case LUA_TBOOLEAN:
      key.value.integer = lua_toboolean(L, index);
      break;
    default:
      luaL_error(L, "a table with a %s as a key can't be traversed: such keys have no order that "
                 "is the same in every run; use numbers or strings as keys",
                 luaL_typename(L, index));
  }
  return key;
}

/* A float that is a whole number was read as an integer, as a table does with its keys. So a float
** within the integers' range lies strictly between two of them. */
static int compare_mixed(lua_Integer integer, lua_Number floating) {
  if (floating >= 9223372036854775808.0) return -1;
  if (floating < -9223372036854775808.0) return 1;
  lua_Integer whole = (lua_Integer)floating;
  if (whole > 0 || floating > 0) return integer <= whole ? -1 : 1;
  return integer < whole ? -1 : 1;
}

static int compare_strings(const table_key *left, const table_key *right) {
  size_t left_length = left->value.string.length, right_length = right->value.string.length;
  size_t shorter = left_length < right_length ? left_length : right_length;
  int order = memcmp(left->value.string.bytes, right->value.string.bytes, shorter);
  if (order != 0) return order;
  return (left_length > right_length) - (left_length < right_length);
}

static int compare_keys(const table_key *left, const table_key *right) {
  if (left->kind == KEY_INTEGER && right->kind == KEY_FLOAT)
    return compare_mixed(left->value.integer, right->value.floating);
  if (left->kind == KEY_FLOAT && right->kind == KEY_INTEGER)
    return -compare_mixed(right->value.integer, left->value.floating);
  if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
  if (left->kind == KEY_STRING) return compare_strings(left, right);
  if (left->kind == KEY_FLOAT)
    return (left->value.floating > right->value.floating) -
           (left->value.floating < right->value.floating);
  return (left->value.integer > right->value.integer) -
         (left->value.integer < right->value.integer);
}

static int compare_for_qsort(const void *left, const void *right) {
  return compare_keys(left, right);
}

/* Reads the keys of the table at `table` into a new list, which it pushes, and returns how many;
** 0, with nothing pushed, if they are exactly 1 to `*sequence`. */
static uint32_t list_keys(lua_State *L, int table, lua_Integer *sequence) {
  uint32_t count = 0, charged = 0;
  bool listed = false;
  *sequence = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (++count - charged == 1024) {
      kassa_charge_and_look(L, 1024); /* keys chosen to fall on one place are slow to step over */
      charged = count;
    }
    if (!listed && lua_isinteger(L, -1) && lua_tointeger(L, -1) == (lua_Integer)count) continue;
    if (!listed) {
      lua_newtable(L);
      lua_insert(L, -2);
      for (uint32_t i = 1; i < count; i++) {
        lua_pushinteger(L, i);
        lua_rawseti(L, -3, i);
      }
      listed = true;
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, count);
  }
  kassa_charge(L, 1 + (count - charged));
  if (listed) return count;
  *sequence = count;
  return 0;
}

/* Replaces the list of `count` keys on the top of the stack by one in order. */
static void order_keys(lua_State *L, uint32_t count) {
  table_key *keys = kassa_new_block(L, count * sizeof *keys);
  size_t bytes = 0;
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, -2, i + 1);
    keys[i] = read_key(L, -1);
    keys[i].number = i + 1;
    if (keys[i].kind == KEY_STRING) bytes += keys[i].value.string.length;
    lua_pop(L, 1);
  }
  kassa_charge(L, 8 * (size_t)count);
  charge_bytes(L, 4 * bytes);
  qsort(keys, count, sizeof *keys, compare_for_qsort);
  lua_createtable(L, kassa_list_size((size_t)count), 0);
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, -3, keys[i].number);
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/* The iterator of pairs. Upvalues: the table; its keys in order, or nil if they are 1 to the last;
** the number of the last; the number of the latest. A field that is nil by now is left out, one
** that is new is not visited. */
static int traverse(lua_State *L) {
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(4));
  lua_Integer started = at;
  bool sequence = lua_isnil(L, lua_upvalueindex(2));
  while (at < last) {
    at++;
    if (sequence) lua_pushinteger(L, at);
    else lua_rawgeti(L, lua_upvalueindex(2), at);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) {
      lua_pop(L, 2);
      continue;
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(4));
    if (at - started > 16) kassa_charge(L, (size_t)(at - started));
    return 2;
  }
  lua_pushinteger(L, last);
  lua_replace(L, lua_upvalueindex(4));
  if (at - started > 16) kassa_charge(L, (size_t)(at - started));
  lua_pushnil(L);
  return 1;
}

static int pairs_made(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 3;
}

int base_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, pairs_made);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer last;
  lua_pushvalue(L, 1);
  uint32_t count = list_keys(L, 1, &last);
  if (count > 0) {
    order_keys(L, count);
    last = count;
  } else {
    lua_pushnil(L);
  }
  lua_pushinteger(L, last);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, traverse, 4);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

/* next(t, key): the first key after `key`, found by looking at all of them: pairs is the quick way.
** `key` itself need not be in the table any more. */
int base_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  bool from_start = lua_isnil(L, 2);
  table_key after = {.kind = KEY_BOOLEAN}, best = after;
  if (!from_start) after = read_key(L, 2);
  bool found = false;
  size_t visited = 0;
  lua_pushnil(L);  /* 3: the best key so far */
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    table_key key = read_key(L, -1);
    if (++visited % 1024 == 0) kassa_charge_and_look(L, 1024);
    if (!from_start && compare_keys(&key, &after) <= 0) continue;
    if (found && compare_keys(&key, &best) >= 0) continue;
    found = true;
    best = key;
    lua_copy(L, -1, 3);
  }
  kassa_charge(L, 1 + visited % 1024);
  if (!found) {
    lua_pushnil(L);
    return 1;
  }
  lua_settop(L, 3);
  lua_pushvalue(L, 3);
  lua_rawget(L, 1);
  return 2;
}
