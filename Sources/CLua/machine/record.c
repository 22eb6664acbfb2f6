#include "machine/record.h"
#include <lua5.4/lauxlib.h>
#include <string.h>
#include "kassa_utf8.h"
#include "machine/allocator.h"

/* A record is gone through once, as Lua keeps it, and each key looked up among the declared ones by
** where it lies: Lua keeps a short text once. Looking up each declared name in the table would find no
** key that is not declared; to compare texts takes a third more, and a table of the host's own three
** times as much. */

static const char names_key = 0;

int kassa_push_keys(lua_State *L, const kassa_function *function) {
  int count = function->field_count;
  if (count == 0) return 0;
  const void **keys = kassa_new_block(L, (size_t)count * sizeof *keys);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 64);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);
  }
  for (int slot = 0; slot < count; slot++) {
    lua_pushlstring(L, function->fields[slot].name, function->fields[slot].length);
    keys[slot] = lua_topointer(L, -1);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  lua_pop(L, 1);
  return 1;
}

static int slot_of_key(lua_State *L, const kassa_function *function, const void *const *keys) {
  const void *key = lua_topointer(L, -2);
  if (key != NULL) {
    for (int slot = 0; slot < function->field_count; slot++)
      if (keys[slot] == key) return slot;
    return -1;
  }
  int64_t element = lua_isinteger(L, -2) ? lua_tointegerx(L, -2, NULL) : 0;
  for (int slot = 0; element != 0 && slot < function->field_count; slot++)
    if (function->fields[slot].element == element) return slot;
  return -1;
}

static int read_text(lua_State *L, kassa_argument *field, kassa_exchange *exchange) {
  size_t length;
  if (lua_type(L, -1) != LUA_TSTRING) return 0;
  field->bytes = lua_tolstring(L, -1, &length);
  field->number = (int64_t)length;
  if (length > KASSA_TEXT_BYTES_MAX - exchange->fields_bytes) return 0;
  exchange->fields_bytes += length;
  return kassa_is_utf8(field->bytes, length);
}

/* Takes the value on top of the stack; a deep one is left there, below the key. */
static int take(lua_State *L, int shape, kassa_argument *field, kassa_exchange *exchange) {
  switch (shape) {
    case KASSA_SHAPE_INTEGER:
      if (!lua_isinteger(L, -1)) return 0;
      field->number = lua_tointegerx(L, -1, NULL);
      break;
    case KASSA_SHAPE_STRING:
      if (!read_text(L, field, exchange)) return 0;
      break;
    case KASSA_SHAPE_BOOLEAN:
      if (!lua_isboolean(L, -1)) return 0;
      field->number = lua_toboolean(L, -1);
      break;
    case KASSA_SHAPE_FUNCTION:
      if (!lua_isfunction(L, -1)) return 0;
      break;
    case KASSA_SHAPE_DEEP:
      lua_insert(L, -2);
      field->number = lua_gettop(L) - 1;
      return 1;
    default: break;
  }
  lua_pop(L, 1);
  return 1;
}

int kassa_read_record(lua_State *L, int index, const kassa_function *function,
                      const void *const *keys, kassa_exchange *exchange) {
  int top = lua_gettop(L);
  exchange->fields_found = 0;
  exchange->fields_bytes = 0;
  if (lua_type(L, index) != LUA_TTABLE) return 0;
  /* A field that an element may be too can be there twice. */
  luaL_checkstack(L, 2 * function->field_count + 4, "too many fields");
  lua_pushnil(L);
  while (lua_next(L, index)) {
    int slot = slot_of_key(L, function, keys);
    if (slot < 0 || !take(L, function->fields[slot].shape, &exchange->fields[slot], exchange)) {
      lua_settop(L, top);
      return 0;
    }
    exchange->fields_found |= (uint64_t)1 << slot;
    exchange->debt += KASSA_FIELD_UNITS;
  }
  exchange->debt += exchange->fields_bytes;
  if ((function->fields_required & ~exchange->fields_found) == 0) return 1;
  lua_settop(L, top);
  return 0;
}
