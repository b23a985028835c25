#include "kiosk/page/keypad.h"
#include "kiosk/screens/pupil/asks.h"

#define PADDING 5.0f
#define CURSOR 0.9f

void ask_number_lay(struct ask *ask)
{
	ask->question.number = true;
	ask->nudge = WORD_NUDGE_NUMBER;
}

/* The digits typed, and a cursor that does not blink. */
static void field_draw(struct ui *ui, struct box box, struct slice typed)
{
	static const struct text_style style = {.type = TYPE_KEY, .bold = true};
	float em = ui_em(ui, TYPE_KEY), width = 0;
	struct mark *field = marks_add(ui->marks, MARK_BOX, box);
	field->fill = ROLE_CARD;
	field->line = ROLE_ACCENT;
	field->line_width = look_length(LENGTH_LINE_CHOSEN);
	field->radius = look_radius(ui->marks->look);
	field->shadow = true;
	box.x += PADDING;
	box.width -= PADDING;
	if (typed.size > 0) {
		width = ui->measure->width(ui->measure->context, typed, em, true) + CURSOR;
		ui_text_middle(ui, box, typed, style);
	}
	struct box cursor = {box.x + width, box.y + box.height / 4, CURSOR, box.height / 2};
	struct mark *mark = marks_add(ui->marks, MARK_BOX, cursor);
	mark->fill = ROLE_ACCENT;
	mark->radius = CURSOR / 2;
}

struct action ask_number_draw(struct ui *ui, const struct ask *ask, const struct layout *layout)
{
	field_draw(ui, layout->field, (struct slice){ask->view->typed, ask->view->typed_count});
	return keypad_draw(ui, KEYPAD_DIGITS, layout->keypad, ID_ANSWERS);
}
