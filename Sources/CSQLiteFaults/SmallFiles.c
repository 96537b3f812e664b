#include <stdlib.h>
#include <string.h>

#include "Disk.h"

bool csf_file_exists(csf_disk *disk, const char *path) { return csf_find(disk, path) != NULL; }

int64_t csf_file_size(csf_disk *disk, const char *path) {
  csf_file *file = csf_find(disk, path);
  return file ? file->size : -1;
}

int csf_file_read(csf_disk *disk, const char *path, void *buffer, int64_t count, int64_t offset) {
  csf_file *file = csf_find(disk, path);
  if (file) return csf_call_read(file, buffer, count, offset);
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_READ);
  if (verdict.code != 0) return verdict.code;
  csf_end(disk, verdict);
  return SQLITE_CANTOPEN;
}

// The last two calls of a replacement. The rename is durable when issued, so the sync of the folder
// can fail, or be the moment of a power cut, but never lose it.
static int move_into_place(csf_disk *disk, csf_file *file, const char *path) {
  struct csf_verdict verdict = csf_begin(disk, CSF_CALL_RENAME);
  if (verdict.code != 0) return verdict.code;
  csf_rename(file, path);
  csf_end(disk, verdict);
  verdict = csf_begin(disk, CSF_CALL_SYNC);
  if (verdict.code != 0) return verdict.code;
  disk->counts.syncs++;
  csf_end(disk, verdict);
  return SQLITE_OK;
}

int csf_file_replace(csf_disk *disk, const char *path, const void *bytes, int64_t count) {
  if (!csf_owns(disk, path)) return SQLITE_CANTOPEN;
  size_t length = strlen(path);
  char *other_path = csf_allocate(NULL, length + 2);
  memcpy(other_path, path, length);
  memcpy(other_path + length, "~", 2);
  csf_file *file = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code = csf_call_open(disk, other_path, flags, &file);
  // What a power cut left of an earlier attempt goes as the file is opened.
  if (code == SQLITE_OK && file->size > 0) csf_resize(file, 0);
  if (code == SQLITE_OK) code = csf_call_write(file, bytes, count, 0);
  if (code == SQLITE_OK) code = csf_call_sync(file);
  if (code == SQLITE_OK) code = move_into_place(disk, file, path);
  if (code != SQLITE_OK && !disk->is_cut) {
    csf_file *rest = csf_find(disk, other_path);
    if (rest) csf_unlink(rest);
  }
  free(other_path);
  return code;
}

int csf_file_remove(csf_disk *disk, const char *path) { return csf_call_delete(disk, path); }
