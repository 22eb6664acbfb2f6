#include "machine/machine.h"
#include <stdlib.h>
#include <lua5.4/lauxlib.h>
#include "kassa_metatables.h"
#include "machine/allocator.h"
#include "machine/budget.h"
#include "machine/environment.h"
#include "machine/hook.h"
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
                            const kassa_module *modules, size_t count) {
  kassa_machine *machine = calloc(1, sizeof *machine);
  if (machine == NULL) return NULL;
  machine->limits = limits;
  machine->host = host;
  machine->period = KASSA_PERIOD;
  kassa_seed(machine, seed);
  lua_State *L = lua_newstate(kassa_allocate, machine);
  if (L == NULL) {
    kassa_arena_close(&machine->arena);
    free(machine);
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
  kassa_arena_close(&machine->arena); /* the whole state: it has no finalizers to run */
  free(machine->exchange.cells);
  free(machine->exchange.text);
  free(machine);
}

/* The body of the main coroutine. Stack: module, prelude or nil, arguments. */
enum { BODY_MODULE = 1, BODY_PRELUDE, BODY_ARGUMENTS };
enum { STAGE_PRELUDE, STAGE_MODULE, STAGE_RUN };

static int finish_body(lua_State *L, int status, lua_KContext stage);

static int run_module(lua_State *L) {
  if (!lua_isfunction(L, -1))
    luaL_error(L, "module «%s» returned a %s; it must return a function",
               lua_tostring(L, BODY_MODULE), luaL_typename(L, -1));
  lua_insert(L, BODY_ARGUMENTS);
  lua_callk(L, lua_gettop(L) - BODY_ARGUMENTS, LUA_MULTRET, STAGE_RUN, finish_body);
  return finish_body(L, LUA_OK, STAGE_RUN);
}

static int load_module(lua_State *L) {
  lua_pushcfunction(L, kassa_require);
  lua_pushvalue(L, BODY_MODULE);
  lua_callk(L, 1, 1, STAGE_MODULE, finish_body);
  return run_module(L);
}

static int use_prelude(lua_State *L) {
  if (!lua_istable(L, -1))
    luaL_error(L, "module «%s» returned a %s; the prelude must return a table",
               lua_tostring(L, BODY_PRELUDE), luaL_typename(L, -1));
  kassa_add_globals(L, -1);
  lua_pop(L, 1);
  return load_module(L);
}

static int finish_body(lua_State *L, int status, lua_KContext stage) {
  (void)status;
  switch (stage) {
    case STAGE_PRELUDE: return use_prelude(L);
    case STAGE_MODULE: return run_module(L);
    default: break;
  }
  if (kassa_metatables_tampered(L))
    luaL_error(L, "a metatable gained __gc, __mode or an odd __call; leave these fields out");
  return lua_gettop(L) - BODY_PRELUDE;
}

static int main_body(lua_State *L) {
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  kassa_push_exchange(L, &kassa_machine_of(L)->exchange);
  if (lua_isnil(L, BODY_PRELUDE)) return load_module(L);
  lua_pushcfunction(L, kassa_require);
  lua_pushvalue(L, BODY_PRELUDE);
  lua_callk(L, 1, 1, STAGE_PRELUDE, finish_body);
  return use_prelude(L);
}

typedef struct starting {
  const char *module;
  const char *prelude;
} starting;

static int make_main_thread(lua_State *L) {
  const starting *request = lua_touserdata(L, 1);
  lua_State *thread = lua_newthread(L);
  kassa_machine_of(L)->main_thread = thread;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &main_thread_key);
  lua_pushcfunction(thread, main_body);
  lua_pushstring(thread, request->module);
  lua_pushstring(thread, request->prelude); /* nil for NULL */
  return 0;
}

static kassa_outcome outcome(kassa_machine *machine, int32_t kind, int32_t count) {
  return (kassa_outcome){.kind = kind, .L = machine->main_thread, .value_count = count};
}

static kassa_outcome run(kassa_machine *machine, int argument_count) {
  int count = 0;
  if (machine->killed != KASSA_ALIVE) return outcome(machine, KASSA_KILLED, 0);
  kassa_begin_step(machine);
  machine->running = machine->main_thread;
  if (lua_gethookcount(machine->main_thread) != machine->period)
    kassa_arm(machine->main_thread, machine->period);
  int status = lua_resume(machine->main_thread, NULL, argument_count, &count);
  machine->running = NULL;
  machine->worked = kassa_worked(machine);
  if (machine->killed != KASSA_ALIVE) return outcome(machine, KASSA_KILLED, 0);
  if (status == LUA_YIELD) return outcome(machine, KASSA_WAITING, 0);
  machine->waiting = NULL;
  if (status == LUA_OK) return outcome(machine, KASSA_FINISHED, count);
  return outcome(machine, KASSA_FAILED, 0);
}

kassa_outcome kassa_start(kassa_machine *machine, const char *module, const char *prelude) {
  lua_State *L = machine->state;
  starting request = {module, prelude};
  lua_settop(L, 0);
  lua_pushcfunction(L, make_main_thread);
  lua_pushlightuserdata(L, &request);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    kassa_mark_kill(machine, KASSA_KILL_MEMORY);
    return outcome(machine, KASSA_KILLED, 0);
  }
  return run(machine, 2);
}

kassa_outcome kassa_resume(kassa_machine *machine) { return run(machine, 0); }

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
