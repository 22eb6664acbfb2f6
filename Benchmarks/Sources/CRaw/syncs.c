#include "raw.h"
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The dynamic linker finds these in the program before libc's, also for libsqlite3. */

static _Atomic int64_t syncs;

int fsync(int descriptor) {
  atomic_fetch_add(&syncs, 1);
  return (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
  atomic_fetch_add(&syncs, 1);
  return (int)syscall(SYS_fdatasync, descriptor);
}

int64_t raw_syncs(void) { return atomic_load(&syncs); }
