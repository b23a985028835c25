#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

/* A message in a bottle: what happened, what to do, what stays. */

#define ROWS_USUAL 4

enum { ID_AGAIN = 1 };

static struct slice title_of(const struct ui *ui, const struct teacher_view *teacher,
			     char words[DESK_WORDS_MOST])
{
	switch (teacher->stick) {
	case STICK_NONE:
		return slice_of(ui_word(ui, WORD_STICK_PUT_IN));
	case STICK_WRITING:
		return slice_of(ui_word(ui, WORD_STICK_WRITING));
	case STICK_NOT_WRITTEN:
		return slice_of(ui_word(ui, WORD_STICK_NOT));
	case STICK_WRITTEN:
		break;
	}
	if (teacher->done_on_stick == 0)
		return slice_of(ui_word(ui, WORD_STICK_EMPTY));
	return desk_count(ui, WORD_STICK_ONE, WORD_STICK_MANY, teacher->done_on_stick, words);
}

static enum word trouble_words(enum stick_trouble trouble)
{
	switch (trouble) {
	case STICK_GONE:
		return WORD_STICK_GONE;
	case STICK_PROTECTED:
		return WORD_STICK_PROTECTED;
	case STICK_FULL:
		return WORD_STICK_FULL;
	default:
		return WORD_STICK_FAILING;
	}
}

struct rows {
	struct desk_row list[DESK_ROWS_MOST];
	size_t count;
};

static void row_add(struct rows *rows, enum picture icon, struct slice words)
{
	rows->list[rows->count++] = (struct desk_row){icon, words};
}

static void written_rows(const struct ui *ui, const struct teacher_view *teacher, struct rows *rows,
			 char words[DESK_WORDS_MOST])
{
	bool checked = teacher->stick_checked;
	row_add(rows, checked ? PICTURE_ICON_TICK : PICTURE_ICON_DASH,
		slice_of(ui_word(ui, checked ? WORD_STICK_CHECKED : WORD_STICK_NOT_CHECKED)));
	if (teacher->done_on_stick > 0)
		row_add(rows, PICTURE_ICON_LOCK, slice_of(ui_word(ui, WORD_STICK_KEEP)));
	if (teacher->still_answering > 0) {
		row_add(rows, PICTURE_ICON_WAVE,
			desk_count(ui, WORD_STILL_ONE, WORD_STILL_MANY, teacher->still_answering,
				   words));
		row_add(rows, PICTURE_ICON_STICK, slice_of(ui_word(ui, WORD_STICK_LATER)));
	}
	if (teacher->stick_all && teacher->done_on_stick > 0)
		row_add(rows, PICTURE_ICON_TICK,
			slice_of(ui_word(ui, teacher->session_count > 0 ? WORD_STICK_SO_FAR
									: WORD_STICK_ALL)));
	if (teacher->newer_study)
		row_add(rows, PICTURE_ICON_TICK, slice_of(ui_word(ui, WORD_STICK_NEWER)));
}

static struct rows rows_of(const struct ui *ui, const struct teacher_view *teacher,
			   char words[DESK_WORDS_MOST])
{
	struct rows rows = {.count = 0};
	switch (teacher->stick) {
	case STICK_NONE:
		row_add(&rows, PICTURE_ICON_STICK, slice_of(ui_word(ui, WORD_STICK_WORDS)));
		break;
	case STICK_WRITING:
		row_add(&rows, PICTURE_ICON_STICK, slice_of(ui_word(ui, WORD_STICK_LEAVE_IN)));
		break;
	case STICK_WRITTEN:
		written_rows(ui, teacher, &rows, words);
		break;
	case STICK_NOT_WRITTEN:
		row_add(&rows, PICTURE_ICON_STICK,
			slice_of(ui_word(ui, trouble_words(teacher->stick_trouble))));
		row_add(&rows, PICTURE_ICON_LOCK, slice_of(ui_word(ui, WORD_STICK_SAFE)));
		break;
	}
	return rows;
}

/* Nothing can be pressed while it is written; what needs a stick only when one is in. */
static struct action buttons_draw(struct ui *ui, const struct teacher_view *teacher)
{
	struct desk_button written[] = {desk_plain(ui, teacher->stick_in ? ID_AGAIN : 0,
						   WORD_STICK_AGAIN, PICTURE_NONE, ACTION_STICK),
					desk_next(ui, WORD_STICK_DONE, PICTURE_NONE, ACTION_NEXT)};
	struct desk_button otherwise[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_next(ui, WORD_TRY_AGAIN, PICTURE_NONE, ACTION_STICK)};
	if (teacher->stick == STICK_WRITING)
		return (struct action){ACTION_NONE, 0};
	if (teacher->stick == STICK_WRITTEN)
		return desk_footer(ui, written, countof(written));
	if (teacher->stick == STICK_NONE || !teacher->stick_in)
		otherwise[1].button.id = 0;
	return desk_footer(ui, otherwise, countof(otherwise));
}

struct action screen_stick(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	char title[DESK_WORDS_MOST], words[DESK_WORDS_MOST];
	desk_header(ui, slice_of(ui_word(ui, WORD_TEACHER)));
	struct box room = desk_bottle(ui, picture_drawing("bottle"));
	struct rows rows = rows_of(ui, teacher, words);
	struct slice said = title_of(ui, teacher, title);
	struct text_style style = desk_title(ui);
	if (rows.count > ROWS_USUAL)
		style.type = desk_is_small(ui) ? TYPE_SMALL : TYPE_ANSWER;
	desk_down(&room, ui_text(ui, room, said, style) + desk_gap(ui));
	desk_card(ui, room, rows.list, rows.count);
	return buttons_draw(ui, teacher);
}
