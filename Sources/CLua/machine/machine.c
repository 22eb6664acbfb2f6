#include "machine/machine.h"
#include <stdlib.h>
#include <lua5.4/lauxlib.h>
#include "kassa_metatables.h"
#include "machine/allocator.h"
#include "machine/budget.h"
#include "machine/environment.h"
#include "machine/hook.h"
#include "machine/image.h"
#include "machine/modules.h"
#include "machine/push.h"
#include "machine/random.h"

static const char main_thread_key = 0;

typedef struct opening {
  kassa_machine *machine;
  const kassa_module *modules;
  size_t count;
} opening;

/* Makes what the first text of a library function would: see allocator.c. */
static void prepare_texts(lua_State *L) {
  luaL_Buffer text;
  luaL_buffinitsize(L, &text, 1 << 14);
  luaL_pushresultsize(&text, 0);
  lua_pop(L, 1);
}

static int open_state(lua_State *L) {
  const opening *request = lua_touserdata(L, 1);
  const kassa_module *modules = request->modules;
  size_t count = request->count;
  kassa_open_modules(L);
  kassa_open_environment(L, modules, count);
  prepare_texts(L);
  return 0;
}

kassa_machine *kassa_create(kassa_limits limits, kassa_host host, uint64_t seed,
                            const kassa_module *modules, size_t count, kassa_region *region) {
  kassa_machine *machine =
      region != NULL ? kassa_move_in(region) : calloc(1, sizeof *machine);
  if (machine == NULL) return NULL;
  machine->limits = limits;
  machine->host = host;
  machine->period = KASSA_PERIOD;
  kassa_seed(machine, seed);
  lua_State *L = lua_newstate(kassa_allocate, machine);
  if (L == NULL) {
    kassa_close(machine);
    return NULL;
  }
  machine->state = L;
  *(kassa_machine **)lua_getextraspace(L) = machine; /* every new coroutine copies it */
  opening request = {machine, modules, count};
  lua_pushcfunction(L, open_state);
  lua_pushlightuserdata(L, &request);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    kassa_close(machine);
    return NULL;
  }
  return machine;
}

void kassa_close(kassa_machine *machine) {
  kassa_region *region = machine->region;
  kassa_arena_close(&machine->arena); /* the whole state: it has no finalizers to run */
  free(machine->exchange.cells);
  free(machine->exchange.text);
  if (region != NULL) kassa_move_out(region);
  else free(machine);
}

/* The body of the main coroutine. Stack: prelude or nil, the list of modules, then the function
** that the first of them returned. */
enum { BODY_PRELUDE = 1, BODY_MODULES, BODY_FUNCTION };

static int finish_body(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  if (kassa_metatables_tampered(L))
    luaL_error(L, "a metatable gained __gc, __mode or an odd __call; leave these fields out");
  return lua_gettop(L) - (BODY_FUNCTION - 1);
}

static int start_body(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  int count = kassa_push_exchange(L, &kassa_machine_of(L)->exchange);
  lua_callk(L, count, LUA_MULTRET, 0, finish_body);
  return finish_body(L, LUA_OK, 0);
}

/* What was required last is on top: the prelude, for 0, or the module of that number. */
static void take_module(lua_State *L, lua_KContext number) {
  if (number == 0) {
    if (!lua_istable(L, -1))
      luaL_error(L, "module «%s» returned a %s; the prelude must return a table",
                 lua_tostring(L, BODY_PRELUDE), luaL_typename(L, -1));
    kassa_add_globals(L, -1);
  } else if (number == 1) {
    lua_rawgeti(L, BODY_MODULES, 1);
    if (!lua_isfunction(L, -2))
      luaL_error(L, "module «%s» returned a %s; it must return a function", lua_tostring(L, -1),
                 luaL_typename(L, -2));
    lua_pop(L, 1);
    return;
  }
  lua_pop(L, 1);
}

static int go_on_loading(lua_State *L, int status, lua_KContext number) {
  (void)status;
  take_module(L, number);
  while (lua_rawgeti(L, BODY_MODULES, ++number) != LUA_TNIL) {
    lua_pushcfunction(L, kassa_require);
    lua_insert(L, -2);
    lua_callk(L, 1, 1, number, go_on_loading);
    take_module(L, number);
  }
  lua_settop(L, BODY_FUNCTION);
  return lua_yieldk(L, 0, 0, start_body);
}

static int load_body(lua_State *L) {
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  int count = kassa_push_exchange(L, &kassa_machine_of(L)->exchange);
  lua_createtable(L, count, 0);
  lua_insert(L, BODY_MODULES);
  for (int i = count; i > 0; i--) lua_rawseti(L, BODY_MODULES, i);
  if (lua_isnil(L, BODY_PRELUDE)) {
    lua_newtable(L); /* one with nothing in it */
  } else {
    lua_pushcfunction(L, kassa_require);
    lua_pushvalue(L, BODY_PRELUDE);
    lua_callk(L, 1, 1, 0, go_on_loading);
  }
  return go_on_loading(L, LUA_OK, 0);
}

static int make_main_thread(lua_State *L) {
  const char *prelude = lua_touserdata(L, 1);
  lua_State *thread = lua_newthread(L);
  kassa_machine_of(L)->main_thread = thread;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &main_thread_key);
  lua_pushcfunction(thread, load_body);
  lua_pushstring(thread, prelude); /* nil for NULL */
  return 0;
}

static kassa_outcome outcome(kassa_machine *machine, int32_t kind, int32_t count) {
  return (kassa_outcome){.kind = kind, .L = machine->main_thread, .value_count = count};
}

/* Whose machine runs on this thread. One may start another that is its own affair. */
static _Thread_local void *running_context;

void *kassa_running_context(void) { return running_context; }

/* Lets the main coroutine run to where it stops. */
static kassa_outcome run(kassa_machine *machine, int argument_count) {
  int count = 0;
  if (machine->killed != KASSA_ALIVE) return outcome(machine, KASSA_KILLED, 0);
  machine->running = machine->main_thread;
  if (lua_gethookcount(machine->main_thread) != machine->period)
    kassa_arm(machine->main_thread, machine->period);
  void *outer = running_context;
  running_context = machine->host.context;
  int status = lua_resume(machine->main_thread, NULL, argument_count, &count);
  running_context = outer;
  machine->running = NULL;
  machine->worked = kassa_worked(machine);
  if (machine->killed != KASSA_ALIVE) return outcome(machine, KASSA_KILLED, 0);
  if (status == LUA_YIELD) {
    if (machine->waiting != NULL) return outcome(machine, KASSA_WAITING, 0);
    if (kassa_arena_is_whole(&machine->arena)) machine->loaded_end = machine->arena.next;
    return outcome(machine, KASSA_LOADED, 0);
  }
  machine->waiting = NULL;
  if (status == LUA_OK) return outcome(machine, KASSA_FINISHED, count);
  return outcome(machine, KASSA_FAILED, 0);
}

kassa_outcome kassa_load_modules(kassa_machine *machine, const char *prelude) {
  lua_State *L = machine->state;
  lua_settop(L, 0);
  lua_pushcfunction(L, make_main_thread);
  lua_pushlightuserdata(L, (void *)prelude);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    kassa_mark_kill(machine, KASSA_KILL_MEMORY);
    return outcome(machine, KASSA_KILLED, 0);
  }
  kassa_begin_step(machine);
  return run(machine, 1);
}

kassa_outcome kassa_start(kassa_machine *machine) { return run(machine, 0); }

kassa_outcome kassa_resume(kassa_machine *machine) {
  kassa_begin_step(machine);
  return run(machine, 0);
}

kassa_exchange *kassa_exchange_of(kassa_machine *machine) { return &machine->exchange; }
int kassa_killed(const kassa_machine *machine) { return machine->killed; }
int kassa_is_waiting(const kassa_machine *machine) {
  return machine->killed == KASSA_ALIVE && machine->waiting != NULL;
}
const char *kassa_killed_at(const kassa_machine *machine) { return machine->killed_at; }
size_t kassa_bytes(const kassa_machine *machine) { return machine->bytes; }

void kassa_position(kassa_machine *machine, char *place, size_t size) {
  place[0] = '\0';
  lua_State *L = machine->waiting != NULL ? machine->waiting : machine->running;
  if (L != NULL) kassa_where(L, 0, place, size);
}

void kassa_limit(kassa_machine *machine, kassa_limits limits) { machine->limits = limits; }

kassa_spending kassa_spent(const kassa_machine *machine) {
  return (kassa_spending){machine->limits.units_max - machine->units_left, machine->worked};
}
