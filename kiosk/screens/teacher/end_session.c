#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define CHOICE_WIDTH 100.0f
#define CHOICE_HEIGHT 18.0f

enum { ID_YES = 1, ID_NO };

static struct action choices_draw(struct ui *ui, struct box room)
{
	static const struct {
		uint16_t id;
		enum word word;
		enum action_kind kind;
	} choices[] = {{ID_YES, WORD_END_YES, ACTION_YES}, {ID_NO, WORD_END_NO, ACTION_NO}};
	struct action action = {ACTION_NONE, 0};
	room.width = room.width < CHOICE_WIDTH ? room.width : CHOICE_WIDTH;
	for (size_t i = 0; i < countof(choices); i++) {
		struct box box = room;
		box.height = CHOICE_HEIGHT;
		const struct button button = {.id = choices[i].id,
					      .label = ui_word(ui, choices[i].word),
					      .style = BUTTON_EQUAL};
		if (ui_button(ui, box, &button))
			action.kind = choices[i].kind;
		desk_down(&room, CHOICE_HEIGHT + look_length(LENGTH_COLUMN_GAP));
	}
	return action;
}

struct action screen_end_session(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	const struct desk_fill fill = {.class_name = teacher->class_name, .wave = teacher->wave};
	char words[DESK_WORDS_MOST];
	desk_header(ui, desk_say(ui, WORD_SESSION, fill, words));
	struct box room = desk_bottle(ui, picture_drawing("anchor"));
	desk_headline(ui, &room, desk_say(ui, WORD_END_TITLE, fill, words));
	struct slice said = teacher->answering == 0
				    ? slice_of(ui_word(ui, WORD_END_NOBODY))
				    : desk_count(ui, WORD_STILL_ONE, WORD_STILL_MANY,
						 teacher->answering, words);
	desk_down(&room, ui_text(ui, room, said, desk_words(ui)));
	if (teacher->answering > 0)
		desk_down(&room,
			  ui_text(ui, room, slice_of(ui_word(ui, WORD_END_KEEPS)), desk_words(ui)));
	desk_down(&room, desk_gap(ui));
	return choices_draw(ui, room);
}
