// Simulated disks for SQLite: files in memory, below a path prefix each, with the faults of real
// ones. Single-threaded by design: whoever drives a simulation owns its disks, and one thread at a
// time uses a disk and the connections to it. Different disks may be used on different threads.
//
// A broken law of this page (a file still open, a prefix taken twice) ends the process, with the
// law on stderr.
#ifndef CSQLITE_FAULTS_H
#define CSQLITE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct csf_disk csf_disk;

// Makes the simulated disks SQLite's default file system; idempotent. Paths that lie on no
// simulated disk go on to the file system that was the default before. Returns 0, or a SQLite error
// code. From then on, in the whole process, SQLite's time stands still, its randomness is that of
// `csf_seed`, files without a name live in memory on no disk, and a connection that waits for a
// lock on a simulated disk waits no time at all.
int csf_install(void);
// Seeds what SQLite draws from: two runs with one seed give the same bytes, as long as no other
// thread draws in between. SQLite has one generator for all its connections.
void csf_seed(uint64_t seed);

// For a process whose only work is simulation, on one thread: SQLite goes without locks and without
// statistics of its memory, and freed memory is kept instead of being given back and asked for again
// with every replica that opens. Before anything else uses SQLite; else it returns SQLITE_MISUSE and
// SQLite stays as it is.
int csf_claim_process(void);

// A disk of all paths that begin with `prefix`, which ends with a slash and belongs to no other
// disk.
csf_disk *csf_disk_make(const char *prefix);
// No file of it may be open any more.
void csf_disk_free(csf_disk *disk);
// A snapshot: the files as a process reads them now, all of them durable; it has no prefix and
// cannot be opened, only taken from, by any disk.
csf_disk *csf_disk_snapshot(const csf_disk *disk);
// Replaces all files by those of a snapshot, under the prefix of this disk. No file may be open.
// Power, planned faults, capacity and counts stay as they are.
void csf_disk_assign(csf_disk *disk, const csf_disk *snapshot);
// What the files hold, as a process reads them.
int64_t csf_disk_bytes(const csf_disk *disk);
int csf_disk_open_files(const csf_disk *disk);
// One number for names and contents of all files, as a process reads them, wherever the disk is.
uint64_t csf_disk_hash(const csf_disk *disk);
// Writes that no sync has made durable.
int64_t csf_disk_pending_writes(const csf_disk *disk);

// Small files beside the databases, by their whole path. The first two only look: they count as
// nothing and answer without power too. The others return 0, or a SQLite error code; they count as
// I/O calls and can be made to fail like SQLite's own.
bool csf_file_exists(csf_disk *disk, const char *path);
// -1 where there is no such file.
int64_t csf_file_size(csf_disk *disk, const char *path);
// SQLITE_IOERR_SHORT_READ where the file ends before, with zeros for the rest; SQLITE_CANTOPEN
// where there is none.
int csf_file_read(csf_disk *disk, const char *path, void *buffer, int64_t count, int64_t offset);
// Writes a file whole under another name (the path and `~`), syncs it, renames it into place, syncs
// the folder: after a power cut either the old or the new content is there, unless a sync lied.
// Five I/O calls: open, write, sync, rename, sync.
int csf_file_replace(csf_disk *disk, const char *path, const void *bytes, int64_t count);
// SQLITE_IOERR_DELETE_NOENT where there is no such file.
int csf_file_remove(csf_disk *disk, const char *path);

// What a power cut does to writes that no sync has made durable. Truncations are writes like any
// other; creations, deletions and renames are durable when issued, and in order. A sync makes
// durable what was written to that file before, even where a sync failed or lied in between.
enum csf_damage {
  CSF_KEEP = 0,    // all of them reached the platter: also what a killed process leaves behind
  CSF_DROP = 1,    // none did
  CSF_PREFIX = 2,  // the first so many, over all files in the order in which they were issued
  CSF_SUBSET = 3,  // any of them, in no order
  CSF_TORN = 4,    // any of their 512-byte sectors; else old content, or zeros beyond the old end
};
// From now on every call fails with SQLITE_IOERR; open handles stay open until they are closed.
// Closing and unlocking always work. Shared memory is gone with the last handle.
void csf_power_cut(csf_disk *disk);
bool csf_power_is_cut(const csf_disk *disk);
// Settles what became of pending writes; the disk works again. No file may be open.
void csf_power_back(csf_disk *disk, enum csf_damage damage, uint64_t seed);

// What a planned fault does.
enum csf_fault {
  CSF_FAULT_ERROR = 0,      // SQLITE_IOERR of the sort that fits the call, which does nothing
  CSF_FAULT_FULL = 1,       // SQLITE_FULL; calls that write nothing pass and use the fault up
  CSF_FAULT_LIE = 2,        // a sync answers OK and makes nothing durable; other calls pass
  CSF_FAULT_CUT = 3,        // the power is cut before the call
  CSF_FAULT_CUT_AFTER = 4,  // the call does its work, then the power is cut
  // Of a write some sectors (drawn from the seed) are issued, then the power is cut, and the damage
  // decides about them as about all pending writes. Before other calls the power is just cut.
  CSF_FAULT_TEAR = 5,
};
// Plans a fault at the nth I/O call from now, 1 being the next (reads, writes, truncations, syncs,
// opens, deletions, renames count; locks, shared memory, and looking whether a file is there and
// how large do not). `for_good` repeats it at every later call. Several may be planned; each call
// looks at all. Calls without power reach no disk: they do not count and use no fault up.
void csf_plan_fault(csf_disk *disk, enum csf_fault fault, uint64_t nth, bool for_good,
                    uint64_t seed);
// Forgets planned faults that have not happened.
void csf_clear_faults(csf_disk *disk);
// Bytes that fit; 0 for no limit. A write beyond them fails with SQLITE_FULL and does nothing.
void csf_set_capacity(csf_disk *disk, int64_t bytes);
// Flips one bit of durable content, as rot does; false where the durable file is shorter. A pending
// write above it hides it, until a sync or a power cut decides.
bool csf_rot(csf_disk *disk, const char *path, int64_t offset, int bit);
// Every I/O call takes so long; the sum since the last asking is what `csf_take_delay` returns.
void csf_set_delay(csf_disk *disk, uint32_t microseconds_per_call);
uint64_t csf_take_delay(csf_disk *disk);

// Since the disk was made. `calls` are all I/O calls; `reads`, `writes` (with truncations) and
// `syncs` those that answered OK; `faults` the planned ones that did something, and writes that
// found the disk full.
struct csf_counts {
  uint64_t calls, reads, writes, syncs, bytes_read, bytes_written, faults, cuts;
};
struct csf_counts csf_disk_counts(const csf_disk *disk);

#endif
