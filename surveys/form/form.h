/* A questionnaire: what is asked, in order. Read from XLSForm as CSV; const once loaded; everything
 * in it lives in the arena it was loaded into. The form knows nothing of answers. */
#ifndef SAYSO_FORM_H
#define SAYSO_FORM_H

#include "surveys/base/arena.h"
#include "surveys/base/bounds.h"
#include "surveys/base/problem.h"
#include "surveys/form/expr.h"

enum item_kind { ITEM_NOTE, ITEM_SELECT_ONE, ITEM_INTEGER, ITEM_RANGE };

struct option {
	const char *name;  /* what the data says */
	const char *label; /* what the pupil reads */
};

struct item {
	const char *name;
	const char *label;            /* the question; may hold newlines */
	const char *hint;             /* or NULL */
	const char *required_message; /* or NULL: the kiosk's own line */
	enum item_kind kind;
	bool likert;                  /* appearance likert: the options are one scale */
	const struct option *options; /* select_one: the list. range: its steps, label "0", "1" */
	size_t option_count;          /* 0 for note and integer */
	const char *low_words, *high_words; /* range: words at the ends, or NULL */
	/* Both name only items that stand before this one and take an answer. */
	const struct expr *relevant; /* NULL: always asked */
	const struct expr *required; /* NULL: no */
	const char *scales;          /* names with spaces between, or NULL; for scoring alone */
	bool reverse;
	size_t offset;               /* of its row in the file */
};

#define INTEGER_LEAST 0
#define INTEGER_MOST 999999999 /* nine digits: the keypad's field */

struct form {
	const char *id;       /* settings form_id; also the file's name without .csv */
	const char *title;
	const char *version;
	const char *language; /* of the words, such as "en" */
	const struct item *items;
	size_t item_count;
	uint8_t digest[32];   /* SHA-256 of the file's bytes, as the caller gave it */
};

/* digest: SHA-256 of source->text, computed by the caller. All problems of the file are reported in
 * one run. NULL when there was an error. The page rules (form_check.h) make warnings. */
MUST_USE const struct form *form_load(const struct source *source, const uint8_t digest[32],
				      struct arena *arena, struct problems *problems);
size_t form_item_index(const struct form *form, struct slice name);   /* SIZE_MAX: none */
size_t item_option_index(const struct item *item, struct slice name); /* SIZE_MAX: none */
bool item_is_asked(const struct item *item); /* takes an answer: all but notes */

#endif
