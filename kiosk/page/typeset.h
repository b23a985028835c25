/* Lines of words: balanced breaking (least ragged, never one word alone where it can be helped),
 * measured by a callback. Breaks at spaces and newlines only; a no-break space holds. No SDL. */
#ifndef SAYSO_TYPESET_H
#define SAYSO_TYPESET_H

#include "surveys/base/text.h"

/* Width in units of text at an em in units. */
struct measure {
	float (*width)(void *context, struct slice text, float em, bool bold);
	void *context;
};

#define LINES_MOST 12
#define LINE_CHARACTERS_MOST 45 /* (pages.md 10) */
struct lines {
	struct slice line[LINES_MOST]; /* slices of the text */
	size_t count;
	float widest;
	bool fits; /* false: a word is wider than the line, or there are too many lines or words */
	bool lost; /* some words stand in no line: there are too many */
};
/* The fewest lines that the width allows, filled alike. Newlines in the text break always; empty
 * lines are left out. At most 45 characters a line. */
struct lines typeset(const struct measure *measure, struct slice text, float em, bool bold,
		     float width);

#endif
