/* A folder of its own for each test of files, and looks into it. */
#ifndef SAYSO_TESTS_PLACE_FOR_FILES_H
#define SAYSO_TESTS_PLACE_FOR_FILES_H

#include "export/formats/file.h"
#include "tests/scratch.h"
#include "tests/unit/system_calls.h"

struct place_for_files {
	char folder[SCRATCH_SIZE], path[PATH_SIZE];
	struct problems problems;
	struct arena arena;
	char *bytes;
	size_t size;
};

static const struct slice old_bytes = {"what stood there before", 23};

static inline int set_up(void **state)
{
	struct place_for_files *place = calloc(1, sizeof *place);
	if (!scratch_make(place->folder, "file") || !path_join(place->path, place->folder, "file"))
		return -1;
	arena_init(&place->arena, 1 << 20);
	*state = place;
	return 0;
}

static inline int tear_down(void **state)
{
	struct place_for_files *place = *state;
	char command[PATH_SIZE + 16];
	fault.watching = false;
	snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
	int code = system(command);
	arena_release(&place->arena);
	free(place->bytes);
	free(place);
	return code;
}

static inline struct slice some_bytes(size_t size)
{
	static char bytes[200000];
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * 2654435761u >> 13);
	return (struct slice){bytes, size};
}

static inline void assert_holds(struct place_for_files *place, const char *path,
				struct slice expected)
{
	char *bytes;
	size_t size;
	assert_true(file_read(path, 1 << 20, &bytes, &size, &place->problems));
	assert_int_equal(size, expected.size);
	assert_memory_equal(bytes, expected.bytes, size);
	assert_int_equal(bytes[size], 0);
	free(bytes);
}

/* So many entries, whatever they are, temporaries too. */
static inline size_t entries_in(const char *folder)
{
	char command[PATH_SIZE + 32];
	unsigned long count = 99;
	snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "%lu", &count), 1);
	pclose(pipe);
	return count;
}

static inline mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

#endif
