/* One file a kind of question: each says how it is laid out and draws what can be answered. For
 * screen_question alone. */
#ifndef SAYSO_ASKS_H
#define SAYSO_ASKS_H

#include "kiosk/page/layout.h"
#include "kiosk/page/view.h"

#define ID_ANSWERS 1 /* of a page's own: the answers, or the keys */

struct ask {
	const struct view *view;
	struct layout_question question;
	struct slice options[LAYOUT_ANSWERS_MOST];
	enum word nudge, nudge_required; /* the latter unless the questionnaire has its own */
};

/* What the layout is to know. */
void ask_choice_lay(struct ask *ask);
void ask_range_lay(struct ask *ask);
void ask_number_lay(struct ask *ask);
/* What can be answered, without the refusal. */
struct action ask_choice_draw(struct ui *ui, const struct ask *ask, const struct layout *layout);
struct action ask_range_draw(struct ui *ui, const struct ask *ask, const struct layout *layout);
struct action ask_number_draw(struct ui *ui, const struct ask *ask, const struct layout *layout);

/* The chosen one is pressed to take it back. */
struct action ask_pressed(bool chosen, int32_t value);

#endif
