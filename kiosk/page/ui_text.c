#include "kiosk/page/ui_parts.h"

#define CURSOR 0.9f

static float leading_of(const struct ui *ui, struct text_style style)
{
	if (style.leading > 0)
		return style.leading;
	if (style.type == TYPE_QUESTION)
		return ui_is_tight(ui) ? EM_LEADING_QUESTION_SMALL : EM_LEADING_QUESTION;
	return EM_LEADING_ANSWER;
}

static struct lines lines_of(const struct ui *ui, float width, struct slice text,
			     struct text_style style)
{
	return typeset(ui->measure, text, ui_em(ui, style.type), style.bold, width);
}

/* Baselines so that capital letters stand in the middle of each line. */
static void draw_lines(struct ui *ui, struct box box, const struct lines *lines, uint16_t owner,
		       float em, struct text_style style)
{
	float step = em * leading_of(ui, style);
	for (size_t i = 0; i < lines->count; i++) {
		float width =
			ui->measure->width(ui->measure->context, lines->line[i], em, style.bold);
		float spare = box.width - width, x = box.x;
		if (style.align != ALIGN_START)
			x += style.align == ALIGN_CENTRE ? spare / 2 : spare;
		float middle = box.y + step * ((float)i + 0.5f);
		struct mark *mark =
			marks_add(ui->marks, MARK_TEXT,
				  (struct box){x, middle + em * EM_CAP_HEIGHT / 2, width, em});
		mark->fill = style.role == ROLE_NONE ? ROLE_INK : style.role;
		mark->bold = style.bold;
		mark->em = em;
		mark->owner = owner;
		marks_set_text(ui->marks, mark, lines->line[i]);
	}
}

float ui_text(struct ui *ui, struct box box, struct slice text, struct text_style style)
{
	struct lines lines = lines_of(ui, box.width, text, style);
	float em = ui_em(ui, style.type);
	struct mark *first = &ui->marks->list[ui->marks->count];
	draw_lines(ui, box, &lines, 0, em, style);
	ui->lost = ui->lost || lines.lost;
	if (lines.count > 0)
		marks_set_label(ui->marks, first, text);
	return (float)lines.count * em * leading_of(ui, style);
}

void ui_text_middle(struct ui *ui, struct box box, struct slice text, struct text_style style)
{
	float height = ui_text_height(ui, box.width, text, style, NULL);
	box.y += (box.height - height) / 2;
	ui_text(ui, box, text, style);
}

float ui_text_height(const struct ui *ui, float width, struct slice text, struct text_style style,
		     bool *fits)
{
	struct lines lines = lines_of(ui, width, text, style);
	if (fits != NULL && !lines.fits)
		*fits = false;
	return (float)lines.count * ui_em(ui, style.type) * leading_of(ui, style);
}

void ui_lines(struct ui *ui, struct box box, const struct lines *lines, uint16_t owner, float em,
	      struct text_style style)
{
	float height = (float)lines->count * em * leading_of(ui, style);
	box.y += (box.height - height) / 2;
	draw_lines(ui, box, lines, owner, em, style);
}

void ui_card(struct ui *ui, struct box box)
{
	struct mark *card = marks_add(ui->marks, MARK_BOX, box);
	card->fill = ROLE_CARD;
	card->radius = look_length(LENGTH_CARD_RADIUS);
	card->shadow = true;
}

void ui_plate(struct ui *ui, struct box box)
{
	struct mark *plate = marks_add(ui->marks, MARK_BOX, box);
	plate->fill = ROLE_PLATE;
	plate->radius = look_length(LENGTH_TOOL_RADIUS);
}

void ui_picture(struct ui *ui, struct box box, enum picture picture, enum role role)
{
	struct mark *mark = marks_add(ui->marks, MARK_PICTURE, box);
	mark->picture = picture;
	mark->fill = role == ROLE_NONE ? ROLE_INK : role;
}

static void draw_cursor(struct ui *ui, struct box in, float middle)
{
	struct box box = {middle - CURSOR / 2, in.y + in.height / 4, CURSOR, in.height / 2};
	struct mark *cursor = marks_add(ui->marks, MARK_BOX, box);
	cursor->fill = ROLE_ACCENT;
	cursor->radius = CURSOR / 2;
}

static void draw_slot_box(struct ui *ui, struct box box, bool next)
{
	struct mark *slot = marks_add(ui->marks, MARK_BOX, box);
	slot->fill = ROLE_CARD;
	slot->line = next ? ROLE_ACCENT : ROLE_EDGE;
	slot->line_width = look_length(next ? LENGTH_LINE_CHOSEN : LENGTH_LINE);
	slot->radius = look_length(LENGTH_RADIUS_CALM);
	if (slot->radius > box.width / 4)
		slot->radius = box.width / 4; /* narrow slots stay boxes */
	slot->shadow = true;
}

static void draw_slot(struct ui *ui, struct box box, struct slice character, bool next)
{
	draw_slot_box(ui, box, next);
	if (next)
		draw_cursor(ui, box, box.x + box.width / 2);
	if (character.size == 0)
		return;
	struct text_style style = {.bold = true, .align = ALIGN_CENTRE};
	struct lines lines = {.line = {character}, .count = 1, .fits = true};
	float em = look_em(ui->marks->look, TYPE_KEY, ui->text_size, false);
	ui_lines(ui, box, &lines, 0, box.width < em ? box.width : em, style);
}

float ui_slots(struct ui *ui, struct box first, size_t slots, size_t group, struct slice typed)
{
	float x = first.x, gap = first.width * 0.13f;
	for (size_t i = 0; i < slots; i++) {
		struct slice character = {typed.bytes + i, i < typed.size ? 1 : 0};
		struct box box = {x, first.y, first.width, first.height};
		draw_slot(ui, box, character, i == typed.size);
		bool group_ends = group > 0 && (i + 1) % group == 0;
		x += first.width + (group_ends ? 3 * gap : gap);
		if (i + 1 == slots)
			x = box.x + box.width;
	}
	return x - first.x;
}

void ui_field(struct ui *ui, struct box box, struct slice typed)
{
	struct text_style style = {.type = TYPE_KEY, .bold = true};
	struct box words = box;
	words.x += look_length(LENGTH_MARKER_EDGE);
	words.width -= 2 * look_length(LENGTH_MARKER_EDGE);
	draw_slot_box(ui, box, true);
	float width = typed.size == 0 ? 0
				      : ui->measure->width(ui->measure->context, typed,
							   ui_em(ui, TYPE_KEY), true);
	if (typed.size > 0)
		ui_text_middle(ui, words, typed, style);
	draw_cursor(ui, box, words.x + width + 2 * CURSOR);
}

float ui_dots(struct ui *ui, float x, float y, size_t dots, size_t typed)
{
	float size = 9, step = 13;
	for (size_t i = 0; i < dots; i++) {
		struct mark *dot = marks_add(ui->marks, MARK_BOX,
					     (struct box){x + (float)i * step, y, size, size});
		dot->fill = i < typed ? ROLE_INK : ROLE_CARD;
		dot->line = i < typed ? ROLE_INK : ROLE_EDGE;
		dot->line_width = look_length(LENGTH_LINE);
		dot->radius = size / 2;
	}
	return (float)dots * step - (step - size);
}
