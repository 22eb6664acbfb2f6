#ifndef KASSA_EXCHANGE_H
#define KASSA_EXCHANGE_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* How values go from the host to Lua.
**
** Pushing a string or a table allocates, and an allocation may raise, that is longjmp, which must
** never cross a Swift frame. So the host writes what it returns into this flat form, and C pushes
** it once the host's frame has gone. A list or a record is one cell followed by those of its
** children; a record's children alternate, key (a string cell) and value. */
enum {
  KASSA_CELL_NIL,
  KASSA_CELL_FALSE,
  KASSA_CELL_TRUE,
  KASSA_CELL_INTEGER,
  KASSA_CELL_STRING, /* `number` is its offset in `text`, `count` its bytes */
  KASSA_CELL_LIST,   /* `count` children follow */
  KASSA_CELL_RECORD  /* `count` pairs follow */
};

typedef struct kassa_cell {
  uint32_t kind;
  uint32_t count;
  int64_t number;
} kassa_cell;

/* An argument of the host function that runs, as C has read it when it checked it. Strings stay
** where Lua keeps them: they are on its stack until the function returns. */
typedef struct kassa_argument {
  int32_t type;      /* as lua_type; whole numbers and booleans in `number` */
  int64_t number;    /* of a string, its bytes; 0 where there is nothing */
  const char *bytes; /* of a string */
} kassa_argument;

enum { KASSA_PARAMETERS_MAX = 8, KASSA_FIELDS_MAX = 64 };

typedef struct kassa_exchange {
  kassa_cell *cells;
  size_t cells_count;
  size_t cells_capacity;
  char *text; /* bytes of string cells; also the message of a failure */
  size_t text_length;
  size_t text_capacity;
  size_t debt; /* units the host asks to be charged to the step, beside the call itself */
  kassa_argument arguments[KASSA_PARAMETERS_MAX];
  /* Of the record among the arguments: each field at the slot that its declaration gives it, and a
  ** bit for each that is there. Of a deep one `number` is its place on Lua's stack. */
  kassa_argument fields[KASSA_FIELDS_MAX];
  uint64_t fields_found;
  size_t fields_bytes; /* of all their texts, but of those in deep ones */
} kassa_exchange;

/* Argument `index`, counted from 1. */
static inline const kassa_argument *kassa_argument_at(const kassa_exchange *exchange, int index) {
  return &exchange->arguments[index - 1];
}

/* The field at `slot` of the record among the arguments. */
static inline const kassa_argument *kassa_field_at(const kassa_exchange *exchange, int slot) {
  return &exchange->fields[slot];
}

/* Make room for one more cell, or for `length` more bytes. The process ends when malloc fails. */
void kassa_exchange_more_cells(kassa_exchange *exchange);
void kassa_exchange_more_text(kassa_exchange *exchange, size_t length);

static inline void kassa_exchange_clear(kassa_exchange *exchange) {
  exchange->cells_count = 0;
  exchange->text_length = 0;
  exchange->debt = 0;
}

static inline void kassa_put_cell(kassa_exchange *exchange, uint32_t kind, uint32_t count,
                                  int64_t number) {
  if (exchange->cells_count == exchange->cells_capacity) kassa_exchange_more_cells(exchange);
  kassa_cell *cell = &exchange->cells[exchange->cells_count++];
  cell->kind = kind;
  cell->count = count;
  cell->number = number;
}

static inline void kassa_put_text(kassa_exchange *exchange, const void *bytes, size_t length) {
  if (exchange->text_capacity - exchange->text_length < length)
    kassa_exchange_more_text(exchange, length);
  if (length > 0) memcpy(exchange->text + exchange->text_length, bytes, length);
  exchange->text_length += length;
}

static inline void kassa_put_integer(kassa_exchange *exchange, int64_t number) {
  kassa_put_cell(exchange, KASSA_CELL_INTEGER, 0, number);
}

static inline void kassa_put_boolean(kassa_exchange *exchange, int flag) {
  kassa_put_cell(exchange, flag ? KASSA_CELL_TRUE : KASSA_CELL_FALSE, 0, 0);
}

/* `length` must be below 4 GiB; longer strings are the host's mistake and are cut. */
static inline void kassa_put_string(kassa_exchange *exchange, const void *bytes, size_t length) {
  if (length > UINT32_MAX) length = UINT32_MAX;
  kassa_put_cell(exchange, KASSA_CELL_STRING, (uint32_t)length, (int64_t)exchange->text_length);
  kassa_put_text(exchange, bytes, length);
}

#endif
