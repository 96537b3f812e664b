#include "Disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t smallest_capacity = 4096;

void csf_require(bool holds, const char *law) {
  if (holds) return;
  fprintf(stderr, "CSQLiteFaults: %s\n", law);
  abort();
}

void *csf_allocate(void *old, size_t bytes) {
  void *memory = realloc(old, bytes);
  csf_require(memory != NULL, "there must be memory");
  return memory;
}

uint64_t csf_draw(uint64_t *state) {
  uint64_t mixed = *state += 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

// Goes on from `hash`, eight bytes at a time.
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count) {
  const uint8_t *next = bytes;
  hash ^= count;
  while (count > 0) {
    uint64_t word = 0;
    size_t piece = count < sizeof word ? count : sizeof word;
    memcpy(&word, next, piece);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
    next += piece;
    count -= piece;
  }
  return hash;
}

static uint64_t hash_name(const char *name) {
  return hash_bytes(0xcbf29ce484222325, name, strlen(name) + 1);
}

static char *copy_of(const char *text) {
  size_t bytes = strlen(text) + 1;
  return memcpy(csf_allocate(NULL, bytes), text, bytes);
}

// The registry. Connections to real files look into it too, on whatever thread they run, so one of
// SQLite's own mutexes guards it; what a disk holds needs none.
static csf_disk *disks = NULL;

static sqlite3_mutex *registry(void) { return sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1); }

bool csf_owns(const csf_disk *disk, const char *path) {
  return disk->prefix && strncmp(path, disk->prefix, disk->prefix_length) == 0;
}

csf_disk *csf_disk_of(const char *path) {
  sqlite3_mutex *mutex = registry();
  sqlite3_mutex_enter(mutex);
  csf_disk *disk = disks;
  while (disk && !csf_owns(disk, path)) disk = disk->next;
  sqlite3_mutex_leave(mutex);
  return disk;
}

static csf_disk *empty_disk(void) {
  csf_disk *disk = csf_allocate(NULL, sizeof *disk);
  *disk = (csf_disk){.next_plan = UINT64_MAX};
  return disk;
}

csf_disk *csf_disk_make(const char *prefix) {
  size_t length = strlen(prefix);
  csf_require(length > 0 && prefix[length - 1] == '/', "a disk's prefix must end with a slash");
  csf_disk *disk = empty_disk();
  disk->prefix = copy_of(prefix);
  disk->prefix_length = length;
  sqlite3_mutex *mutex = registry();
  sqlite3_mutex_enter(mutex);
  for (csf_disk *other = disks; other; other = other->next) {
    csf_require(!csf_owns(other, prefix) && !csf_owns(disk, other->prefix),
                "a disk's prefix must belong to no other disk");
  }
  disk->next = disks;
  disks = disk;
  sqlite3_mutex_leave(mutex);
  return disk;
}

void csf_disk_free(csf_disk *disk) {
  csf_require(disk->handles == 0, "a disk must have no open files when it is freed");
  sqlite3_mutex *mutex = registry();
  sqlite3_mutex_enter(mutex);
  for (csf_disk **link = &disks; *link; link = &(*link)->next) {
    if (*link != disk) continue;
    *link = disk->next;
    break;
  }
  sqlite3_mutex_leave(mutex);
  while (disk->files) csf_unlink(disk->files);
  free(disk->prefix);
  free(disk->pending);
  free(disk->arena);
  free(disk->plans);
  free(disk);
}

int64_t csf_disk_bytes(const csf_disk *disk) { return disk->bytes; }

int csf_disk_open_files(const csf_disk *disk) { return disk->handles; }

int64_t csf_disk_pending_writes(const csf_disk *disk) { return (int64_t)disk->pending_count; }

uint64_t csf_disk_hash(const csf_disk *disk) {
  // The sum does not depend on the order in which the files were made.
  uint64_t sum = 0;
  for (const csf_file *file = disk->files; file; file = file->next) {
    sum += hash_bytes(file->name_hash, file->bytes, (size_t)file->size);
  }
  return sum;
}

static csf_file *find_name(const csf_disk *disk, const char *name) {
  uint64_t hash = hash_name(name);
  csf_file *file = disk->files;
  while (file && (file->name_hash != hash || strcmp(file->name, name) != 0)) file = file->next;
  return file;
}

csf_file *csf_find(const csf_disk *disk, const char *path) {
  return csf_owns(disk, path) ? find_name(disk, path + disk->prefix_length) : NULL;
}

static void link_file(csf_file *file, const char *name) {
  free(file->name);
  file->name = copy_of(name);
  file->name_hash = hash_name(name);
  if (file->is_linked) return;
  file->is_linked = true;
  file->next = file->disk->files;
  file->disk->files = file;
}

static csf_file *create_named(csf_disk *disk, const char *name) {
  csf_file *file = csf_allocate(NULL, sizeof *file);
  *file = (csf_file){.disk = disk};
  if (name) link_file(file, name);
  return file;
}

csf_file *csf_create(csf_disk *disk, const char *path) {
  return create_named(disk, path ? path + disk->prefix_length : NULL);
}

void csf_free_when_unused(csf_file *file) {
  if (file->is_linked || file->handles > 0) return;
  free(file->name);
  free(file->bytes);
  free(file);
}

void csf_unlink(csf_file *file) {
  csf_make_durable(file);
  csf_file **link = &file->disk->files;
  while (*link != file) link = &(*link)->next;
  *link = file->next;
  file->is_linked = false;
  file->disk->bytes -= file->size;
  csf_free_when_unused(file);
}

void csf_rename(csf_file *file, const char *path) {
  csf_file *other = csf_find(file->disk, path);
  if (other && other != file) csf_unlink(other);
  link_file(file, path + file->disk->prefix_length);
}

static void reserve(csf_file *file, int64_t size) {
  if (size <= file->capacity) return;
  int64_t capacity = file->capacity > 0 ? file->capacity : smallest_capacity;
  while (capacity < size) capacity *= 2;
  file->bytes = csf_allocate(file->bytes, (size_t)capacity);
  file->capacity = capacity;
}

// Leaves what is beyond the old size unset.
static void stretch(csf_file *file, int64_t size) {
  reserve(file, size);
  if (file->is_linked) file->disk->bytes += size - file->size;
  file->size = size;
}

void csf_set_size(csf_file *file, int64_t size) {
  int64_t old = file->size;
  stretch(file, size);
  if (size > old) memset(file->bytes + old, 0, (size_t)(size - old));
}

void csf_put(csf_file *file, const void *bytes, int64_t count, int64_t offset) {
  if (count == 0) return;
  if (offset > file->size) csf_set_size(file, offset);
  if (offset + count > file->size) stretch(file, offset + count);
  memcpy(file->bytes + offset, bytes, (size_t)count);
}

// Copies contents only; a file of the same name keeps its buffer, so that restoring again and again
// allocates nothing.
static void copy_files(csf_disk *target, const csf_disk *source) {
  for (const csf_file *file = source->files; file; file = file->next) {
    csf_file *copy = find_name(target, file->name);
    if (!copy) copy = create_named(target, file->name);
    csf_set_size(copy, 0);
    csf_put(copy, file->bytes, file->size, 0);
  }
}

csf_disk *csf_disk_snapshot(const csf_disk *disk) {
  csf_disk *snapshot = empty_disk();
  copy_files(snapshot, disk);
  return snapshot;
}

void csf_disk_assign(csf_disk *disk, const csf_disk *snapshot) {
  csf_require(disk->handles == 0, "a disk must have no open files when it is restored");
  csf_file *next = NULL;
  for (csf_file *file = disk->files; file; file = next) {
    next = file->next;
    csf_make_durable(file);
    if (!find_name(snapshot, file->name)) csf_unlink(file);
  }
  copy_files(disk, snapshot);
}
