/* Whole files: read up to a cap, and written so that an error anywhere means "not written". */
#ifndef SAYSO_FILE_H
#define SAYSO_FILE_H

#include "surveys/base/buffer.h"
#include "surveys/base/problem.h"

/* Regular files only (no link is followed into a device or pipe). bytes are malloc'ed, NUL after the end; free them. */
MUST_USE bool file_read(const char *path, size_t most, char **bytes, size_t *size, struct problems *problems);
bool file_exists(const char *path);

enum file_kind {
	FILE_PRIVATE, /* 0600 */
	FILE_SHARED,  /* 0644 */
};
enum file_checked {
	FILE_WRITTEN,     /* read back from the medium and the same */
	FILE_NOT_CHECKED, /* written and synced, but the system kept it in its cache, so reading back proves nothing */
	FILE_FAILED,
};
/* Writes beside under a temporary name, syncs, drops the cache (posix_fadvise, confirmed by mincore), reads back, compares, renames,
 * syncs the folder. Never replaces an existing file unless replace. FILE_FAILED adds a problem and removes the temporary. */
MUST_USE enum file_checked file_write(const char *path, struct slice bytes, enum file_kind kind, bool replace,
				      struct problems *problems);
/* mkdir with 0700 (private) or 0755, parents too, each synced into its parent. Existing folders are fine. */
MUST_USE bool folder_make(const char *path, enum file_kind kind, struct problems *problems);
MUST_USE bool folder_sync(const char *path, struct problems *problems);
/* Joins with one '/'; false when it does not fit. */
#define PATH_SIZE 1024
MUST_USE bool path_join(char out[PATH_SIZE], const char *folder, const char *name);
/* Names in folder, regular files, sorted bytewise, each NUL-terminated in the arena. */
struct arena;
MUST_USE bool folder_list(const char *path, struct arena *arena, const char ***names, size_t *count,
			  struct problems *problems);

#endif
