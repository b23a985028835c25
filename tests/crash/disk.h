/* A disk that can lose power. While `disk.on`, every call of this program (SQLite's too) that
 * changes a file of one folder is done and written down; afterwards the folder can be made as it
 * would lie there after a cut behind any call.
 *
 * What a cut may leave: what was synced is there. Of the rest, each write, in pieces of a sector,
 * may be there or not, or (a sector that was being written) be rubbish; names that were made,
 * changed or removed may be so from some point on only, unless the folder was synced.
 *
 * Not included with fcntl.h: it would bring its own open. */
#ifndef SAYSO_TESTS_DISK_H
#define SAYSO_TESTS_DISK_H

#include <errno.h>
#include <linux/fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "export/formats/folder.h"

#define DISK_FILES_MOST 64
#define DISK_OPS_MOST 20000
#define DISK_NAME 64
#define SECTOR 512

enum disk_kind {
	DISK_WRITE,
	DISK_TRUNCATE,
	DISK_SYNC,
	DISK_MADE,
	DISK_REMOVED,
	DISK_FOLDER_SYNC,
	DISK_NOTE
};

struct disk_op {
	enum disk_kind kind;
	uint32_t file;
	uint64_t offset; /* of a write; the length of a truncation */
	size_t size;
	char *bytes;
	char name[DISK_NAME];
	uint32_t note[4]; /* the caller's */
};

static struct {
	bool on;
	char folder[PATH_SIZE];
	ino_t folder_inode;
	struct disk_op ops[DISK_OPS_MOST];
	size_t count;
	struct {
		ino_t inode;
		bool gone; /* its number may come again */
	} files[DISK_FILES_MOST];
	uint32_t file_count;
} disk;

static struct disk_op *disk_add(enum disk_kind kind, uint32_t file)
{
	if (disk.count == DISK_OPS_MOST) {
		fprintf(stderr, "too many writes to keep\n");
		_exit(2);
	}
	struct disk_op *op = &disk.ops[disk.count++];
	*op = (struct disk_op){.kind = kind, .file = file};
	return op;
}

static uint32_t disk_file(ino_t inode)
{
	for (uint32_t i = disk.file_count; i-- > 0;)
		if (disk.files[i].inode == inode && !disk.files[i].gone)
			return i;
	return DISK_FILES_MOST;
}

static uint32_t disk_file_of(int file)
{
	struct stat about;
	return disk.on && fstat(file, &about) == 0 ? disk_file(about.st_ino) : DISK_FILES_MOST;
}

/* The name within the folder, or NULL. */
static const char *disk_name(const char *path)
{
	size_t size = strlen(disk.folder);
	if (!disk.on || strncmp(path, disk.folder, size) != 0 || path[size] != '/')
		return NULL;
	return path + size + 1;
}

static int disk_open(const char *path, int flags, va_list list)
{
	struct stat about;
	int mode = (flags & O_CREAT) != 0 ? va_arg(list, int) : 0;
	const char *name = (flags & O_CREAT) != 0 ? disk_name(path) : NULL;
	bool made = name != NULL && stat(path, &about) != 0;
	int file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	if (made && file >= 0 && fstat(file, &about) == 0 && disk.file_count < DISK_FILES_MOST) {
		disk.files[disk.file_count].inode = about.st_ino;
		struct disk_op *op = disk_add(DISK_MADE, disk.file_count++);
		snprintf(op->name, sizeof op->name, "%s", name);
	}
	return file;
}

int open(const char *path, int flags, ...);
int open(const char *path, int flags, ...)
{
	va_list list;
	va_start(list, flags);
	int file = disk_open(path, flags, list);
	va_end(list);
	return file;
}

int open64(const char *path, int flags, ...);
int open64(const char *path, int flags, ...)
{
	va_list list;
	va_start(list, flags);
	int file = disk_open(path, flags, list);
	va_end(list);
	return file;
}

static ssize_t disk_write(int file, const void *bytes, size_t size, off_t offset)
{
	uint32_t known = disk_file_of(file);
	ssize_t wrote = syscall(SYS_pwrite64, file, bytes, size, offset);
	if (known < DISK_FILES_MOST && wrote > 0) {
		struct disk_op *op = disk_add(DISK_WRITE, known);
		op->offset = (uint64_t)offset;
		op->size = (size_t)wrote;
		op->bytes = malloc(op->size);
		if (op->bytes != NULL)
			memcpy(op->bytes, bytes, op->size);
	}
	return wrote;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
	return disk_write(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
	return disk_write(file, bytes, size, offset);
}

static int disk_truncate(int file, off_t length)
{
	uint32_t known = disk_file_of(file);
	int code = (int)syscall(SYS_ftruncate, file, length);
	if (known < DISK_FILES_MOST && code == 0)
		disk_add(DISK_TRUNCATE, known)->offset = (uint64_t)length;
	return code;
}

int ftruncate(int file, off_t length)
{
	return disk_truncate(file, length);
}

int ftruncate64(int file, off64_t length)
{
	return disk_truncate(file, length);
}

static int disk_sync(int file, long call)
{
	struct stat about;
	uint32_t known = disk_file_of(file);
	int code = (int)syscall(call, file);
	if (known < DISK_FILES_MOST && code == 0)
		disk_add(DISK_SYNC, known);
	else if (disk.on && fstat(file, &about) == 0 && about.st_ino == disk.folder_inode)
		disk_add(DISK_FOLDER_SYNC, 0);
	return code;
}

int fsync(int file)
{
	return disk_sync(file, SYS_fsync);
}

int fdatasync(int file)
{
	return disk_sync(file, SYS_fdatasync);
}

int unlink(const char *path)
{
	struct stat about;
	const char *name = disk_name(path);
	uint32_t known =
		name != NULL && stat(path, &about) == 0 ? disk_file(about.st_ino) : DISK_FILES_MOST;
	int code = (int)syscall(SYS_unlink, path);
	if (known < DISK_FILES_MOST && code == 0) {
		disk.files[known].gone = true;
		struct disk_op *op = disk_add(DISK_REMOVED, known);
		snprintf(op->name, sizeof op->name, "%s", name);
	}
	return code;
}

static inline bool disk_begin(const char *folder)
{
	struct stat about;
	snprintf(disk.folder, sizeof disk.folder, "%s", folder);
	if (stat(folder, &about) != 0)
		return false;
	disk.folder_inode = about.st_ino;
	disk.on = true;
	return true;
}

static inline void disk_note(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
	const uint32_t note[4] = {a, b, c, d};
	memcpy(disk_add(DISK_NOTE, 0)->note, note, sizeof note);
}

/* The file that was made under this name. */
static inline uint32_t disk_named(const char *name)
{
	for (size_t i = 0; i < disk.count; i++)
		if (disk.ops[i].kind == DISK_MADE && strcmp(disk.ops[i].name, name) == 0)
			return disk.ops[i].file;
	return DISK_FILES_MOST;
}

/* --- What lies there after a cut --- */

enum disk_left {
	LEFT_KEPT,    /* all of it: kill -9 */
	LEFT_DROPPED, /* nothing that was not synced */
	LEFT_TORN,    /* each sector of it, or not */
	LEFT_RUBBISH, /* or rubbish */
};

struct image {
	char *bytes;
	size_t size, room;
};

/* All that is certain behind `at` calls. */
struct world {
	size_t at;
	struct image files[DISK_FILES_MOST];
	size_t synced[DISK_FILES_MOST]; /* writes up to this call are in the image */
	struct {
		char name[DISK_NAME];
		uint32_t file;
	} names[DISK_FILES_MOST];
	size_t name_count;
	size_t names_synced; /* likewise */
};

static inline uint64_t disk_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15u);
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static inline void image_size(struct image *image, size_t size)
{
	if (size > image->room) {
		image->room = size * 2;
		image->bytes = realloc(image->bytes, image->room);
		if (image->bytes == NULL)
			_exit(2);
	}
	if (size > image->size)
		memset(image->bytes + image->size, 0, size - image->size);
	image->size = size;
}

/* One write or truncation, as far as it was kept. */
static inline void image_apply(struct image *image, const struct disk_op *op, enum disk_left left,
			       uint64_t *random)
{
	if (op->kind == DISK_TRUNCATE) {
		if (left == LEFT_KEPT || disk_random(random) % 2 == 0)
			image_size(image, op->offset);
		return;
	}
	for (size_t at = 0; at < op->size;) {
		size_t piece = SECTOR - (op->offset + at) % SECTOR;
		piece = piece < op->size - at ? piece : op->size - at;
		uint64_t chance = left == LEFT_KEPT ? 0 : disk_random(random) % 4;
		size_t start = op->offset + at;
		if (chance < 2 || (chance == 2 && left == LEFT_RUBBISH)) {
			if (start + piece > image->size)
				image_size(image, start + piece);
			memcpy(image->bytes + start, op->bytes + at, piece);
			for (size_t i = 0; chance == 2 && i < piece; i++)
				image->bytes[start + i] = (char)disk_random(random);
		}
		at += piece;
	}
}

static inline void world_name(struct world *world, const struct disk_op *op)
{
	for (size_t i = 0; i < world->name_count; i++)
		if (strcmp(world->names[i].name, op->name) == 0)
			world->names[i] = world->names[--world->name_count];
	if (op->kind != DISK_MADE)
		return;
	memcpy(world->names[world->name_count].name, op->name, DISK_NAME);
	world->names[world->name_count++].file = op->file;
}

static inline bool changes_file(const struct disk_op *op, uint32_t file)
{
	return (op->kind == DISK_WRITE || op->kind == DISK_TRUNCATE) && op->file == file;
}

/* One call further; a sync makes certain what came before it. */
static inline void world_step(struct world *world)
{
	const struct disk_op *op = &disk.ops[world->at++];
	uint64_t random = 0;
	if (op->kind == DISK_SYNC) {
		for (size_t i = world->synced[op->file]; i < world->at; i++)
			if (changes_file(&disk.ops[i], op->file))
				image_apply(&world->files[op->file], &disk.ops[i], LEFT_KEPT,
					    &random);
		world->synced[op->file] = world->at;
	} else if (op->kind == DISK_FOLDER_SYNC) {
		for (size_t i = world->names_synced; i < world->at; i++)
			if (disk.ops[i].kind == DISK_MADE || disk.ops[i].kind == DISK_REMOVED)
				world_name(world, &disk.ops[i]);
		world->names_synced = world->at;
	}
}

/* The names after a cut: a journal keeps their order, so a first part of what was not synced. */
static inline struct world world_names(const struct world *world, enum disk_left left,
				       uint64_t *random)
{
	struct world named = *world;
	for (size_t i = world->names_synced; i < world->at; i++) {
		if (disk.ops[i].kind != DISK_MADE && disk.ops[i].kind != DISK_REMOVED)
			continue;
		if (left == LEFT_DROPPED || (left != LEFT_KEPT && disk_random(random) % 3 == 0))
			break;
		world_name(&named, &disk.ops[i]);
	}
	return named;
}

static inline bool image_put(const char *path, const struct image *image)
{
	FILE *out = fopen(path, "wb");
	bool fine = out != NULL &&
		    (image->size == 0 || fwrite(image->bytes, 1, image->size, out) == image->size);
	return out != NULL && fclose(out) == 0 && fine;
}

/* Makes the folder as the cut leaves it. */
static inline bool world_put(const struct world *world, const char *folder, enum disk_left left,
			     uint64_t seed)
{
	static struct image scratch;
	char path[PATH_SIZE];
	uint64_t random = seed;
	struct world named = world_names(world, left, &random);
	for (size_t i = 0; i < named.name_count; i++) {
		uint32_t file = named.names[i].file;
		const struct image *sure = &world->files[file];
		image_size(&scratch, 0);
		image_size(&scratch, sure->size);
		if (sure->size > 0)
			memcpy(scratch.bytes, sure->bytes, sure->size);
		for (size_t at = world->synced[file]; left != LEFT_DROPPED && at < world->at; at++)
			if (changes_file(&disk.ops[at], file))
				image_apply(&scratch, &disk.ops[at], left, &random);
		if (!path_join(path, folder, named.names[i].name) || !image_put(path, &scratch))
			return false;
	}
	return true;
}

#endif
