#include "kiosk/page/ui_parts.h"

#define REFUSE_GAP 2.6f	  /* shell to words */
#define TALL_PADDING 3.0f /* words to the sides of a tall box */
#define TWO_DIGITS 1.25f  /* em, bold */
#define TALL_TICK 7.0f	  /* of a tall box, above the words */
#define TALL_TICK_EDGE 1.6f
#define TALL_TICK_GAP 0.4f
#define CORNER_MARKER 8.6f /* of a box with a drawing */

static float marker_edge(const struct ui *ui)
{
	return look_length(ui_is_tight(ui) ? LENGTH_MARKER_EDGE_SMALL : LENGTH_MARKER_EDGE);
}

static float marker_gap(const struct ui *ui)
{
	return look_length(ui_is_tight(ui) ? LENGTH_MARKER_GAP_SMALL : LENGTH_MARKER_GAP);
}

static bool is_number(struct slice label)
{
	int64_t value;
	return number_read(label, 0, 99, &value) == NUMBER_FINE;
}

/* Numbers are large, and alike in boxes of one width. */
static float em_of(const struct ui *ui, float width, const struct answer_box *answer)
{
	bool number = answer->shape == ANSWER_TALL && is_number(answer->label);
	float most = (width - TALL_PADDING) / TWO_DIGITS, em = ui_em(ui, TYPE_KEY);
	if (!number)
		return ui_em(ui, TYPE_ANSWER);
	return em < most ? em : most;
}

/* Where the words stand in a box. */
static struct box words_box(const struct ui *ui, struct box box, const struct answer_box *answer)
{
	float before = marker_edge(ui) + look_length(LENGTH_MARKER);
	float line = em_of(ui, box.width, answer) * EM_LEADING_ANSWER;
	switch (answer->shape) {
	case ANSWER_LIST:
		before += marker_gap(ui);
		break;
	case ANSWER_REFUSE:
		before += REFUSE_GAP;
		break;
	case ANSWER_TALL:
		return (struct box){box.x + TALL_PADDING / 2, box.y, box.width - TALL_PADDING,
				    box.height};
	case ANSWER_DRAWING:
		return (struct box){box.x, box.y + box.height - line * 1.4f, box.width,
				    answer->label.size > 0 ? line : 0};
	}
	return (struct box){box.x + before, box.y,
			    box.width - before - look_length(LENGTH_ANSWER_PADDING), box.height};
}

/* width: of the box. */
static struct lines words_of(const struct ui *ui, float width, const struct answer_box *answer)
{
	struct box words = words_box(ui, (struct box){.width = width}, answer);
	float em = em_of(ui, width, answer);
	return typeset(ui->measure, answer->label, em, true, words.width);
}

static struct mark *owned_picture(struct ui *ui, const struct answer_box *answer, struct box box,
				  enum picture picture, enum role role)
{
	ui_picture(ui, box, picture, role);
	struct mark *mark = &ui->marks->list[ui->marks->count - 1];
	mark->owner = answer->id;
	return mark;
}

static void draw_marker(struct ui *ui, struct box box, const struct answer_box *answer)
{
	float tick = box.width * look_length(LENGTH_TICK) / look_length(LENGTH_MARKER);
	struct mark *marker = marks_add(ui->marks, MARK_BOX, box);
	marker->fill = answer->chosen ? ROLE_ACCENT : ROLE_CARD;
	marker->line = answer->chosen ? ROLE_ACCENT : ROLE_EDGE;
	marker->line_width = look_length(LENGTH_LINE);
	marker->radius = box.width / 2;
	marker->owner = answer->id;
	if (answer->chosen)
		owned_picture(ui, answer, box_middle(box, tick, tick), PICTURE_ICON_TICK,
			      ROLE_ON_ACCENT);
}

static void draw_signs(struct ui *ui, struct box box, const struct answer_box *answer)
{
	float size = look_length(LENGTH_MARKER);
	struct box beside = {box.x + marker_edge(ui), box.y + (box.height - size) / 2, size, size};
	struct box corner = {box.x + box.width - CORNER_MARKER - 3, box.y + 3, CORNER_MARKER,
			     CORNER_MARKER};
	struct box above = {box.x + (box.width - TALL_TICK) / 2, box.y + TALL_TICK_EDGE, TALL_TICK,
			    TALL_TICK};
	struct box words = words_box(ui, box, answer);
	float room = (box.height - words.height) * (words.height > 0 ? 0.82f : 0.72f);
	float picture = room < box.width * 0.76f ? room : box.width * 0.76f;
	switch (answer->shape) {
	case ANSWER_LIST:
		draw_marker(ui, beside, answer);
		break;
	case ANSWER_TALL:
		if (answer->chosen)
			owned_picture(ui, answer, above, PICTURE_ICON_TICK, ROLE_ACCENT);
		break;
	case ANSWER_DRAWING:
		box.height -= words.height;
		owned_picture(ui, answer, box_middle(box, picture, picture), answer->picture,
			      ROLE_NONE);
		if (answer->chosen)
			draw_marker(ui, corner, answer);
		break;
	case ANSWER_REFUSE:
		owned_picture(ui, answer, beside,
			      answer->chosen ? PICTURE_ICON_TICK : PICTURE_ICON_SHELL,
			      answer->chosen ? ROLE_ACCENT : ROLE_INK);
		break;
	}
}

static void draw_box(struct ui *ui, struct box box, const struct answer_box *answer)
{
	bool down = ui_is_down(ui, answer->id);
	struct mark *mark = marks_add(ui->marks, MARK_BOX, box);
	mark->fill = down ? ROLE_PLATE : ROLE_CARD;
	mark->line = answer->chosen ? ROLE_ACCENT : ROLE_EDGE;
	mark->line_width = look_length(answer->chosen ? LENGTH_LINE_CHOSEN : LENGTH_LINE);
	mark->radius = look_radius(ui->marks->look);
	mark->shadow = !down;
	mark->id = answer->id;
	mark->part = PART_ANSWER;
	mark->chosen = answer->chosen;
	marks_set_label(ui->marks, mark, answer->label);
}

/* The lines are those of the bold face, chosen or not. */
static void draw_words(struct ui *ui, struct box box, const struct answer_box *answer)
{
	bool beside = answer->shape == ANSWER_LIST || answer->shape == ANSWER_REFUSE;
	struct box place = words_box(ui, box, answer);
	struct text_style style = {.bold = answer->chosen,
				   .align = beside ? ALIGN_START : ALIGN_CENTRE};
	struct lines lines = words_of(ui, box.width, answer);
	if (place.height > 0)
		ui_lines(ui, place, &lines, answer->id, em_of(ui, box.width, answer), style);
}

bool ui_answer(struct ui *ui, struct box box, const struct answer_box *answer)
{
	struct ui_item item = {.id = answer->id,
			       .box = box,
			       .radius = look_radius(ui->marks->look),
			       .part = PART_ANSWER,
			       .number = answer->number};
	draw_box(ui, box, answer);
	draw_signs(ui, box, answer);
	draw_words(ui, box, answer);
	return ui_take(ui, &item);
}

bool ui_answer_height(const struct ui *ui, float width, const struct answer_box *answer,
		      float *height)
{
	struct lines lines = words_of(ui, width, answer);
	float em = em_of(ui, width, answer), edges = 2 * look_length(LENGTH_LINE_CHOSEN);
	*height = (float)lines.count * em * EM_LEADING_ANSWER + (lines.count > 1 ? edges : 0);
	if (answer->shape == ANSWER_TALL)
		*height += 2 * (TALL_TICK_EDGE + TALL_TICK + TALL_TICK_GAP) -
			   em * (EM_LEADING_ANSWER - EM_CAP_HEIGHT);
	return lines.fits;
}

size_t ui_answer_lines(const struct ui *ui, float width, const struct answer_box *answer)
{
	return words_of(ui, width, answer).count;
}

float ui_answer_width(const struct ui *ui, const struct answer_box *answer)
{
	struct box words = words_box(ui, (struct box){.width = 0}, answer);
	float em = em_of(ui, 0, answer);
	return ui->measure->width(ui->measure->context, answer->label, em, true) - words.width + 1;
}
