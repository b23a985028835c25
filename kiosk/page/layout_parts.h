/* What the layouts share; not for screens. */
#ifndef SAYSO_LAYOUT_PARTS_H
#define SAYSO_LAYOUT_PARTS_H

#include "kiosk/page/layout.h"

/* One try of one layout at one text size. */
struct attempt {
	struct ui *ui;
	const struct layout_question *question;
	struct layout *out;
	struct frame frame;
	struct box body; /* what is left of the body */
	float reserve;	 /* kept free at its foot, for the calm line */
};

bool layout_is_note(const struct layout_question *question);
/* The styles of the words that only speak. */
struct text_style layout_question_style(void);
struct text_style layout_hint_style(void);
struct text_style layout_ends_style(bool high);
struct text_style layout_nudge_style(void);

float layout_sea(const struct attempt *attempt); /* words end above it */
/* Question and hint from the top of the area down; beside: the hint may stand on the question's
 * line. False: a word is too wide. *bottom: where they end. */
MUST_USE bool layout_place_question(struct attempt *attempt, struct box area, bool beside,
				    float *bottom);
/* Into the footer if there is room, else it takes a row off the foot of the body. False: too wide.
 */
MUST_USE bool layout_place_refuse(struct attempt *attempt);
bool layout_refuse_in_footer(struct attempt *attempt); /* false: nothing done */

/* Heights that answers need at a width; the largest of them. False: a word is too wide. */
struct heights {
	float each[LAYOUT_ANSWERS_MOST + 1], most;
	size_t count;
};
MUST_USE bool layout_heights(const struct attempt *attempt, float width, struct heights *heights);
/* The refusal among them, as one more. */
MUST_USE bool layout_heights_refuse(const struct attempt *attempt, float width,
				    struct heights *heights);
/* Boxes below each other in the area. loose: down to the lowest height that so many may have. */
MUST_USE bool layout_stack(const struct attempt *attempt, struct box area,
			   const struct heights *heights, bool loose, struct box *boxes);

MUST_USE bool layout_spread(struct attempt *attempt);
MUST_USE bool layout_row(struct attempt *attempt);
MUST_USE bool layout_columns(struct attempt *attempt);
MUST_USE bool layout_three_columns(struct attempt *attempt); /* many short answers */
MUST_USE bool layout_column(struct attempt *attempt);

#endif
