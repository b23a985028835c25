#include <math.h>

#include "kiosk/page/layout_parts.h"

#define HINT_AWAY 8.0f /* from the question, on its line */
#define WAVE 3.0f      /* the first wave rises so much */
#define PORTRAIT_ANSWER 16.5f
#define FEW 4

struct text_style layout_question_style(void)
{
	return (struct text_style){.type = TYPE_QUESTION, .bold = true};
}

struct text_style layout_hint_style(void)
{
	return (struct text_style){.type = TYPE_SMALL, .role = ROLE_SOFT_INK};
}

struct text_style layout_ends_style(bool high)
{
	return (struct text_style){.type = TYPE_ANSWER, .align = high ? ALIGN_END : ALIGN_START};
}

struct text_style layout_nudge_style(void)
{
	return (struct text_style){.type = TYPE_SMALL};
}

bool layout_is_note(const struct layout_question *question)
{
	return question->option_count == 0 && !question->number;
}

float layout_sea(const struct attempt *attempt)
{
	return attempt->ui->marks->page.height - look_length(LENGTH_SEA_HEIGHT) - WAVE;
}

/* From the top of a line to its baseline. */
static float baseline(const struct ui *ui, enum type type, float line_height)
{
	return (line_height + ui_em(ui, type) * EM_CAP_HEIGHT) / 2;
}

/* Both on one line, if they are as short as that. */
static bool hint_beside(struct attempt *attempt, struct box area)
{
	struct ui *ui = attempt->ui;
	const struct layout_question *question = attempt->question;
	struct layout *out = attempt->out;
	struct lines lines = typeset(ui->measure, question->question, ui_em(ui, TYPE_QUESTION),
				     true, area.width);
	float width = ui->measure->width(ui->measure->context, question->hint,
					 ui_em(ui, TYPE_SMALL), false);
	float x = area.x + lines.widest + HINT_AWAY;
	if (lines.count != 1 || x + width > area.x + area.width)
		return false;
	float height = ui_text_height(ui, width + 1, question->hint, layout_hint_style(), NULL);
	float down = baseline(ui, TYPE_QUESTION, out->question.height) -
		     baseline(ui, TYPE_SMALL, height);
	out->question.width = lines.widest + 1;
	out->hint = (struct box){x, out->question.y + down, area.x + area.width - x, height};
	return true;
}

bool layout_place_question(struct attempt *attempt, struct box area, bool beside, float *bottom)
{
	const struct layout_question *question = attempt->question;
	struct layout *out = attempt->out;
	bool fits = true;
	out->question = area;
	out->question.height = ui_text_height(attempt->ui, area.width, question->question,
					      layout_question_style(), &fits);
	*bottom = area.y + out->question.height;
	if (question->hint.size == 0 || (beside && hint_beside(attempt, area)))
		return fits;
	out->hint = (struct box){area.x, *bottom + 1, area.width, 0};
	out->hint.height =
		ui_text_height(attempt->ui, area.width, question->hint, layout_hint_style(), &fits);
	*bottom += out->hint.height + 1;
	return fits;
}

static struct answer_box refuse_box(const struct attempt *attempt)
{
	return (struct answer_box){.id = ID_REFUSE,
				   .label = slice_of(ui_word(attempt->ui, WORD_REFUSE)),
				   .shape = ANSWER_REFUSE};
}

bool layout_refuse_in_footer(struct attempt *attempt)
{
	struct box room = page_footer_room(attempt->ui);
	struct answer_box refuse = refuse_box(attempt);
	float width = ui_answer_width(attempt->ui, &refuse);
	attempt->out->refuse_in_footer = width <= room.width;
	if (width <= room.width)
		attempt->out->refuse =
			(struct box){room.x + (room.width - width) / 2, room.y, width, room.height};
	return width <= room.width;
}

static bool refuse_row(struct attempt *attempt)
{
	struct answer_box refuse = refuse_box(attempt);
	struct box *body = &attempt->body;
	float need, height = look_length(LENGTH_ANSWER_HEIGHT);
	if (!ui_answer_height(attempt->ui, body->width, &refuse, &need) || need > height * 2)
		return false;
	height = fmaxf(height, need);
	body->height -= height;
	attempt->out->refuse = (struct box){body->x, body->y + body->height, body->width, height};
	body->height -= look_length(LENGTH_FOOTER_GAP);
	return true;
}

bool layout_place_refuse(struct attempt *attempt)
{
	bool placed = layout_is_note(attempt->question) || layout_refuse_in_footer(attempt) ||
		      refuse_row(attempt);
	attempt->body.height -= attempt->reserve;
	return placed;
}

bool layout_heights(const struct attempt *attempt, float width, struct heights *heights)
{
	const struct layout_question *question = attempt->question;
	*heights = (struct heights){.count = question->option_count};
	for (size_t i = 0; i < heights->count; i++) {
		struct answer_box answer = {.label = question->options[i],
					    .shape =
						    attempt->out->tall ? ANSWER_TALL : ANSWER_LIST};
		if (!ui_answer_height(attempt->ui, width, &answer, &heights->each[i]))
			return false;
		heights->most = fmaxf(heights->most, heights->each[i]);
	}
	return true;
}

bool layout_heights_refuse(const struct attempt *attempt, float width, struct heights *heights)
{
	struct answer_box refuse = refuse_box(attempt);
	float *height = &heights->each[heights->count++];
	if (!ui_answer_height(attempt->ui, width, &refuse, height))
		return false;
	heights->most = fmaxf(heights->most, *height);
	return true;
}

/* (pages.md 1 and 7) */
static float floor_of(size_t count, bool loose)
{
	if (count >= 7 || (loose && count == 6))
		return look_length(LENGTH_ANSWER_HEIGHT_SEVEN);
	return look_length(count == 6 || loose ? LENGTH_ANSWER_HEIGHT_SIX : LENGTH_ANSWER_HEIGHT);
}

static float preferred(const struct page *page, size_t count)
{
	float height = look_length(LENGTH_ANSWER_HEIGHT);
	if (count <= FEW)
		return look_length(LENGTH_ANSWER_HEIGHT_FEW);
	if (page->portrait)
		return PORTRAIT_ANSWER;
	return fminf(height * (1 + page->spare), look_length(LENGTH_ANSWER_HEIGHT_MOST));
}

/* All alike; or where that is too high, each as high as its words. */
bool layout_stack(const struct attempt *attempt, struct box area, const struct heights *heights,
		  bool loose, struct box *boxes)
{
	const struct page *page = &attempt->ui->marks->page;
	size_t count = heights->count;
	bool tight = count >= 6 || loose || (ui_is_tight(attempt->ui));
	float gap = look_length(tight ? LENGTH_ANSWER_GAP_SIX : LENGTH_ANSWER_GAP);
	float gaps = (float)(count - 1), least = floor_of(count, loose), sum = 0;
	float room = area.height - gaps * gap, share = room / (float)count;
	float alike = fmaxf(heights->most, least);
	bool all_alike = alike <= share;
	for (size_t i = 0; i < count; i++) {
		boxes[i] = area;
		boxes[i].height = fmaxf(heights->each[i], least);
		if (all_alike)
			boxes[i].height = fmaxf(alike, fminf(share, preferred(page, count)));
		sum += boxes[i].height;
	}
	if (sum > room + 0.01f)
		return false;
	if (count > 1)
		gap = fminf((area.height - sum) / gaps, look_length(LENGTH_ANSWER_GAP_MOST));
	for (size_t i = 1; i < count; i++)
		boxes[i].y = boxes[i - 1].y + boxes[i - 1].height + gap;
	return true;
}
