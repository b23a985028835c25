/* What test_screens looks at: every page of a pupil that can be seen, in a hand-made view, on every
 * kind of screen. cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_SIGHT_H
#define SAYSO_TESTS_SIGHT_H

#include "kiosk/screens/screens.h"
#include "tests/unit/page_unit.h"
#include "tests/unit/study_files.h"

static const struct {
	const char *name;
	int width, height;
	float pixels_per_mm;
} sizes[] = {
	{"reference", 1366, 768, 5.3f},
	{"large", 1920, 1080, 3.6f},
	{"dense", 1920, 1080, 6.2f},
	{"full, unknown", 1920, 1080, 5.3f},
	{"huge", 2560, 1440, 4.3f},
	{"huge, unknown", 2560, 1440, 5.3f},
	{"netbook", 1024, 600, 4.6f},
	{"netbook, unknown", 1024, 600, 5.3f},
	{"upright", 800, 1280, 5.3f},
	{"upright netbook", 600, 1024, 4.6f},
	{"upright, unknown", 600, 1024, 5.3f},
	{"upright, dense", 600, 1024, 6.7f},
};

/* ---- What can be seen ---- */

static const struct option likert[] = {{"1", "Never"},
				       {"2", "Not much of the time"},
				       {"3", "Some of the time"},
				       {"4", "Quite a lot of the time"},
				       {"5", "All of the time"}};
static const struct option tenths[] = {{"0", "0"}, {"1", "1"}, {"2", "2"},  {"3", "3"},
				       {"4", "4"}, {"5", "5"}, {"6", "6"},  {"7", "7"},
				       {"8", "8"}, {"9", "9"}, {"10", "10"}};
static const struct item choice = {.name = "choice",
				   .label = "I've been able to make choices easily",
				   .kind = ITEM_SELECT_ONE,
				   .likert = true,
				   .options = likert,
				   .option_count = countof(likert)};
static const struct item range = {.name = "range",
				  .label = "How happy are you with your life?",
				  .kind = ITEM_RANGE,
				  .options = tenths,
				  .option_count = countof(tenths),
				  .low_words = "Not at all happy",
				  .high_words = "Completely happy"};
static const struct item number = {.name = "age",
				   .label = "How old are you?",
				   .hint = "Your age in years.",
				   .kind = ITEM_INTEGER};
static const struct item note = {.name = "note",
				 .label = "Now some questions about school.\nSkip any of them.",
				 .kind = ITEM_NOTE};

#define GIVEN(number)                      \
	{                                  \
		ANSWER_GIVEN, number, 0, 1 \
	}

static const struct seen {
	const char *name;
	enum screen_name screen;
	struct view view;
} pages[] = {
	{"start", SCREEN_START, {.open = true, .machine_number = 12}},
	{"start, not open", SCREEN_START, {.machine_number = 999}},
	{"start, locked", SCREEN_START, {.locked = true, .machine_number = 12}},
	{"start, a note",
	 SCREEN_START,
	 {.open = true,
	  .note = "To try it:\n3KM 3WR: lighthouse\n"
		  "4KM 3WR: lighthouse\n6KM 3WR: ice-cream\nTeacher's PIN: 482915"}},
	{"code", SCREEN_CODE, {.typed = "3FK7", .typed_count = 4}},
	{"code, short", SCREEN_CODE, {.code_trouble = CODE_SHORT}},
	{"code, stranger", SCREEN_CODE, {.code_trouble = CODE_STRANGER}},
	{"code, full",
	 SCREEN_CODE,
	 {.typed = "3FK7CC", .typed_count = 6, .code_trouble = CODE_FULL}},
	{"code, slip",
	 SCREEN_CODE,
	 {.typed = "3FK7CC", .typed_count = 6, .code_trouble = CODE_SLIP}},
	{"code, unknown", SCREEN_CODE, {.code_trouble = CODE_UNKNOWN}},
	{"code, done", SCREEN_CODE, {.code_trouble = CODE_DONE}},
	{"code, other card", SCREEN_CODE, {.code_trouble = CODE_OTHER_CARD}},
	{"drawing", SCREEN_DRAWING, {.drawings = {0, 6, 10, 23}, .drawing_chosen = 1}},
	{"drawing, wrong",
	 SCREEN_DRAWING,
	 {.drawings = {3, 15, 17, 20}, .drawing_chosen = -1, .drawing_wrong = true}},
	{"drawing, none",
	 SCREEN_DRAWING,
	 {.drawings = {1, 2, 3, 4}, .drawing_chosen = -1, .nudge = true}},
	{"first", SCREEN_FIRST, {.question_count = 30}},
	{"choice", SCREEN_QUESTION, {.item = &choice, .answer = GIVEN(3)}},
	{"choice, nudge", SCREEN_QUESTION, {.item = &choice, .nudge = true}},
	{"choice, welcome", SCREEN_QUESTION, {.item = &choice, .welcome = true}},
	{"skipped, welcome", SCREEN_SKIPPED, {.skipped_count = 12, .welcome = true}},
	{"finish, welcome", SCREEN_FINISH, {.welcome = true}},
	{"choice, refused",
	 SCREEN_QUESTION,
	 {.item = &choice, .answer = {ANSWER_REFUSED, 0, 0, 1}}},
	{"range", SCREEN_QUESTION, {.item = &range, .answer = GIVEN(7)}},
	{"range, one", SCREEN_QUESTION, {.item = &range, .answer = GIVEN(1)}},
	{"number",
	 SCREEN_QUESTION,
	 {.item = &number, .answer = GIVEN(11), .typed = "11", .typed_count = 2}},
	{"number, nine digits",
	 SCREEN_QUESTION,
	 {.item = &number, .answer = GIVEN(123456789), .typed = "123456789", .typed_count = 9}},
	{"number, typing",
	 SCREEN_QUESTION,
	 {.item = &number, .typing = true, .typed = "1", .typed_count = 1}},
	{"number, nudge", SCREEN_QUESTION, {.item = &number, .nudge = true}},
	{"note", SCREEN_QUESTION, {.item = &note}},
	{"skipped one", SCREEN_SKIPPED, {.skipped_count = 1}},
	{"skipped many", SCREEN_SKIPPED, {.skipped_count = 12}},
	{"finish", SCREEN_FINISH, {.skipped_count = 0}},
	{"deleting", SCREEN_FINISH, {.deleting = true}},
	{"stop", SCREEN_STOP, {.skipped_count = 0}},
	{"stop, deleting", SCREEN_STOP, {.deleting = true}},
	{"decline", SCREEN_DECLINE, {.skipped_count = 0}},
	{"help", SCREEN_HELP, {.helping = true}},
	{"help at the end", SCREEN_HELP, {.text_size = 1}},
	{"thanks", SCREEN_THANKS, {.text_size = 1}},
	{"quiet", SCREEN_QUIET, {.text_size = 1}},
	{"cover", SCREEN_COVER, {.skipped_count = 0}},
	{"still there", SCREEN_COVER, {.still_there = true}},
	{"fault", SCREEN_FAULT, {.fault_number = 4}},
};

/* ---- A page drawn ---- */

struct sight {
	struct page_unit unit;
	struct test_study study;
	const struct screen *screen;
	struct view view;
	char name[80];
};

static inline struct action draw(struct sight *sight, struct input input)
{
	struct ui *ui = &sight->unit.ui;
	ui->input = input;
	ui->text_size = sight->view.text_size;
	ui_begin(ui, 1, sight->view.look, sight->screen->scene, &sight->unit.page);
	struct action action = sight->screen->draw(ui, &sight->view);
	ui_end(ui);
	return action;
}

/* Long after the lock-out. */
static inline struct action press(struct sight *sight, float x, float y)
{
	static const struct input tick = {.kind = INPUT_TICK};
	(void)draw(sight, tick);
	sight->unit.ui.now_ms += 10000;
	(void)draw(sight, (struct input){.kind = INPUT_PRESS, .x = x, .y = y});
	return draw(sight, (struct input){.kind = INPUT_RELEASE, .x = x, .y = y});
}

static inline void show(struct sight *sight, const struct seen *seen, enum look look, int text_size)
{
	static const struct input tick = {.kind = INPUT_TICK};
	sight->screen = screen_of(seen->screen);
	sight->view = seen->view;
	sight->view.study = sight->study.study;
	sight->view.school = study_school(sight->study.study, slice_of("harbour"));
	sight->view.look = look;
	sight->view.text_size = text_size;
	sight->view.can_go_back = true;
	sight->view.progress = (struct sitting_progress){12, 30, 1, 3};
	ui_forget(&sight->unit.ui);
	assert_int_equal(draw(sight, tick).kind, ACTION_NONE);
}

typedef void page_check(struct sight *sight);

static inline void each_page(struct sight *sight, page_check *check)
{
	for (size_t size = 0; size < countof(sizes); size++) {
		sight->unit.page =
			page_of(sizes[size].width, sizes[size].height, sizes[size].pixels_per_mm);
		for (size_t i = 0; i < countof(pages); i++)
			for (int text = 1; text <= 8; text++) {
				show(sight, &pages[i], text > 4 ? LOOK_CALM : LOOK_SHORE,
				     (text - 1) % 4 + 1);
				snprintf(sight->name, sizeof sight->name, "%s, %s, %d",
					 pages[i].name, sizes[size].name, text);
				check(sight);
			}
	}
}

static inline int open_sight(void **state)
{
	static const char *const files[][2] = {
		{"study.csv", "surveys/demo/study.csv"},
		{"schools.csv", "surveys/demo/schools.csv"},
		{"pages.csv", "surveys/demo/pages.csv"},
		{"forms/taking_part.csv", "surveys/library/taking_part/taking_part.csv"},
	};
	struct sight *sight = calloc(1, sizeof *sight);
	assert_non_null(sight);
	*state = sight;
	page_unit_open(&sight->unit, 1366, 768, 5.3f);
	test_study_init(&sight->study);
	for (size_t i = 0; i < countof(files); i++)
		assert_true(test_study_put_file(&sight->study, files[i][0], files[i][1]));
	test_study_put(&sight->study, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,5-9,shore,taking_part\n");
	assert_non_null(test_study_load(&sight->study));
	return 0;
}

static inline int close_sight(void **state)
{
	struct sight *sight = *state;
	test_study_release(&sight->study);
	page_unit_close(&sight->unit);
	free(sight);
	return 0;
}

#define WITH_SIGHT(test) cmocka_unit_test_setup_teardown(test, open_sight, close_sight)

#endif
