/* JSON written into a buffer, on one line. The writer keeps the commas and the nesting. Text is raw
 * UTF-8: only `"` and `\` are escaped. The first thing that JSON or this writer cannot take (bad
 * UTF-8, a control character, a name missing or out of place, a wrong end, nesting over
 * JSON_DEPTH_MOST) sets `refused`; later calls do nothing; the caller asks once, with json_end.
 * Allocates nothing but what the buffer does. */
#ifndef SAYSO_JSON_WRITE_H
#define SAYSO_JSON_WRITE_H

#include "surveys/base/buffer.h"

#define JSON_DEPTH_MOST 16

struct json_writer {
	struct buffer *out;
	char ends[JSON_DEPTH_MOST]; /* the bracket that closes each open level */
	size_t depth;
	bool comma_due, named, refused;
};

struct json_writer json_begin(struct buffer *out);

/* name: within an object; NULL within an array, at the top, or after json_name. */
void json_object(struct json_writer *writer, const char *name);
void json_object_end(struct json_writer *writer);
void json_array(struct json_writer *writer, const char *name);
void json_array_end(struct json_writer *writer);
void json_text(struct json_writer *writer, const char *name, struct slice text);
void json_integer(struct json_writer *writer, const char *name, int64_t value);
void json_name(struct json_writer *writer,
	       struct slice name); /* for a name that is made, as form.item */

/* All was taken, everything opened is closed, one value stands there, and the buffer held it. */
MUST_USE bool json_end(const struct json_writer *writer);

#endif
