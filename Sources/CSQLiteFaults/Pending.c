// The writes that no sync has made durable: remembered, forgotten by a sync, settled after a cut.
#include <stdlib.h>
#include <string.h>

#include "Disk.h"

static void remember(csf_file *file, int64_t offset, int64_t length) {
  csf_disk *disk = file->disk;
  int64_t end = length < 0 || offset + length > file->size ? file->size : offset + length;
  int64_t saved = end > offset ? end - offset : 0;
  if (disk->pending_count == disk->pending_capacity) {
    disk->pending_capacity = disk->pending_capacity > 0 ? disk->pending_capacity * 2 : 64;
    disk->pending = csf_allocate(disk->pending, disk->pending_capacity * sizeof *disk->pending);
  }
  size_t used = disk->arena_used + (size_t)saved;
  if (used > disk->arena_capacity) {
    size_t capacity = disk->arena_capacity > 0 ? disk->arena_capacity : 1 << 16;
    while (capacity < used) capacity *= 2;
    disk->arena = csf_allocate(disk->arena, capacity);
    disk->arena_capacity = capacity;
  }
  if (saved > 0) memcpy(disk->arena + disk->arena_used, file->bytes + offset, (size_t)saved);
  disk->pending[disk->pending_count++] = (struct csf_pending){
      .file = file,
      .offset = offset,
      .length = length,
      .old_size = file->size,
      .saved = saved,
      .slot = disk->arena_used,
  };
  disk->arena_used = used;
  file->pending++;
}

void csf_place(csf_file *file, const void *bytes, int64_t count, int64_t offset) {
  if (file->is_linked) remember(file, offset, count);
  csf_put(file, bytes, count, offset);
}

void csf_resize(csf_file *file, int64_t size) {
  if (size == file->size) return;
  if (file->is_linked) remember(file, size, -1);
  csf_set_size(file, size);
}

static void forget_all(csf_disk *disk) {
  for (size_t i = 0; i < disk->pending_count; i++) disk->pending[i].file->pending = 0;
  disk->pending_count = 0;
  disk->arena_used = 0;
}

void csf_make_durable(csf_file *file) {
  if (file->pending == 0) return;
  csf_disk *disk = file->disk;
  if (file->pending == disk->pending_count) {
    forget_all(disk);
    return;
  }
  size_t first = disk->pending_count;
  for (size_t left = file->pending; left > 0;) {
    if (disk->pending[--first].file == file) left--;
  }
  // What stays moves together, in the list and in the arena, so that neither grows for ever.
  size_t kept = first;
  size_t used = disk->pending[first].slot;
  for (size_t i = first; i < disk->pending_count; i++) {
    struct csf_pending write = disk->pending[i];
    if (write.file == file) continue;
    if (write.saved > 0) memmove(disk->arena + used, disk->arena + write.slot, (size_t)write.saved);
    write.slot = used;
    used += (size_t)write.saved;
    disk->pending[kept++] = write;
  }
  disk->pending_count = kept;
  disk->arena_used = used;
  file->pending = 0;
}

static void undo(csf_disk *disk, const struct csf_pending *write) {
  csf_set_size(write->file, write->old_size);
  csf_put(write->file, disk->arena + write->slot, write->saved, write->offset);
}

static bool has_luck(uint64_t *state, uint64_t eighths) { return csf_draw(state) % 8 < eighths; }

// Whole, not at all, or sector by sector; the size of the file may be durable before its content.
static void redo_torn(const struct csf_pending *write, const uint8_t *bytes, uint64_t *state) {
  uint64_t fate = csf_draw(state) % 4;
  if (fate == 0) return;
  uint64_t eighths = fate == 1 ? 8 : 1 + csf_draw(state) % 7;
  if (write->length < 0) {
    if (has_luck(state, eighths)) csf_set_size(write->file, write->offset);
    return;
  }
  int64_t end = write->offset + write->length;
  for (int64_t from = write->offset, to; from < end; from = to) {
    to = (from / csf_sector_bytes + 1) * csf_sector_bytes;
    if (to > end) to = end;
    const uint8_t *sector = bytes + (from - write->offset);
    if (has_luck(state, eighths)) csf_put(write->file, sector, to - from, from);
  }
  if (end > write->file->size && has_luck(state, 4)) csf_set_size(write->file, end);
}

static void redo_whole(const struct csf_pending *write, const uint8_t *bytes) {
  if (write->length < 0) {
    csf_set_size(write->file, write->offset);
  } else {
    csf_put(write->file, bytes, write->length, write->offset);
  }
}

// Takes all pending writes back, keeping what they wrote, and does some of them again.
static void scatter(csf_disk *disk, bool is_torn, uint64_t *state) {
  size_t total = 0;
  for (size_t i = 0; i < disk->pending_count; i++) {
    if (disk->pending[i].length > 0) total += (size_t)disk->pending[i].length;
  }
  uint8_t *written = csf_allocate(NULL, total + 1);
  size_t position = total;
  for (size_t i = disk->pending_count; i-- > 0;) {
    const struct csf_pending *write = &disk->pending[i];
    if (write->length > 0) {
      position -= (size_t)write->length;
      memcpy(written + position, write->file->bytes + write->offset, (size_t)write->length);
    }
    undo(disk, write);
  }
  uint64_t eighths = 1 + csf_draw(state) % 7;
  for (size_t i = 0; i < disk->pending_count; i++) {
    const struct csf_pending *write = &disk->pending[i];
    if (is_torn) {
      redo_torn(write, written + position, state);
    } else if (has_luck(state, eighths)) {
      redo_whole(write, written + position);
    }
    if (write->length > 0) position += (size_t)write->length;
  }
  free(written);
}

void csf_power_back(csf_disk *disk, enum csf_damage damage, uint64_t seed) {
  csf_require(disk->handles == 0, "a disk must have no open files when its power comes back");
  size_t kept = disk->pending_count;
  if (damage == CSF_SUBSET || damage == CSF_TORN) {
    scatter(disk, damage == CSF_TORN, &seed);
  } else {
    if (damage == CSF_DROP) kept = 0;
    if (damage == CSF_PREFIX) kept = (size_t)(csf_draw(&seed) % (disk->pending_count + 1));
    for (size_t i = disk->pending_count; i-- > kept;) undo(disk, &disk->pending[i]);
  }
  forget_all(disk);
  disk->is_cut = false;
}

bool csf_rot(csf_disk *disk, const char *path, int64_t offset, int bit) {
  csf_file *file = csf_find(disk, path);
  if (!file || offset < 0) return false;
  int64_t durable_size = file->size;
  uint8_t *byte = NULL;
  size_t seen = 0;
  for (size_t i = 0; seen < file->pending; i++) {
    const struct csf_pending *write = &disk->pending[i];
    if (write->file != file) continue;
    if (seen++ == 0) durable_size = write->old_size;
    // The first pending write above the byte keeps what is on the platter.
    bool covers = offset >= write->offset && offset - write->offset < write->saved;
    if (!byte && covers) byte = disk->arena + write->slot + (offset - write->offset);
  }
  if (offset >= durable_size) return false;
  if (!byte) byte = file->bytes + offset;
  *byte ^= (uint8_t)(1U << (bit & 7));
  return true;
}
