#include "libraries/gsub.h"
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "libraries/limits.h"
#include "libraries/matcher.h"
#include "libraries/pattern.h"
#include "machine/budget.h"

/* string.gsub. */

/* What gsub builds, and from what. */
typedef struct {
  match m;
  pattern compiled;
  luaL_Buffer made;
  size_t made_bytes;
  const char *replacement;  /* when it is a string */
  size_t replacement_length;
} substitution;

static void add_bytes(substitution *s, const char *bytes, size_t length) {
  check_string_room(s->m.L, s->made_bytes, length);
  luaL_addlstring(&s->made, bytes, length);
  s->made_bytes += length;
}

/* Adds the string on the top of the stack, and pops it. */
static void add_top(substitution *s) {
  size_t length;
  lua_tolstring(s->m.L, -1, &length);
  check_string_room(s->m.L, s->made_bytes, length);
  charge_bytes(s->m.L, length);
  luaL_addvalue(&s->made);
  s->made_bytes += length;
}

/* Adds the replacement string, in which %0 to %9 stand for the match and its captures. */
static void add_template(substitution *s, const char *from, const char *to) {
  const char *at = s->replacement, *end = at + s->replacement_length;
  charge_bytes(s->m.L, s->replacement_length);
  while (at < end) {
    const char *escape = memchr(at, '%', (size_t)(end - at));
    add_bytes(s, at, (size_t)((escape != NULL ? escape : end) - at));
    if (escape == NULL) return;
    char letter = escape + 1 < end ? escape[1] : '\0';
    if (letter == '%') {
      add_bytes(s, escape, 1);
    } else if (letter == '0') {
      add_bytes(s, from, (size_t)(to - from));
      charge_bytes(s->m.L, (size_t)(to - from));
    } else if (letter >= '1' && letter <= '9') {
      push_capture(&s->m, &s->compiled, letter - '1', from, to);
      add_top(s);
    } else {
      luaL_error(s->m.L, "a %% in the replacement must be followed by %% or a digit; write %%%%");
    }
    at = escape + 2;
  }
}

/* Adds what replaces one match: the template, or what a table holds or a function returns; the
** match itself if that is false or nil. */
static void add_replacement(substitution *s, const char *from, const char *to) {
  lua_State *L = s->m.L;
  int type = lua_type(L, 3);
  if (type == LUA_TFUNCTION) {
    match_settle(&s->m);
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(&s->m, &s->compiled, from, to), 1);
  } else if (type == LUA_TTABLE) {
    match_settle(&s->m);
    push_capture(&s->m, &s->compiled, 0, from, to);
    kassa_charge_and_look(L, 1); /* a chain of __index may be long */
    lua_gettable(L, 3);
  } else {
    add_template(s, from, to);
    return;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    add_bytes(s, from, (size_t)(to - from));
    charge_bytes(L, (size_t)(to - from));
    return;
  }
  if (!lua_isstring(L, -1))
    luaL_error(L, "a match is replaced by a string or a number, got a %s", luaL_typename(L, -1));
  add_top(s);
}

int string_gsub(lua_State *L) {
  size_t length, text_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *text = luaL_checklstring(L, 2, &text_length);
  int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
                          type == LUA_TTABLE, 3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1), count = 0;
  lua_settop(L, 3);
  substitution s = {.made_bytes = 0};
  pattern_room room;
  if (type == LUA_TNUMBER || type == LUA_TSTRING)
    s.replacement = lua_tolstring(L, 3, &s.replacement_length);
  pattern_compile(L, &s.compiled, text, text_length, true, &room);
  match_begin(&s.m, L, subject, length);
  luaL_buffinit(L, &s.made);
  const char *copied = subject, *from = subject, *last_end = NULL;
  while (count < most && from <= s.m.subject_end) {
    const char *to = pattern_search(&s.m, &s.compiled, &from);
    if (to == NULL) break;
    if (to == last_end) {
      from++;
    } else {
      add_bytes(&s, copied, (size_t)(from - copied));
      add_replacement(&s, from, to);
      count++;
      copied = from = last_end = to;
    }
    if (s.compiled.anchored) break;
  }
  match_settle(&s.m);
  charge_bytes(L, length);
  add_bytes(&s, copied, (size_t)(s.m.subject_end - copied));
  luaL_pushresult(&s.made);
  lua_pushinteger(L, count);
  return 2;
}
