#ifndef KASSA_HOST_H
#define KASSA_HOST_H
#include "kassa_exchange.h"
#include "kassa_machine.h"

/* Lua raises and yields with longjmp, which must never cross a Swift frame. A host function says by
** its result what it wants; C pushes, raises or yields after it has returned. */
enum {
  /* >= 0: so many values are in the exchange */
  KASSA_FAIL = -1, /* raise the exchange's text, complete with its place */
  KASSA_WAIT = -2  /* yield to the machine's owner; the values of the next resume are the result */
};

/* What C checks of an argument, and reads, before the host runs; of what is deeper only the type. */
enum {
  KASSA_SHAPE_ANY, /* not nil */
  KASSA_SHAPE_INTEGER,
  KASSA_SHAPE_STRING, /* well-formed UTF-8 of at most KASSA_TEXT_BYTES_MAX */
  KASSA_SHAPE_BOOLEAN,
  KASSA_SHAPE_FUNCTION
};

/* The texts of one argument together: the host copies them, and looks at each character. */
enum { KASSA_TEXT_BYTES_MAX = 128 << 10 };

/* Runs a host function. `refused` is 0, or the number of the first argument that the declaration
** refuses: then the host only words the failure. It may read Lua's stack by calls that can't
** raise. */
typedef int32_t (*kassa_entry)(void *context, lua_State *L, kassa_exchange *exchange,
                               int32_t refused);

typedef struct kassa_function {
  const char *name;  /* as a field of its module */
  const char *title; /* as messages call it: "prompt.tell" */
  void *context;
  kassa_entry entry;
  uint8_t waits;
  uint8_t parameter_count;
  uint8_t shape[KASSA_PARAMETERS_MAX];
  uint8_t optional[KASSA_PARAMETERS_MAX];
} kassa_function;

static inline void kassa_declare_parameter(kassa_function *function, int index, int shape,
                                           int optional) {
  function->shape[index] = (uint8_t)shape;
  function->optional[index] = (uint8_t)optional;
}

typedef struct kassa_module {
  const char *name;
  const kassa_function *functions; /* outlive the machine */
  size_t count;
} kassa_module;

/* What a machine asks of its owner. */
typedef struct kassa_host {
  void *context;
  /* Leaves the compiled chunk of module `name` on the stack and returns 1; returns 0 when there is
  ** no such module, KASSA_FAIL with the exchange's text otherwise. Must not raise. */
  int32_t (*find)(void *context, lua_State *L, kassa_exchange *exchange, const char *name,
                  size_t length);
  void (*log)(void *context, const char *text, size_t length);
} kassa_host;

/* Instructions and time are for one step, bytes for the whole state. */
typedef struct kassa_limits {
  size_t units_max;
  uint64_t nanoseconds_max; /* UINT64_MAX: no clock */
  size_t bytes_max;
} kassa_limits;

/* A state with the sandbox's environment and the modules as read-only globals; NULL when there is
** no memory for it. `modules` is read only during the call, its functions as long as the machine
** lives. */
kassa_machine *kassa_create(kassa_limits limits, kassa_host host, uint64_t seed,
                            const kassa_module *modules, size_t count);
/* Runs no script code: a sandboxed state has no finalizers. */
void kassa_close(kassa_machine *machine);

kassa_exchange *kassa_exchange_of(kassa_machine *machine);

enum { KASSA_FINISHED, KASSA_WAITING, KASSA_FAILED, KASSA_KILLED };

typedef struct kassa_outcome {
  int32_t kind;
  lua_State *L;        /* the main coroutine, to read from; never to be called */
  int32_t value_count; /* FINISHED: so many values on top of its stack; FAILED: 1, the error */
} kassa_outcome;

/* Starts `module` with the exchange's values as arguments; requires `prelude` first if not NULL. */
kassa_outcome kassa_start(kassa_machine *machine, const char *module, const char *prelude);
/* Goes on behind the call that waits; the exchange's values are its results. */
kassa_outcome kassa_resume(kassa_machine *machine);

/* From the next step on, a step may take that long; UINT64_MAX: no clock. */
void kassa_limit_time(kassa_machine *machine, uint64_t nanoseconds_max);

int kassa_killed(const kassa_machine *machine);
/* Where the kill struck: "cafe/store.lua:12", or "". */
const char *kassa_killed_at(const kassa_machine *machine);
size_t kassa_bytes(const kassa_machine *machine);

/* Writes "file:line" of the innermost script code at `level` or above it; "" if none. Never
** raises. */
void kassa_where(lua_State *L, int level, char *place, size_t size);
/* The same for the code that waits or runs now. */
void kassa_position(kassa_machine *machine, char *place, size_t size);
/* Writes the script function at the `index`-th script level, "file:line in function 'name'";
** returns 0 when there is none. Never raises. */
int kassa_call_at(lua_State *L, int index, char *text, size_t size);

static inline int kassa_same(const void *one, const void *other, size_t length) {
  return memcmp(one, other, length) == 0;
}
/* Whether the bytes are well-formed UTF-8. */
int kassa_is_utf8(const char *bytes, size_t length);
/* Dumps the function on top of the stack into malloc'd memory; NULL when it can't. Never raises. */
char *kassa_dump(lua_State *L, size_t *length);
void kassa_dump_free(char *dump);

#endif
