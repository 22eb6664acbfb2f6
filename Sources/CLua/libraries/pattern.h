#ifndef LIBRARIES_PATTERN_H
#define LIBRARIES_PATTERN_H

/* A Lua pattern as a list of nodes, and its matcher.
**
** A pattern has no alternatives and repeats single bytes only, so two things hold that make the
** matcher simple and safe:
** - Which captures are open at a node does not depend on the subject. Mistakes are found while
**   compiling, and going back never has to restore a capture: whatever lies after the choice is set
**   again on the way forward.
** - A repeated node is tried at most once on a path. One choice a repeated node is all the memory
**   that going back needs: no recursion, whatever the pattern and the subject. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <lua5.4/lua.h>

#define PATTERN_CAPTURES_MAX 32
#define PATTERN_BYTES_MAX 65536

/* 256 bits, one a byte value. */
typedef struct { uint64_t words[4]; } byte_set;

static inline bool set_has(const byte_set *set, unsigned char byte) {
  return (set->words[byte >> 6] >> (byte & 63)) & 1;
}

typedef enum {
  NODE_BYTE,      /* the byte `first` */
  NODE_ANY,
  NODE_SET,       /* a byte of `set` */
  NODE_OPEN,      /* capture `first` begins */
  NODE_CLOSE,     /* capture `first` ends */
  NODE_POSITION,  /* capture `first` is the position here */
  NODE_AGAIN,     /* the bytes of capture `first` once more */
  NODE_BALANCE,   /* from a `first` to the `second` that balances it */
  NODE_FRONTIER,  /* between a byte outside `set` and one of it */
  NODE_NEVER,
  NODE_AT_END,    /* the end of the subject */
  NODE_MATCHED
} node_kind;

typedef enum { REPEAT_ONCE, REPEAT_OPTIONAL, REPEAT_STAR, REPEAT_PLUS, REPEAT_LAZY } node_repeat;

typedef struct {
  uint8_t kind;
  uint8_t repeat;
  unsigned char first, second;
  const byte_set *set;
} node;

/* A repeated node on the path to here, and the other lengths it may still have. */
typedef struct {
  const node *at;
  const char *here;   /* where the rest was tried last */
  const char *least;  /* greedy: the shortest length still allowed */
} choice;

typedef struct {
  node *nodes;
  choice *choices;
  byte_set *sets;
  int captures;
  bool anchored;
} pattern;

/* Room for a pattern of ordinary length, to live on the C stack. */
typedef struct { _Alignas(16) unsigned char bytes[1536]; } pattern_room;

/* Compiles `text` into `compiled`, in `room` if it is not NULL and suffices; otherwise pushes a
** userdata that must stay on the stack (with `room` NULL it always does). `anchors` says whether a
** leading ^ ties the match to the start. Raises on a mistake in the pattern. */
void pattern_compile(lua_State *L, pattern *compiled, const char *text, size_t length,
                     bool anchors, pattern_room *room);

#endif
