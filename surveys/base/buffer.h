/* Writing bytes one after another, into memory that the caller gives or that grows to a stated cap.
 * The first thing that does not fit sets `overflowed`; later writes do nothing; the caller asks
 * once, at the end. */
#ifndef SAYSO_BUFFER_H
#define SAYSO_BUFFER_H

#include "surveys/base/text.h"

struct buffer {
	char *bytes;
	size_t size, capacity, limit; /* bytes written, had, and at most to be had */
	bool growing, overflowed;
};

struct buffer buffer_over(void *memory, size_t capacity); /* never allocates */
struct buffer buffer_growing(size_t limit_bytes);         /* release it */
void buffer_release(struct buffer *buffer); /* wipes and frees what grew; leaves given memory */
void buffer_wipe(struct buffer *buffer);    /* zeroes the memory, size 0, may be reused */

/* Never of the buffer's own bytes: growing moves and wipes them. */
void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_add_slice(struct buffer *buffer, struct slice text);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_add_many(struct buffer *buffer, char c, size_t times);
/* Text of 512 bytes and more needs one byte of room besides. */
void buffer_add_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
struct slice buffer_slice(const struct buffer *buffer);
MUST_USE bool buffer_fits(const struct buffer *buffer); /* nothing overflowed */

#endif
