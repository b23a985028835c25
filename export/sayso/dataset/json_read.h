/* Strict JSON from outside, over jansson: UTF-8, no key twice, nothing behind the end, at most
 * 2,048 deep. Objects are read by their full set of keys: one that is missing or unknown is an
 * error. Messages never quote a value. */
#ifndef SAYSO_JSON_READ_H
#define SAYSO_JSON_READ_H

#include "surveys/base/problem.h"

struct json_t;

/* From here on jansson wipes what it frees: for what it reads are answers. Before the first
 * reading. */
void json_wipe_memory(void);

/* The text is one object, perhaps with white space around it. NULL: the problem says why. Release
 * it. */
MUST_USE struct json_t *json_load(struct slice text, struct problems *problems);
void json_release(struct json_t *json); /* harmless on NULL */

/* The object says `type` and format 1. A higher format: "made by a newer Sayso". */
MUST_USE bool json_is_format_1(const struct json_t *object, const char *type,
			       struct problems *problems);

/* One object while it is read. The first error sticks (`failed`); later reads give empty text and
 * zero; the caller asks once, at the end. Text stays until the root is released. */
struct json_fields {
	const struct json_t *object; /* NULL: reading it fails */
	const char *what;            /* for messages: "the record", "a session" */
	struct problems *problems;
	bool failed;
};

void json_keys(struct json_fields *fields, const char *const *keys,
	       size_t count); /* exactly these */
struct slice json_read_text(struct json_fields *fields, const char *key, size_t size_most);
int64_t json_read_integer(struct json_fields *fields, const char *key, int64_t least, int64_t most);
void json_read_hex(struct json_fields *fields, const char *key, uint8_t *out, size_t size);
/* A day as "2026-11-25". */
int32_t json_read_day(struct json_fields *fields, const char *key);
/* The place of the text among these names; 0 when it is none of them, which is an error. */
size_t json_read_name(struct json_fields *fields, const char *key, const char *const *names,
		      size_t count);
/* An object or array within; NULL on error. *count: its members. */
const struct json_t *json_read_object(struct json_fields *fields, const char *key, size_t most,
				      size_t *count);
const struct json_t *json_read_array(struct json_fields *fields, const char *key, size_t most,
				     size_t *count);
void json_fail(struct json_fields *fields, const char *format, ...) PRINTF_LIKE(2, 3);

/* Members in the order of the text. Object: visit is called until it returns false. */
bool json_each(const struct json_t *object,
	       bool (*visit)(void *context, struct slice name, const struct json_t *value),
	       void *context);
const struct json_t *json_at(const struct json_t *array, size_t index);
/* False: it is no text. */
MUST_USE bool json_text_of(const struct json_t *value, struct slice *text);
bool json_has(const struct json_t *object,
	      const char *key); /* false also where there is no object */

#endif
