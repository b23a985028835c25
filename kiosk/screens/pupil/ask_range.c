#include "kiosk/screens/pupil/asks.h"

static struct slice words_or_none(const char *words)
{
	return words == NULL ? (struct slice){NULL, 0} : slice_of(words);
}

void ask_range_lay(struct ask *ask)
{
	const struct item *item = ask->view->item;
	ask->question.option_count = item->option_count;
	ask->question.tall = true;
	ask->question.scale = true;
	ask->question.low_words = words_or_none(item->low_words);
	ask->question.high_words = words_or_none(item->high_words);
	ask->nudge = WORD_NUDGE;
	ask->nudge_required = WORD_REQUIRED;
}

/* While 1 is chosen a 0 makes 10 of it, where there is one. */
static bool makes_ten(const struct ask *ask)
{
	const struct answer given = ask->view->answer;
	size_t count = ask->question.option_count;
	return given.status == ANSWER_GIVEN && (size_t)given.value < count &&
	       slice_is(ask->options[given.value], "1") && slice_is(ask->options[count - 1], "10");
}

/* A digit picks the box with that number. */
static int digit_of(struct slice label, bool ten)
{
	if (ten && slice_is(label, "10"))
		return 0;
	if (label.size != 1 || label.bytes[0] < '0' || label.bytes[0] > '9' ||
	    (ten && label.bytes[0] == '0'))
		return -1;
	return label.bytes[0] - '0';
}

struct action ask_range_draw(struct ui *ui, const struct ask *ask, const struct layout *layout)
{
	const struct answer given = ask->view->answer;
	struct action action = {ACTION_NONE, 0};
	bool ten = makes_ten(ask);
	for (size_t i = 0; i < ask->question.option_count; i++) {
		struct answer_box answer = {
			.id = (uint16_t)(ID_ANSWERS + i),
			.label = ask->options[i],
			.chosen = given.status == ANSWER_GIVEN && given.value == (int32_t)i,
			.number = digit_of(ask->options[i], ten),
			.shape = layout->tall ? ANSWER_TALL : ANSWER_LIST,
		};
		if (ui_answer(ui, layout->answers[i], &answer))
			action = ask_pressed(answer.chosen, (int32_t)i);
	}
	return action;
}
