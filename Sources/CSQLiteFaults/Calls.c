// I/O calls: each looks at the planned faults, then does its work.
#include "Disk.h"

#include <string.h>

void csf_power_cut(csf_disk *disk) {
  if (disk->is_cut) return;
  disk->is_cut = true;
  disk->counts.cuts++;
}

bool csf_power_is_cut(const csf_disk *disk) { return disk->is_cut; }

void csf_plan_fault(csf_disk *disk, enum csf_fault fault, uint64_t nth, bool for_good,
                    uint64_t seed) {
  csf_require(nth > 0, "a fault must be planned for a call that is still to come");
  if (disk->plan_count == disk->plan_capacity) {
    disk->plan_capacity = disk->plan_capacity > 0 ? disk->plan_capacity * 2 : 8;
    disk->plans = csf_allocate(disk->plans, disk->plan_capacity * sizeof *disk->plans);
  }
  uint64_t at = disk->counts.calls + nth;
  disk->plans[disk->plan_count++] = (struct csf_plan){fault, at, for_good, seed};
  if (at < disk->next_plan) disk->next_plan = at;
}

void csf_clear_faults(csf_disk *disk) {
  disk->plan_count = 0;
  disk->next_plan = UINT64_MAX;
}

void csf_set_capacity(csf_disk *disk, int64_t bytes) { disk->capacity = bytes; }

void csf_set_delay(csf_disk *disk, uint32_t microseconds_per_call) {
  disk->delay_per_call = microseconds_per_call;
}

uint64_t csf_take_delay(csf_disk *disk) {
  uint64_t delay = disk->delay;
  disk->delay = 0;
  return delay;
}

struct csf_counts csf_disk_counts(const csf_disk *disk) { return disk->counts; }

static int failure_of(enum csf_call call) {
  switch (call) {
    case CSF_CALL_READ: return SQLITE_IOERR_READ;
    case CSF_CALL_WRITE: return SQLITE_IOERR_WRITE;
    case CSF_CALL_TRUNCATE: return SQLITE_IOERR_TRUNCATE;
    case CSF_CALL_SYNC: return SQLITE_IOERR_FSYNC;
    case CSF_CALL_DELETE: return SQLITE_IOERR_DELETE;
    case CSF_CALL_OPEN:
    case CSF_CALL_RENAME: break;
  }
  return SQLITE_IOERR;
}

// Whether the fault does anything to such a call. What comes first in time wins: a cut before the
// call over its failure, a failure over what the call would have done.
static bool apply(const struct csf_plan *plan, enum csf_call call, struct csf_verdict *verdict,
                  bool *is_cut) {
  switch (plan->fault) {
    case CSF_FAULT_ERROR:
      if (verdict->code == 0) verdict->code = failure_of(call);
      return true;
    case CSF_FAULT_FULL:
      if (call != CSF_CALL_WRITE) return false;
      if (verdict->code == 0) verdict->code = SQLITE_FULL;
      return true;
    case CSF_FAULT_LIE:
      if (call == CSF_CALL_SYNC) verdict->lies = true;
      return call == CSF_CALL_SYNC;
    case CSF_FAULT_CUT: *is_cut = true; return true;
    case CSF_FAULT_CUT_AFTER: verdict->cuts_after = true; return true;
    case CSF_FAULT_TEAR:
      if (call == CSF_CALL_WRITE) {
        verdict->tears = true;
        verdict->seed = plan->seed;
      } else {
        *is_cut = true;
      }
      return true;
  }
  return false;
}

static void look_at_plans(csf_disk *disk, enum csf_call call, struct csf_verdict *verdict) {
  uint64_t now = disk->counts.calls;
  uint64_t next = UINT64_MAX;
  size_t kept = 0;
  bool is_cut = false;
  for (size_t i = 0; i < disk->plan_count; i++) {
    struct csf_plan plan = disk->plans[i];
    if (plan.at <= now && apply(&plan, call, verdict, &is_cut)) disk->counts.faults++;
    if (plan.at <= now && !plan.for_good) continue;
    if (plan.at < next) next = plan.at;
    disk->plans[kept++] = plan;
  }
  disk->plan_count = kept;
  disk->next_plan = next;
  if (!is_cut) return;
  csf_power_cut(disk);
  verdict->code = failure_of(call);
}

struct csf_verdict csf_begin(csf_disk *disk, enum csf_call call) {
  struct csf_verdict verdict = {0};
  if (!disk) return verdict;
  if (disk->is_cut) {
    verdict.code = failure_of(call);
    return verdict;
  }
  disk->counts.calls++;
  disk->delay += disk->delay_per_call;
  if (disk->counts.calls >= disk->next_plan) look_at_plans(disk, call, &verdict);
  if (verdict.code != 0) csf_end(disk, verdict);
  return verdict;
}

void csf_end(csf_disk *disk, struct csf_verdict verdict) {
  if (verdict.cuts_after) csf_power_cut(disk);
}

int csf_call_read(csf_file *file, void *buffer, int64_t count, int64_t offset) {
  csf_disk *disk = file->disk;
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_READ);
  if (verdict.code != 0) return verdict.code;
  int64_t there = offset >= file->size ? 0 : file->size - offset;
  if (there > count) there = count;
  if (there > 0) memcpy(buffer, file->bytes + offset, (size_t)there);
  if (there < count) memset((uint8_t *)buffer + there, 0, (size_t)(count - there));
  if (disk) {
    disk->counts.reads++;
    disk->counts.bytes_read += (uint64_t)there;
    csf_end(disk, verdict);
  }
  return there < count ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

// Issues some sectors of a write, in order, as the last thing before the power goes.
static void tear(csf_file *file, const uint8_t *bytes, int64_t count, int64_t offset,
                 uint64_t seed) {
  int64_t end = offset + count;
  for (int64_t from = offset, to; from < end; from = to) {
    to = (from / csf_sector_bytes + 1) * csf_sector_bytes;
    if (to > end) to = end;
    if (csf_draw(&seed) % 2 == 0) csf_place(file, bytes + (from - offset), to - from, from);
  }
  csf_power_cut(file->disk);
}

static bool fits(const csf_file *file, int64_t end) {
  const csf_disk *disk = file->disk;
  if (!file->is_linked || disk->capacity <= 0 || end <= file->size) return true;
  return disk->bytes + (end - file->size) <= disk->capacity;
}

int csf_call_write(csf_file *file, const void *bytes, int64_t count, int64_t offset) {
  csf_disk *disk = file->disk;
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_WRITE);
  if (verdict.code != 0) return verdict.code;
  if (!fits(file, offset + count)) {
    disk->counts.faults++;
    csf_end(disk, verdict);
    return SQLITE_FULL;
  }
  if (verdict.tears) {
    tear(file, bytes, count, offset, verdict.seed);
    return SQLITE_IOERR_WRITE;
  }
  csf_place(file, bytes, count, offset);
  if (disk) {
    disk->counts.writes++;
    disk->counts.bytes_written += (uint64_t)count;
    csf_end(disk, verdict);
  }
  return SQLITE_OK;
}

int csf_call_truncate(csf_file *file, int64_t size) {
  csf_disk *disk = file->disk;
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_TRUNCATE);
  if (verdict.code != 0) return verdict.code;
  if (!fits(file, size)) {
    disk->counts.faults++;
    csf_end(disk, verdict);
    return SQLITE_FULL;
  }
  csf_resize(file, size);
  if (disk) {
    disk->counts.writes++;
    csf_end(disk, verdict);
  }
  return SQLITE_OK;
}

int csf_call_sync(csf_file *file) {
  csf_disk *disk = file->disk;
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_SYNC);
  if (verdict.code != 0 || !disk) return verdict.code;
  if (!verdict.lies) csf_make_durable(file);
  disk->counts.syncs++;
  csf_end(disk, verdict);
  return SQLITE_OK;
}

int csf_call_open(csf_disk *disk, const char *path, int flags, csf_file **file) {
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_OPEN);
  if (verdict.code != 0) return verdict.code;
  *file = csf_find(disk, path);
  bool may_be_new = (flags & SQLITE_OPEN_CREATE) != 0;
  bool must_be_new = may_be_new && (flags & SQLITE_OPEN_EXCLUSIVE) != 0;
  int code = (*file ? must_be_new : !may_be_new) ? SQLITE_CANTOPEN : SQLITE_OK;
  if (code == SQLITE_OK && !*file) *file = csf_create(disk, path);
  csf_end(disk, verdict);
  return code;
}

int csf_call_delete(csf_disk *disk, const char *path) {
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_DELETE);
  if (verdict.code != 0) return verdict.code;
  csf_file *file = csf_find(disk, path);
  if (file) csf_unlink(file);
  csf_end(disk, verdict);
  return file ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}
