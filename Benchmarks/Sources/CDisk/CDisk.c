#include "CDisk.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long flushes = 0;
static atomic_int awaited = 1;

long cdisk_flushes(void) { return atomic_load(&flushes); }

void cdisk_set_awaited(int now) { atomic_store(&awaited, now); }

static int flush(long call, int descriptor) {
  atomic_fetch_add(&flushes, 1);
  return atomic_load(&awaited) ? (int)syscall(call, descriptor) : 0;
}

// An executable's own symbols come before those of the C library, also for libsqlite3.
int fsync(int descriptor) { return flush(SYS_fsync, descriptor); }

int fdatasync(int descriptor) { return flush(SYS_fdatasync, descriptor); }

int cdisk_flush_now(int descriptor) { return (int)syscall(SYS_fdatasync, descriptor); }
