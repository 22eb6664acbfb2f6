#ifndef KASSA_MACHINE_H
#define KASSA_MACHINE_H
#include <stddef.h>
#include <stdint.h>
#include <lua5.4/lua.h>
#include "kassa_exchange.h"
#include "kassa_module.h"

/* One machine: a Lua state with its budgets and the sticky kill. Nothing here raises. */
typedef struct kassa_machine kassa_machine;

enum { KASSA_LOG_LINE, KASSA_LOG_ERROR, KASSA_LOG_FAILED };

/* What a machine asks of its owner. */
typedef struct kassa_host {
  void *context;
  /* Leaves the compiled chunk of module `name` on the stack and returns 1; returns 0 when there is
  ** no such module, KASSA_FAIL with the exchange's text otherwise. Must not raise. */
  int32_t (*find)(void *context, lua_State *L, kassa_exchange *exchange, const char *name,
                  size_t length);
  /* Hears the arguments on the stack: a line of the log, what the script calls an error, or what
  ** failed of it. A line may have `bytes_left`; returns how many bytes it made of them. Must not
  ** raise, and leaves the stack as it is. */
  size_t (*log)(void *context, lua_State *L, int kind, size_t bytes_left);
} kassa_host;

/* Instructions and processor time are for one step, bytes for the whole state. */
typedef struct kassa_limits {
  size_t units_max;
  uint64_t nanoseconds_max; /* UINT64_MAX: no clock */
  size_t bytes_max;
} kassa_limits;

struct kassa_region;

/* With this seed, and the three after it, the first two numbers of math.random are the least that it
** may draw, the most, the one and then the other, or these the other way round: for whoever tries what
** a store does at the borders. The third is any: a script that draws until it likes a number comes to an
** end. By chance a till has one of these seeds once in four million million million flows. */
#define KASSA_SEED_OF_BORDERS 0x4B617373612D3030ULL

/* A state with the sandbox's environment and the modules as read-only globals; NULL when there is
** no memory for it. `modules` is read only during the call, its functions as long as the machine
** lives. It lies in `region`, if not NULL, in which no other machine lives. */
kassa_machine *kassa_create(kassa_limits limits, kassa_host host, uint64_t seed,
                            const kassa_module *modules, size_t count,
                            struct kassa_region *region);
/* Runs no script code: a sandboxed state has no finalizers. */
void kassa_close(kassa_machine *machine);

kassa_exchange *kassa_exchange_of(kassa_machine *machine);

enum { KASSA_FINISHED, KASSA_WAITING, KASSA_FAILED, KASSA_KILLED, KASSA_LOADED };

typedef struct kassa_outcome {
  int32_t kind;
  lua_State *L;        /* the main coroutine, to read from; never to be called */
  int32_t value_count; /* FINISHED: so many values on top of its stack; FAILED: 1, the error */
} kassa_outcome;

/* Requires `prelude`, if not NULL, whose fields become globals, and the modules that the exchange's
** values name: the first must return a function. Comes out LOADED, now or when what waits in a
** module has been resumed. */
kassa_outcome kassa_load_modules(kassa_machine *machine, const char *prelude);
/* Calls that function with the exchange's values as arguments, once the machine has loaded, in the
** step in which it loaded. */
kassa_outcome kassa_start(kassa_machine *machine);
/* Goes on behind the call that waits; the exchange's values are its results. */
kassa_outcome kassa_resume(kassa_machine *machine);

/* The context of the host whose machine runs on this thread; NULL where none does. So functions can be
** declared once for many machines. */
void *kassa_running_context(void);

/* What the next steps may spend. */
void kassa_limit(kassa_machine *machine, kassa_limits limits);

/* What the last step has spent. */
typedef struct kassa_spending {
  size_t units;
  uint64_t nanoseconds; /* of processor time */
} kassa_spending;
kassa_spending kassa_spent(const kassa_machine *machine);

enum {
  KASSA_ALIVE = 0,
  KASSA_KILL_INSTRUCTIONS = 1,
  KASSA_KILL_TIME = 2,
  KASSA_KILL_MEMORY = 3,
  KASSA_KILL_STACK = 4 /* calls too deep, or too many values at once */
};

int kassa_killed(const kassa_machine *machine);
/* Whether a host function waits for the next resume. */
int kassa_is_waiting(const kassa_machine *machine);
/* Where the kill struck: "cafe/store.lua:12", or "". */
const char *kassa_killed_at(const kassa_machine *machine);
/* Writes "file:line" of the script code that waits or runs now; "" if none. */
void kassa_position(kassa_machine *machine, char *place, size_t size);
size_t kassa_bytes(const kassa_machine *machine);

#endif
