#include "raw.h"
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The dynamic linker finds these in the program before libc's, also for libsqlite3. */

static _Atomic int64_t syncs;
static _Atomic int64_t bytes;

int fsync(int descriptor) {
  atomic_fetch_add(&syncs, 1);
  return (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
  atomic_fetch_add(&syncs, 1);
  return (int)syscall(SYS_fdatasync, descriptor);
}

int64_t raw_syncs(void) { return atomic_load(&syncs); }

static ssize_t counted(ssize_t written) {
  if (written > 0) atomic_fetch_add(&bytes, written);
  return written;
}

ssize_t pwrite64(int descriptor, const void *from, size_t count, off_t at) {
  return counted(syscall(SYS_pwrite64, descriptor, from, count, at));
}

ssize_t pwrite(int descriptor, const void *from, size_t count, off_t at) {
  return pwrite64(descriptor, from, count, at);
}

int64_t raw_bytes(void) { return atomic_load(&bytes); }
