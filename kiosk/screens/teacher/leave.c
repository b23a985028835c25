#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

/* What is not finished is said before Sayso is left; and after a fault what becomes of all. */

struct leave_rows {
	struct desk_row list[DESK_ROWS_MOST];
	size_t count;
	char words[3][DESK_WORDS_MOST];
};

static void row_add(struct leave_rows *rows, enum picture icon, struct slice words)
{
	rows->list[rows->count++] = (struct desk_row){icon, words};
}

static void rows_fill(const struct ui *ui, const struct teacher_view *teacher,
		      struct leave_rows *rows)
{
	const struct desk_fill open = {
		.number = teacher->session_count,
		.class_name = teacher->session_count > 0 ? teacher->sessions[0].class_name : NULL};
	if (teacher->session_count > 0)
		row_add(rows, PICTURE_ICON_DASH,
			desk_say(ui,
				 teacher->session_count == 1 ? WORD_LEAVE_OPEN_ONE
							     : WORD_LEAVE_OPEN_MANY,
				 open, rows->words[0]));
	if (teacher->unsaved > 0)
		row_add(rows, PICTURE_ICON_STICK,
			desk_count(ui, WORD_LEAVE_UNSAVED_ONE, WORD_LEAVE_UNSAVED_MANY,
				   teacher->unsaved, rows->words[1]));
	if (teacher->still_answering > 0)
		row_add(rows, PICTURE_ICON_WAVE,
			desk_count(ui, WORD_STILL_ONE, WORD_STILL_MANY, teacher->still_answering,
				   rows->words[2]));
	row_add(rows, PICTURE_ICON_LOCK,
		slice_of(ui_word(ui, teacher->after_fault ? WORD_LEAVE_FAULT : WORD_LEAVE_KEPT)));
}

struct action screen_leave(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	struct leave_rows rows = {.count = 0};
	desk_header(ui, slice_of(ui_word(ui, WORD_TEACHER)));
	struct box room = desk_bottle(ui, picture_drawing("anchor"));
	rows_fill(ui, teacher, &rows);
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_LEAVE_TITLE)));
	desk_card(ui, room, rows.list, rows.count);
	struct desk_button buttons[] = {
		desk_next(ui, WORD_LEAVE_STAY, PICTURE_NONE, ACTION_BACK),
		desk_plain(ui, ID_BACK, WORD_LEAVE, PICTURE_NONE, ACTION_LEAVE)};
	buttons[0].button.key = KEY_BACKSPACE;
	return desk_footer(ui, buttons, countof(buttons));
}
