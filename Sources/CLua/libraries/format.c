#include "libraries/format.h"
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "libraries/limits.h"
#include "libraries/tostring.h"
#include "machine/budget.h"

/* string.format. Like the stock one, but for %p, which shows addresses. */

/* One conversion of a format: %5.2f is {"%5.2f", 'f', …}. */
typedef struct {
  char text[16];  /* as snprintf takes it, with the length modifier */
  char letter;
  bool bare;      /* nothing between % and the letter */
  bool precise;   /* has a precision */
} conversion;

/* The longest conversion: %.99f of 1e308, its sign and its end; or 99 characters of a string. */
#define CONVERTED_BYTES_MAX 512

/* Which flags a conversion takes, whether a precision, and the modifier its argument needs. */
static const struct {
  const char *letters, *flags;
  bool precision;
  const char *modifier;
} kinds[] = {
  {"di", "-+0 ", true, LUA_INTEGER_FRMLEN},
  {"u", "-0", true, LUA_INTEGER_FRMLEN},
  {"oxX", "-#0", true, LUA_INTEGER_FRMLEN},
  {"aAfeEgG", "-+#0 ", true, LUA_NUMBER_FRMLEN},
  {"c", "-", false, ""},
  {"s", "-", true, ""},
  {"q", "", false, ""},
};

static const char *two_digits(const char *at) {
  for (int i = 0; i < 2 && isdigit((unsigned char)*at); i++) at++;
  return at;
}

/* Reads the conversion whose % is before `at`; returns what follows it. The format ends with a zero
** byte, which is no part of any conversion. */
static const char *read_conversion(lua_State *L, const char *at, conversion *read) {
  const char *start = at;
  at += strspn(at, "-+#0 ");
  size_t flags = (size_t)(at - start);
  at = two_digits(at);
  read->precise = *at == '.';
  if (read->precise) at = two_digits(at + 1);
  read->letter = *at;
  read->bare = at == start;
  if (read->letter == 'p')
    luaL_error(L, "%%p isn't available: addresses differ from run to run; use %%s");
  for (size_t i = 0; *at != '\0' && i < sizeof kinds / sizeof kinds[0]; i++) {
    if (strchr(kinds[i].letters, *at) == NULL) continue;
    size_t allowed = strspn(start, kinds[i].flags);
    if (flags > 5 || allowed < flags || (read->precise && !kinds[i].precision)) break;
    if (*at == 'q' && !read->bare) luaL_error(L, "%%q takes no flags, width or precision");
    snprintf(read->text, sizeof read->text, "%%%.*s%s%c", (int)(at - start), start,
             kinds[i].modifier, *at);
    return at + 1;
  }
  size_t shown = (size_t)(at - start) + (*at != '\0');
  lua_pushlstring(L, start, shown < 12 ? shown : 12);
  luaL_error(L, "invalid conversion '%%%s' in the format", lua_tostring(L, -1));
  return NULL;
}

/* %q: as Lua reads it back. */
static void add_quoted_string(lua_State *L, luaL_Buffer *made, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  check_string_room(L, luaL_bufflen(made), 4 * length + 2);
  charge_bytes(L, 16 * length);
  luaL_addchar(made, '"');
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    if (byte == '"' || byte == '\\' || byte == '\n') {
      luaL_addchar(made, '\\');
      luaL_addchar(made, (char)byte);
    } else if (byte < 32 || byte == 127) {
      bool digit_follows = i + 1 < length && isdigit((unsigned char)text[i + 1]);
      char escape[8];
      int written = snprintf(escape, sizeof escape, digit_follows ? "\\%03d" : "\\%d", byte);
      luaL_addlstring(made, escape, (size_t)written);
    } else {
      luaL_addchar(made, (char)byte);
    }
  }
  luaL_addchar(made, '"');
}

static void add_quoted(lua_State *L, luaL_Buffer *made, int index) {
  char text[64];
  int written = 0;
  if (lua_type(L, index) == LUA_TSTRING) {
    add_quoted_string(L, made, index);
  } else if (lua_isinteger(L, index)) {
    lua_Integer value = lua_tointeger(L, index);
    written = snprintf(text, sizeof text, value == LUA_MININTEGER ? "0x%llx" : "%lld", value);
  } else if (lua_type(L, index) == LUA_TNUMBER) {
    lua_Number value = lua_tonumber(L, index);
    if (isnan(value)) written = snprintf(text, sizeof text, "(0/0)");
    else if (isinf(value)) written = snprintf(text, sizeof text, value > 0 ? "1e9999" : "-1e9999");
    else written = snprintf(text, sizeof text, "%a", value);
  } else if (lua_type(L, index) == LUA_TNIL || lua_type(L, index) == LUA_TBOOLEAN) {
    size_t length;
    push_text(L, index, &length);
    luaL_addvalue(made);
  } else {
    luaL_argerror(L, index, "value has no literal form");
  }
  luaL_addlstring(made, text, (size_t)written);
}

/* %s. Only a precision, or a width (below 100), changes a string: a long one is added as it is. */
static void add_string(lua_State *L, luaL_Buffer *made, const conversion *as, int index) {
  size_t length;
  const char *text = push_text(L, index, &length);
  charge_bytes(L, length);
  if (!as->bare)
    luaL_argcheck(L, length == strlen(text), index, "string contains zeros");
  if (as->bare || (!as->precise && length >= 100)) {
    check_string_room(L, luaL_bufflen(made), length);
    luaL_addvalue(made);
    return;
  }
  char converted[CONVERTED_BYTES_MAX];
  int written = snprintf(converted, sizeof converted, as->text, text);
  lua_pop(L, 1);
  luaL_addlstring(made, converted, (size_t)written);
}

static void add_converted(lua_State *L, luaL_Buffer *made, const conversion *as, int index) {
  char converted[CONVERTED_BYTES_MAX];
  int written = 0;
  switch (as->letter) {
    case 'q':
      add_quoted(L, made, index);
      return;
    case 's':
      add_string(L, made, as, index);
      return;
    case 'c':
      written = snprintf(converted, sizeof converted, as->text, (int)luaL_checkinteger(L, index));
      break;
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
      written = snprintf(converted, sizeof converted, as->text,
                         (LUAI_UACINT)luaL_checkinteger(L, index));
      break;
    default:
      written = snprintf(converted, sizeof converted, as->text,
                         (LUAI_UACNUMBER)luaL_checknumber(L, index));
  }
  luaL_addlstring(made, converted, (size_t)written);
}

int string_format(lua_State *L) {
  size_t length;
  const char *at = luaL_checklstring(L, 1, &length);
  const char *end = at + length;
  int argument = 1, arguments = lua_gettop(L);
  luaL_Buffer made;
  charge_bytes(L, length);
  luaL_buffinit(L, &made);
  while (at < end) {
    const char *percent = memchr(at, '%', (size_t)(end - at));
    luaL_addlstring(&made, at, (size_t)((percent != NULL ? percent : end) - at));
    if (percent == NULL) break;
    at = percent + 1;
    if (*at == '%') {
      luaL_addchar(&made, '%');
      at++;
      continue;
    }
    if (argument == arguments) return luaL_argerror(L, argument + 1, "no value");
    conversion as;
    at = read_conversion(L, at, &as);
    kassa_charge(L, 4);
    check_string_room(L, luaL_bufflen(&made), CONVERTED_BYTES_MAX);
    add_converted(L, &made, &as, ++argument);
  }
  luaL_pushresult(&made);
  return 1;
}
