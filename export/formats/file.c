#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/file.h"

#define TEMPORARY_SIZE 24
#define PIECE 16384 /* bytes read or pages asked for at a time, on the stack */

static bool refuse(struct problems *problems, const char *path, const char *hint, const char *what)
{
	problem_error_at(problems, path, hint, "%s", what);
	return false;
}

/* Up to size bytes, fewer only at the end of the file; -1 on an error. */
static ssize_t read_whole(int fd, char *bytes, size_t size)
{
	size_t got = 0;
	while (got < size) {
		ssize_t now = read(fd, bytes + got, size - got);
		if (now < 0 && errno == EINTR)
			continue;
		if (now < 0)
			return -1;
		if (now == 0)
			break;
		got += (size_t)now;
	}
	return (ssize_t)got;
}

static bool write_whole(int fd, struct slice bytes)
{
	while (bytes.size > 0) {
		ssize_t now = write(fd, bytes.bytes, bytes.size);
		if (now < 0 && errno == EINTR)
			continue;
		if (now == 0)
			errno = ENOSPC;
		if (now <= 0)
			return false;
		bytes = slice_from(bytes, (size_t)now);
	}
	return true;
}

/* Asked before opening, for opening a device may do something; and again once it is open. */
static int open_regular(const char *path, struct stat *status, struct problems *problems)
{
	int fd = -1;
	if (stat(path, status) != 0) {
		file_fault(problems, path, "it cannot be read");
		return -1;
	}
	if (S_ISREG(status->st_mode)) {
		fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
		if (fd < 0 || fstat(fd, status) != 0)
			file_fault(problems, path, "it cannot be opened");
	}
	if (!S_ISREG(status->st_mode)) {
		refuse(problems, path, NULL, "it is not a file");
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

static void wipe_and_free(char *bytes, size_t size)
{
	explicit_bzero(bytes, size);
	free(bytes);
}

/* One byte more than the size is asked for, to see that the file does not grow meanwhile. */
static bool read_all(int fd, size_t size, const char *path, char **bytes, struct problems *problems)
{
	char *all = malloc(size + 1);
	if (all == NULL)
		return refuse(problems, path, NULL, "not enough memory to read it");
	ssize_t got = read_whole(fd, all, size + 1);
	if (got == (ssize_t)size) {
		all[size] = '\0';
		*bytes = all;
		return true;
	}
	if (got < 0)
		file_fault(problems, path, "it cannot be read");
	else
		refuse(problems, path, "try again", "it changed while it was read");
	wipe_and_free(all, size + 1);
	return false;
}

bool file_read(const char *path, size_t most, char **bytes, size_t *size, struct problems *problems)
{
	struct stat status;
	bool fine = false;
	*bytes = NULL;
	*size = 0;
	int fd = open_regular(path, &status, problems);
	if (fd < 0)
		return false;
	if ((uint64_t)status.st_size > most)
		problem_error_at(problems, path, NULL, "it is too large: more than %zu bytes",
				 most);
	else
		fine = read_all(fd, (size_t)status.st_size, path, bytes, problems);
	close(fd);
	if (fine)
		*size = (size_t)status.st_size;
	return fine;
}

bool file_exists(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* A folder that is open, so that nobody can exchange it under our feet, and two names in it. */
struct writing {
	const char *path, *name;
	struct problems *problems;
	int folder;
	char temporary[TEMPORARY_SIZE];
};

static bool temporary_name(char out[TEMPORARY_SIZE])
{
	uint8_t random[4];
	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		return false;
	snprintf(out, TEMPORARY_SIZE, TEMPORARY_START "%02x%02x%02x%02x" TEMPORARY_END, random[0],
		 random[1], random[2], random[3]);
	return true;
}

static bool entry_exists(const struct writing *writing)
{
	struct stat status;
	return fstatat(writing->folder, writing->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool writing_begin(struct writing *writing, bool replace)
{
	char folder[PATH_SIZE];
	const char *slash = strrchr(writing->path, '/');
	writing->name = slash == NULL ? writing->path : slash + 1;
	if (!folder_of(writing->path, folder) ||
	    (writing->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return file_fault(writing->problems, writing->path, "its folder cannot be opened");
	errno = EEXIST;
	if (!replace && entry_exists(writing))
		return file_fault(writing->problems, writing->path, "it is not written");
	if (!temporary_name(writing->temporary))
		return file_fault(writing->problems, writing->path, "no random numbers");
	return true;
}

/* Whether the page cache holds nothing of the file. */
static bool nothing_cached(int fd, size_t size)
{
	unsigned char pages[PIECE];
	size_t page = (size_t)sysconf(_SC_PAGESIZE), step = page * sizeof pages;
	bool none = true;
	char *map = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return false;
	for (size_t at = 0; none && at < size; at += step) {
		size_t piece = size - at < step ? size - at : step;
		none = mincore(map + at, piece, pages) == 0;
		for (size_t i = 0; none && i < (piece + page - 1) / page; i++)
			none = (pages[i] & 1) == 0;
	}
	munmap(map, size);
	return none;
}

/* Pages that were written a moment ago may stay for the first asking. */
static bool drop_cache(int fd, size_t size)
{
	for (int tries = 0; tries < 3; tries++) {
		if (posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0)
			return false;
		if (nothing_cached(fd, size))
			return true;
	}
	return false;
}

static bool put(const struct writing *writing, struct slice bytes, enum file_kind kind,
		bool *dropped)
{
	int fd = openat(writing->folder, writing->temporary,
			O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			kind == FILE_PRIVATE ? 0600 : 0644);
	if (fd < 0)
		return file_fault(writing->problems, writing->path, "it cannot be made");
	bool fine = write_whole(fd, bytes);
	if (!fine)
		file_fault(writing->problems, writing->path, "it cannot be written");
	else if (!(fine = fsync(fd) == 0))
		file_fault(writing->problems, writing->path, "it is not on the disk");
	*dropped = fine && bytes.size > 0 && drop_cache(fd, bytes.size);
	if (close(fd) != 0 && errno != EINTR && fine)
		fine = file_fault(writing->problems, writing->path, "it cannot be closed");
	return fine;
}

static bool same_bytes(int fd, struct slice bytes, bool *failed)
{
	char piece[PIECE];
	bool same = true;
	*failed = false;
	while (same && !*failed) {
		ssize_t got = read_whole(fd, piece, sizeof piece);
		*failed = got < 0;
		if (got <= 0)
			break;
		same = (size_t)got <= bytes.size && memcmp(piece, bytes.bytes, (size_t)got) == 0;
		bytes = slice_from(bytes, (size_t)got);
	}
	explicit_bzero(piece, sizeof piece);
	return same && !*failed && bytes.size == 0;
}

static bool read_back(const struct writing *writing, struct slice bytes)
{
	bool failed = true, same = false;
	int fd = openat(writing->folder, writing->temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0)
		same = same_bytes(fd, bytes, &failed);
	if (failed)
		file_fault(writing->problems, writing->path, "it cannot be read back");
	else if (!same)
		refuse(writing->problems, writing->path,
		       "the disk or stick is failing: try another one",
		       "what was read back is not what was written");
	if (fd >= 0)
		close(fd);
	return same;
}

/* Some file systems cannot refuse by themselves; there asking and renaming are two steps. */
static bool move(const struct writing *writing, bool replace)
{
	int folder = writing->folder;
	if (!replace) {
		if (renameat2(folder, writing->temporary, folder, writing->name,
			      RENAME_NOREPLACE) == 0)
			return true;
		if (errno != EINVAL && errno != ENOSYS)
			return false;
		errno = EEXIST;
		if (entry_exists(writing))
			return false;
	}
	return renameat(folder, writing->temporary, folder, writing->name) == 0;
}

/* After a pulled stick the rename reports success and only the folder's sync tells. */
static bool publish(const struct writing *writing, bool replace)
{
	if (!move(writing, replace)) {
		file_fault(writing->problems, writing->path, "it cannot be given its name");
		return false;
	}
	if (fsync(writing->folder) != 0) {
		file_fault(writing->problems, writing->path, "its folder is not on the disk");
		if (!replace)
			unlinkat(writing->folder, writing->name, 0);
		return false;
	}
	return true;
}

enum file_checked file_write(const char *path, struct slice bytes, enum file_kind kind,
			     bool replace, struct problems *problems)
{
	struct writing writing = {.path = path, .problems = problems, .folder = -1};
	bool dropped = false, begun = writing_begin(&writing, replace);
	bool fine = begun && put(&writing, bytes, kind, &dropped) && read_back(&writing, bytes) &&
		    publish(&writing, replace);
	if (begun && !fine)
		unlinkat(writing.folder, writing.temporary, 0);
	if (writing.folder >= 0)
		close(writing.folder);
	if (!fine)
		return FILE_FAILED;
	return dropped ? FILE_WRITTEN : FILE_NOT_CHECKED;
}
