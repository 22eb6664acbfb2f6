#include "machine/image.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "machine/budget.h"
#include "machine/machine.h"
#include "machine/random.h"

/* A machine of the stock flows takes a quarter of a MiB; of what is never touched there is no
** memory. One that outgrows it goes on outside, and has no image then. */
#define REGION_BYTES ((size_t)4 << 20)

struct kassa_region {
  char *start;
  int is_lived_in;
  kassa_lives *lives;
};

/* What is broken here breaks memory: a release build looks too. */
static void require(int holds) {
  if (!holds) abort();
}

kassa_region *kassa_open_region(void) {
  if (KASSA_ALL_LARGE) return NULL;
  kassa_region *region = calloc(1, sizeof *region);
  if (region == NULL) return NULL;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  region->start = mmap(NULL, REGION_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (region->start == MAP_FAILED) {
    free(region);
    return NULL;
  }
#ifdef MADV_NOHUGEPAGE
  madvise(region->start, REGION_BYTES, MADV_NOHUGEPAGE); /* 2 MiB at the first touch */
#endif
  return region;
}

void kassa_close_region(kassa_region *region) {
  require(!region->is_lived_in);
  kassa_forget_lives(&region->lives);
  munmap(region->start, REGION_BYTES);
  free(region);
}

int kassa_is_vacant(const kassa_region *region) { return !region->is_lived_in; }

kassa_machine *kassa_move_in(kassa_region *region) {
  require(!region->is_lived_in);
  region->is_lived_in = 1;
  kassa_forget_lives(&region->lives);
  kassa_machine *machine = (kassa_machine *)region->start;
  memset(machine, 0, sizeof *machine);
  machine->region = region;
  size_t own = (sizeof *machine + KASSA_CLASS_BYTES - 1) / KASSA_CLASS_BYTES * KASSA_CLASS_BYTES;
  kassa_arena_begin(&machine->arena, region->start + own, REGION_BYTES - own);
  return machine;
}

kassa_lives **kassa_lives_of(kassa_region *region) { return region == NULL ? NULL : &region->lives; }

void kassa_move_out(kassa_region *region) { region->is_lived_in = 0; }

struct kassa_image {
  kassa_region *region;
  size_t bytes;
  _Alignas(KASSA_CLASS_BYTES) char copy[];
};

void kassa_collect(kassa_machine *machine) {
  if (machine->killed == KASSA_ALIVE) lua_gc(machine->state, LUA_GCCOLLECT, 0);
}

kassa_image *kassa_take_image(const kassa_machine *machine) {
  if (machine->killed != KASSA_ALIVE || !kassa_arena_is_whole(&machine->arena)) return NULL;
  require(machine->running == NULL && machine->blocked == 0);
  size_t bytes = (size_t)(machine->arena.next - machine->region->start);
  kassa_image *image = malloc(sizeof *image + bytes);
  if (image == NULL) return NULL;
  image->region = machine->region;
  image->bytes = bytes;
  memcpy(image->copy, machine, bytes);
  return image;
}

void kassa_free_image(kassa_image *image) { free(image); }
size_t kassa_image_bytes(const kassa_image *image) { return image->bytes; }

kassa_machine *kassa_use_image(const kassa_image *image, kassa_limits limits, kassa_host host) {
  require(!image->region->is_lived_in);
  image->region->is_lived_in = 1;
  kassa_machine *machine = memcpy(image->region->start, image->copy, image->bytes);
  memset(&machine->exchange, 0, sizeof machine->exchange);
  machine->arguments_read = 0;
  machine->host = host;
  size_t spent = kassa_spent(machine).units;
  machine->limits = limits;
  machine->units_left = spent < limits.units_max ? limits.units_max - spent : 0;
  return machine;
}

int kassa_begin_loaded(kassa_machine *machine, uint64_t seed) {
  size_t units = machine->units_left, log_bytes = machine->log_bytes_left;
  if (units == 0 || machine->bytes > machine->limits.bytes_max) return 0;
  kassa_seed(machine, seed);
  kassa_begin_step(machine);
  machine->units_left = units;
  machine->log_bytes_left = log_bytes;
  return 1;
}
