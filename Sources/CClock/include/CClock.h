#ifndef CATCHWORD_CCLOCK_H
#define CATCHWORD_CCLOCK_H

// 1 where the kernel says that something keeps its wall clock by NTP, else 0.
// Stands in C because Swift's Glibc does not import <sys/timex.h>.
int cclock_is_synchronized(void);

#endif
