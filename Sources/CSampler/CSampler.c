#define _GNU_SOURCE
#include "CSampler.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

enum { most_frames = 160, own_frames = 2 };

// Each stack is its count of frames, then the frames.
static void **taken = NULL;
static size_t room = 0, used = 0, lost = 0;
static struct sigaction former;

static void take(int signal) {
  (void)signal;
  int error = errno;
  if (used + 1 + most_frames > room) {
    lost++;
  } else {
    int count = backtrace(taken + used + 1, most_frames);
    taken[used] = (void *)(uintptr_t)count;
    used += 1 + (size_t)count;
  }
  errno = error;
}

bool csa_start(int microseconds, size_t capacity) {
  free(taken);
  taken = malloc(capacity * sizeof *taken);
  used = lost = 0;
  room = taken ? capacity : 0;
  // The first call loads a library, which no signal handler may do.
  void *first[1];
  if (!taken || backtrace(first, 1) < 0) return false;
  struct sigaction action = {.sa_handler = take, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGPROF, &action, &former) != 0) return false;
  struct timeval every = {microseconds / 1000000, microseconds % 1000000};
  struct itimerval timer = {every, every};
  return setitimer(ITIMER_PROF, &timer, NULL) == 0;
}

void csa_stop(void) {
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_PROF, &never, NULL);
  sigaction(SIGPROF, &former, NULL);
}

size_t csa_next(size_t *cursor, const void *const **frames) {
  if (*cursor >= used) return 0;
  size_t count = (size_t)(uintptr_t)taken[*cursor];
  // The handler itself and the frame that the kernel put under it tell nothing.
  size_t skipped = count > own_frames ? own_frames : 0;
  *frames = (const void *const *)(taken + *cursor + 1 + skipped);
  *cursor += 1 + count;
  return count - skipped;
}

size_t csa_lost(void) { return lost; }

struct csa_place csa_locate(const void *address) {
  Dl_info info;
  struct csa_place place = {NULL, NULL, 0};
  if (dladdr(address, &info) == 0) return place;
  place.image = info.dli_fname;
  place.symbol = info.dli_sname;
  place.offset = (uintptr_t)address - (uintptr_t)info.dli_fbase;
  return place;
}
