#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/folder.h"

static const char *hint_for(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return "make room there, or choose another place";
	case EROFS:
		return "it is write-protected: choose another place";
	case EACCES:
	case EPERM:
		return "check who may read and write there";
	case EEXIST:
		return "it is there already and is never overwritten: move it away first";
	case EIO:
	case ENODEV:
	case ENXIO:
		return "the disk or stick was pulled out or is failing: try another one";
	default:
		return NULL;
	}
}

bool file_fault(struct problems *problems, const char *path, const char *what)
{
	int error = errno;
	problem_error_at(problems, path, hint_for(error), "%s: %s", what, strerror(error));
	return false;
}

bool path_join(char out[PATH_SIZE], const char *folder, const char *name)
{
	size_t size = strlen(folder);
	const char *between = size > 0 && folder[size - 1] == '/' ? "" : "/";
	int length = snprintf(out, PATH_SIZE, "%s%s%s", folder, between, name);
	return length > 0 && length < PATH_SIZE;
}

bool folder_of(const char *path, char out[PATH_SIZE])
{
	const char *slash = strrchr(path, '/');
	size_t size = slash == NULL ? 1 : (size_t)(slash - path);
	if (size >= PATH_SIZE) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(out, slash == NULL ? "." : path, size);
	if (size == 0)
		out[size++] = '/';
	out[size] = '\0';
	return true;
}

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool folder_exists(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool folder_sync(const char *path, struct problems *problems)
{
	int fd = open_folder(path);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (!fine)
		file_fault(problems, path, "the folder is not on the disk");
	if (fd >= 0)
		close(fd);
	return fine;
}

int folder_lock(const char *path, struct problems *problems)
{
	int fd = open_folder(path);
	bool locked = fd >= 0;
	while (locked && flock(fd, LOCK_EX) != 0)
		locked = errno == EINTR;
	if (locked)
		return fd;
	file_fault(problems, path, "the folder cannot be locked");
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool folder_make_one(const char *path, mode_t mode, struct problems *problems)
{
	char parent[PATH_SIZE];
	if (folder_exists(path))
		return true;
	if (mkdir(path, mode) != 0 && !(errno == EEXIST && folder_exists(path)))
		return file_fault(problems, path, "the folder cannot be made");
	return folder_of(path, parent) && folder_sync(parent, problems);
}

bool folder_make(const char *path, enum file_kind kind, struct problems *problems)
{
	char part[PATH_SIZE];
	size_t size = strlen(path);
	if (size == 0 || size >= sizeof part) {
		errno = size == 0 ? ENOENT : ENAMETOOLONG;
		return file_fault(problems, path, "the folder cannot be made");
	}
	memcpy(part, path, size + 1);
	while (size > 1 && part[size - 1] == '/')
		part[--size] = '\0';
	for (size_t i = 1; i <= size; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		if (!folder_make_one(part, kind == FILE_PRIVATE ? 0700 : 0755, problems))
			return false;
		part[i] = i < size ? '/' : '\0';
	}
	return true;
}

static bool is_temporary(const char *name)
{
	struct slice text = slice_of(name);
	return text.size == strlen(TEMPORARY_START TEMPORARY_END) + 8 &&
	       slice_starts(text, TEMPORARY_START) &&
	       slice_is(slice_from(text, text.size - strlen(TEMPORARY_END)), TEMPORARY_END);
}

static bool is_regular_entry(int folder, const char *name)
{
	struct stat status;
	return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
}

void folder_tidy(const char *path)
{
	DIR *folder = opendir(path);
	if (folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (is_temporary(entry->d_name) && is_regular_entry(dirfd(folder), entry->d_name))
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
	closedir(folder);
}

struct name_link {
	const char *name;
	struct name_link *next;
};

static bool names_collect(DIR *folder, struct arena *arena, struct name_link **first, size_t *count)
{
	for (;;) {
		errno = 0;
		struct dirent *entry = readdir(folder);
		if (entry == NULL)
			return errno == 0;
		if (is_temporary(entry->d_name) || !is_regular_entry(dirfd(folder), entry->d_name))
			continue;
		struct name_link *link = arena_take(arena, 1, sizeof *link);
		const char *name = arena_text(arena, slice_of(entry->d_name));
		errno = ENOMEM;
		if (link == NULL || name == NULL)
			return false;
		*link = (struct name_link){name, *first};
		*first = link;
		++*count;
	}
}

static int names_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool folder_list(const char *path, struct arena *arena, const char ***names, size_t *count,
		 struct problems *problems)
{
	struct name_link *first = NULL;
	DIR *folder = opendir(path);
	*names = NULL;
	*count = 0;
	bool fine = folder != NULL && names_collect(folder, arena, &first, count);
	if (fine) {
		*names = arena_take(arena, *count, sizeof **names);
		errno = ENOMEM;
		fine = *names != NULL;
	}
	if (!fine)
		file_fault(problems, path, "the folder cannot be read");
	if (folder != NULL)
		closedir(folder);
	if (!fine)
		return false;
	for (size_t i = 0; first != NULL; first = first->next)
		(*names)[i++] = first->name;
	qsort(*names, *count, sizeof **names, names_compare);
	return true;
}
