#define _GNU_SOURCE
#include "CMachine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/timex.h>

int cmachine_clock_is_synchronized(void) {
  struct timex state = {0};
  int result = adjtimex(&state);
  return result >= 0 && result != TIME_ERROR && !(state.status & STA_UNSYNC);
}

int cmachine_find_place(const char *folder, struct cmachine_place *place) {
  struct statx status;
  if (statx(AT_FDCWD, folder, 0, STATX_INO | STATX_BTIME, &status) != 0) return -1;
  place->inode = status.stx_ino;
  int has_birth = (status.stx_mask & STATX_BTIME) != 0;
  place->born_seconds = has_birth ? status.stx_btime.tv_sec : 0;
  place->born_nanoseconds = has_birth ? status.stx_btime.tv_nsec : 0;
  return 0;
}
