#include "machine/modules.h"
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"
#include "machine/machine.h"
#include "machine/raise.h"

/* Modules loaded already, by name; in the registry under the address of this variable. While a
** module loads, its entry is the light userdata of the same address. */
static const char loaded_key = 0;

void kassa_open_modules(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &loaded_key);
}

enum { MODULE_NAME = 1, MODULE_TABLE, MODULE_RESULT };

int kassa_is_loading(lua_State *L) { return kassa_machine_of(L)->loading > 0; }

/* `outside` is how many modules were loading around this one. */
static int finish_require(lua_State *L, int status, lua_KContext outside) {
  (void)status;
  kassa_machine_of(L)->loading = (int)outside;
  if (lua_isnil(L, MODULE_RESULT)) {
    lua_pushboolean(L, 1);
    lua_replace(L, MODULE_RESULT);
  }
  lua_pushvalue(L, MODULE_NAME);
  lua_pushvalue(L, MODULE_RESULT);
  lua_rawset(L, MODULE_TABLE);
  lua_settop(L, MODULE_RESULT);
  return 1;
}

static int is_module_name(const char *name, size_t length) {
  for (size_t i = 0; i < length; i++) {
    char c = name[i];
    int part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    int dot = c == '.' && i > 0 && i + 1 < length && name[i - 1] != '.';
    if (!part && !dot) return 0;
  }
  return length > 0 && length <= 100;
}

enum { FIND_UNITS = 1000 }; /* looking through folders */

static void find(lua_State *L, const char *name, size_t length) {
  kassa_machine *machine = kassa_machine_of(L);
  kassa_exchange *exchange = &machine->exchange;
  kassa_charge(L, FIND_UNITS);
  kassa_exchange_clear(exchange);
  int32_t found = machine->host.find(machine->host.context, L, exchange, name, length);
  if (found == 0)
    kassa_error(L,
                "no module «%s»; look at the name, for %s.lua in the store's folder, "
                "and for --chain FOLDER",
                name, luaL_gsub(L, name, ".", "/"));
  if (found < 0) {
    lua_pushlstring(L, exchange->text, exchange->text_length);
    lua_error(L);
  }
  kassa_charge(L, exchange->debt);
}

/* Whether `source`, "leto/prices/day.lua", is the file of module `name`, "prices.day". */
static int is_file_of(const char *source, const char *name, size_t length) {
  size_t total = strlen(source), size = length + strlen(".lua");
  if (total < size || strcmp(source + total - strlen(".lua"), ".lua") != 0) return 0;
  const char *end = source + total - size;
  if (end > source && end[-1] != '/') return 0;
  for (size_t i = 0; i < length; i++)
    if (end[i] != (name[i] == '.' ? '/' : name[i])) return 0;
  return 1;
}

enum { CIRCLE_MAX = 40 };

/* Raises for a module that is being loaded: the files whose loading led back to it, the outermost
** first. One that is on nobody's way has failed before. */
static _Noreturn void refuse_circle(lua_State *L, const char *name, size_t length) {
  lua_Debug activation;
  int from = -1;
  for (int level = 0; level < CIRCLE_MAX && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "S", &activation);
    if (activation.what[0] == 'm' && is_file_of(activation.short_src, name, length)) from = level;
  }
  if (from < 0) kassa_error(L, "module «%s» did not load; mend it first", name);
  luaL_Buffer circle;
  luaL_buffinit(L, &circle);
  for (int level = from; level >= 0; level--) {
    lua_getstack(L, level, &activation);
    lua_getinfo(L, "Sl", &activation);
    if (activation.what[0] != 'm') continue;
    lua_pushfstring(L, "%s:%d → ", activation.short_src, activation.currentline);
    luaL_addvalue(&circle);
  }
  lua_getstack(L, from, &activation);
  lua_getinfo(L, "S", &activation);
  luaL_addstring(&circle, activation.short_src);
  luaL_pushresult(&circle);
  kassa_error(L, "modules require each other in a circle: %s; put what both need into a third",
              lua_tostring(L, -1));
}

int kassa_require(lua_State *L) {
  size_t length;
  if (lua_type(L, MODULE_NAME) != LUA_TSTRING)
    kassa_error(L, "require takes the name of a module: a string was expected, got a %s",
                luaL_typename(L, MODULE_NAME));
  const char *name = lua_tolstring(L, MODULE_NAME, &length);
  if (!is_module_name(name, length))
    kassa_error(L, "«%s» is no name of a module; "
                   "use small letters, digits and _ with dots between, as in \"kassa.payment\"", name);
  lua_settop(L, MODULE_NAME);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &loaded_key);
  lua_pushvalue(L, MODULE_NAME);
  lua_rawget(L, MODULE_TABLE);
  if (lua_touserdata(L, MODULE_RESULT) == &loaded_key) refuse_circle(L, name, length);
  if (!lua_isnil(L, MODULE_RESULT)) return 1;
  lua_settop(L, MODULE_TABLE);
  find(L, name, length);
  lua_pushvalue(L, MODULE_NAME);
  lua_pushlightuserdata(L, (void *)&loaded_key);
  lua_rawset(L, MODULE_TABLE);
  lua_pushvalue(L, MODULE_NAME);
  int outside = kassa_machine_of(L)->loading++;
  lua_callk(L, 1, 1, outside, finish_require);
  return finish_require(L, LUA_OK, outside);
}
