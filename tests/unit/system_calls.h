/* The system's calls are taken over here and handed on, so that the k-th of each can fail, be short
 * or bring other bytes, k rising until everything goes well. One program includes it once. */
#ifndef SAYSO_TESTS_SYSTEM_CALLS_H
#define SAYSO_TESTS_SYSTEM_CALLS_H

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "surveys/base/base.h"

enum call {
	CALL_OPENAT,
	CALL_WRITE,
	CALL_FSYNC,
	CALL_CLOSE,
	CALL_READ,
	CALL_RENAME,
	CALL_MINCORE,
	CALL_COUNT
};
static const char letters[] = "owscrnm";

enum effect {
	EFFECT_NONE,
	EFFECT_ERROR,
	EFFECT_SHORT,
	EFFECT_OTHER_BYTES,
	EFFECT_END,      /* of the file, too early */
	EFFECT_SOMEBODY, /* makes the file in the last moment */
};

/* What the calls below have seen and are to do. */
static struct {
	bool watching, hit;
	enum effect effect;
	enum call call;
	size_t nth; /* 0: every one */
	int error;
	size_t seen[CALL_COUNT];
	char log[4096];
} fault;

static inline enum effect effect_of(enum call call)
{
	size_t size = strlen(fault.log);
	if (!fault.watching)
		return EFFECT_NONE;
	if (size < sizeof fault.log - 1 && call != CALL_MINCORE)
		fault.log[size] = letters[call];
	fault.seen[call]++;
	if (fault.effect == EFFECT_NONE || call != fault.call ||
	    (fault.nth != 0 && fault.seen[call] != fault.nth))
		return EFFECT_NONE;
	fault.hit = true;
	errno = fault.error;
	return fault.effect;
}

int openat(int folder, const char *path, int flags, ...)
{
	va_list list;
	va_start(list, flags);
	unsigned mode = (flags & O_CREAT) != 0 ? va_arg(list, unsigned) : 0;
	va_end(list);
	if (effect_of(CALL_OPENAT) == EFFECT_ERROR)
		return -1;
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	enum effect effect = effect_of(CALL_WRITE);
	if (effect == EFFECT_ERROR)
		return -1;
	return syscall(SYS_write, fd, bytes, effect == EFFECT_SHORT ? (size + 1) / 2 : size);
}

int fsync(int fd)
{
	return effect_of(CALL_FSYNC) == EFFECT_ERROR ? -1 : (int)syscall(SYS_fsync, fd);
}

/* Closes even when it reports an error, as Linux does. */
int close(int fd)
{
	bool failing = effect_of(CALL_CLOSE) == EFFECT_ERROR;
	int result = (int)syscall(SYS_close, fd);
	if (failing)
		errno = fault.error;
	return failing ? -1 : result;
}

ssize_t read(int fd, void *bytes, size_t size)
{
	enum effect effect = effect_of(CALL_READ);
	if (effect == EFFECT_ERROR || effect == EFFECT_END)
		return effect == EFFECT_END ? 0 : -1;
	ssize_t got = syscall(SYS_read, fd, bytes, effect == EFFECT_SHORT ? 1 : size);
	if (effect == EFFECT_OTHER_BYTES && got > 0)
		((char *)bytes)[got - 1] ^= 1;
	return got;
}

/* What read becomes where the compiler knows the size of the memory. */
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t known);
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t known)
{
	return size <= known ? read(fd, bytes, size) : -1;
}

int renameat2(int old_folder, const char *old_name, int new_folder, const char *new_name,
	      unsigned flags)
{
	enum effect effect = effect_of(CALL_RENAME);
	if (effect == EFFECT_ERROR)
		return -1;
	if (effect == EFFECT_SOMEBODY)
		syscall(SYS_close,
			syscall(SYS_openat, new_folder, new_name, O_CREAT | O_WRONLY, 0600));
	return (int)syscall(SYS_renameat2, old_folder, old_name, new_folder, new_name, flags);
}

int renameat(int old_folder, const char *old_name, int new_folder, const char *new_name)
{
	return renameat2(old_folder, old_name, new_folder, new_name, 0);
}

int mincore(void *start, size_t size, unsigned char *pages)
{
	if (effect_of(CALL_MINCORE) == EFFECT_ERROR)
		return -1;
	return (int)syscall(SYS_mincore, start, size, pages);
}

static inline void watch(enum effect effect, enum call call, size_t nth, int error)
{
	memset(&fault, 0, sizeof fault);
	fault.effect = effect;
	fault.call = call;
	fault.nth = nth;
	fault.error = error;
	fault.watching = true;
}

#endif
