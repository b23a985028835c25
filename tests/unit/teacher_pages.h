/* Views of every page of the teacher's, made by hand, at their fullest. cmocka's headers come
 * before this one. */
#ifndef SAYSO_TESTS_TEACHER_PAGES_H
#define SAYSO_TESTS_TEACHER_PAGES_H

#include "kiosk/page/screen.h"
#include "tests/unit/page_rules.h"

#define LONG_TITLE "How we are, and what we would like to change in our town, together"
#define LONG_SCHOOL "The Community School of Saint Mary on the Hill by the Sea"

/* As long as it can be (kiosk/flow/fit.c). */
#define TOO_SMALL                                                                               \
	"This screen is too small for a page of \"How we are, and what we would like to ch\": " \
	"what_we_would_like_to_ch."

static const struct teacher_view
	nothing = {.step = 1, .steps = 4, .study_chosen = -1},
	bad = {.step = 1, .steps = 4, .study_chosen = -1, .bad_study = true, .set_aside = true},
	failed = {.step = 1,
		  .steps = 4,
		  .study_chosen = -1,
		  .message = "There is not enough room on the disk.",
		  .hint = "Delete what is not needed on this machine's disk."},
	one = {.step = 1,
	       .steps = 4,
	       .studies = {{"Our town, our say", "Harbour Street School", 12}},
	       .study_count = 1},
	one_long = {.step = 2,
		    .steps = 4,
		    .studies = {{LONG_TITLE, LONG_SCHOOL, 999}},
		    .study_count = 1,
		    .trouble = TEACHER_WRONG},
	one_too_small = {.step = 1,
			 .steps = 4,
			 .studies = {{LONG_TITLE, LONG_SCHOOL, 999}},
			 .study_count = 1,
			 .message = TOO_SMALL,
			 .hint = "Use a larger screen, and tell the researchers."},
	several = {.step = 1,
		   .steps = 4,
		   .studies = {{"Our town, our say", "Harbour Street School", 12},
			       {"Our town, our say", "Hilltop School", 8},
			       {"Our town, our say", LONG_SCHOOL, 8},
			       {LONG_TITLE, "Harbour Street School", 8}},
		   .study_count = 4,
		   .study_chosen = -1},
	several_chosen = {.step = 1,
			  .steps = 4,
			  .studies = {{"Our town, our say", "Harbour Street School", 12},
				      {"Our town, our say", "Hilltop School", 8}},
			  .study_count = 2,
			  .study_chosen = 1},
	slip = {.step = 2,
		.steps = 4,
		.studies = {{"Our town, our say", "Harbour Street School", 12}},
		.study_count = 1,
		.trouble = TEACHER_SLIP},
	new_pin = {.new_pin = true, .study_chosen = -1},
	new_pin_wrong = {.new_pin = true, .study_chosen = -1, .trouble = TEACHER_WRONG},
	out_of_range = {.step = 3,
			.steps = 4,
			.studies = {{"Our town, our say", "Harbour Street School", 999}},
			.study_count = 1,
			.trouble = TEACHER_RANGE},
	pin = {.step = 4, .steps = 4, .study_chosen = -1},
	pin_again = {.step = 4, .steps = 4, .study_chosen = -1, .again = true},
	pin_different = {.step = 4, .steps = 4, .study_chosen = -1, .trouble = TEACHER_DIFFERENT},
	pin_short = {.study_chosen = -1, .trouble = TEACHER_SHORT},
	pin_wait = {.study_chosen = -1, .trouble = TEACHER_WRONG, .wait_seconds = 60},
	pin_wrong = {.study_chosen = -1, .trouble = TEACHER_WRONG},
	pin_fault = {.study_chosen = -1, .after_fault = true},
	pin_easy = {.step = 4, .steps = 4, .study_chosen = -1, .trouble = TEACHER_EASY},
	pin_letter = {.step = 4, .steps = 4, .study_chosen = -1, .trouble = TEACHER_LETTER},
	leave_all = {.sessions = {{"10-Bluewater", "autumn", 0, 0}},
		     .session_count = 1,
		     .unsaved = 128,
		     .still_answering = 16},
	leave_many = {.session_count = 12, .unsaved = 1, .still_answering = 1},
	leave_fault = {.after_fault = true},
	pin_lost = {.study_chosen = -1,
		    .message = "The keys of this machine are lost; finished answers are not.",
		    .hint = "Set a new PIN with the number of the school's letter."},
	none_open = {.swaps = true, .next_step = ACTION_OPEN_SESSION},
	none_saved = {.next_step = ACTION_STICK, .pin_changed = true},
	one_open = {.sessions = {{"7B", "autumn", 21, 28}},
		    .session_count = 1,
		    .next_step = ACTION_PUPILS},
	three_open = {.swaps = true,
		      .sessions = {{"5A", "autumn-juniors", 0, 24},
				   {"7B", "autumn", 21, 28},
				   {"10-Blue", "spring-2027-juniors", 60, 60}},
		      .session_count = 3},
	class_choice = {.choices = {"5A", "5B", "7B"}, .choice_count = 3},
	no_class = {.opening = OPENING_CLASS},
	wave_choice = {.opening = OPENING_WAVE,
		       .class_name = "10-Blue",
		       .choices = {"autumn", "spring-2027-juniors"},
		       .choice_count = 2},
	day = {.opening = OPENING_DAY,
	       .class_name = "7B",
	       .wave = "autumn",
	       .day = "Wednesday 25 November 2026",
	       .can_be_earlier = true},
	day_full = {.opening = OPENING_DAY,
		    .class_name = "10-Blue",
		    .wave = "spring-2027-juniors",
		    .day = "Wednesday 30 September 2026",
		    .message = "Too many sessions are open on this machine.",
		    .hint = "End a session that is over."},
	day_too_small = {.opening = OPENING_DAY,
			 .class_name = "10-Blue",
			 .wave = "spring-2027-juniors",
			 .message = TOO_SMALL,
			 .hint = "Use a larger screen, and tell the researchers."},
	board_empty = {.class_name = "7B", .wave = "autumn"},
	end_none = {.class_name = "7B", .wave = "autumn"},
	end_some = {.class_name = "10-Blue", .wave = "spring-2027-juniors", .answering = 12},
	stick_none = {.stick = STICK_NONE}, stick_writing = {.stick = STICK_WRITING},
	stick_written = {.stick = STICK_WRITTEN,
			 .stick_in = true,
			 .stick_checked = true,
			 .done_on_stick = 29,
			 .still_answering = 1},
	stick_all = {.stick = STICK_WRITTEN,
		     .stick_in = true,
		     .stick_checked = true,
		     .done_on_stick = 29,
		     .stick_all = true,
		     .newer_study = true},
	stick_full_of_news = {.stick = STICK_WRITTEN,
			      .stick_in = true,
			      .done_on_stick = 12345,
			      .still_answering = 16,
			      .newer_study = true},
	stick_empty = {.stick = STICK_WRITTEN, .stick_checked = true},
	stick_gone = {.stick = STICK_NOT_WRITTEN, .stick_trouble = STICK_GONE},
	stick_full = {.stick = STICK_NOT_WRITTEN, .stick_in = true, .stick_trouble = STICK_FULL},
	stick_protected = {.stick = STICK_NOT_WRITTEN,
			   .stick_in = true,
			   .stick_trouble = STICK_PROTECTED},
	stick_failing = {
		.stick = STICK_NOT_WRITTEN, .stick_in = true, .stick_trouble = STICK_FAILING};

/* Made by code: a page of sessions, twenty-four classes, a class of 28 and one of 60. */
static struct teacher_view eight_open, classes, board_28, board_60;

static const struct teacher_seen {
	const char *name;
	enum screen_name screen;
	const struct teacher_view *teacher;
	const char *typed;
	size_t typed_count;
} teachers_pages[] = {
	{"study", SCREEN_SETUP_STUDY, &nothing, "", 0},
	{"study-bad", SCREEN_SETUP_STUDY, &bad, "", 0},
	{"study-failed", SCREEN_SETUP_STUDY, &failed, "", 0},
	{"study-one", SCREEN_SETUP_STUDY, &one, "", 0},
	{"study-one-long", SCREEN_SETUP_STUDY, &one_long, "", 0},
	{"study-too-small", SCREEN_SETUP_STUDY, &one_too_small, "", 0},
	{"study-several", SCREEN_SETUP_STUDY, &several, "", 0},
	{"study-chosen", SCREEN_SETUP_STUDY, &several_chosen, "", 0},
	{"number", SCREEN_SETUP_NUMBER, &one, "482916", 6},
	{"number-slip", SCREEN_SETUP_NUMBER, &slip, "4829165034728164", 16},
	{"number-long", SCREEN_SETUP_NUMBER, &one_long, "4829165034728164", 16},
	{"number-new-pin", SCREEN_SETUP_NUMBER, &new_pin, "", 0},
	{"number-new-pin-wrong", SCREEN_SETUP_NUMBER, &new_pin_wrong, "4829165034728164", 16},
	{"machine", SCREEN_SETUP_MACHINE, &one, "12", 2},
	{"machine-range", SCREEN_SETUP_MACHINE, &out_of_range, "", 0},
	{"pin-new", SCREEN_SETUP_PIN, &pin, "", 4},
	{"pin-again", SCREEN_SETUP_PIN, &pin_again, "", 12},
	{"pin-different", SCREEN_SETUP_PIN, &pin_different, "", 0},
	{"pin", SCREEN_PIN, &pin, "", 4},
	{"pin-short", SCREEN_PIN, &pin_short, "", 5},
	{"pin-wait", SCREEN_PIN, &pin_wait, "", 0},
	{"pin-wrong", SCREEN_PIN, &pin_wrong, "", 0},
	{"pin-fault", SCREEN_PIN, &pin_fault, "", 0},
	{"pin-easy", SCREEN_SETUP_PIN, &pin_easy, "", 0},
	{"pin-letter", SCREEN_SETUP_PIN, &pin_letter, "", 0},
	{"leave", SCREEN_LEAVE, &leave_all, "", 0},
	{"leave-many", SCREEN_LEAVE, &leave_many, "", 0},
	{"leave-fault", SCREEN_LEAVE, &leave_fault, "", 0},
	{"home-saved", SCREEN_SESSIONS, &none_saved, "", 0},
	{"pin-lost", SCREEN_PIN, &pin_lost, "", 0},
	{"home", SCREEN_SESSIONS, &none_open, "", 0},
	{"home-one", SCREEN_SESSIONS, &one_open, "", 0},
	{"home-three", SCREEN_SESSIONS, &three_open, "", 0},
	{"home-eight", SCREEN_SESSIONS, &eight_open, "", 0},
	{"open-class", SCREEN_OPEN_SESSION, &class_choice, "", 0},
	{"open-classes", SCREEN_OPEN_SESSION, &classes, "", 0},
	{"open-no-class", SCREEN_OPEN_SESSION, &no_class, "", 0},
	{"open-wave", SCREEN_OPEN_SESSION, &wave_choice, "", 0},
	{"open-day", SCREEN_OPEN_SESSION, &day, "", 0},
	{"open-day-too-small", SCREEN_OPEN_SESSION, &day_too_small, "", 0},
	{"open-day-full", SCREEN_OPEN_SESSION, &day_full, "", 0},
	{"board-empty", SCREEN_BOARD, &board_empty, "", 0},
	{"board-28", SCREEN_BOARD, &board_28, "", 0},
	{"board-60", SCREEN_BOARD, &board_60, "", 0},
	{"end", SCREEN_END_SESSION, &end_none, "", 0},
	{"end-some", SCREEN_END_SESSION, &end_some, "", 0},
	{"stick", SCREEN_STICK, &stick_none, "", 0},
	{"stick-writing", SCREEN_STICK, &stick_writing, "", 0},
	{"stick-written", SCREEN_STICK, &stick_written, "", 0},
	{"stick-all", SCREEN_STICK, &stick_all, "", 0},
	{"stick-news", SCREEN_STICK, &stick_full_of_news, "", 0},
	{"stick-empty", SCREEN_STICK, &stick_empty, "", 0},
	{"stick-gone", SCREEN_STICK, &stick_gone, "", 0},
	{"stick-full", SCREEN_STICK, &stick_full, "", 0},
	{"stick-protected", SCREEN_STICK, &stick_protected, "", 0},
	{"stick-failing", SCREEN_STICK, &stick_failing, "", 0},
};

static inline void board_make(struct teacher_view *view, size_t count)
{
	static const enum tile_state states[] = {TILE_DONE, TILE_DONE, TILE_ANSWERING, TILE_DONE,
						 TILE_WAITING};
	*view = (struct teacher_view){
		.class_name = "10-Blue", .wave = "spring-2027-juniors", .tile_count = count};
	for (uint8_t i = 0; i < count; i++) {
		const uint8_t values[5] = {i % 19, (uint8_t)(i * 7 % 19), 17, (uint8_t)(i * 3 % 19),
					   10};
		struct respondent_code code;
		struct board_tile *tile = &view->tiles[i];
		respondent_code_make(values, &code);
		respondent_code_show(&code, tile->code);
		tile->state = states[i % countof(states)];
		view->done += tile->state == TILE_DONE;
		view->answering += tile->state == TILE_ANSWERING;
		view->waiting += tile->state == TILE_WAITING;
	}
}

static inline void views_make(void)
{
	static char names[TEACHER_CHOICES_MOST][CLASS_MOST + 1];
	eight_open = (struct teacher_view){.session_count = TEACHER_SESSIONS_MOST,
					   .swaps = true,
					   .more = true,
					   .next_step = ACTION_PUPILS};
	classes = (struct teacher_view){.choice_count = TEACHER_CHOICES_MOST, .more = true};
	for (size_t i = 0; i < TEACHER_CHOICES_MOST; i++) {
		snprintf(names[i], sizeof names[i], "%zu-Bluewater", 1 + i % 9);
		classes.choices[i] = names[i];
		if (i < TEACHER_SESSIONS_MOST)
			eight_open.sessions[i] =
				(struct teacher_session){names[i], "autumn-juniors", i, 28};
	}
	board_make(&board_28, 28);
	board_make(&board_60, 60);
}

#endif
