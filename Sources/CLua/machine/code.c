#include "machine/code.h"
#include <stdlib.h>
#include <string.h>

enum {
  CODE_BYTES_MAX = 1 << 20,
  COUNT_MAX = 1 << 16,
  ABSOLUTE_LINE = -128, /* its line stands in a list of its own */
  NUMBER_TYPE = 0x13, INTEGER_TYPE = 0x03, SHORT_TEXT_TYPE = 0x04, LONG_TEXT_TYPE = 0x14,
};

typedef struct bytes {
  unsigned char *start;
  size_t count, capacity;
} bytes;

static int append(lua_State *L, const void *piece, size_t count, void *to) {
  bytes *all = to;
  (void)L;
  if (all->count + count > CODE_BYTES_MAX) return 1;
  if (all->count + count > all->capacity) {
    size_t capacity = (all->count + count) * 2;
    unsigned char *grown = realloc(all->start, capacity);
    if (grown == NULL) return 1;
    all->start = grown;
    all->capacity = capacity;
  }
  memcpy(all->start + all->count, piece, count);
  all->count += count;
  return 0;
}

typedef struct reader {
  const unsigned char *at, *end;
  int failed;
} reader;

static const unsigned char *take(reader *r, size_t count) {
  if (r->failed || (size_t)(r->end - r->at) < count) {
    r->failed = 1;
    return NULL;
  }
  const unsigned char *taken = r->at;
  r->at += count;
  return taken;
}

static int take_byte(reader *r) {
  const unsigned char *byte = take(r, 1);
  return byte == NULL ? 0 : *byte;
}

/* Seven bits a byte, the last one marked. */
static size_t take_number(reader *r) {
  size_t number = 0;
  for (int i = 0; i < 10 && !r->failed; i++) {
    int byte = take_byte(r);
    number = number << 7 | (size_t)(byte & 0x7f);
    if (byte & 0x80) return number;
  }
  r->failed = 1;
  return 0;
}

static size_t take_count(reader *r) {
  size_t count = take_number(r);
  if (count > COUNT_MAX) r->failed = 1;
  return r->failed ? 0 : count;
}

static void skip_text(reader *r) {
  size_t size = take_number(r);
  if (size > 1) take(r, size - 1);
}

static void skip_constants(reader *r) {
  for (size_t left = take_count(r); left > 0 && !r->failed; left--) {
    switch (take_byte(r)) {
      case NUMBER_TYPE: take(r, sizeof(lua_Number)); break;
      case INTEGER_TYPE: take(r, sizeof(lua_Integer)); break;
      case SHORT_TEXT_TYPE: case LONG_TEXT_TYPE: skip_text(r); break;
      default: break; /* nil, false, true */
    }
  }
}

/* Reads lines out of the steps between them, and those that stand by themselves. */
static void take_lines(reader *r, int first, kassa_code *code) {
  size_t steps = take_count(r);
  const signed char *step = (const signed char *)take(r, steps);
  size_t absolute = take_count(r), next_pc = 0;
  int next_line = 0, line = first;
  if (code != NULL && steps != code->count) r->failed = 1;
  if (absolute > 0) {
    next_pc = take_number(r);
    next_line = (int)take_number(r);
    absolute--;
  } else {
    next_pc = SIZE_MAX;
  }
  for (size_t pc = 0; pc < steps && !r->failed; pc++) {
    if (pc == next_pc) {
      line = next_line;
      next_pc = absolute > 0 ? take_number(r) : SIZE_MAX;
      if (absolute > 0) next_line = (int)take_number(r), absolute--;
    } else if (step[pc] != ABSOLUTE_LINE) {
      line += step[pc];
    } else {
      r->failed = 1;
    }
    if (code != NULL) code->lines[pc] = line;
  }
}

/* One function with those inside of it; `code` is NULL for these. */
static void take_function(reader *r, kassa_code *code, int depth) {
  if (depth > 100) r->failed = 1;
  skip_text(r); /* its source */
  int first = (int)take_number(r);
  take_number(r);
  take(r, 3); /* parameters, whether there may be more, registers */
  size_t count = take_count(r);
  const unsigned char *instructions = take(r, count * sizeof(uint32_t));
  if (code != NULL && !r->failed) {
    code->count = count;
    code->instructions = malloc((count + 1) * sizeof(uint32_t));
    code->lines = calloc(count + 1, sizeof(int));
    if (code->instructions == NULL || code->lines == NULL) r->failed = 1;
    else memcpy(code->instructions, instructions, count * sizeof(uint32_t));
  }
  skip_constants(r);
  take(r, take_count(r) * 3); /* upvalues */
  for (size_t left = take_count(r); left > 0 && !r->failed; left--)
    take_function(r, NULL, depth + 1);
  take_lines(r, first, code);
  for (size_t left = take_count(r); left > 0 && !r->failed; left--) {
    skip_text(r); /* a variable */
    take_number(r);
    take_number(r);
  }
  for (size_t left = take_count(r); left > 0 && !r->failed; left--) skip_text(r);
}

/* What only Lua 5.4 on a machine like this begins its chunks with. */
static int is_known(reader *r) {
  static const unsigned char head[] = {0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n',
                                       sizeof(uint32_t), sizeof(lua_Integer), sizeof(lua_Number)};
  const unsigned char *found = take(r, sizeof head);
  take(r, sizeof(lua_Integer) + sizeof(lua_Number) + 1);
  return !r->failed && memcmp(found, head, sizeof head) == 0;
}

int kassa_read_code(lua_State *L, kassa_code *code) {
  memset(code, 0, sizeof *code);
  bytes all = {0};
  int is_whole = lua_dump(L, append, &all, 0) == 0 && all.start != NULL;
  if (is_whole) {
    reader r = {all.start, all.start + all.count, 0};
    is_whole = is_known(&r);
    if (is_whole) take_function(&r, code, 0);
    is_whole = is_whole && !r.failed;
  }
  free(all.start);
  if (!is_whole) kassa_free_code(code);
  return is_whole;
}

void kassa_free_code(kassa_code *code) {
  free(code->instructions);
  free(code->lines);
  memset(code, 0, sizeof *code);
}
