#include "machine/trampoline.h"
#include "kassa_metatables.h"
#include "kassa_utf8.h"
#include "machine/budget.h"
#include "machine/hook.h"
#include "machine/machine.h"
#include "machine/push.h"
#include "machine/raise.h"
#include "machine/record.h"

/* Every host function is this one C function; upvalue 1 is its declaration, upvalue 2 the keys of the
** record that it takes, if it does. */

static int read_string(lua_State *L, int index, kassa_argument *argument) {
  size_t length;
  if (lua_type(L, index) != LUA_TSTRING) return 0;
  argument->type = LUA_TSTRING;
  argument->bytes = lua_tolstring(L, index, &length);
  argument->number = (int64_t)length;
  if (length > KASSA_TEXT_BYTES_MAX) return 0;
  kassa_machine_of(L)->exchange.debt += length & ~(size_t)63;
  return kassa_is_utf8(argument->bytes, length);
}

/* Reads an argument of any type; the host knows what to make of it. */
static void read_any(lua_State *L, int index, kassa_argument *argument) {
  size_t length;
  argument->type = lua_type(L, index);
  switch (argument->type) {
    case LUA_TBOOLEAN: argument->number = lua_toboolean(L, index); break;
    case LUA_TNUMBER: argument->number = lua_tointegerx(L, index, NULL); break;
    case LUA_TSTRING:
      argument->bytes = lua_tolstring(L, index, &length);
      argument->number = (int64_t)length;
      break;
    default: argument->number = 0;
  }
}

/* Reads what the host will ask for, and returns whether it has the declared shape. Whole numbers
** are read where this is called: they are what most calls carry. */
static int read_argument(lua_State *L, int index, int shape, kassa_argument *argument) {
  if (shape == KASSA_SHAPE_INTEGER) return 0;
  if (shape == KASSA_SHAPE_STRING) return read_string(L, index, argument);
  read_any(L, index, argument);
  switch (shape) {
    case KASSA_SHAPE_BOOLEAN: return argument->type == LUA_TBOOLEAN;
    case KASSA_SHAPE_FUNCTION: return argument->type == LUA_TFUNCTION;
    default: return argument->type > LUA_TNIL;
  }
}

/* What an earlier call left behind `count` would be read as this one's. */
static void forget_arguments(kassa_machine *machine, int count) {
  for (int i = count; i < machine->arguments_read; i++)
    machine->exchange.arguments[i] = (kassa_argument){.type = LUA_TNONE};
  machine->arguments_read = count;
}

static int refused_argument(lua_State *L, const kassa_function *function, kassa_machine *machine) {
  int count = function->parameter_count;
  int top = lua_gettop(L); /* a record leaves values above it */
  kassa_argument *argument = machine->exchange.arguments;
  if (machine->arguments_read != count) forget_arguments(machine, count);
  for (int i = 1; i <= count; i++, argument++) {
    int shape = function->shape[i - 1];
    if (shape == KASSA_SHAPE_INTEGER && lua_isinteger(L, i)) { /* not 3.0, not "3" */
      argument->type = LUA_TNUMBER;
      argument->number = lua_tointegerx(L, i, NULL);
      continue;
    }
    if (shape == KASSA_SHAPE_RECORD) {
      argument->type = LUA_TTABLE;
      const void *const *keys = lua_touserdata(L, lua_upvalueindex(2));
      if (kassa_read_record(L, i, function, keys, &machine->exchange)) continue;
    } else if (read_argument(L, i, shape, argument)) {
      continue;
    }
    *argument = (kassa_argument){.type = LUA_TNIL};
    if (!function->optional[i - 1] || !lua_isnoneornil(L, i)) return i;
  }
  for (int i = top; i > count; i--)
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
  if (machine->has_metatables && kassa_metatables_tampered(L))
    kassa_error(L, "a metatable gained __gc, __mode or an odd __call; leave these fields out");
}

int kassa_call_host(lua_State *L) {
  const kassa_function *function = lua_touserdata(L, lua_upvalueindex(1));
  kassa_machine *machine = kassa_machine_of(L);
  if (machine->killed != KASSA_ALIVE) kassa_stop(L);
  kassa_exchange *exchange = &machine->exchange;
  kassa_exchange_clear(exchange);
  int refused = refused_argument(L, function, machine);
  if (function->in_functions_only && machine->loading > 0)
    kassa_error(L, "%s has no flow while the store is loaded; call it inside a function of the "
                   "store's", function->title);
  if (function->waits && !refused) check_may_wait(L, machine, function);
  int status = function->entry(function->context, L, exchange, refused);
  if (status >= 0) return kassa_push_exchange(L, exchange);
  if (status == KASSA_WAIT && function->waits) {
    machine->waiting = L;
    return lua_yieldk(L, 0, 0, answered);
  }
  if (status == KASSA_WAIT)
    kassa_error(L, "%s waits without being declared so; declare it with waits", function->title);
  kassa_charge(L, exchange->debt); /* what refusing it took */
  lua_pushlstring(L, exchange->text, exchange->text_length);
  return lua_error(L);
}

void kassa_push_module(lua_State *L, const kassa_module *module) {
  lua_createtable(L, 0, (int)module->count);
  for (size_t i = 0; i < module->count; i++) {
    lua_pushlightuserdata(L, (void *)&module->functions[i]);
    lua_pushcclosure(L, kassa_call_host, 1 + kassa_push_keys(L, &module->functions[i]));
    lua_setfield(L, -2, module->functions[i].name);
  }
}
