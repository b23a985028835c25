/* One strict subset of ustar (docs/formats.md, Envelope): regular files, names up to 100 bytes,
 * times 0, one owner and mode. Headers are never believed: each is rebuilt from name and size and
 * compared. A reader that meets a bad one goes on to the next block that is a header with a wanted
 * name, so that one flipped bit loses one member at most. Owns nothing; members point into the
 * archive. */
#ifndef SAYSO_TAR_H
#define SAYSO_TAR_H

#include "surveys/base/buffer.h"

#define TAR_BLOCK 512
#define TAR_NAME_MOST 100

/* [A-Za-z0-9._-] in parts between single '/', no part "." or "..", 1 to 100 bytes. */
bool tar_name_valid(struct slice name);
/* The block that name (a valid one) and size (at most TAR_MEMBER_MOST) make. */
void tar_header(struct slice name, size_t size, uint8_t out[TAR_BLOCK]);
size_t tar_member_size(size_t size); /* header, bytes and filling, in an archive */

void tar_add(struct buffer *out, struct slice name,
	     struct slice bytes); /* header, bytes, filling */
void tar_end(struct buffer *out); /* two empty blocks */

struct tar_reader {
	struct slice archive;
	size_t at; /* a multiple of TAR_BLOCK */
};
struct tar_member {
	struct slice name, bytes;
	size_t offset; /* of its header */
};
/* The member whose header stands exactly at reader->at. */
MUST_USE bool tar_here(struct tar_reader *reader, struct tar_member *member);
/* The next member whose header is right and whose name is wanted (NULL: any), from reader->at on,
 * block by block; reader->at moves behind it. False at the end. */
MUST_USE bool tar_next(struct tar_reader *reader,
		       bool (*wanted)(const void *context, struct slice name), const void *context,
		       struct tar_member *member);

#endif
