#include "machine.h"

/* Every host function is this one C function; upvalue 1 is its declaration. */

static int is_text(lua_State *L, int index) {
  size_t length;
  const char *bytes = lua_tolstring(L, index, &length);
  return kassa_is_utf8(bytes, length);
}

static int fits(lua_State *L, int index, int shape) {
  switch (shape) {
    case KASSA_SHAPE_INTEGER: return lua_isinteger(L, index); /* not 3.0, not "3" */
    case KASSA_SHAPE_STRING: return lua_type(L, index) == LUA_TSTRING && is_text(L, index);
    case KASSA_SHAPE_BOOLEAN: return lua_type(L, index) == LUA_TBOOLEAN;
    case KASSA_SHAPE_FUNCTION: return lua_type(L, index) == LUA_TFUNCTION;
    default: return lua_type(L, index) > LUA_TNIL;
  }
}

static int refused_argument(lua_State *L, const kassa_function *function) {
  int count = function->parameter_count;
  for (int i = 1; i <= count; i++) {
    if (fits(L, i, function->shape[i - 1])) continue;
    if (!function->optional[i - 1] || !lua_isnoneornil(L, i)) return i;
  }
  for (int i = lua_gettop(L); i > count; i--)
    if (!lua_isnil(L, i)) return i;
  return 0;
}

/* Runs when the machine's owner has answered. */
static int answered(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  kassa_machine *machine = kassa_machine_of(L);
  machine->waiting = NULL;
  return kassa_push_exchange(L, &machine->exchange);
}

static void check_may_wait(lua_State *L, kassa_machine *machine, const kassa_function *function) {
  if (machine->blocked > 0 || !lua_isyieldable(L))
    kassa_error(L,
                "%s waits, and can't wait inside a sort's comparator or another C call; "
                "call it before, and use its result there",
                function->title);
  if (kassa_metatables_tampered(L))
    kassa_error(L, "a metatable gained __gc or __mode; leave these fields out");
}

static int call_host(lua_State *L) {
  const kassa_function *function = lua_touserdata(L, lua_upvalueindex(1));
  kassa_machine *machine = kassa_machine_of(L);
  if (machine->killed != KASSA_ALIVE) kassa_stop(L);
  int refused = refused_argument(L, function);
  if (function->waits && !refused) check_may_wait(L, machine, function);
  kassa_exchange *exchange = &machine->exchange;
  kassa_exchange_clear(exchange);
  int status = function->entry(function->context, L, exchange, refused);
  if (status >= 0) return kassa_push_exchange(L, exchange);
  if (status == KASSA_WAIT && function->waits) {
    machine->waiting = L;
    return lua_yieldk(L, 0, 0, answered);
  }
  if (status == KASSA_WAIT)
    kassa_error(L, "%s waits without being declared so; declare it with waits", function->title);
  lua_pushlstring(L, exchange->text, exchange->text_length);
  return lua_error(L);
}

void kassa_push_module(lua_State *L, const kassa_module *module) {
  lua_createtable(L, 0, (int)module->count);
  for (size_t i = 0; i < module->count; i++) {
    lua_pushlightuserdata(L, (void *)&module->functions[i]);
    lua_pushcclosure(L, call_host, 1);
    lua_setfield(L, -2, module->functions[i].name);
  }
}
