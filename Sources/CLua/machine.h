#ifndef KASSA_MACHINE_INTERNAL_H
#define KASSA_MACHINE_INTERNAL_H
#include "arena.h"
#include "include/CLua.h"

enum {
  /* Instructions between two looks at the budgets: fewer cost nothing more, more stop later. */
  KASSA_PERIOD = 1000,
  /* Once a block of LARGE_BYTES exists, or a state of MANY_BYTES: then one instruction can copy or compare
  ** that much, or look for a key through as many tables. */
  KASSA_PERIOD_SHORT = 100,
  /* Once a state of MOST_BYTES exists: one look-up through all of it takes some milliseconds. */
  KASSA_PERIOD_SHORTEST = 10,
  KASSA_PLACE_SIZE = 160
};
#define KASSA_LARGE_BYTES ((size_t)256 << 10)
#define KASSA_MANY_BYTES ((size_t)1 << 20)
#define KASSA_MOST_BYTES ((size_t)8 << 20)
#define KASSA_ARM_BYTES ((size_t)1 << 20)
/* A value on the stack or in a list. */
#define KASSA_VALUE_BYTES ((size_t)16)
/* A stack grows by doubling from 40 values, so this allows 10,240 of them: 1,000 calls deep, 3,500 where they
** hold little. */
#define KASSA_STACK_BYTES ((size_t)256 << 10)
/* What one step may log, and one line of it: a log is read by people. */
#define KASSA_LOG_BYTES_MAX ((size_t)256 << 10)
#define KASSA_LOG_LINE_MAX ((size_t)8 << 10)

struct kassa_machine {
  lua_State *state;        /* runs no script code itself */
  lua_State *main_thread;  /* the script's main coroutine */
  lua_State *running;      /* the coroutine whose hook must be armed */
  lua_State *waiting;      /* the coroutine that called what waits, or NULL */
  int blocked;             /* coroutines resumed from where Lua can't yield */
  kassa_limits limits;
  size_t units_left;
  size_t units_since_clock;
  uint64_t deadline;       /* of the monotonic clock, nanoseconds */
  size_t bytes;
  size_t bytes_since_armed;
  size_t last_kind;        /* of the newest block: Lua's type of it, LUA_TNIL for none */
  kassa_arena arena;
  int over;                /* the soft cap was crossed; collect or kill at the next hook */
  int arguments_read;      /* so many of the exchange's are the last call's */
  int has_metatables;      /* the script has given a table to setmetatable */
  int period;
  size_t log_bytes_left;   /* of this step */
  int killed;
  char killed_at[KASSA_PLACE_SIZE];
  uint64_t random[4];
  kassa_host host;
  kassa_exchange exchange;
};

static inline kassa_machine *kassa_machine_of(lua_State *L) {
  return *(kassa_machine **)lua_getextraspace(L);
}

/* Whether blocks that no longer fit any use hold what the cap does not count: a script that uses
** up one size after another. */
static inline int kassa_holds_too_much(const kassa_machine *machine) {
  return machine->arena.chunk_bytes / 2 > machine->limits.bytes_max;
}

/* nodes.c: raises when a table of the running script asks for more nodes than it may have. */
void kassa_check_nodes(kassa_machine *machine, size_t size);

/* allocator.c */
void *kassa_allocate(void *machine, void *block, size_t old_size, size_t new_size);

/* A block that the collector frees. Only Lua's own text buffers make userdata without this, and the
** block that is asked for right after theirs is the text. */
static inline void *kassa_new_block(lua_State *L, size_t bytes) {
  void *block = lua_newuserdatauv(L, bytes, 0);
  kassa_machine *machine = kassa_machine_of(L);
  if (machine != NULL) machine->last_kind = LUA_TNIL;
  return block;
}

static inline int kassa_is_text(const kassa_machine *machine) {
  return machine->last_kind == LUA_TUSERDATA;
}

/* A size for lua_createtable that no stack could have: see allocator.c. */
static inline int kassa_list_size(size_t count) {
  if (count < KASSA_STACK_BYTES / KASSA_VALUE_BYTES / 2) return (int)count;
  size_t size = 1;
  while (size < count) size *= 2;
  return (int)size;
}

/* hook.c */
void kassa_hook(lua_State *L, lua_Debug *activation);
void kassa_arm(lua_State *L, int count);
void kassa_begin_step(kassa_machine *machine);
void kassa_mark_kill(kassa_machine *machine, int kill);
/* Leaves the killed script from a C function: yields, or raises where Lua can't yield. */
_Noreturn void kassa_stop(lua_State *L);
/* What a C function does after calling script code: goes on only if the script is still alive. */
static inline void kassa_check_alive(lua_State *L) {
  if (kassa_machine_of(L)->killed) kassa_stop(L);
}

/* places.c: raises "file:line: message", blaming the script code that called the C function. */
_Noreturn void kassa_error(lua_State *L, const char *format, ...);

/* exchange.c: pushes the exchange's values, charging for them; returns how many. */
int kassa_push_all(lua_State *L, kassa_exchange *exchange);
/* The same, in line for the commonest result: one whole number. */
static inline int kassa_push_exchange(lua_State *L, kassa_exchange *exchange) {
  if (exchange->cells_count != 1 || exchange->cells[0].kind != KASSA_CELL_INTEGER ||
      exchange->debt > 0)
    return kassa_push_all(L, exchange);
  lua_pushinteger(L, exchange->cells[0].number);
  return 1;
}

/* trampoline.c: leaves a new table of the module's functions on the stack. */
void kassa_push_module(lua_State *L, const kassa_module *module);

/* environment.c */
void kassa_open_environment(lua_State *L, const kassa_module *modules, size_t count);
/* Makes the fields of the table at `index` globals. */
void kassa_add_globals(lua_State *L, int index);

/* calls.c, coroutine.c, modules.c, random.c */
extern const luaL_Reg kassa_call_functions[];
extern const luaL_Reg kassa_coroutine_functions[];
extern const luaL_Reg kassa_random_functions[];
int kassa_require(lua_State *L);
int kassa_print(lua_State *L); /* a closure over tostring */
void kassa_open_modules(lua_State *L);

/* libraries.c: each adds its library's functions to the table on top of the stack. */
void kassa_prepare_libraries(void);
void kassa_push_math(lua_State *L);
void kassa_push_utf8(lua_State *L);
void kassa_seed(kassa_machine *machine, uint64_t seed);
/* distance.c: pushes the string key of the table at `index` that is nearest to `name`, or nil. */
void kassa_push_nearest(lua_State *L, int index, const char *name, size_t length);

#endif
