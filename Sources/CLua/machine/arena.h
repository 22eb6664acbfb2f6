#ifndef MACHINE_ARENA_H
#define MACHINE_ARENA_H
#include <stddef.h>

/* The memory of one Lua state: small blocks are cut from chunks, larger ones are malloc's. A block
** is known by its size alone, which Lua gives back with it. All of it goes at once when the state
** does, so nothing walks through its objects.
**
** An arena may begin with a region, and then cuts blocks of any size from that as long as there is
** room: a state that needs no more is one piece of memory, which can be copied (image.c).
**
** Under AddressSanitizer every block is malloc's, so that it sees what becomes of each. */

#if defined(__SANITIZE_ADDRESS__)
#define KASSA_ALL_LARGE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KASSA_ALL_LARGE 1
#endif
#endif
#ifndef KASSA_ALL_LARGE
#define KASSA_ALL_LARGE 0
#endif

enum {
  KASSA_SMALL_BYTES = 512, /* the largest block that is cut from a chunk */
  KASSA_CLASS_BYTES = 16,  /* sizes are rounded up to a multiple of it */
  KASSA_SMALL_CLASSES = KASSA_SMALL_BYTES / KASSA_CLASS_BYTES,
  /* Larger ones, in a region only: four classes to each doubling, up to 1 MiB. */
  KASSA_DOUBLINGS = 11,
  KASSA_CLASSES = KASSA_SMALL_CLASSES + 4 * KASSA_DOUBLINGS
};

typedef struct kassa_arena {
  struct kassa_free_block *free[KASSA_CLASSES];
  char *next, *end;           /* what is left of the newest chunk, or of the region */
  char *region, *region_end;  /* NULL without one */
  struct kassa_chunk *chunks; /* NULL as long as the region has room */
  struct kassa_large *large;
  size_t chunk_bytes; /* grows only: a freed block serves its own size again */
} kassa_arena;

/* Gives a new arena `bytes` to begin with, which outlive it. */
void kassa_arena_begin(kassa_arena *arena, char *region, size_t bytes);
/* Whether all its blocks lie in its region, below `next`. */
static inline int kassa_arena_is_whole(const kassa_arena *arena) {
  return arena->region != NULL && arena->chunks == NULL && arena->large == NULL;
}

/* As Lua's allocator wants it; `old_size` is 0 for a new block. NULL when malloc fails. */
void *kassa_arena_resize(kassa_arena *arena, void *block, size_t old_size, size_t new_size);
void kassa_arena_free(kassa_arena *arena, void *block, size_t size);
/* Frees every block there is. */
void kassa_arena_close(kassa_arena *arena);

#endif
