#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define GAP 3.0f
#define LABEL_SIZE (2 * TITLE_MOST + 2)

enum { ID_STUDIES = 1 };

/* Which of several: the school is what tells them apart. */
static struct answer_box study_answer(const struct teacher_view *teacher, size_t index, bool titled,
				      char label[LABEL_SIZE])
{
	const struct teacher_study *study = &teacher->studies[index];
	int size = snprintf(label, LABEL_SIZE, "%s%s%s", study->school, titled ? "\n" : "",
			    titled ? study->title : "");
	return (struct answer_box){.id = (uint16_t)(ID_STUDIES + index),
				   .label = {label, (size_t)size},
				   .chosen = teacher->study_chosen == (int)index,
				   .number = (int)index + 1,
				   .shape = ANSWER_LIST};
}

/* One row of them is as high as the highest needs. */
static float row_height(const struct ui *ui, const struct teacher_view *teacher, size_t first,
			size_t columns, float width, bool titled)
{
	char label[LABEL_SIZE];
	float most = look_length(LENGTH_ANSWER_HEIGHT), height = 0;
	for (size_t i = first; i < first + columns && i < teacher->study_count; i++) {
		struct answer_box answer = study_answer(teacher, i, titled, label);
		if (ui_answer_height(ui, width, &answer, &height) && height > most)
			most = height;
	}
	return most;
}

static float all_height(const struct ui *ui, const struct teacher_view *teacher, size_t columns,
			float width, bool titled)
{
	float all = 0;
	for (size_t i = 0; i < teacher->study_count; i += columns)
		all += row_height(ui, teacher, i, columns, width, titled) + GAP;
	return all - GAP;
}

static struct action studies_draw(struct ui *ui, struct box room,
				  const struct teacher_view *teacher)
{
	struct action action = {ACTION_NONE, 0};
	size_t columns = ui->marks->page.portrait ? 1 : 2;
	struct box box = {.width = (room.width + GAP) / (float)columns - GAP};
	bool titled = all_height(ui, teacher, columns, box.width, true) <= room.height;
	for (size_t i = 0; i < teacher->study_count; i++) {
		char label[LABEL_SIZE];
		if (i % columns == 0)
			box.height = row_height(ui, teacher, i, columns, box.width, titled);
		const struct answer_box answer = study_answer(teacher, i, titled, label);
		box.x = room.x + (float)(i % columns) * (box.width + GAP);
		box.y = room.y;
		if (ui_answer(ui, box, &answer))
			action = (struct action){ACTION_CHOOSE, (int32_t)i};
		if ((i + 1) % columns == 0)
			desk_down(&room, box.height + GAP);
	}
	return action;
}

static struct action draw_several(struct ui *ui, const struct teacher_view *teacher)
{
	struct box room = layout_frame(ui).body;
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_SETUP_WHICH)));
	return studies_draw(ui, room, teacher);
}

/* A message is short here: it comes again, with what to do, when a session is opened. */
static void draw_one(struct ui *ui, const struct teacher_view *teacher)
{
	struct slice hint = slice_of(ui_word(ui, WORD_SETUP_FOUND_WORDS));
	struct slice message = slice_of(teacher->message == NULL ? "" : teacher->message);
	struct box room = desk_bottle(ui, picture_drawing("bottle"));
	desk_headline(ui, &room, slice_of(ui_word(ui, WORD_SETUP_FOUND)));
	float most = room.height;
	if (message.size > 0)
		most -= desk_note_height(ui, room.width, message) + desk_gap(ui);
	desk_down(&room, desk_study(ui, room, &teacher->studies[0], most) + desk_gap(ui));
	if (message.size > 0)
		desk_note(ui, room, message);
	else if (desk_is_dry(ui, room, ui_text_height(ui, room.width, hint, desk_hint(ui), NULL)))
		ui_text(ui, room, hint, desk_hint(ui));
}

/* What is wrong goes before what usually has to be done. */
static void draw_none(struct ui *ui, const struct teacher_view *teacher)
{
	struct box room = desk_bottle(ui, picture_drawing("bottle"));
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
	desk_down(&room, desk_card(ui, room, rows, count) + desk_gap(ui));
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
	return either(action, desk_footer(ui, buttons, countof(buttons)));
}
