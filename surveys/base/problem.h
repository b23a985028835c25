/* What was wrong, where, and what to do next. Every function that can fail adds a problem and
 * returns false; whoever talks to a person prints them. No problem ever carries an answer, a code
 * or a key. */
#ifndef SAYSO_PROBLEM_H
#define SAYSO_PROBLEM_H

#include "surveys/base/text.h"

/* A text that was read, and its name for messages. */
struct source {
	const char *name;  /* as the user knows it, such as "forms/wellbeing.csv" */
	struct slice text; /* empty: no line, column or excerpt is printed */
	bool quiet;        /* never quoted, neither line nor cell: it holds codes or keys */
};

struct place {
	const struct source *source; /* NULL: nowhere in particular */
	size_t offset;               /* bytes into the text */
};

enum severity { PROBLEM_WARNING, PROBLEM_ERROR };

struct problem {
	enum severity severity;
	char where[80];        /* source's name, cut in the middle if longer; may be empty */
	uint32_t line, column; /* from 1, column in characters; 0: no line */
	char excerpt[120];     /* the line of the source around the column; may be empty */
	uint32_t caret;        /* terminal cells before the caret in the excerpt */
	char text[240], hint[160];
};

#define PROBLEMS_MOST 60
/* Holds copies only: sources may go before it. Zero it to begin. 40 KB: not for recursion. */
struct problems {
	struct problem list[PROBLEMS_MOST];
	size_t count;            /* in list */
	size_t errors, warnings; /* all, also those that did not fit the list */
};

/* hint: what to do next, one sentence, or NULL. format: one sentence, no newline. What does not fit
 * is cut at a character; control characters and bad UTF-8 show as '?'. In a full list an error
 * displaces a warning. */
void problem_error(struct problems *problems, struct place place, const char *hint,
		   const char *format, ...) PRINTF_LIKE(4, 5);
void problem_warning(struct problems *problems, struct place place, const char *hint,
		     const char *format, ...) PRINTF_LIKE(4, 5);
/* An error with neither place: libraries, disks. where may be NULL. */
void problem_error_at(struct problems *problems, const char *where, const char *hint,
		      const char *format, ...) PRINTF_LIKE(4, 5);
struct place place_at(const struct source *source, size_t offset);
struct place place_none(void);
const char *problems_first(const struct problems *problems); /* text of the first error, or "" */

/* As much of a text as fits, as problems show it: for what is printed beside them and may come from
 * anybody, such as a file's name. A NUL is added. */
void printable_write(struct slice text, char *out, size_t size);

/* name:line:column: error: text / excerpt and caret / hint, and how many more there were.
 * Output errors are the caller's. */
void problems_print(const struct problems *problems, FILE *out);

#endif
