#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define FIELD_WIDTH 44.0f
#define FIELD_HEIGHT 19.0f

struct action screen_setup_machine(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	const struct teacher_study *study = &teacher->studies[teacher->study_chosen];
	char words[DESK_WORDS_MOST];
	struct desk_spread spread;
	desk_steps(ui, teacher);
	struct action action = desk_keypad(ui, KEYPAD_SETUP, &spread);
	struct box left = spread.left;
	desk_headline(ui, &left, slice_of(ui_word(ui, WORD_SETUP_MACHINE)));
	ui_field(ui, (struct box){left.x, left.y, FIELD_WIDTH, FIELD_HEIGHT},
		 (struct slice){view->typed, view->typed_count});
	desk_down(&left, FIELD_HEIGHT + desk_gap(ui));
	bool range = teacher->trouble == TEACHER_RANGE;
	ui_text(ui, left,
		desk_say(ui, range ? WORD_SETUP_RANGE : WORD_SETUP_MACHINE_WORDS,
			 (struct desk_fill){.number = study->machines}, words),
		range ? desk_words(ui) : desk_hint(ui));
	return either(action, desk_ways(ui));
}
