#include "machine/modules.h"
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
  if (lua_touserdata(L, MODULE_RESULT) == &loaded_key)
    kassa_error(L, "module «%s» is being loaded already, or failed to load; "
                   "break the circle of requires", name);
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
