#include "machine/coroutine.h"
#include "machine/budget.h"
#include "machine/hook.h"
#include "machine/machine.h"
#include "machine/modules.h"
#include "machine/raise.h"

/* Our own coroutines: the machine must know which one runs (its hook has to be armed), a kill must
** go through every resume, and a host's wait inside a coroutine must reach the machine's owner:
** then the resume that drives it yields too, and goes on driving when the answer comes back down.
**
** There is no close: a long chain of them crashes Debian's 5.4.4 (upstream 1e64c139), and closing
** runs __close of a killed coroutine without a hook. */

enum { CREATE_UNITS = 500, RESUME_UNITS = 50 };
enum { CALLED_BY_RESUME = 0, CALLED_BY_WRAP = 1 };

static lua_State *coroutine_argument(lua_State *L) {
  lua_State *thread = lua_tothread(L, 1);
  if (thread == NULL)
    kassa_error(L, "a coroutine was expected, got a %s", luaL_typename(L, 1));
  return thread;
}

static int drive_again(lua_State *L, int status, lua_KContext caller);

/* A coroutine that a kill has stopped in the middle never goes on, also where the script does. */
static void note_stopped(lua_State *L, lua_State *thread, lua_KContext caller) {
  lua_pushvalue(L, caller == CALLED_BY_WRAP ? lua_upvalueindex(1) : 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, thread); /* which keeps it: its address stays its own */
}

static int is_stopped(lua_State *L, lua_State *thread) {
  int stopped = lua_rawgetp(L, LUA_REGISTRYINDEX, thread) != LUA_TNIL;
  lua_pop(L, 1);
  return stopped;
}

/* Gives `caller`'s results for a coroutine that stopped with `count` values on its stack. */
static int hand_over(lua_State *L, lua_State *thread, int status, int count, lua_KContext caller) {
  int failed = status != LUA_OK && status != LUA_YIELD;
  if (failed) count = 1;
  if (failed && caller == CALLED_BY_RESUME) kassa_machine_of(L)->keeps_calls = 0;
  if (!failed && !lua_checkstack(L, count + 1)) {
    lua_pop(thread, count);
    kassa_error(L, "a coroutine gave too many values at once; give a table");
  }
  if (caller == CALLED_BY_RESUME) lua_pushboolean(L, !failed);
  lua_xmove(thread, L, count);
  if (failed && caller == CALLED_BY_WRAP) return lua_error(L);
  return caller == CALLED_BY_RESUME ? count + 1 : count;
}

static int drive(lua_State *L, lua_State *thread, int argument_count, lua_KContext caller) {
  kassa_machine *machine = kassa_machine_of(L);
  int blocks = !lua_isyieldable(L);
  int loading = machine->loading;
  int count = 0;
  machine->blocked += blocks;
  machine->running = thread;
  if (lua_gethookcount(thread) != machine->period) kassa_arm(thread, machine->period);
  int status = lua_resume(thread, L, argument_count, &count);
  machine->running = L;
  machine->blocked -= blocks;
  machine->loading = loading;
  if (machine->killed != KASSA_ALIVE) {
    if (machine->killed == KASSA_KILL_INSTRUCTIONS) note_stopped(L, thread, caller);
    kassa_stop(L);
  }
  if (status == LUA_YIELD && machine->waiting != NULL) return lua_yieldk(L, 0, caller, drive_again);
  return hand_over(L, thread, status, count, caller);
}

static lua_State *driven(lua_State *L, lua_KContext caller) {
  return lua_tothread(L, caller == CALLED_BY_WRAP ? lua_upvalueindex(1) : 1);
}

static int drive_again(lua_State *L, int status, lua_KContext caller) {
  (void)status;
  return drive(L, driven(L, caller), 0, caller);
}

static int start_driving(lua_State *L, int argument_count, lua_KContext caller) {
  lua_State *thread = driven(L, caller);
  kassa_charge(L, RESUME_UNITS);
  if (is_stopped(L, thread))
    kassa_error(L, "the coroutine was stopped in the middle of what it did; make another one");
  if (!lua_checkstack(thread, argument_count))
    kassa_error(L, "too many arguments for a coroutine; give a table");
  lua_xmove(L, thread, argument_count);
  return drive(L, thread, argument_count, caller);
}

static int coroutine_resume(lua_State *L) {
  coroutine_argument(L);
  return start_driving(L, lua_gettop(L) - 1, CALLED_BY_RESUME);
}

static int call_wrapped(lua_State *L) {
  return start_driving(L, lua_gettop(L), CALLED_BY_WRAP);
}

static int coroutine_create(lua_State *L) {
  if (!lua_isfunction(L, 1))
    kassa_error(L, "a function was expected, got a %s", luaL_typename(L, 1));
  kassa_charge(L, CREATE_UNITS);
  lua_State *thread = lua_newthread(L); /* shares the machine, copies the hook */
  lua_pushvalue(L, 1);
  lua_xmove(L, thread, 1);
  return 1;
}

static int coroutine_wrap(lua_State *L) {
  coroutine_create(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

/* Whether this coroutine itself runs the text of a module: that of one around it may go on. */
static int is_inside_require(lua_State *L) {
  lua_Debug call;
  if (kassa_machine_of(L)->loading == 0) return 0;
  for (int level = 0; lua_getstack(L, level, &call); level++) {
    lua_getinfo(L, "f", &call);
    int is_require = lua_tocfunction(L, -1) == kassa_require;
    lua_pop(L, 1);
    if (is_require) return 1;
  }
  return 0;
}

static int coroutine_yield(lua_State *L) {
  if (L == kassa_machine_of(L)->main_thread)
    kassa_error(L, "coroutine.yield outside a coroutine; "
                   "only a function given to coroutine.create or wrap may yield");
  if (!lua_isyieldable(L))
    kassa_error(L, "coroutine.yield can't yield inside a sort's comparator or another C call");
  if (is_inside_require(L))
    kassa_error(L, "coroutine.yield can't leave a module that is being loaded; "
                   "return a function, and yield in it");
  return lua_yield(L, lua_gettop(L));
}

static int coroutine_status(lua_State *L) {
  lua_State *thread = coroutine_argument(L);
  lua_Debug activation;
  const char *words = "suspended";
  if (thread == L)
    words = "running";
  else if (lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &activation))
    words = "normal";
  else if (lua_status(thread) == LUA_OK && lua_gettop(thread) == 0)
    words = "dead";
  else if (lua_status(thread) != LUA_OK && lua_status(thread) != LUA_YIELD)
    words = "dead";
  lua_pushstring(L, words);
  return 1;
}

static int coroutine_isyieldable(lua_State *L) {
  lua_State *thread = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
  lua_pushboolean(L, thread != kassa_machine_of(L)->main_thread && lua_isyieldable(thread));
  return 1;
}

static int coroutine_running(lua_State *L) {
  lua_pushthread(L);
  lua_pushboolean(L, L == kassa_machine_of(L)->main_thread);
  return 2;
}

const luaL_Reg kassa_coroutine_functions[] = {
  {"create", coroutine_create},
  {"isyieldable", coroutine_isyieldable},
  {"resume", coroutine_resume},
  {"running", coroutine_running},
  {"status", coroutine_status},
  {"wrap", coroutine_wrap},
  {"yield", coroutine_yield},
  {NULL, NULL},
};
