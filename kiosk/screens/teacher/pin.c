#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define TITLE_DOWN 12.0f
#define DOTS_LEAST 6
#define DOTS_ROW 6
#define DOTS_HEIGHT 9.0f
#define DOTS_GAP 4.0f
#define WAIT_HEIGHT 44.0f

enum { ID_NEW_PIN = 30 };

/* Dots, not digits: at least six, more when more are typed, six a row. Returns their height. */
static float dots_draw(struct ui *ui, struct box room, size_t typed)
{
	size_t dots = typed < DOTS_LEAST ? DOTS_LEAST : typed;
	float y = room.y;
	for (size_t first = 0; first < dots; first += DOTS_ROW) {
		size_t here = dots - first < DOTS_ROW ? dots - first : DOTS_ROW;
		ui_dots(ui, room.x, y, here, typed > first ? typed - first : 0);
		y += DOTS_HEIGHT + DOTS_GAP;
	}
	return y - DOTS_GAP - room.y;
}

/* In the keypad's place while no digit is taken. */
static void wait_draw(struct ui *ui, struct box room, int64_t seconds)
{
	char words[DESK_WORDS_MOST];
	struct text_style style = desk_title(ui);
	style.align = ALIGN_CENTRE;
	room.height = room.height < WAIT_HEIGHT ? room.height : WAIT_HEIGHT;
	ui_card(ui, room);
	desk_line(ui, room,
		  desk_count(ui, WORD_PIN_WAIT_ONE, WORD_PIN_WAIT, (size_t)seconds, words), style);
}

/* Title, dots, and what is to be said; the keypad beside them. */
static struct action page_draw(struct ui *ui, const struct view *view, enum word title,
			       struct slice words, bool said)
{
	struct action action = {ACTION_NONE, 0};
	struct desk_spread spread = desk_keypad_spread(ui, KEYPAD_DIGITS);
	struct box left = spread.left;
	if (view->teacher->wait_seconds > 0)
		wait_draw(ui, spread.right, view->teacher->wait_seconds);
	else
		action = desk_keypad(ui, KEYPAD_DIGITS, &spread);
	if (view->teacher->message == NULL)
		desk_down(&left, TITLE_DOWN);
	desk_headline(ui, &left, slice_of(ui_word(ui, title)));
	desk_down(&left, dots_draw(ui, left, view->typed_count) + desk_gap(ui));
	if (view->teacher->message != NULL)
		desk_message(ui, left, view->teacher);
	else
		ui_text(ui, left, words, said ? desk_words(ui) : desk_hint(ui));
	return action;
}

static enum word pin_said(const struct teacher_view *teacher)
{
	if (teacher->trouble == TEACHER_WRONG)
		return WORD_PIN_WRONG;
	return teacher->trouble == TEACHER_SHORT ? WORD_PIN_SHORT : WORD_PIN_WORDS;
}

struct action screen_pin(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	desk_header(ui, slice_of(ui_word(ui, WORD_TEACHER)));
	struct action action =
		page_draw(ui, view, WORD_PIN, slice_of(ui_word(ui, pin_said(teacher))),
			  teacher->trouble != TEACHER_FINE);
	struct desk_button buttons[] = {
		desk_back(ui, WORD_PUPILS, ACTION_PUPILS),
		desk_plain(ui, ID_NEW_PIN, WORD_NEW_PIN, PICTURE_ICON_KEY, ACTION_NEW_PIN),
		desk_next(ui, WORD_PIN_OPEN, PICTURE_NONE, ACTION_NEXT)};
	if (teacher->after_fault) {
		buttons[0] = desk_back(ui, WORD_BACK, ACTION_PUPILS);
		buttons[1].button.id = 0;
	}
	if (teacher->wait_seconds > 0)
		buttons[2].button.id = 0;
	return either(action, desk_footer(ui, buttons, countof(buttons)));
}

static enum word setup_pin_said(const struct teacher_view *teacher)
{
	switch (teacher->trouble) {
	case TEACHER_SHORT:
		return WORD_PIN_SHORT;
	case TEACHER_DIFFERENT:
		return WORD_PIN_DIFFERENT;
	case TEACHER_EASY:
		return WORD_PIN_EASY;
	case TEACHER_LETTER:
		return WORD_PIN_LETTER;
	default:
		return teacher->again ? WORD_PIN_AGAIN_WORDS : WORD_PIN_NEW_WORDS;
	}
}

struct action screen_setup_pin(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	desk_steps(ui, teacher);
	struct action action = page_draw(ui, view, teacher->again ? WORD_PIN_AGAIN : WORD_PIN_NEW,
					 slice_of(ui_word(ui, setup_pin_said(teacher))),
					 teacher->trouble != TEACHER_FINE);
	return either(action, desk_ways(ui));
}
