#include "kiosk/screens/pupil/asks.h"

#define KEYS_MOST 9 /* 1 to 9 pick (pages.md 45) */

void ask_choice_lay(struct ask *ask)
{
	const struct item *item = ask->view->item;
	ask->question.option_count = item->option_count;
	ask->question.scale = item->likert;
	ask->nudge = WORD_NUDGE;
	ask->nudge_required = WORD_REQUIRED;
}

struct action ask_pressed(bool chosen, int32_t value)
{
	return (struct action){chosen ? ACTION_UNANSWER : ACTION_ANSWER, value};
}

struct action ask_choice_draw(struct ui *ui, const struct ask *ask, const struct layout *layout)
{
	const struct answer given = ask->view->answer;
	struct action action = {ACTION_NONE, 0};
	for (size_t i = 0; i < ask->question.option_count; i++) {
		struct answer_box answer = {
			.id = (uint16_t)(ID_ANSWERS + i),
			.label = ask->options[i],
			.chosen = given.status == ANSWER_GIVEN && given.value == (int32_t)i,
			.number = i < KEYS_MOST ? (int)i + 1 : -1,
			.shape = layout->tall ? ANSWER_TALL : ANSWER_LIST,
		};
		if (ui_answer(ui, layout->answers[i], &answer))
			action = ask_pressed(answer.chosen, (int32_t)i);
	}
	return action;
}
