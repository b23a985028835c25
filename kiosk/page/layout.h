/* Where things stand on a page of questions: one function for every question, size and look
 * (look.md, Layout). */
#ifndef SAYSO_LAYOUT_H
#define SAYSO_LAYOUT_H

#include "kiosk/page/ui.h"

struct frame {
	struct box header, body, footer;
};
struct frame layout_frame(const struct ui *ui);

#define LAYOUT_ANSWERS_MOST 16
enum layout_kind { LAYOUT_SPREAD, LAYOUT_ROW, LAYOUT_COLUMNS, LAYOUT_COLUMN };
struct layout {
	enum layout_kind kind;
	int text_size; /* the largest up to the chosen one at which everything fits */
	bool fits;     /* false: not even at size 1 */
	struct box question, answers[LAYOUT_ANSWERS_MOST], refuse, low_words, high_words, drawing;
	bool refuse_in_footer;
};
struct layout_question {
	struct slice question, hint;
	const struct slice *options;
	size_t option_count;
	bool tall; /* 0-10: a row of boxes */
	struct slice low_words, high_words;
	float keypad_width, keypad_height; /* a number: the keypad stands on the right page */
};
struct layout layout_question(struct ui *ui, const struct layout_question *question);

#endif
