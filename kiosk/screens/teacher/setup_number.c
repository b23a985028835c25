#include "kiosk/screens/teacher/desk.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define SLOT_GROUPS 4
#define SLOT_SHARE 18.9f /* of the width: 16 slots with their gaps */
#define SLOT_HEIGHT 14.0f
#define STUDY_MOST 39.5f /* what slots and a line below them leave */
#define STUDY_MOST_SMALL 30.0f

static enum word number_words(const struct teacher_view *teacher)
{
	switch (teacher->trouble) {
	case TEACHER_SHORT:
		return WORD_SETUP_SHORT;
	case TEACHER_SLIP:
		return WORD_SETUP_SLIP;
	case TEACHER_WRONG:
		return WORD_SETUP_WRONG;
	default:
		return teacher->new_pin ? WORD_NEW_PIN_WORDS : WORD_SETUP_NUMBER_WORDS;
	}
}

struct action screen_setup_number(struct ui *ui, const struct view *view)
{
	const struct teacher_view *teacher = view->teacher;
	struct desk_spread spread;
	desk_steps(ui, teacher);
	struct action action = desk_keypad(ui, KEYPAD_SETUP, &spread);
	struct box left = spread.left;
	if (!teacher->new_pin && teacher->study_chosen >= 0)
		desk_down(&left, desk_study(ui, left, &teacher->studies[teacher->study_chosen],
					    desk_is_small(ui) ? STUDY_MOST_SMALL : STUDY_MOST) +
					 desk_gap(ui));
	desk_headline(ui, &left, slice_of(ui_word(ui, WORD_SETUP_NUMBER)));
	struct box slot = {left.x, left.y, left.width / SLOT_SHARE, SLOT_HEIGHT};
	ui_slots(ui, slot, SET_UP_DIGITS, SLOT_GROUPS,
		 (struct slice){view->typed, view->typed_count});
	desk_down(&left, SLOT_HEIGHT + desk_gap(ui));
	if (teacher->trouble == TEACHER_FINE)
		ui_text(ui, left, slice_of(ui_word(ui, number_words(teacher))), desk_small);
	else
		desk_note(ui, left, slice_of(ui_word(ui, number_words(teacher))));
	return either(action, desk_ways(ui));
}
