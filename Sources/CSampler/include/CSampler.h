// Where a process spends its time, told by itself: its call stack, taken every so often of processor
// time. For processes of one thread, one measurement after the other.
#ifndef CSAMPLER_H
#define CSAMPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Starts to take stacks, as long as `capacity` frames have room for them; false where there is no
// memory or no timer. Forgets what was taken before.
bool csa_start(int microseconds, size_t capacity);
void csa_stop(void);
// The frames of the next stack, innermost first, and how many; 0 after the last. `cursor` begins
// at 0. The frames stay until the next start.
size_t csa_next(size_t *cursor, const void *const **frames);
// Stacks for which there was no room.
size_t csa_lost(void);

// What lies at an address.
struct csa_place {
  const char *image;   // the path of the program or library; NULL where it is none
  const char *symbol;  // what a library exports there; NULL where it exports nothing
  uintptr_t offset;    // from the start of the image
};
struct csa_place csa_locate(const void *address);

#endif
