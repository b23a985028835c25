#include <math.h>

#include "kiosk/page/keypad.h"
#include "kiosk/page/layout_parts.h"

#define BOAT 27.0f	  /* its box; the hull's foot is under water */
#define BOAT_UNDER 4.5f	  /* below the line of the sea */
#define BOAT_IN 18.0f	  /* from the margin */
#define FIELD_WIDTH 70.0f /* nine digits */
#define FIELD_HEIGHT 19.4f
#define KEYPAD_LEAST 62.8f /* four keys of 12.7 */
#define NOTE_SHARE 0.33f   /* of the room to the sea, above a note */
#define ROW_LINES_MOST 3
#define ENDS_GAP 3.0f	 /* boxes to the words at the ends; the ring has 2 */
#define UPPER_SHARE 0.5f /* of the room above a row of boxes */

static void place_boat(struct attempt *attempt, float bottom)
{
	const struct page *page = &attempt->ui->marks->page;
	float size = BOAT * (1 + page->spare);
	float y = page->height - look_length(LENGTH_SEA_HEIGHT) + BOAT_UNDER - size;
	if (attempt->ui->marks->look == LOOK_SHORE && bottom <= y)
		attempt->out->drawing = (struct box){attempt->body.x + BOAT_IN, y, size, size};
}

static bool place_number(struct attempt *attempt, struct box left, struct box right, float bottom)
{
	float width, height;
	keypad_size(KEYPAD_DIGITS, &width, &height);
	attempt->out->field = (struct box){left.x, bottom + look_length(LENGTH_HEADER_GAP),
					   fminf(FIELD_WIDTH, left.width), FIELD_HEIGHT};
	attempt->out->keypad = right;
	attempt->out->keypad.height = fminf(right.height, height);
	return right.height >= KEYPAD_LEAST &&
	       attempt->out->field.y + FIELD_HEIGHT <= left.y + left.height;
}

static bool spread_may(const struct attempt *attempt)
{
	const struct page *page = &attempt->ui->marks->page;
	const struct layout_question *question = attempt->question;
	bool wide = page->width > look_length(LENGTH_SPREAD_LEAST) || question->number;
	return wide && !page->portrait && !question->tall &&
	       (question->number || question->option_count > 0) && question->option_count <= 7;
}

bool layout_spread(struct attempt *attempt)
{
	const struct page *page = &attempt->ui->marks->page;
	struct layout *out = attempt->out;
	struct heights heights;
	float bottom, most = look_length(page->spare > 0 ? LENGTH_SPREAD_ANSWERS_LARGE
							 : LENGTH_SPREAD_ANSWERS);
	if (!spread_may(attempt) || !layout_place_refuse(attempt))
		return false;
	struct box left = attempt->body, right = attempt->body;
	right.width = fminf(page->width * 0.475f, most);
	right.x += left.width - right.width;
	left.width -= right.width + look_length(LENGTH_GUTTER);
	if (!layout_place_question(attempt, left, false, &bottom) || bottom > layout_sea(attempt))
		return false;
	if (attempt->question->number)
		return place_number(attempt, left, right, bottom);
	place_boat(attempt, bottom);
	return layout_heights(attempt, right.width, &heights) &&
	       (layout_stack(attempt, right, &heights, false, out->answers) ||
		((page->narrow || attempt->ui->text_size == 1) &&
		 layout_stack(attempt, right, &heights, true, out->answers)));
}

/* Words at both ends, under the boxes; of two rows the low ones stand above. */
struct ends {
	float low, high; /* heights */
	bool apart;
};

static bool ends_of(struct attempt *attempt, bool apart, struct ends *ends)
{
	const struct layout_question *question = attempt->question;
	float half = (attempt->body.width - look_length(LENGTH_GUTTER)) / 2;
	float width = apart ? attempt->body.width : half;
	bool fits = true;
	ends->apart = apart;
	ends->low = ui_text_height(attempt->ui, width, question->low_words,
				   layout_ends_style(false), &fits);
	ends->high = ui_text_height(attempt->ui, width, question->high_words,
				    layout_ends_style(true), &fits);
	attempt->out->low_words.width = attempt->out->high_words.width = width;
	return fits;
}

static void place_ends(struct attempt *attempt, const struct ends *ends, float top, float bottom)
{
	struct layout *out = attempt->out;
	out->low_words.x = attempt->body.x;
	out->low_words.y = ends->apart ? top - ENDS_GAP - ends->low : bottom + ENDS_GAP;
	out->low_words.height = ends->low;
	out->high_words.x = attempt->body.x + attempt->body.width - out->high_words.width;
	out->high_words.y = bottom + ENDS_GAP;
	out->high_words.height = ends->high;
}

static void place_row(struct attempt *attempt, float y, size_t in_a_row, float width, float height)
{
	float gap = look_length(LENGTH_ROW_GAP);
	for (size_t i = 0; i < attempt->question->option_count; i++)
		attempt->out->answers[i] =
			(struct box){attempt->body.x + (float)(i % in_a_row) * (width + gap),
				     y + (float)(i / in_a_row) * (height + gap), width, height};
}

static float row_width(const struct attempt *attempt, size_t in_a_row)
{
	float gap = look_length(LENGTH_ROW_GAP), count = (float)in_a_row;
	float width = (attempt->body.width + gap) / count - gap;
	return fminf(width, look_length(LENGTH_ROW_CARD));
}

/* How many rows the boxes make, so that none is too narrow; 0: not even two will do. */
static size_t row_count(const struct attempt *attempt, struct heights *heights)
{
	size_t count = attempt->question->option_count;
	for (size_t rows = 1; rows <= 2; rows++) {
		float width = row_width(attempt, (count + rows - 1) / rows);
		if (width >= look_length(LENGTH_ROW_BOX_LEAST) &&
		    layout_heights(attempt, width, heights))
			return rows;
	}
	return 0;
}

/* Boxes and words between the question's end and the sea. */
static bool fill_row(struct attempt *attempt, float top, size_t rows, const struct heights *heights)
{
	struct ends ends;
	float gap = look_length(LENGTH_ROW_GAP), gaps = gap * (float)(rows - 1);
	float foot = attempt->body.y + attempt->body.height;
	if (!ends_of(attempt, rows > 1, &ends))
		return false;
	if (ends.low + ends.high > 0)
		foot = fminf(foot, layout_sea(attempt));
	float above = ends.apart && ends.low > 0 ? ends.low + ENDS_GAP : 0;
	float below = ends.apart ? ends.high : fmaxf(ends.low, ends.high);
	below += below > 0 ? ENDS_GAP : 0;
	float room = foot - top - gap - above - below - gaps;
	float least = fmaxf(heights->most, look_length(LENGTH_ANSWER_HEIGHT));
	float height = fminf(room / (float)rows, fmaxf(least, look_length(LENGTH_ROW_HEIGHT)));
	if (height < least)
		return false;
	float y = top + gap + above + (room - height * (float)rows) * UPPER_SHARE;
	size_t in_a_row = (heights->count + rows - 1) / rows;
	place_row(attempt, y, in_a_row, row_width(attempt, in_a_row), height);
	place_ends(attempt, &ends, y, y + height * (float)rows + gaps);
	return true;
}

/* A scale stands in a row where its words are short. */
static bool words_are_short(const struct attempt *attempt, float width)
{
	const struct layout_question *question = attempt->question;
	for (size_t i = 0; i < question->option_count; i++) {
		struct answer_box answer = {.label = question->options[i], .shape = ANSWER_TALL};
		if (ui_answer_lines(attempt->ui, width, &answer) > ROW_LINES_MOST)
			return false;
	}
	return true;
}

bool layout_row(struct attempt *attempt)
{
	const struct layout_question *question = attempt->question;
	bool may = question->tall || (question->scale && question->option_count <= 7);
	struct heights heights;
	float bottom;
	attempt->out->tall = true;
	if (!may || question->option_count < 2 || !layout_place_refuse(attempt) ||
	    !layout_place_question(attempt, attempt->body, true, &bottom))
		return false;
	size_t rows = row_count(attempt, &heights);
	if (!question->tall &&
	    (rows != 1 || !words_are_short(attempt, row_width(attempt, question->option_count))))
		return false;
	return rows > 0 && fill_row(attempt, bottom, rows, &heights);
}

/* A scale runs along the rows, a list down the columns. */
static void place_cells(struct attempt *attempt, const struct box *rows, size_t row_count,
			size_t columns, float width)
{
	struct layout *out = attempt->out;
	size_t count = attempt->question->option_count;
	float step = width + look_length(LENGTH_COLUMN_GAP);
	for (size_t i = 0; i < count; i++) {
		size_t row = attempt->question->scale ? i / columns : i % row_count;
		size_t column = attempt->question->scale ? i % columns : i / row_count;
		out->answers[i] = (struct box){attempt->body.x + (float)column * step, rows[row].y,
					       width, rows[row].height};
	}
}

static void place_refuse_cell(struct attempt *attempt, struct box row, size_t columns, float width)
{
	float step = width + look_length(LENGTH_COLUMN_GAP);
	attempt->out->refuse = (struct box){attempt->body.x + (float)(columns - 1) * step, row.y,
					    width, row.height};
}

static bool try_columns(struct attempt *attempt, struct box area, size_t columns, bool loose)
{
	struct box rows[LAYOUT_ANSWERS_MOST + 1];
	struct heights cells, heights = {.count = 0};
	float gaps = (float)(columns - 1) * look_length(LENGTH_COLUMN_GAP);
	float width = (area.width - gaps) / (float)columns;
	bool refuse_is_cell = attempt->out->refuse.width <= 0;
	if (!layout_heights(attempt, width, &cells) ||
	    (refuse_is_cell && !layout_heights_refuse(attempt, width, &cells)))
		return false;
	heights.most = cells.most;
	heights.count = (cells.count + columns - 1) / columns;
	for (size_t i = 0; i < heights.count; i++)
		heights.each[i] = cells.most;
	if (!layout_stack(attempt, area, &heights, loose, rows))
		return false;
	place_cells(attempt, rows, heights.count, columns, width);
	if (refuse_is_cell)
		place_refuse_cell(attempt, rows[heights.count - 1], columns, width);
	return true;
}

/* What is left of the body below `bottom` and a gap. */
static struct box body_below(const struct attempt *attempt, float bottom, float gap)
{
	struct box area = attempt->body;
	area.height -= bottom + gap - area.y;
	area.y = bottom + gap;
	return area;
}

static bool fill_columns(struct attempt *attempt, float bottom, size_t columns)
{
	struct box area = body_below(attempt, bottom, look_length(LENGTH_ANSWER_GAP_SIX));
	return try_columns(attempt, area, columns, false) ||
	       (attempt->reserve <= 0 && try_columns(attempt, area, columns, true));
}

/* The refusal: in the footer, else the last cell, else a row of its own. */
static bool place_columns(struct attempt *attempt, size_t columns)
{
	struct layout *out = attempt->out;
	bool portrait = attempt->ui->marks->page.portrait;
	float bottom;
	if (attempt->question->option_count < 2 || attempt->question->tall ||
	    !layout_place_question(attempt, attempt->body, true, &bottom))
		return false;
	if (!portrait && !layout_refuse_in_footer(attempt)) {
		struct attempt cells = *attempt;
		cells.body.height -= cells.reserve;
		if (fill_columns(&cells, bottom, columns))
			return true;
	}
	out->refuse = (struct box){.width = 0};
	return layout_place_refuse(attempt) && fill_columns(attempt, bottom, columns);
}

bool layout_columns(struct attempt *attempt)
{
	return place_columns(attempt, 2);
}

bool layout_three_columns(struct attempt *attempt)
{
	return attempt->question->option_count > 7 && place_columns(attempt, 3);
}

/* In the middle of the page. */
static struct box keypad_below(const struct attempt *attempt, float bottom, float gap)
{
	struct box area = body_below(attempt, bottom, gap);
	float width, height;
	keypad_size(KEYPAD_DIGITS, &width, &height);
	width = fminf(width, area.width);
	area.x += (area.width - width) / 2;
	area.width = width;
	return area;
}

/* Above the sea; words of the least size may stand before it rather than nowhere. */
static float note_foot(const struct attempt *attempt)
{
	return attempt->ui->text_size > 1 ? layout_sea(attempt)
					  : attempt->body.y + attempt->body.height;
}

/* What is only read stands a little lower, in the midst of the sky; the boat keeps it company. */
static bool place_note(struct attempt *attempt, float bottom)
{
	struct layout *out = attempt->out;
	float spare = layout_sea(attempt) - bottom, by = spare > 0 ? spare * NOTE_SHARE : 0;
	out->question.y += by;
	out->hint.y += by;
	place_boat(attempt, bottom + by);
	return bottom <= note_foot(attempt);
}

bool layout_column(struct attempt *attempt)
{
	const struct layout_question *question = attempt->question;
	bool portrait = attempt->ui->marks->page.portrait;
	float bottom, gap = look_length(LENGTH_ANSWER_GAP_SIX) * (portrait ? 2 : 1);
	struct heights heights;
	if (question->tall || !layout_place_refuse(attempt) ||
	    !layout_place_question(attempt, attempt->body, true, &bottom))
		return false;
	if (layout_is_note(question))
		return place_note(attempt, bottom);
	struct box area = body_below(attempt, bottom, gap);
	if (question->number)
		return place_number(attempt, attempt->body,
				    keypad_below(attempt, area.y + FIELD_HEIGHT, 2 * gap), bottom);
	return layout_heights(attempt, area.width, &heights) &&
	       (layout_stack(attempt, area, &heights, false, attempt->out->answers) ||
		(attempt->reserve <= 0 &&
		 layout_stack(attempt, area, &heights, true, attempt->out->answers)));
}
