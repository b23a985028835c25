/* Folders and paths. Every step that the disk must have seen is synced; nothing is followed out of
 * a folder that is listed. */
#ifndef SAYSO_FOLDER_H
#define SAYSO_FOLDER_H

#include "surveys/base/arena.h"
#include "surveys/base/problem.h"

/* The one place where an error of the system becomes a problem: adds it, with errno's words and a
 * hint, and returns false. */
bool file_fault(struct problems *problems, const char *path, const char *what);

#define PATH_SIZE 1024
/* Joins with one '/'; false when it does not fit. */
MUST_USE bool path_join(char out[PATH_SIZE], const char *folder, const char *name);
/* What stands before the last '/' of path, or ".". False, and errno, when it does not fit. */
MUST_USE bool folder_of(const char *path, char out[PATH_SIZE]);

bool folder_exists(const char *path);

enum file_kind {
	FILE_PRIVATE, /* 0600, folders 0700 */
	FILE_SHARED,  /* 0644, folders 0755, less the umask */
};
/* mkdir, parents too, each synced into its parent. Existing folders are fine. */
MUST_USE bool folder_make(const char *path, enum file_kind kind, struct problems *problems);
MUST_USE bool folder_sync(const char *path, struct problems *problems);

/* Waits until no other program of ours holds the folder; for who reads a file, changes it and
 * writes it anew. close() gives it back. -1: a problem was added. */
MUST_USE int folder_lock(const char *path, struct problems *problems);

/* What file_write uses until a file has its name. */
#define TEMPORARY_START ".sayso-"
#define TEMPORARY_END ".tmp"
/* Removes what a file_write that was cut off left in the folder. Only where nobody else writes. */
void folder_tidy(const char *path);
/* Names in folder, regular files (no links, no temporaries of file_write), sorted bytewise, each
 * NUL-terminated in the arena. */
MUST_USE bool folder_list(const char *path, struct arena *arena, const char ***names, size_t *count,
			  struct problems *problems);

#endif
