#include "kiosk/page/keypad.h"
#include "kiosk/screens/pupil/asks.h"

#define PADDING 5.0f
#define CURSOR 0.9f

void ask_number_lay(struct ask *ask)
{
	ask->question.number = true;
	ask->nudge = WORD_NUDGE_NUMBER;
	ask->nudge_required = WORD_REQUIRED_NUMBER;
}

static void cursor_draw(struct ui *ui, struct box at)
{
	struct mark *mark = marks_add(ui->marks, MARK_BOX, at);
	mark->fill = ROLE_ACCENT;
	mark->radius = CURSOR / 2;
}

/* The digits, and a cursor that does not blink; a number that is kept has the tick of an answer
 * instead. */
static void field_draw(struct ui *ui, struct box box, struct slice typed, bool kept)
{
	static const struct text_style style = {.type = TYPE_KEY, .bold = true};
	float em = ui_em(ui, TYPE_KEY), width = 0, tick = look_length(LENGTH_TICK);
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
	if (kept && width + PADDING + tick <= box.width - PADDING)
		ui_picture(ui,
			   (struct box){box.x + box.width - PADDING - tick,
					box.y + (box.height - tick) / 2, tick, tick},
			   PICTURE_ICON_TICK, ROLE_ACCENT);
	else
		cursor_draw(ui, (struct box){box.x + width, box.y + box.height / 4, CURSOR,
					     box.height / 2});
}

/* Until typing begins Backspace is Back, as on every page. */
struct action ask_number_draw(struct ui *ui, const struct ask *ask, const struct layout *layout)
{
	const struct view *view = ask->view;
	field_draw(ui, layout->field, (struct slice){view->typed, view->typed_count},
		   view->answer.status == ANSWER_GIVEN);
	return keypad_draw(ui, view->typing ? KEYPAD_DIGITS : KEYPAD_NUMBER, layout->keypad,
			   ID_ANSWERS);
}
