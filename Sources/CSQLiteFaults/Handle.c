// An open file: SQLite's calls on it, its locks, and the memory that connections share beside it.
#include <stdlib.h>
#include <string.h>

#include "FileSystem.h"

typedef struct csf_handle {
  sqlite3_file base;
  csf_file *file;
  int level;  // SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE
  bool deletes_on_close, keeps_log, maps;
  // The slots of the shared memory that this handle holds, one bit each.
  unsigned shared_slots, exclusive_slots;
} csf_handle;

// What would be the `-shm` file. Regions never move while anybody maps them.
struct csf_shared {
  int users;
  void **regions;
  int region_count;
  int slots[SQLITE_SHM_NLOCK];  // readers; -1 for one writer
};

static csf_handle *handle_of(sqlite3_file *base) { return (csf_handle *)base; }

static csf_file *file_of(sqlite3_file *base) { return handle_of(base)->file; }

static bool has_no_power(const csf_file *file) { return file->disk && file->disk->is_cut; }

static int busy(const csf_file *file) {
  csf_waits_on_simulated = file->disk != NULL;
  return SQLITE_BUSY;
}

static int read_file(sqlite3_file *base, void *buffer, int count, sqlite3_int64 offset) {
  return csf_call_read(file_of(base), buffer, count, offset);
}

static int write_file(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  return csf_call_write(file_of(base), bytes, count, offset);
}

static int truncate_file(sqlite3_file *base, sqlite3_int64 size) {
  return csf_call_truncate(file_of(base), size);
}

static int sync_file(sqlite3_file *base, int flags) {
  (void)flags;
  return csf_call_sync(file_of(base));
}

static int tell_size(sqlite3_file *base, sqlite3_int64 *size) {
  *size = file_of(base)->size;
  return has_no_power(file_of(base)) ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

static int lock_file(sqlite3_file *base, int level) {
  csf_handle *handle = handle_of(base);
  csf_file *file = handle->file;
  if (handle->level >= level) return SQLITE_OK;
  if (has_no_power(file)) return SQLITE_IOERR_LOCK;
  bool is_taken = file->writer && file->writer != handle;
  if (level == SQLITE_LOCK_SHARED) {
    // A writer that waits for readers to leave lets no new ones in.
    if (is_taken && file->writer->level >= SQLITE_LOCK_PENDING) return busy(file);
    file->readers++;
    handle->level = level;
    return SQLITE_OK;
  }
  if (is_taken) return busy(file);
  file->writer = handle;
  handle->level = level;
  if (level != SQLITE_LOCK_EXCLUSIVE || file->readers == 1) return SQLITE_OK;
  handle->level = SQLITE_LOCK_PENDING;
  return busy(file);
}

static int unlock_file(sqlite3_file *base, int level) {
  csf_handle *handle = handle_of(base);
  csf_file *file = handle->file;
  if (handle->level <= level) return SQLITE_OK;
  if (file->writer == handle) file->writer = NULL;
  if (level == SQLITE_LOCK_NONE) file->readers--;
  handle->level = level;
  return SQLITE_OK;
}

static int look_for_writer(sqlite3_file *base, int *answer) {
  *answer = file_of(base)->writer != NULL;
  return has_no_power(file_of(base)) ? SQLITE_IOERR_CHECKRESERVEDLOCK : SQLITE_OK;
}

static int control_file(sqlite3_file *base, int question, void *answer) {
  csf_handle *handle = handle_of(base);
  switch (question) {
    case SQLITE_FCNTL_LOCKSTATE: *(int *)answer = handle->level; return SQLITE_OK;
    case SQLITE_FCNTL_LAST_ERRNO: *(int *)answer = 0; return SQLITE_OK;
    case SQLITE_FCNTL_HAS_MOVED:
      *(int *)answer = handle->file->disk && !handle->file->is_linked;
      return SQLITE_OK;
    case SQLITE_FCNTL_PERSIST_WAL:
      if (*(int *)answer >= 0) handle->keeps_log = *(int *)answer != 0;
      *(int *)answer = handle->keeps_log;
      return SQLITE_OK;
    case SQLITE_FCNTL_VFSNAME:
      *(char **)answer = sqlite3_mprintf("catchword-simulated");
      return SQLITE_OK;
    default: return SQLITE_NOTFOUND;
  }
}

static int tell_sector_size(sqlite3_file *base) {
  (void)base;
  return csf_sector_bytes;
}

// Nothing is promised: writes are torn and reordered. Not even that a torn write spares its
// neighbours, which ours does: SQLite then pads its log to whole sectors, as it must on such disks.
static int tell_characteristics(sqlite3_file *base) {
  (void)base;
  return 0;
}

static int map_shared(sqlite3_file *base, int region, int bytes, int may_extend,
                      void volatile **memory) {
  csf_handle *handle = handle_of(base);
  csf_file *file = handle->file;
  *memory = NULL;
  if (has_no_power(file)) return SQLITE_IOERR_SHMMAP;
  if (!file->shared) {
    file->shared = csf_allocate(NULL, sizeof *file->shared);
    *file->shared = (struct csf_shared){0};
  }
  struct csf_shared *shared = file->shared;
  if (!handle->maps) shared->users++;
  handle->maps = true;
  if (region >= shared->region_count) {
    if (!may_extend) return SQLITE_OK;
    size_t count = (size_t)region + 1;
    shared->regions = csf_allocate(shared->regions, count * sizeof *shared->regions);
    while (shared->region_count <= region) {
      void *fresh = memset(csf_allocate(NULL, (size_t)bytes), 0, (size_t)bytes);
      shared->regions[shared->region_count++] = fresh;
    }
  }
  *memory = shared->regions[region];
  return SQLITE_OK;
}

static void release_slots(csf_handle *handle, unsigned slots) {
  for (int slot = 0; slot < SQLITE_SHM_NLOCK; slot++) {
    unsigned bit = 1U << slot & slots;
    if (handle->shared_slots & bit) handle->file->shared->slots[slot]--;
    if (handle->exclusive_slots & bit) handle->file->shared->slots[slot] = 0;
  }
  handle->shared_slots &= ~slots;
  handle->exclusive_slots &= ~slots;
}

static int lock_shared(sqlite3_file *base, int first, int count, int flags) {
  csf_handle *handle = handle_of(base);
  if (!handle->maps) return SQLITE_IOERR_SHMLOCK;
  int *slots = handle->file->shared->slots;
  unsigned wanted = ((1U << count) - 1) << first;
  if (flags & SQLITE_SHM_UNLOCK) {
    release_slots(handle, wanted);
    return SQLITE_OK;
  }
  if (has_no_power(handle->file)) return SQLITE_IOERR_SHMLOCK;
  bool shares = (flags & SQLITE_SHM_SHARED) != 0;
  unsigned held = shares ? handle->shared_slots : handle->exclusive_slots;
  for (int slot = first; slot < first + count; slot++) {
    if (held & 1U << slot) continue;
    if (shares ? slots[slot] < 0 : slots[slot] != 0) return busy(handle->file);
  }
  for (int slot = first; slot < first + count; slot++) {
    if (held & 1U << slot) continue;
    slots[slot] = shares ? slots[slot] + 1 : -1;
  }
  if (shares) {
    handle->shared_slots |= wanted;
  } else {
    handle->exclusive_slots |= wanted;
  }
  return SQLITE_OK;
}

static void order_memory(sqlite3_file *base) {
  // One thread uses a disk, and the compiler cannot see through this call.
  (void)base;
}

static int unmap_shared(sqlite3_file *base, int deletes) {
  (void)deletes;
  csf_handle *handle = handle_of(base);
  if (!handle->maps) return SQLITE_OK;
  struct csf_shared *shared = handle->file->shared;
  release_slots(handle, handle->shared_slots | handle->exclusive_slots);
  handle->maps = false;
  if (--shared->users > 0) return SQLITE_OK;
  // The next to map builds it anew from the log, as after the last process has gone.
  for (int region = 0; region < shared->region_count; region++) free(shared->regions[region]);
  free(shared->regions);
  free(shared);
  handle->file->shared = NULL;
  return SQLITE_OK;
}

static int close_file(sqlite3_file *base) {
  csf_handle *handle = handle_of(base);
  csf_file *file = handle->file;
  unmap_shared(base, 0);
  unlock_file(base, SQLITE_LOCK_NONE);
  if (file->disk) file->disk->handles--;
  file->handles--;
  if (handle->deletes_on_close && file->is_linked) {
    csf_unlink(file);
  } else {
    csf_free_when_unused(file);
  }
  base->pMethods = NULL;
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = tell_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = look_for_writer,
    .xFileControl = control_file,
    .xSectorSize = tell_sector_size,
    .xDeviceCharacteristics = tell_characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = order_memory,
    .xShmUnmap = unmap_shared,
};

int csf_handle_bytes(void) { return (int)sizeof(csf_handle); }

void csf_handle_open(sqlite3_file *base, csf_file *file, bool deletes_on_close) {
  csf_handle *handle = handle_of(base);
  *handle = (csf_handle){.base.pMethods = &methods, .file = file};
  handle->deletes_on_close = deletes_on_close;
  file->handles++;
  if (file->disk) file->disk->handles++;
}
