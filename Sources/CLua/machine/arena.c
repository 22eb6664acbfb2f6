#include "machine/arena.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 32 << 10 };

typedef struct kassa_free_block {
  struct kassa_free_block *next;
} free_block;

typedef struct kassa_chunk {
  _Alignas(KASSA_CLASS_BYTES) struct kassa_chunk *next;
} chunk;

typedef struct kassa_large {
  _Alignas(KASSA_CLASS_BYTES) struct kassa_large *next;
  struct kassa_large *previous;
} large;

/* Chunks of closed states, for the next one: their pages are in memory already. */
enum { SPARE_CHUNKS_MAX = 16 };
static pthread_mutex_t spare_lock = PTHREAD_MUTEX_INITIALIZER;
static chunk *spare_chunks;
static int spare_count;

static chunk *take_chunk(void) {
  pthread_mutex_lock(&spare_lock);
  chunk *taken = spare_chunks;
  if (taken != NULL) {
    spare_chunks = taken->next;
    spare_count--;
  }
  pthread_mutex_unlock(&spare_lock);
  return taken != NULL ? taken : malloc(CHUNK_BYTES);
}

static void free_chunks(chunk *first) {
  pthread_mutex_lock(&spare_lock);
  while (first != NULL && spare_count < SPARE_CHUNKS_MAX) {
    chunk *next = first->next;
    first->next = spare_chunks;
    spare_chunks = first;
    spare_count++;
    first = next;
  }
  pthread_mutex_unlock(&spare_lock);
  while (first != NULL) {
    chunk *next = first->next;
    free(first);
    first = next;
  }
}

static int is_small(size_t size) { return !KASSA_ALL_LARGE && size <= KASSA_SMALL_BYTES; }

static size_t small_class(size_t size) { return (size - 1) / KASSA_CLASS_BYTES; }

/* Four classes to a doubling, from KASSA_SMALL_BYTES on; KASSA_CLASSES for what has none. */
static size_t class_of(size_t size) {
  if (size <= KASSA_SMALL_BYTES) return small_class(size);
  size_t doubling = 0, most = 2 * KASSA_SMALL_BYTES;
  while (size > most && doubling < KASSA_DOUBLINGS) doubling++, most *= 2;
  if (doubling == KASSA_DOUBLINGS) return KASSA_CLASSES;
  return KASSA_SMALL_CLASSES + 4 * doubling + (size - most / 2 - 1) / (most / 8);
}

/* What a block of a class above the small ones takes. */
static size_t class_bytes(size_t class) {
  size_t step = (class - KASSA_SMALL_CLASSES) % 4, doubling = (class - KASSA_SMALL_CLASSES) / 4;
  return ((size_t)KASSA_SMALL_BYTES << doubling) / 4 * (5 + step);
}

void kassa_arena_begin(kassa_arena *arena, char *region, size_t bytes) {
  arena->region = arena->next = region;
  arena->region_end = arena->end = region + bytes;
}

static int is_in_region(const kassa_arena *arena, const void *block) {
  return (const char *)block >= arena->region && (const char *)block < arena->region_end;
}

static void *pop(kassa_arena *arena, size_t class) {
  free_block *block = arena->free[class];
  if (block != NULL) arena->free[class] = block->next;
  return block;
}

static void push(kassa_arena *arena, size_t class, void *block) {
  free_block *freed = block;
  freed->next = arena->free[class];
  arena->free[class] = freed;
}

static void *cut(kassa_arena *arena, size_t bytes) {
  char *block = arena->next;
  arena->next += bytes;
  if (arena->chunks == NULL) arena->chunk_bytes += bytes; /* of the region */
  return block;
}

/* Gives what is left of the newest chunk to the free blocks, and starts another. */
static int start_chunk(kassa_arena *arena) {
  chunk *new_chunk = take_chunk();
  if (new_chunk == NULL) return 0;
  size_t left = (size_t)(arena->end - arena->next);
  if (left > 0) kassa_arena_free(arena, arena->next, left);
  new_chunk->next = arena->chunks;
  arena->chunks = new_chunk;
  arena->chunk_bytes += CHUNK_BYTES;
  arena->next = (char *)(new_chunk + 1);
  arena->end = (char *)new_chunk + CHUNK_BYTES;
  return 1;
}

static void *new_small(kassa_arena *arena, size_t size) {
  size_t class = small_class(size);
  void *block = pop(arena, class);
  if (block != NULL) return block;
  size_t bytes = (class + 1) * KASSA_CLASS_BYTES;
  if ((size_t)(arena->end - arena->next) < bytes && !start_chunk(arena)) return NULL;
  return cut(arena, bytes);
}

/* A larger block of the region; NULL where it has no room for it. */
static void *new_in_region(kassa_arena *arena, size_t size) {
  size_t class = class_of(size);
  if (arena->region == NULL || class == KASSA_CLASSES) return NULL;
  void *block = pop(arena, class);
  if (block != NULL) return block;
  size_t bytes = class_bytes(class);
  if (arena->chunks != NULL || (size_t)(arena->end - arena->next) < bytes) return NULL;
  return cut(arena, bytes);
}

static void *linked(kassa_arena *arena, large *block) {
  block->previous = NULL;
  block->next = arena->large;
  if (block->next != NULL) block->next->previous = block;
  arena->large = block;
  return block + 1;
}

static void unlink_large(kassa_arena *arena, large *block) {
  if (block->previous != NULL) block->previous->next = block->next;
  else arena->large = block->next;
  if (block->next != NULL) block->next->previous = block->previous;
}

static void *new_block(kassa_arena *arena, size_t size) {
  if (is_small(size)) return new_small(arena, size);
  void *inside = new_in_region(arena, size);
  if (inside != NULL) return inside;
  large *block = malloc(sizeof *block + size);
  return block == NULL ? NULL : linked(arena, block);
}

static void *resize_large(kassa_arena *arena, large *block, size_t size) {
  unlink_large(arena, block);
  large *moved = realloc(block, sizeof *block + size);
  if (moved != NULL) return linked(arena, moved);
  linked(arena, block);
  return NULL;
}

/* Whether a block of the one size serves the other as it is. */
static int fits_as_it_is(size_t old_size, size_t new_size, int is_cut) {
  if (is_small(old_size) != is_small(new_size)) return 0;
  return (is_small(old_size) || is_cut) && class_of(old_size) == class_of(new_size);
}

void *kassa_arena_resize(kassa_arena *arena, void *block, size_t old_size, size_t new_size) {
  if (block == NULL) return new_block(arena, new_size);
  int is_cut = is_small(old_size) || is_in_region(arena, block);
  if (fits_as_it_is(old_size, new_size, is_cut)) return block;
  if (!is_cut && !is_small(new_size)) return resize_large(arena, (large *)block - 1, new_size);
  void *moved = new_block(arena, new_size);
  if (moved == NULL) return NULL;
  memcpy(moved, block, old_size < new_size ? old_size : new_size);
  kassa_arena_free(arena, block, old_size);
  return moved;
}

void kassa_arena_free(kassa_arena *arena, void *block, size_t size) {
  if (block == NULL || size == 0) return;
  if (is_small(size) || is_in_region(arena, block)) {
    push(arena, class_of(size), block);
    return;
  }
  unlink_large(arena, (large *)block - 1);
  free((large *)block - 1);
}

void kassa_arena_close(kassa_arena *arena) {
  free_chunks(arena->chunks);
  while (arena->large != NULL) {
    large *next = arena->large->next;
    free(arena->large);
    arena->large = next;
  }
  memset(arena, 0, sizeof *arena);
}
