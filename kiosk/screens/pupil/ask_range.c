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

/* A digit picks the box with that number; after 1 a 0 picks 10, as it is typed. */
static int digit_of(const struct ask *ask, size_t option)
{
	const struct answer given = ask->view->answer;
	struct slice label = ask->options[option], ten = slice_of("10");
	bool one = given.status == ANSWER_GIVEN &&
		   (size_t)given.value < ask->question.option_count &&
		   slice_equal(ask->options[given.value], slice_of("1"));
	if (slice_equal(label, ten))
		return one ? 0 : -1;
	bool last_is_ten = slice_equal(ask->options[ask->question.option_count - 1], ten);
	bool digit = label.size == 1 && label.bytes[0] >= '0' && label.bytes[0] <= '9';
	return digit && !(one && last_is_ten && label.bytes[0] == '0') ? label.bytes[0] - '0' : -1;
}

struct action ask_range_draw(struct ui *ui, const struct ask *ask, const struct layout *layout)
{
	const struct answer given = ask->view->answer;
	struct action action = {ACTION_NONE, 0};
	for (size_t i = 0; i < ask->question.option_count; i++) {
		struct answer_box answer = {
			.id = (uint16_t)(ID_ANSWERS + i),
			.label = ask->options[i],
			.chosen = given.status == ANSWER_GIVEN && given.value == (int32_t)i,
			.number = digit_of(ask, i),
			.shape = layout->tall ? ANSWER_TALL : ANSWER_LIST,
		};
		if (ui_answer(ui, layout->answers[i], &answer))
			action = ask_pressed(answer.chosen, (int32_t)i);
	}
	return action;
}
