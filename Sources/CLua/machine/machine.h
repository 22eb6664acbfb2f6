#ifndef MACHINE_MACHINE_H
#define MACHINE_MACHINE_H
#include <stddef.h>
#include <stdint.h>
#include <lua5.4/lua.h>
#include "kassa_exchange.h"
#include "kassa_image.h"
#include "kassa_machine.h"
#include "kassa_places.h"
#include "machine/arena.h"

/* Which borders of what it may draw a machine draws next, the first of them first; in the order of the
** seeds that say so (KASSA_SEED_OF_BORDERS), then those of which one is drawn. */
typedef enum kassa_border {
  KASSA_NO_BORDER, KASSA_LEAST_TWICE, KASSA_MOST_TWICE, KASSA_LEAST_FIRST, KASSA_MOST_FIRST,
  KASSA_LEAST, KASSA_MOST
} kassa_border;

/* What the files of this folder share. Lives as long as its Lua state. */
struct kassa_machine {
  lua_State *state;        /* runs no script code itself */
  lua_State *main_thread;  /* the script's main coroutine */
  lua_State *running;      /* the coroutine whose hook must be armed */
  lua_State *waiting;      /* the coroutine that called what waits, or NULL */
  int blocked;             /* coroutines resumed from where Lua can't yield */
  int loading;             /* modules whose text runs, one inside the other */
  kassa_limits limits;
  size_t units_left;
  size_t units_since_clock;
  uint64_t deadline;       /* of the monotonic clock, nanoseconds: not before it is time looked at */
  uint64_t worked;         /* in the last step, nanoseconds of this thread's processor time */
  uint64_t started;        /* the step, by the coarse clock, nanoseconds */
  uint64_t began;          /* of this thread's processor time, nanoseconds, since that clock moved */
  size_t bytes;
  size_t bytes_since_armed;
  size_t last_kind;        /* of the newest block: Lua's type of it, LUA_TNIL for none */
  kassa_arena arena;
  const char *loaded_end;  /* the arena's end when the modules were loaded; NULL before, or elsewhere */
  kassa_region *region;    /* that the machine lies in itself; NULL without one */
  int over;                /* the soft cap was crossed; collect or kill at the next hook */
  int arguments_read;      /* so many of the exchange's are the last call's */
  int has_metatables;      /* the script has given a table to setmetatable */
  int period;              /* instructions between two looks at the budgets */
  size_t log_bytes_left;   /* of this step */
  int killed;
  char killed_at[KASSA_PLACE_SIZE];
  char failed_calls[KASSA_CALLS_SIZE]; /* that led to the error xpcall caught last */
  int keeps_calls;         /* what is raised was raised before, with these calls */
  uint64_t random[4];
  kassa_border border;     /* that are drawn next; KASSA_NO_BORDER where any number is */
  kassa_host host;
  kassa_exchange exchange;
};

/* The machine of any lua_State* of it; NULL for a state without one. Never raises. */
static inline kassa_machine *kassa_machine_of(lua_State *L) {
  return *(kassa_machine **)lua_getextraspace(L);
}

#endif
