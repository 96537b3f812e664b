// The inside of a simulated disk, for the sources of this module only.
#ifndef CSQLITE_FAULTS_DISK_H
#define CSQLITE_FAULTS_DISK_H

#include <sqlite3.h>
#include <stddef.h>

#include "CSQLiteFaults.h"

enum { csf_sector_bytes = 512 };

struct csf_handle;
struct csf_shared;

// A file lives as long as it has a name or an open handle.
typedef struct csf_file {
  csf_disk *disk;  // NULL for a file that never had a name
  struct csf_file *next;
  char *name;  // what follows the disk's prefix
  uint64_t name_hash;
  bool is_linked;
  uint8_t *bytes;
  int64_t size, capacity;
  size_t pending;  // how many of the disk's pending writes are to this file
  int handles;
  int readers;                // handles that hold at least SQLITE_LOCK_SHARED
  struct csf_handle *writer;  // the one that holds more
  struct csf_shared *shared;  // NULL while nobody maps it
} csf_file;

// A write or truncation that no sync has made durable. The file already has it; what it replaced is
// kept in the disk's arena, to be put back when the power is cut.
struct csf_pending {
  csf_file *file;
  int64_t offset;    // of a truncation, the new size
  int64_t length;    // of a truncation, -1
  int64_t old_size;  // of the file
  int64_t saved;     // how many of its old bytes from `offset` are kept
  size_t slot;       // where in the arena; slots ascend with the order of the writes
};

struct csf_plan {
  enum csf_fault fault;
  uint64_t at;
  bool for_good;
  uint64_t seed;
};

struct csf_disk {
  struct csf_disk *next;
  char *prefix;  // NULL for a snapshot
  size_t prefix_length;
  csf_file *files;
  int64_t bytes, capacity;
  int handles;
  struct csf_pending *pending;  // in the order in which they were issued
  size_t pending_count, pending_capacity;
  uint8_t *arena;
  size_t arena_used, arena_capacity;
  struct csf_plan *plans;
  size_t plan_count, plan_capacity;
  uint64_t next_plan;  // the first call for which anything is planned
  bool is_cut;
  uint32_t delay_per_call;
  uint64_t delay;
  struct csf_counts counts;
};

// Memory, or the end of the process: a simulation without memory has nothing to say.
void *csf_allocate(void *old, size_t bytes);
void csf_require(bool holds, const char *law);
// The next draw of a generator (splitmix64) whose whole state is one number.
uint64_t csf_draw(uint64_t *state);

// The disk that owns the path; NULL for the real file system.
csf_disk *csf_disk_of(const char *path);
// Whether the path lies below the disk's prefix.
bool csf_owns(const csf_disk *disk, const char *path);

csf_file *csf_find(const csf_disk *disk, const char *path);
// `path` is NULL for a file without a name.
csf_file *csf_create(csf_disk *disk, const char *path);
// Takes the file's name away, and the file itself when no handle holds it.
void csf_unlink(csf_file *file);
// Another file of that name, if there is one, goes.
void csf_rename(csf_file *file, const char *path);
void csf_free_when_unused(csf_file *file);

// Writes below are pending while the file has a name.
void csf_place(csf_file *file, const void *bytes, int64_t count, int64_t offset);
void csf_resize(csf_file *file, int64_t size);
// Makes all pending writes of the file durable.
void csf_make_durable(csf_file *file);
// Without effect on durability: the file itself.
void csf_put(csf_file *file, const void *bytes, int64_t count, int64_t offset);
void csf_set_size(csf_file *file, int64_t size);

enum csf_call {
  CSF_CALL_READ,
  CSF_CALL_WRITE,
  CSF_CALL_TRUNCATE,
  CSF_CALL_SYNC,
  CSF_CALL_OPEN,
  CSF_CALL_DELETE,
  CSF_CALL_RENAME,
};
// What the planned faults say to a call.
struct csf_verdict {
  int code;  // 0, or what the call returns without doing anything
  bool lies, tears, cuts_after;
  uint64_t seed;
};
struct csf_verdict csf_begin(csf_disk *disk, enum csf_call call);
void csf_end(csf_disk *disk, struct csf_verdict verdict);

// The I/O calls on a file, with their faults.
int csf_call_read(csf_file *file, void *buffer, int64_t count, int64_t offset);
int csf_call_write(csf_file *file, const void *bytes, int64_t count, int64_t offset);
int csf_call_truncate(csf_file *file, int64_t size);
int csf_call_sync(csf_file *file);
// Sets `file`; `flags` are SQLite's.
int csf_call_open(csf_disk *disk, const char *path, int flags, csf_file **file);
int csf_call_delete(csf_disk *disk, const char *path);

#endif
