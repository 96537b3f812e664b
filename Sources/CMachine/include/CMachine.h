#ifndef CATCHWORD_CMACHINE_H
#define CATCHWORD_CMACHINE_H

#include <stdint.h>

// What the kernel knows and Swift's Glibc does not import.

// 1 where the kernel says that something keeps its wall clock by NTP, else 0.
int cmachine_clock_is_synchronized(void);

// Which folder this is, whatever its path: no copy of it has the same.
struct cmachine_place {
  uint64_t inode;
  // When the folder was made; 0 where the file system does not say.
  int64_t born_seconds;
  uint32_t born_nanoseconds;
};

// 0, or -1 with errno set.
int cmachine_find_place(const char *folder, struct cmachine_place *place);

#endif
