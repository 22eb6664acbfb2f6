#ifndef KASSA_MODULE_H
#define KASSA_MODULE_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <lua5.4/lua.h>
#include "kassa_exchange.h"

/* Lua raises and yields with longjmp, which must never cross a Swift frame. A host function says by
** its result what it wants; C pushes, raises or yields after it has returned. */
enum {
  /* >= 0: so many values are in the exchange */
  KASSA_FAIL = -1, /* raise the exchange's text, complete with its place */
  KASSA_WAIT = -2  /* yield to the machine's owner; the values of the next resume are the result */
};

/* What C checks of an argument, and reads, before the host runs; of what is deeper only the type.
** */
enum {
  KASSA_SHAPE_ANY, /* not nil */
  KASSA_SHAPE_INTEGER,
  KASSA_SHAPE_STRING, /* well-formed UTF-8 of at most KASSA_TEXT_BYTES_MAX */
  KASSA_SHAPE_BOOLEAN,
  KASSA_SHAPE_FUNCTION,
  KASSA_SHAPE_RECORD, /* a table of the function's fields and no others */
  KASSA_SHAPE_DEEP    /* of a field: the host reads it from the stack */
};

/* The texts of one argument together: the host copies them, and looks at each character. */
enum { KASSA_TEXT_BYTES_MAX = 128 << 10 };

/* One field of the record that a function takes. */
typedef struct kassa_field {
  const char *name;
  size_t length;
  int64_t element; /* the list's element that it may be too; 0 for none */
  int shape;
} kassa_field;

/* The slot of the field of that name; -1 where there is none. */
static inline int kassa_slot_named(const kassa_field *fields, int count, const char *name,
                                   size_t length) {
  for (int slot = 0; slot < count; slot++)
    if (fields[slot].length == length && memcmp(fields[slot].name, name, length) == 0) return slot;
  return -1;
}

/* What it costs to read a field: about a unit a nanosecond or two. */
enum { KASSA_FIELD_UNITS = 20 };

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
  uint8_t in_functions_only; /* refused while a module loads */
  uint8_t parameter_count;
  uint8_t shape[KASSA_PARAMETERS_MAX];
  uint8_t optional[KASSA_PARAMETERS_MAX];
  const kassa_field *fields; /* of its one parameter of KASSA_SHAPE_RECORD */
  uint8_t field_count;
  uint64_t fields_required; /* a bit for each */
} kassa_function;

static inline void kassa_declare_parameter(kassa_function *function, int index, int shape,
                                           int optional) {
  function->shape[index] = (uint8_t)shape;
  function->optional[index] = (uint8_t)optional;
}

/* Whether a module is being loaded: its text runs, and not a function of it that is called later.
** Never raises. */
int kassa_is_loading(lua_State *L);

/* A module of host functions, as scripts find it: a read-only global. */
typedef struct kassa_module {
  const char *name;
  const kassa_function *functions; /* outlive the machine */
  size_t count;
} kassa_module;

#endif
