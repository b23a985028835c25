/* A disk that can lose power, or fail. While `disk.on`, every call of this program (SQLite's too)
 * that changes a file of one folder is done and written down (world.h makes of that what a cut
 * leaves); or it fails, when it was told to.
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
	size_t fail_sync, fail_write; /* counts down: the call that makes it 0 fails; 0: none */
	bool fail_on;                 /* so do all writes after it */
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

/* Whether this call is the one that is to fail. */
static bool disk_fails(size_t *left, bool on, int error)
{
	if (*left == 0 || --*left > 0)
		return false;
	*left = on;
	errno = error;
	return true;
}

static ssize_t disk_write(int file, const void *bytes, size_t size, off_t offset)
{
	uint32_t known = disk_file_of(file);
	if (known < DISK_FILES_MOST && disk_fails(&disk.fail_write, disk.fail_on, ENOSPC))
		return -1;
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
	if (disk.on && disk_fails(&disk.fail_sync, false, EIO))
		return -1;
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

#endif
