/* Where things stand on a page of questions: one function for every question, size and look
 * (pages.md 7). Nothing overlaps, nothing leaves the page, no target is smaller than its
 * floor, or `fits` is false. */
#ifndef SAYSO_LAYOUT_H
#define SAYSO_LAYOUT_H

#include "kiosk/page/furniture.h"
#include "surveys/base/bounds.h"

#define LAYOUT_ANSWERS_MOST FORM_OPTIONS_MOST
enum layout_kind { LAYOUT_SPREAD, LAYOUT_ROW, LAYOUT_COLUMNS, LAYOUT_COLUMN };

struct layout_question {
	struct slice question, hint; /* hint may be empty */
	const struct slice *options;
	size_t option_count; /* 0 and no number: a note */
	bool tall;	     /* 0-10: a row of boxes */
	bool scale;	     /* the options are one scale: a row, or along the rows */
	struct slice low_words, high_words;
	bool number;		 /* a keypad stands on the right page, a field under the question */
	struct slice other_line; /* may take the place of the calm line: either has room */
};

struct layout {
	enum layout_kind kind;
	int text_size; /* the largest up to the chosen one at which everything fits */
	bool fits;     /* false: not even at size 1; the page counts as overflowed */
	struct box question, hint, answers[LAYOUT_ANSWERS_MOST], low_words, high_words;
	struct box keypad, field; /* of a number */
	struct box refuse;	  /* none on a note */
	bool refuse_in_footer;
	bool tall;	    /* answers are ANSWER_TALL */
	struct box drawing; /* for the boat; width 0: no room or no place for it */
	struct box nudge;   /* for one calm line, as a card; width 0: say it in the header */
};

/* To be called before anything of the page is drawn: sets ui->text_size to the size at which the
 * page is drawn, and text_size_down and _up to those that would change it. nudge: the line that may
 * have to be shown; it never moves anything. */
struct layout layout_question(struct ui *ui, const struct layout_question *question,
			      struct slice nudge);
/* The words that only speak: question, hint, words at the ends. */
void layout_words(struct ui *ui, const struct layout_question *question,
		  const struct layout *layout);
void layout_nudge(struct ui *ui, const struct layout *layout, struct slice nudge);

#endif
