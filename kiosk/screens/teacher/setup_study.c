#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define CHOICE_HEIGHT 24.0f

enum { ID_STUDIES = 1 };

/* Which of several: the school is what tells them apart. */
static struct action studies_draw(struct ui *ui, struct box room,
				  const struct teacher_view *teacher)
{
	struct action action = {ACTION_NONE, 0};
	size_t columns = ui->marks->page.portrait ? 1 : 2;
	float gap = look_length(LENGTH_COLUMN_GAP);
	float width = (room.width + gap) / (float)columns - gap;
	for (size_t i = 0; i < teacher->study_count; i++) {
		const struct teacher_study *study = &teacher->studies[i];
		char label[2 * TITLE_MOST + 2];
		snprintf(label, sizeof label, "%s\n%s", study->school, study->title);
		const struct answer_box answer = {.id = (uint16_t)(ID_STUDIES + i),
						  .label = slice_of(label),
						  .chosen = teacher->study_chosen == (int)i,
						  .number = (int)i + 1,
						  .shape = ANSWER_LIST};
		struct box box = {room.x + (float)(i % columns) * (width + gap),
				  room.y + (float)(i / columns) * (CHOICE_HEIGHT + gap), width,
				  CHOICE_HEIGHT};
		if (ui_answer(ui, box, &answer))
			action = (struct action){ACTION_CHOOSE, (int32_t)i};
	}
	return action;
}

static struct action draw_several(struct ui *ui, const struct teacher_view *teacher)
{
	struct box room = layout_frame(ui).body;
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_SETUP_WHICH)));
	return studies_draw(ui, room, teacher);
}

static void draw_one(struct ui *ui, const struct teacher_view *teacher)
{
	struct box room = desk_bottle(ui, desk_drawing("bottle"));
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_SETUP_FOUND)));
	desk_down(&room, desk_study(ui, room, &teacher->studies[0]) + DESK_GAP);
	ui_text(ui, room, slice_of(ui_word(ui, WORD_SETUP_FOUND_WORDS)), desk_hint);
}

/* What is wrong goes before what usually has to be done. */
static void draw_none(struct ui *ui, const struct teacher_view *teacher)
{
	struct box room = desk_bottle(ui, desk_drawing("bottle"));
	struct desk_row rows[3] = {
		{PICTURE_ICON_STICK, slice_of(ui_word(ui, WORD_SETUP_FIND_WORDS))}};
	size_t count = 1;
	if (teacher->bad_study)
		rows[0] =
			(struct desk_row){PICTURE_ICON_DASH, slice_of(ui_word(ui, WORD_SETUP_BAD))};
	if (teacher->set_aside)
		rows[count++] = (struct desk_row){PICTURE_ICON_DASH,
						  slice_of(ui_word(ui, WORD_SETUP_ASIDE))};
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_SETUP_FIND)));
	desk_down(&room, desk_card(ui, room, rows, count) + DESK_GAP);
	if (!teacher->bad_study)
		desk_message(ui, room, teacher);
}

struct action screen_setup_study(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	struct action action = {ACTION_NONE, 0};
	desk_steps(ui, teacher);
	if (teacher->study_count > 1)
		action = draw_several(ui, teacher);
	else if (teacher->study_count == 1)
		draw_one(ui, teacher);
	else
		draw_none(ui, teacher);
	struct desk_button buttons[] = {desk_back(ui, WORD_LEAVE, ACTION_LEAVE),
					desk_next(ui, WORD_NEXT, PICTURE_ICON_NEXT, ACTION_NEXT)};
	buttons[0].button.icon = PICTURE_NONE;
	if (teacher->study_chosen < 0)
		buttons[1].button.id = 0;
	return desk_first(action, desk_footer(ui, buttons, countof(buttons)));
}
