#define _GNU_SOURCE /* memmem: linear whatever the text, where a search byte by byte is quadratic */
#include "libraries/search.h"
#include <stdbool.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "libraries/limits.h"
#include "libraries/matcher.h"
#include "libraries/pattern.h"
#include "libraries/positions.h"
#include "machine/allocator.h"

/* string.find, match, gmatch. */

static bool is_plain(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (memchr("^$*+?.([%-", text[i], 10) != NULL) return false;
  return true;
}

static int find_plain(lua_State *L, const char *subject, size_t length, size_t skipped,
                      const char *text, size_t text_length) {
  charge_bytes(L, length - skipped + text_length);
  const char *found = text_length == 0
      ? subject + skipped : memmem(subject + skipped, length - skipped, text, text_length);
  if (found == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  lua_pushinteger(L, found - subject + 1);
  lua_pushinteger(L, (lua_Integer)((size_t)(found - subject) + text_length));
  return 2;
}

/* find and match: they differ in what they return. */
static int search(lua_State *L, bool finds) {
  size_t length, text_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &text_length);
  size_t skipped = start_position(luaL_optinteger(L, 3, 1), length) - 1;
  if (skipped > length) {
    luaL_pushfail(L);
    return 1;
  }
  if (finds && (lua_toboolean(L, 4) || is_plain(text, text_length)))
    return find_plain(L, subject, length, skipped, text, text_length);

  pattern compiled;
  pattern_room room;
  match m;
  pattern_compile(L, &compiled, text, text_length, true, &room);
  match_begin(&m, L, subject, length);
  const char *from = subject + skipped;
  const char *to = pattern_search(&m, &compiled, &from);
  int count = 1;
  if (to == NULL) {
    luaL_pushfail(L);
  } else if (finds) {
    lua_pushinteger(L, from - subject + 1);
    lua_pushinteger(L, to - subject);
    count = 2 + push_captures(&m, &compiled, NULL, NULL);
  } else {
    count = push_captures(&m, &compiled, from, to);
  }
  match_settle(&m);
  return count;
}

int string_find(lua_State *L) { return search(L, true); }

int string_match(lua_State *L) { return search(L, false); }

/* What an iterator of gmatch remembers. */
typedef struct {
  pattern compiled;
  const char *from;      /* where to look next */
  const char *last_end;  /* an empty match may not end where the last match did */
} iteration;

/* Upvalues: the subject, the pattern's nodes, the iteration. */
static int gmatch_next(lua_State *L) {
  size_t length;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  iteration *state = lua_touserdata(L, lua_upvalueindex(3));
  match m;
  match_begin(&m, L, subject, length);
  int count = 0;
  for (const char *from = state->from; from <= m.subject_end; from++) {
    const char *to = pattern_search(&m, &state->compiled, &from);
    if (to == NULL) break;
    if (to == state->last_end) continue;
    state->from = state->last_end = to;
    count = push_captures(&m, &state->compiled, from, to);
    break;
  }
  if (count == 0) state->from = m.subject_end + 1;
  match_settle(&m);
  return count;
}

int string_gmatch(lua_State *L) {
  size_t length, text_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &text_length);
  size_t skipped = start_position(luaL_optinteger(L, 3, 1), length) - 1;
  if (skipped > length) skipped = length + 1;
  lua_settop(L, 2);
  lua_pushvalue(L, 1);
  pattern compiled;
  pattern_compile(L, &compiled, text, text_length, false, NULL);
  iteration *state = kassa_new_block(L, sizeof *state);
  *state = (iteration){.compiled = compiled, .from = subject + skipped};
  lua_pushcclosure(L, gmatch_next, 3);
  return 1;
}
