#ifndef MACHINE_ARENA_H
#define MACHINE_ARENA_H
#include <stddef.h>

/* The memory of one Lua state: small blocks are cut from chunks, larger ones are malloc's. A block
** is known by its size alone, which Lua gives back with it. All of it goes at once when the state
** does, so nothing walks through its objects.
**
** Under AddressSanitizer every block is malloc's, so that it sees what becomes of each. */

enum {
  KASSA_SMALL_BYTES = 512, /* the largest block that is cut from a chunk */
  KASSA_CLASS_BYTES = 16,  /* sizes are rounded up to a multiple of it */
  KASSA_CLASSES = KASSA_SMALL_BYTES / KASSA_CLASS_BYTES
};

typedef struct kassa_arena {
  struct kassa_free_block *free[KASSA_CLASSES];
  char *next, *end; /* what is left of the newest chunk */
  struct kassa_chunk *chunks;
  struct kassa_large *large;
  size_t chunk_bytes; /* grows only: a freed block serves its own size again */
} kassa_arena;

/* As Lua's allocator wants it; `old_size` is 0 for a new block. NULL when malloc fails. */
void *kassa_arena_resize(kassa_arena *arena, void *block, size_t old_size, size_t new_size);
void kassa_arena_free(kassa_arena *arena, void *block, size_t size);
/* Frees every block there is. */
void kassa_arena_close(kassa_arena *arena);

#endif
