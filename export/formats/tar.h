/* One strict subset of ustar: regular files, names up to 100 bytes, times 0, one owner and mode. Headers are never
 * believed: each is rebuilt from name and size and compared. A reader that meets a bad one goes on to the next block
 * that is a header with a listed name, so that one flipped bit loses one member at most. */
#ifndef SAYSO_TAR_H
#define SAYSO_TAR_H

#include "surveys/base/buffer.h"
#include "surveys/base/problem.h"

#define TAR_BLOCK 512

void tar_header(struct slice name, size_t size, uint8_t out[TAR_BLOCK]);
void tar_add(struct buffer *out, struct slice name, struct slice bytes); /* header, bytes, padding */
void tar_end(struct buffer *out);                                        /* two empty blocks */

/* [a-z0-9A-Z._-] and single '/', no leading '/', no "." or ".." part, 1 to 100 bytes. */
bool tar_name_valid(struct slice name);

struct tar_reader {
	struct slice archive;
	size_t at; /* a multiple of TAR_BLOCK */
};
struct tar_member {
	struct slice name, bytes;
};
/* The next member whose header is right, resynchronising; wanted(context, name) tells listed names (NULL: any). False at the end. */
MUST_USE bool tar_next(struct tar_reader *reader, bool (*wanted)(const void *context, struct slice name),
		       const void *context, struct tar_member *member);

#endif
