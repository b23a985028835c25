/* Lines of words: balanced breaking (least ragged, never one word alone), measured by a callback.
 * No SDL. */
#ifndef SAYSO_TYPESET_H
#define SAYSO_TYPESET_H

#include "surveys/base/text.h"

/* Width in units of text at an em in units. */
struct measure {
	float (*width)(void *context, struct slice text, float em, bool bold);
	void *context;
};

#define LINES_MOST 12
struct lines {
	struct slice line[LINES_MOST]; /* slices of the text */
	size_t count;
	float widest;
	bool fits; /* false: a word is wider than the line, or too many lines */
};
/* Newlines in the text break always. At most 66 characters a line. */
struct lines typeset(const struct measure *measure, struct slice text, float em, bool bold,
		     float width);

#endif
