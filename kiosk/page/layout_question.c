#include <math.h>

#include "kiosk/page/layout_parts.h"

#define NUDGE_PADDING 4.0f
#define NUDGE_AWAY 2.0f /* from what stands around it */

static float nudge_height(const struct ui *ui, float width, struct slice nudge, bool *fits)
{
	return NUDGE_PADDING +
	       ui_text_height(ui, width - 2 * NUDGE_PADDING, nudge, layout_nudge_style(), fits);
}

/* The card is as wide as its words. */
static float nudge_width(const struct ui *ui, float most, struct slice nudge)
{
	float inner = most - 2 * NUDGE_PADDING;
	struct lines lines = typeset(ui->measure, nudge, ui_em(ui, layout_nudge_style().type),
				     layout_nudge_style().bold, inner);
	return fminf(lines.widest + 1, inner) + 2 * NUDGE_PADDING;
}

static struct attempt attempt_begin(struct ui *ui, const struct layout_question *question, int size,
				    struct layout *out)
{
	struct attempt attempt = {.ui = ui, .question = question, .out = out};
	ui->text_size = size;
	*out = (struct layout){.text_size = size};
	attempt.frame = layout_frame(ui);
	attempt.body = attempt.frame.body;
	return attempt;
}

typedef bool layout_try(struct attempt *attempt);
static const struct kind {
	layout_try *try;
	enum layout_kind kind;
} kinds[2][5] = {
	{{layout_spread, LAYOUT_SPREAD},
	 {layout_row, LAYOUT_ROW},
	 {layout_columns, LAYOUT_COLUMNS},
	 {layout_three_columns, LAYOUT_COLUMNS},
	 {layout_column, LAYOUT_COLUMN}},
	/* an upright page has one column before two */
	{{layout_column, LAYOUT_COLUMN},
	 {layout_row, LAYOUT_ROW},
	 {layout_columns, LAYOUT_COLUMNS},
	 {layout_three_columns, LAYOUT_COLUMNS},
	 {layout_spread, LAYOUT_SPREAD}},
};

/* Of the higher of the two lines: when one follows the other nothing moves. */
static float room_for_line(const struct ui *ui, float width, const struct layout_question *question,
			   struct slice nudge)
{
	if (nudge.size == 0 && question->other_line.size == 0)
		return 0;
	return NUDGE_AWAY + fmaxf(nudge_height(ui, width, nudge, NULL),
				  nudge_height(ui, width, question->other_line, NULL));
}

/* With room for the nudge under the answers if that can be; a spread has it on its left page. */
static bool kind_fits(struct ui *ui, const struct layout_question *question, struct slice nudge,
		      int size, const struct kind *kind, struct layout *out)
{
	for (int reserving = kind->kind == LAYOUT_SPREAD ? 0 : 1; reserving >= 0; reserving--) {
		struct attempt attempt = attempt_begin(ui, question, size, out);
		if (reserving == 1)
			attempt.reserve = room_for_line(ui, attempt.body.width, question, nudge);
		out->kind = kind->kind;
		out->fits = kind->try(&attempt);
		if (out->fits)
			return true;
	}
	return false;
}

/* In their order the first that fits. */
static bool fits_at(struct ui *ui, const struct layout_question *question, struct slice nudge,
		    int size, struct layout *out)
{
	const struct kind *order = kinds[ui->marks->page.portrait];
	for (size_t i = 0; i < countof(kinds[0]); i++)
		if (kind_fits(ui, question, nudge, size, &order[i], out))
			return true;
	return false;
}

/* The largest size up to the chosen one; a narrow page that holds it at none tries again with its
 * margins and gaps drawn in. */
static bool choose_size(struct ui *ui, const struct layout_question *question, struct slice nudge,
			int chosen, struct layout *out)
{
	for (int tight = 0; tight <= (ui->marks->page.narrow ? 1 : 0); tight++)
		for (int size = chosen; size >= 1; size--) {
			ui->tight = tight == 1;
			if (fits_at(ui, question, nudge, size, out))
				return true;
		}
	ui->tight = false;
	return false;
}

/* The next size in the direction at which the page is another one, or 0. */
static int next_size(struct ui *ui, const struct layout_question *question, struct slice nudge,
		     int size, int step)
{
	struct layout layout;
	for (int next = size + step; next >= 1 && next <= TEXT_SIZES; next += step)
		if (choose_size(ui, question, nudge, next, &layout) && layout.text_size == next)
			return next;
	return 0;
}

static float foot_of(struct box box)
{
	return box.y + box.height;
}

static bool refuse_has_row(const struct layout *layout, struct box over)
{
	return layout->refuse.width > over.width - 0.1f && !layout->refuse_in_footer;
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
	if (!layout->refuse_in_footer && !refuse_has_row(layout, over))
		low = fmaxf(low, foot_of(layout->refuse));
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
	if (refuse_has_row(out, place))
		floor = out->refuse.y - look_length(LENGTH_ANSWER_GAP_SIX);
	place.height = nudge_height(attempt->ui, place.width, nudge, &fits);
	place.width = nudge_width(attempt->ui, place.width, nudge);
	place.y = floor - place.height;
	if (fits && place.y >= lowest(out, attempt->question, place) + NUDGE_AWAY)
		out->nudge = place;
}

struct layout layout_question(struct ui *ui, const struct layout_question *question,
			      struct slice nudge)
{
	struct layout layout, unused;
	bool fits = choose_size(ui, question, nudge, ui->text_size, &layout), tight = ui->tight;
	int size = fits ? layout.text_size : 1;
	int down = next_size(ui, question, nudge, size, -1);
	int up = next_size(ui, question, nudge, size, 1);
	ui->tight = tight;
	struct attempt attempt = attempt_begin(ui, question, size, &unused);
	attempt.out = &layout;
	if (!fits)
		ui->marks->overflowed = true;
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
