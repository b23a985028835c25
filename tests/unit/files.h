/* What the unit programs share: a file of the tree as bytes. */
#ifndef SAYSO_TESTS_FILES_H
#define SAYSO_TESTS_FILES_H

#include "surveys/base/text.h"

/* The bytes are the caller's to free; no bytes when the file cannot be read or is larger than 8
 * MiB. */
static inline struct slice file_load(const char *path)
{
	const size_t most = 8u << 20;
	struct slice none = {NULL, 0};
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return none;
	char *bytes = malloc(most);
	size_t size = bytes == NULL ? 0 : fread(bytes, 1, most, file);
	bool whole = bytes != NULL && size < most && ferror(file) == 0;
	fclose(file);
	if (!whole) {
		free(bytes);
		return none;
	}
	return (struct slice){bytes, size};
}

#endif
