// The file system that SQLite sees: which paths are ours, and time and chance that repeat.
#include "FileSystem.h"

#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// 2000-01-01 00:00 as SQLite counts, in milliseconds of the Julian day.
static const sqlite3_int64 the_only_moment = 211813444800000;

static sqlite3_vfs *previous = NULL;
static uint64_t chance = 0;
_Thread_local bool csf_waits_on_simulated = false;

static int open_path(sqlite3_vfs *self, const char *path, sqlite3_file *base, int flags,
                     int *out_flags) {
  (void)self;
  csf_disk *disk = path ? csf_disk_of(path) : NULL;
  if (path && !disk) return previous->xOpen(previous, path, base, flags, out_flags);
  csf_file *file = NULL;
  base->pMethods = NULL;
  int code = SQLITE_OK;
  if (disk) {
    code = csf_call_open(disk, path, flags, &file);
  } else {
    file = csf_create(NULL, NULL);
  }
  if (code != SQLITE_OK) return code;
  csf_handle_open(base, file, (flags & SQLITE_OPEN_DELETEONCLOSE) != 0);
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

static int delete_path(sqlite3_vfs *self, const char *path, int syncs_folder) {
  (void)self;
  csf_disk *disk = csf_disk_of(path);
  return disk ? csf_call_delete(disk, path) : previous->xDelete(previous, path, syncs_folder);
}

static int look_at_path(sqlite3_vfs *self, const char *path, int question, int *answer) {
  (void)self;
  csf_disk *disk = csf_disk_of(path);
  if (!disk) return previous->xAccess(previous, path, question, answer);
  *answer = 0;
  if (disk->is_cut) return SQLITE_IOERR_ACCESS;
  const csf_file *file = csf_find(disk, path);
  // As on Unix: an empty file is as good as none where SQLite asks for a journal.
  *answer = file && (question != SQLITE_ACCESS_EXISTS || file->size > 0);
  return SQLITE_OK;
}

static int full_path(sqlite3_vfs *self, const char *path, int capacity, char *full) {
  (void)self;
  if (!csf_disk_of(path)) return previous->xFullPathname(previous, path, capacity, full);
  size_t bytes = strlen(path) + 1;
  if (bytes > (size_t)capacity) return SQLITE_CANTOPEN;
  memcpy(full, path, bytes);
  return SQLITE_OK;
}

static void *open_library(sqlite3_vfs *self, const char *path) {
  (void)self;
  return previous->xDlOpen(previous, path);
}

static void explain_library(sqlite3_vfs *self, int capacity, char *message) {
  (void)self;
  previous->xDlError(previous, capacity, message);
}

typedef void (*symbol)(void);

static symbol find_symbol(sqlite3_vfs *self, void *library, const char *name) {
  (void)self;
  return previous->xDlSym(previous, library, name);
}

static void close_library(sqlite3_vfs *self, void *library) {
  (void)self;
  previous->xDlClose(previous, library);
}

static int draw_bytes(sqlite3_vfs *self, int count, char *bytes) {
  (void)self;
  sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP2);
  sqlite3_mutex_enter(mutex);
  for (int done = 0; done < count;) {
    uint64_t drawn = csf_draw(&chance);
    int piece = count - done < (int)sizeof drawn ? count - done : (int)sizeof drawn;
    memcpy(bytes + done, &drawn, (size_t)piece);
    done += piece;
  }
  sqlite3_mutex_leave(mutex);
  return count;
}

// Whoever waits for a lock of a simulated disk waits for nothing: nobody else runs meanwhile. Real
// files may be locked by others, and waiting for them takes its time.
static int wait(sqlite3_vfs *self, int microseconds) {
  (void)self;
  if (!csf_waits_on_simulated) return previous->xSleep(previous, microseconds);
  csf_waits_on_simulated = false;
  return microseconds;
}

static int tell_days(sqlite3_vfs *self, double *days) {
  (void)self;
  *days = (double)the_only_moment / 86400000.0;
  return SQLITE_OK;
}

static int tell_milliseconds(sqlite3_vfs *self, sqlite3_int64 *milliseconds) {
  (void)self;
  *milliseconds = the_only_moment;
  return SQLITE_OK;
}

static int last_error(sqlite3_vfs *self, int capacity, char *message) {
  (void)self;
  return previous->xGetLastError(previous, capacity, message);
}

static sqlite3_vfs file_system = {
    .iVersion = 2,
    .zName = "catchword-simulated",
    .xOpen = open_path,
    .xDelete = delete_path,
    .xAccess = look_at_path,
    .xFullPathname = full_path,
    .xDlOpen = open_library,
    .xDlError = explain_library,
    .xDlSym = find_symbol,
    .xDlClose = close_library,
    .xRandomness = draw_bytes,
    .xSleep = wait,
    .xCurrentTime = tell_days,
    .xGetLastError = last_error,
    .xCurrentTimeInt64 = tell_milliseconds,
};

int csf_install(void) {
  int code = sqlite3_initialize();
  if (code != SQLITE_OK) return code;
  sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP2);
  sqlite3_mutex_enter(mutex);
  if (!previous) {
    previous = sqlite3_vfs_find(NULL);
    csf_require(previous != NULL, "SQLite must have a file system of its own");
    int own_bytes = csf_handle_bytes();
    file_system.szOsFile = own_bytes > previous->szOsFile ? own_bytes : previous->szOsFile;
    file_system.mxPathname = previous->mxPathname;
    code = sqlite3_vfs_register(&file_system, 1);
  }
  sqlite3_mutex_leave(mutex);
  return code;
}

int csf_claim_process(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 16 << 20);
#endif
  int code = sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  return code == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) : code;
}

void csf_seed(uint64_t seed) {
  sqlite3_mutex *mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP2);
  sqlite3_mutex_enter(mutex);
  chance = seed;
  sqlite3_mutex_leave(mutex);
  // SQLite's generator draws its own seed again when it is next asked.
  sqlite3_randomness(0, NULL);
}
