#pragma once

/// Calls of fsync and fdatasync in this process so far.
long cdisk_flushes(void);

/// Whether a flush reaches the disk. Where it does not, it is counted and returns at once, so that
/// both sides of a comparison show what they cost the processor and not what the disk was doing.
void cdisk_set_awaited(int awaited);

/// A flush that always reaches the disk and is not counted; 0, or -1 with errno.
int cdisk_flush_now(int descriptor);
