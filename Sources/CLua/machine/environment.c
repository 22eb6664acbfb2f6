#include "machine/environment.h"
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "machine/calls.h"
#include "machine/coroutine.h"
#include "machine/library.h"
#include "machine/log.h"
#include "machine/nearest.h"
#include "machine/raise.h"
#include "machine/trampoline.h"

/* What a script sees. The functions live in hidden tables; a script gets empty proxies whose
** metatables read from them and refuse to be written or replaced:
**
**   environment (empty) --__index--> globals ("string" = proxy, ...) --__index--> undeclared()
**   proxy (empty)       --__index--> library ("format" = ...)        --__index--> undeclared()
**
** A hit costs no C call. `names`, in the registry under its own address, gives each hidden table
** and proxy the words for messages. */
static const char names_key = 0;
static const char globals_key = 0;

static const char *const not_in_the_sandbox[] = {
  "close", "collectgarbage", "debug", "dofile", "dump", "io", "loadfile", "os", "package",
  "randomseed", NULL,
};

static int is_left_out(const char *name) {
  for (int i = 0; not_in_the_sandbox[i] != NULL; i++)
    if (strcmp(name, not_in_the_sandbox[i]) == 0) return 1;
  return 0;
}

/* The library that the table at index 1 stands for; "" for the globals. Pushes one value. */
static const char *library_name(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
  lua_pushvalue(L, 1);
  lua_rawget(L, -2);
  lua_remove(L, -2);
  const char *name = lua_tostring(L, -1);
  return name != NULL ? name : "";
}

static int undeclared(lua_State *L) {
  const char *library = library_name(L);
  const char *before = library[0] != '\0' ? library : "global ";
  const char *open = library[0] != '\0' ? "." : "«", *close = library[0] != '\0' ? "" : "»";
  if (lua_type(L, 2) != LUA_TSTRING)
    kassa_error(L, "%s has no field of type %s", library[0] != '\0' ? library : "the environment",
                luaL_typename(L, 2));
  size_t length;
  const char *key = lua_tolstring(L, 2, &length);
  if (is_left_out(key))
    kassa_error(L, "no %s%s%s%s; scripts do without it", before, open, key, close);
  kassa_push_nearest(L, 1, key, length);
  if (lua_isstring(L, -1))
    kassa_error(L, "no %s%s%s%s; did you mean «%s»?", before, open, key, close,
                lua_tostring(L, -1));
  if (library[0] == '\0')
    kassa_error(L, "no global «%s»; make it local, or a field of what its module returns", key);
  kassa_error(L, "no %s.%s", library, key);
}

static int read_only(lua_State *L) {
  const char *library = library_name(L);
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  if (library[0] == '\0') kassa_error(L, "assignment to the global «%s»; make it local", key);
  kassa_error(L, "assignment to %s.%s: %s is read-only; use a table of your own", library, key,
              library);
}

static void name_table(lua_State *L, int index, const char *name) {
  index = lua_absindex(L, index);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
  lua_pushvalue(L, index);
  lua_pushstring(L, name);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

/* Replaces the hidden table on top by its proxy. Upvalue-free: all hidden tables share `guard`, the
** metatable at index 1, whose __index is undeclared(). */
static void make_proxy(lua_State *L, const char *name) {
  name_table(L, -1, name);
  lua_pushvalue(L, 1);
  lua_setmetatable(L, -2);
  lua_createtable(L, 0, 0);
  name_table(L, -1, name);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, read_only);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

enum { GUARD = 1, GLOBALS = 2 };

/* What the base library has not: calls and loading, and print over its tostring. */
static void add_calls(lua_State *L) {
  luaL_setfuncs(L, kassa_call_functions, 0);
  lua_getfield(L, GLOBALS, "tostring");
  kassa_push_print(L);
  lua_setfield(L, GLOBALS, "print");
  lua_pushliteral(L, LUA_VERSION);
  lua_setfield(L, GLOBALS, "_VERSION");
}

static void add_coroutines(lua_State *L) { luaL_setfuncs(L, kassa_coroutine_functions, 0); }

/* `log` is called, and has functions beside. */
static void open_log(lua_State *L) {
  lua_createtable(L, 0, 2);
  lua_getfield(L, GLOBALS, "tostring");
  kassa_set_log_functions(L);
  make_proxy(L, "log");
  lua_getmetatable(L, -1);
  lua_getfield(L, GLOBALS, "tostring");
  kassa_push_log_call(L);
  lua_setfield(L, -2, "__call");
  lua_pop(L, 1);
  lua_setfield(L, GLOBALS, "log");
}

static const kassa_library calls = {"", add_calls}, coroutines = {"coroutine", add_coroutines};

static void open_library(lua_State *L, const kassa_library *library) {
  if (library->name[0] == '\0') {
    lua_pushvalue(L, GLOBALS);
    library->add(L);
    lua_pop(L, 1);
    return;
  }
  lua_createtable(L, 0, 30);
  library->add(L);
  make_proxy(L, library->name);
  lua_setfield(L, GLOBALS, library->name);
}

void kassa_open_environment(lua_State *L, const kassa_module *modules, size_t count) {
  lua_settop(L, 0);
  lua_createtable(L, 0, 40);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);
  lua_createtable(L, 0, 2); /* GUARD */
  lua_pushcfunction(L, undeclared);
  lua_setfield(L, GUARD, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, GUARD, "__metatable");
  lua_createtable(L, 0, 60); /* GLOBALS */
  lua_pushvalue(L, GLOBALS);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &globals_key);
  for (const kassa_library *each = kassa_libraries; each->name != NULL; each++)
    open_library(L, each);
  open_library(L, &calls);
  open_library(L, &coroutines);
  open_log(L);
  for (size_t i = 0; i < count; i++) {
    kassa_push_module(L, &modules[i]);
    make_proxy(L, modules[i].name);
    lua_setfield(L, GLOBALS, modules[i].name);
  }
  make_proxy(L, "");
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); /* what load gives each chunk as _ENV */
  lua_settop(L, 0);
}

void kassa_add_globals(lua_State *L, int index) {
  index = lua_absindex(L, index);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, -4);
    } else {
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}
