/* One folder of keys with a passphrase and one without serve a whole program: making costs seconds.
 */
#ifndef SAYSO_TESTS_KEYS_MADE_H
#define SAYSO_TESTS_KEYS_MADE_H

#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/file.h"
#include "export/sayso/identity/identity.h"
#include "export/sayso/identity/keys_folder.h"
#include "tests/scratch.h"

#define PASSPHRASE "tern gravel seven \xC5\xB5 moss"

struct two_folders {
	char base[SCRATCH_SIZE], sealed[PATH_SIZE], plain[PATH_SIZE];
	struct problems problems;
};

struct answer {
	const char *passphrase; /* NULL: cannot ask */
	size_t asked;
};

static inline bool answer(void *context, const char *question, char *out, size_t size)
{
	struct answer *given = context;
	assert_non_null(question);
	given->asked++;
	if (given->passphrase == NULL || strlen(given->passphrase) >= size)
		return false;
	memcpy(out, given->passphrase, strlen(given->passphrase) + 1);
	return true;
}

static inline int set_up(void **state)
{
	struct two_folders *folders = calloc(1, sizeof *folders);
	if (!scratch_make(folders->base, "keys") ||
	    !path_join(folders->sealed, folders->base, "sealed") ||
	    !path_join(folders->plain, folders->base, "plain") ||
	    !keys_make(folders->sealed, slice_of(PASSPHRASE), &folders->problems) ||
	    !keys_make(folders->plain, slice_of(""), &folders->problems))
		return -1;
	*state = folders;
	return 0;
}

static inline int tear_down(void **state)
{
	struct two_folders *folders = *state;
	char command[PATH_SIZE];
	snprintf(command, sizeof command, "rm -rf '%s'", folders->base);
	free(folders);
	return system(command);
}

/* A test begins with no problems. */
static inline struct two_folders *folders_of(void **state)
{
	struct two_folders *folders = *state;
	memset(&folders->problems, 0, sizeof folders->problems);
	return folders;
}

static inline const char *in(const char *folder, const char *name)
{
	static char paths[64][PATH_SIZE];
	static size_t next;
	char *path = paths[next++ % countof(paths)];
	assert_true(path_join(path, folder, name));
	return path;
}

static inline const char *copy_of(const char *folder, const char *base, const char *name)
{
	char command[3 * PATH_SIZE];
	const char *copy = in(base, name);
	snprintf(command, sizeof command, "rm -rf '%s' && cp -a '%s' '%s'", copy, folder, copy);
	assert_int_equal(system(command), 0);
	return copy;
}

static inline void put(const char *folder, const char *name, struct slice bytes,
		       struct problems *problems)
{
	assert_int_not_equal(file_write(in(folder, name), bytes, FILE_PRIVATE, true, problems),
			     FILE_FAILED);
}

static inline struct slice get(const char *folder, const char *name, struct problems *problems)
{
	char *bytes;
	size_t size;
	assert_true(file_read(in(folder, name), 1 << 20, &bytes, &size, problems));
	return (struct slice){bytes, size};
}

static inline void release(struct slice bytes)
{
	free((void *)(uintptr_t)bytes.bytes);
}

static inline bool contains(struct slice text, const char *part)
{
	return memmem(text.bytes, text.size, part, strlen(part)) != NULL;
}

static inline mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

static inline void assert_signs(const struct keys *keys)
{
	struct buffer signature = buffer_growing(MINISIGN_SIGNATURE_MOST);
	assert_non_null(keys->signing);
	assert_true(minisign_sign(keys->signing, slice_of("a pack"), "a label", &signature));
	assert_true(minisign_check(&keys->signing_public, slice_of("a pack"),
				   buffer_slice(&signature)));
	buffer_release(&signature);
}

#endif
