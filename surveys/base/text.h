/* Slices of somebody else's bytes, UTF-8, and numbers read strictly.
 * Owns nothing: a slice is valid as long as the bytes it points into. Never changes them. */
#ifndef SAYSO_TEXT_H
#define SAYSO_TEXT_H

#include "surveys/base/base.h"

struct slice {
	const char *bytes; /* not NUL-terminated; may be NULL when size is 0 */
	size_t size;       /* bytes */
};

struct slice slice_of(const char *text); /* NUL-terminated */
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *text);
bool slice_is_ignoring_case(struct slice a, const char *ascii_text);
bool slice_starts(struct slice a, const char *prefix);
int slice_compare(struct slice a, struct slice b); /* bytewise, as memcmp; a prefix sorts first */
struct slice slice_from(struct slice a, size_t offset); /* empty past the end */
struct slice slice_trim(struct slice a);                /* ASCII space, tab, CR, LF at both ends */
/* Cuts the next word (no ASCII white space) off the front of *rest; empty at the end. */
struct slice slice_next_word(struct slice *rest);

/* Next Unicode scalar of text at *at, which moves past it; UTF8_BAD (and *at one byte on) for an
 * overlong form, a surrogate, a value over U+10FFFF or a cut sequence. Only while *at < size. */
#define UTF8_BAD UINT32_MAX
uint32_t utf8_next(struct slice text, size_t *at);
bool utf8_valid(struct slice text, size_t *first_bad_offset); /* offset may be NULL */
size_t utf8_count(struct slice text);                         /* scalars; a bad byte counts one */
size_t utf8_columns(struct slice text); /* cells of a terminal: 0 for combining marks, 2 for wide */

enum number_fault {
	NUMBER_FINE,
	NUMBER_EMPTY,
	NUMBER_NOT_A_NUMBER,
	NUMBER_TOO_SMALL,
	NUMBER_TOO_LARGE
};
/* The whole slice: optional '-', digits, nothing else (no plus, no spaces, no leading zeros but
 * "0"). *value is written only with NUMBER_FINE. */
MUST_USE enum number_fault number_read(struct slice text, int64_t least, int64_t most,
				       int64_t *value);

/* "2026-11-25" <-> days since 1970-01-01 (Gregorian, years 1970 to 9999). */
MUST_USE bool day_read(struct slice text, int32_t *day);
void day_write(int32_t day, char out[11]);

#endif
