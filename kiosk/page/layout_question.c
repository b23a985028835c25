#include "kiosk/page/layout_parts.h"

#define TEXT_SIZES 4
#define NUDGE_PADDING 4.0f
#define NUDGE_AWAY 2.0f /* from what stands around it */

typedef bool layout_try(struct attempt *attempt);

static struct attempt attempt_begin(struct ui *ui, const struct layout_question *question,
				    struct layout *out, int size)
{
	struct attempt attempt = {.ui = ui, .question = question, .out = out};
	ui->text_size = size;
	*out = (struct layout){.text_size = size};
	attempt.frame = layout_frame(ui);
	attempt.body = attempt.frame.body;
	return attempt;
}

/* In this order the first that fits; an upright page has one column before two. */
static bool fits_at(struct ui *ui, const struct layout_question *question, int size,
		    struct layout *out)
{
	static const struct {
		layout_try *try;
		enum layout_kind kind;
	} order[2][4] = {
		{{layout_spread, LAYOUT_SPREAD},
		 {layout_row, LAYOUT_ROW},
		 {layout_columns, LAYOUT_COLUMNS},
		 {layout_column, LAYOUT_COLUMN}},
		{{layout_row, LAYOUT_ROW},
		 {layout_column, LAYOUT_COLUMN},
		 {layout_columns, LAYOUT_COLUMNS},
		 {layout_spread, LAYOUT_SPREAD}},
	};
	bool portrait = ui->marks->page.portrait;
	for (size_t i = 0; i < countof(order[0]); i++) {
		struct attempt attempt = attempt_begin(ui, question, out, size);
		out->kind = order[portrait][i].kind;
		out->fits = order[portrait][i].try(&attempt);
		if (out->fits)
			return true;
	}
	return false;
}

/* The next size in the direction at which the page is another one, or 0. */
static int next_size(struct ui *ui, const struct layout_question *question, int size, int step)
{
	struct layout unused;
	for (int next = size + step; next >= 1 && next <= TEXT_SIZES; next += step)
		if (fits_at(ui, question, next, &unused))
			return next;
	return 0;
}

static float foot_of(struct box box)
{
	return box.y + box.height;
}

/* Where the last thing above the foot of the body ends, over the width of the line. */
static float lowest(const struct layout *layout, const struct layout_question *question,
		    struct box over)
{
	float low = foot_of(layout->question);
	const struct box others[] = {layout->hint, layout->low_words, layout->high_words,
				     layout->field, layout->keypad};
	for (size_t i = 0; i < countof(others); i++)
		if (others[i].x < over.x + over.width && foot_of(others[i]) > low)
			low = foot_of(others[i]);
	for (size_t i = 0; i < question->option_count; i++)
		if (layout->answers[i].x < over.x + over.width && foot_of(layout->answers[i]) > low)
			low = foot_of(layout->answers[i]);
	return low;
}

/* At the foot of the body, on the left page of a spread, if nothing stands there. */
static void place_nudge(const struct attempt *attempt, struct slice nudge)
{
	struct layout *out = attempt->out;
	struct box place = attempt->frame.body;
	bool fits = true;
	if (out->kind == LAYOUT_SPREAD)
		place.width = (attempt->question->number ? out->keypad.x : out->answers[0].x) -
			      look_length(LENGTH_GUTTER) - place.x;
	float floor = foot_of(place);
	if (!out->refuse_in_footer && out->refuse.width > 0)
		floor = out->refuse.y - look_length(LENGTH_ANSWER_GAP_SIX);
	float inner = place.width - 2 * NUDGE_PADDING;
	place.height = NUDGE_PADDING +
		       ui_text_height(attempt->ui, inner, nudge, layout_nudge_style(), &fits);
	place.y = floor - place.height;
	if (fits && place.y >= lowest(out, attempt->question, place) + NUDGE_AWAY)
		out->nudge = place;
}

struct layout layout_question(struct ui *ui, const struct layout_question *question,
			      struct slice nudge)
{
	struct layout layout;
	int size = ui->text_size;
	while (!fits_at(ui, question, size, &layout) && size > 1)
		size--;
	int down = next_size(ui, question, size, -1), up = next_size(ui, question, size, 1);
	struct layout unused = layout;
	struct attempt attempt = attempt_begin(ui, question, &unused, size);
	attempt.out = &layout;
	if (!layout.fits) {
		layout = (struct layout){.kind = LAYOUT_COLUMNS, .text_size = size};
		layout_forced(&attempt);
	}
	ui->text_size_down = down;
	ui->text_size_up = up;
	if (nudge.size > 0)
		place_nudge(&attempt, nudge);
	return layout;
}

void layout_words(struct ui *ui, const struct layout_question *question,
		  const struct layout *layout)
{
	ui_text(ui, layout->question, question->question, layout_question_style());
	if (question->hint.size > 0)
		ui_text(ui, layout->hint, question->hint, layout_hint_style());
	if (layout->kind != LAYOUT_ROW)
		return;
	ui_text(ui, layout->low_words, question->low_words, layout_ends_style(false));
	ui_text(ui, layout->high_words, question->high_words, layout_ends_style(true));
}

void layout_nudge(struct ui *ui, const struct layout *layout, struct slice nudge)
{
	struct box words = layout->nudge;
	ui_card(ui, layout->nudge);
	words.x += NUDGE_PADDING;
	words.width -= 2 * NUDGE_PADDING;
	ui_text_middle(ui, words, nudge, layout_nudge_style());
}
