/* The teacher: sessions, and what the board tells. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

/* ---- Sessions ---- */

static void a_session_is_opened_on_a_confirmed_day(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	press(room, ACTION_OPEN_SESSION);
	assert_int_equal(room->view.teacher->opening, OPENING_CLASS);
	assert_int_equal(room->view.teacher->choice_count, 1);
	assert_string_equal(room->view.teacher->choices[0], "7B");
	press_value(room, ACTION_CHOOSE, 1); /* there is none */
	assert_int_equal(room->view.teacher->opening, OPENING_CLASS);
	press_value(room, ACTION_CHOOSE, 0);
	assert_int_equal(room->view.teacher->opening, OPENING_WAVE);
	assert_int_equal(room->view.teacher->choice_count, 2);
	press_value(room, ACTION_CHOOSE, 1);
	assert_int_equal(room->view.teacher->opening, OPENING_DAY);
	assert_string_equal(room->view.teacher->wave, "spring");
	assert_string_equal(room->view.teacher->day, "Wednesday 25 November 2026");
	press(room, ACTION_BACK);
	press_value(room, ACTION_CHOOSE, 0);
	assert_string_equal(room->view.teacher->wave, "autumn");
	press(room, ACTION_LATER);
	assert_string_equal(room->view.teacher->day, "Thursday 26 November 2026");
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	assert_int_equal(room->view.teacher->session_count, 1);
	assert_string_equal(room->view.teacher->sessions[0].class_name, "7B");
	assert_int_equal(room->view.teacher->sessions[0].count, WAY_CODES);
	assert_int_equal(room->flow.open[0].about.day, WAY_DAY + 1);
	assert_int_equal(machine_day(&room->machine, room->now_ms), WAY_DAY + 1);
	press(room, ACTION_OPEN_SESSION); /* a class has one */
	assert_int_equal(room->view.teacher->choice_count, 0);
}

/* So that no child meets the fault page; on a larger screen it can be. */
static void what_this_screen_cannot_show_is_not_opened(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	press(room, ACTION_OPEN_SESSION);
	press_value(room, ACTION_CHOOSE, 0);
	press_value(room, ACTION_CHOOSE, 0);
	room->screen.page = page_of(240, 160, 5.3f);
	press(room, ACTION_NEXT);
	assert_screen(room, OPEN_SESSION);
	assert_non_null(strstr(room->view.teacher->message, "This screen is too small for"));
	assert_string_equal(room->view.teacher->hint,
			    "Use a larger screen, and tell the researchers.");
	room->screen.page = page_of(1366, 768, 5.3f);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	assert_int_equal(room->view.teacher->session_count, 1);
}

/* Said with the study, and again when the screen changes; nothing is held up by it. */
static void a_study_too_large_for_the_screen_is_told_at_the_set_up(void **state)
{
	struct staff_room *room = *state;
	room->screen.page = page_of(240, 160, 5.3f);
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	see(room);
	assert_non_null(strstr(room->view.teacher->message, "This screen is too small for"));
	room->screen.page = page_of(1366, 768, 5.3f);
	teacher_resized(&room->flow);
	see(room);
	assert_null(room->view.teacher->message);
	room->screen.page = page_of(240, 160, 5.3f);
	teacher_resized(&room->flow);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_NUMBER);
}

/* Never before the pack's day, nor before the last one confirmed. */
static void the_day_does_not_go_back(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	room->wall_day = 0;
	press(room, ACTION_OPEN_SESSION);
	press_value(room, ACTION_CHOOSE, 0);
	press_value(room, ACTION_CHOOSE, 0);
	assert_string_equal(room->view.teacher->day, "Sunday 22 November 2026");
	assert_false(room->view.teacher->can_be_earlier);
	press(room, ACTION_EARLIER);
	assert_string_equal(room->view.teacher->day, "Sunday 22 November 2026");
	press(room, ACTION_LATER);
	assert_true(room->view.teacher->can_be_earlier);
	press(room, ACTION_EARLIER);
	press(room, ACTION_LATER);
	press(room, ACTION_NEXT);
	press_value(room, ACTION_CHOOSE, 0);
	assert_screen(room, BOARD);
	press(room, ACTION_END_SESSION);
	press(room, ACTION_YES);
	press(room, ACTION_OPEN_SESSION);
	press_value(room, ACTION_CHOOSE, 0);
	press_value(room, ACTION_CHOOSE, 0);
	assert_string_equal(room->view.teacher->day, "Monday 23 November 2026");
	assert_false(room->view.teacher->can_be_earlier);
}

static void a_session_is_ended_after_asking(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	pupil_sits(room, 2, countof(pupils) - 1);
	press_value(room, ACTION_CHOOSE, 0);
	press(room, ACTION_END_SESSION);
	assert_screen(room, END_SESSION);
	assert_int_equal(room->view.teacher->answering, 1);
	press(room, ACTION_NO);
	assert_screen(room, BOARD);
	press(room, ACTION_END_SESSION);
	press(room, ACTION_YES);
	assert_screen(room, SESSIONS);
	assert_int_equal(room->view.teacher->session_count, 0);
}

static void end_by_hand(struct staff_room *room)
{
	press_value(room, ACTION_CHOOSE, 0);
	press(room, ACTION_END_SESSION);
	press(room, ACTION_YES);
	assert_screen(room, SESSIONS);
}

/* Next week for who was absent: nobody else is on the board, and nobody answers twice. */
static void a_session_opened_again_is_for_the_absent(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	for (size_t code = 0; code < 3; code++)
		pupil_sits(room, code, 3 + code);
	end_by_hand(room);
	open_by_hand(room);
	assert_int_equal(room->view.teacher->sessions[0].count, WAY_CODES - 3);
	for (size_t code = 3; code < WAY_CODES; code++)
		pupil_sits(room, code, 0);
	end_by_hand(room);
	press(room, ACTION_OPEN_SESSION);
	press_value(room, ACTION_CHOOSE, 0);
	press_value(room, ACTION_CHOOSE, 0);
	press(room, ACTION_NEXT);
	assert_screen(room, OPEN_SESSION);
	assert_string_equal(room->view.teacher->message,
			    "Everybody in this class is done on this machine.");
}

/* ---- What is done next ---- */

/* Pupils once a session is open, the stick once one has ended, else a session. */
static void what_is_done_next_is_filled(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	assert_int_equal(room->view.teacher->next_step, ACTION_OPEN_SESSION);
	open_by_hand(room);
	assert_int_equal(room->view.teacher->next_step, ACTION_PUPILS);
	pupil_sits(room, 0, 0);
	end_by_hand(room);
	assert_int_equal(room->view.teacher->next_step, ACTION_STICK);
	open_by_hand(room);
	assert_int_equal(room->view.teacher->next_step, ACTION_PUPILS);
	end_by_hand(room);
	use_stick(room);
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->next_step, ACTION_OPEN_SESSION);
}

/* Who leaves with a session open, or with what is on no stick, is told so first. */
static void leaving_says_what_is_left(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	pupil_sits(room, 0, 0);
	room->now_ms += DONE_SHOWS_MS;
	pupil_sits(room, 1, 4);
	enter_with_pin(room);
	press(room, ACTION_LEAVE);
	assert_screen(room, LEAVE);
	assert_int_equal(room->view.teacher->session_count, 1);
	assert_string_equal(room->view.teacher->sessions[0].class_name, "7B");
	assert_int_equal(room->view.teacher->unsaved, 1);
	assert_int_equal(room->view.teacher->still_answering, 1);
	press(room, ACTION_BACK);
	end_by_hand(room);
	press(room, ACTION_LEAVE);
	assert_int_equal(room->view.teacher->session_count, 0);
	assert_int_equal(room->view.teacher->unsaved, 2);
	assert_int_equal(room->view.teacher->still_answering, 0);
	press(room, ACTION_BACK);
	use_stick(room);
	press(room, ACTION_NEXT);
	press(room, ACTION_LEAVE);
	assert_int_equal(room->flow.end, TEACHER_LEAVES);
}

/* ---- The board ---- */

static bool small_class_open(struct staff_room *room, size_t number)
{
	struct way *way = &room->journey.way;
	const struct vault_code code = {way->codes[0].text, false};
	char name[8];
	int64_t session;
	snprintf(name, sizeof name, "%zuA", number);
	const struct vault_opening opening = {
		.class_name = name,
		.wave = name,
		.day = WAY_DAY,
		.issue = 1,
		.codes = &code,
		.code_count = 1,
		.record_size = 64,
		.resume_size = 64,
		.recipients = way->opened.recipients,
		.recipient_count = way->opened.recipient_count,
	};
	return vault_open_session(room->machine.vault, &opening, &session, &room->problems);
}

/* A machine that goes from class to class for a week: none of them is out of the teacher's reach.
 */
static void every_open_session_can_be_ended(void **state)
{
	struct staff_room *room = *state;
	size_t opened = 0, seen = 0;
	set_up_by_hand(room);
	enter_with_pin(room);
	while (small_class_open(room, opened + 1))
		opened++;
	assert_int_equal(opened, VAULT_OPEN_MOST);
	assert_string_equal(problems_first(&room->problems),
			    "Too many sessions are open on this machine.");
	memset(&room->problems, 0, sizeof room->problems);
	assert_true(teacher_home(&room->flow, room->now_ms, &room->problems));
	for (see(room); seen < opened; press(room, ACTION_MORE)) {
		seen += room->view.teacher->session_count;
		assert_true(room->view.teacher->session_count > 0);
		if (seen == opened)
			break;
	}
	assert_string_equal(
		room->view.teacher->sessions[room->view.teacher->session_count - 1].class_name,
		"1A");
	press_value(room, ACTION_CHOOSE, (int32_t)room->view.teacher->session_count - 1);
	assert_string_equal(room->view.teacher->class_name, "1A");
	press(room, ACTION_END_SESSION);
	press(room, ACTION_YES);
	assert_int_equal(room->flow.open_count, opened - 1);
	assert_true(small_class_open(room, opened + 1));
}

static void look_at_board(struct staff_room *room)
{
	if (room->flow.screen != SCREEN_SESSIONS)
		enter_with_pin(room);
	press_value(room, ACTION_CHOOSE, 0);
	assert_screen(room, BOARD);
}

static void assert_board(struct staff_room *room, size_t done, size_t answering, size_t waiting)
{
	assert_int_equal(room->view.teacher->done, done);
	assert_int_equal(room->view.teacher->answering, answering);
	assert_int_equal(room->view.teacher->waiting, waiting);
	assert_int_equal(room->view.teacher->tile_count, done + answering + waiting);
}

/* Declined, deleted or finished: for 5 minutes nobody can tell from the board that it is over. */
static void done_shows_late(void **state)
{
	struct staff_room *room = *state;
	char code[8];
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	look_at_board(room);
	assert_board(room, 0, 0, WAY_CODES);
	press(room, ACTION_BACK);
	for (size_t i = 0; i < 3; i++)
		pupil_sits(room, i, 4); /* declines */
	look_at_board(room);
	assert_board(room, 0, 3, WAY_CODES - 3);
	for (int i = 0; i < 4; i++) { /* a teacher who keeps looking */
		wait_ms(room, DONE_SHOWS_MS / 5);
		press(room, ACTION_NONE);
	}
	wait_ms(room, DONE_SHOWS_MS / 5 - 1);
	assert_board(room, 0, 3, WAY_CODES - 3);
	wait_ms(room, 1);
	assert_board(room, 3, 0, WAY_CODES - 3);
	assert_int_equal(room->view.teacher->tiles[0].state, TILE_DONE);
	assert_int_equal(room->view.teacher->tiles[3].state, TILE_WAITING);
	respondent_code_show(&room->journey.way.codes[0], code);
	assert_string_equal(room->view.teacher->tiles[0].code, code);
}

/* Nor by switching off and on. */
static void a_restart_does_not_tell(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	pupil_sits(room, 0, 4);
	room_stop(room);
	room->now_ms = 5000; /* it has been switched on */
	room_start(room);
	look_at_board(room);
	assert_board(room, 0, 1, WAY_CODES - 1);
	press(room, ACTION_BACK);
	press(room, ACTION_BACK);
	room->now_ms += DONE_SHOWS_MS;
	look_at_board(room);
	assert_board(room, 1, 0, WAY_CODES - 1);
}

/* What is forgotten for want of room shows later, never sooner. */
static void too_many_closings_show_late(void **state)
{
	struct closings closings;
	(void)state;
	closings_begin(&closings, 0);
	for (int64_t row = 0; row < 2 * CLOSINGS_MOST; row++)
		closings_add(&closings, row, 1000 + row);
	for (int64_t row = 0; row < 2 * CLOSINGS_MOST; row++)
		assert_true(closings_show_ms(&closings, row) >= 1000 + row + DONE_SHOWS_MS);
	assert_int_equal(closings_show_ms(&closings, 2 * CLOSINGS_MOST - 1),
			 1000 + 2 * CLOSINGS_MOST - 1 + DONE_SHOWS_MS);
}

/* A rehearsal is neither shown nor counted, and a spare code only once it is used. */
static void the_board_counts_the_class(void **state)
{
	struct staff_room *room = *state;
	struct buffer pack = buffer_growing(ENVELOPE_MOST);
	set_up_by_hand(room);
	room_new_issue(room, 2, &pack);
	assert_true(vault_add_pack(room->machine.vault, 2, buffer_slice(&pack), &room->problems));
	buffer_release(&pack);
	enter_with_pin(room);
	open_by_hand(room);
	sit(&room->journey, &pupils[0], &room->journey.way.rehearsal, "", room->journey.records[0]);
	look_at_board(room);
	assert_board(room, 0, 0, WAY_CODES - 1);
	press(room, ACTION_BACK);
	assert_int_equal(room->view.teacher->sessions[0].count, WAY_CODES - 1);
	pupil_sits(room, 0, countof(pupils) - 1); /* the spare */
	look_at_board(room);
	assert_board(room, 0, 1, WAY_CODES - 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_set, room_clear)
	const struct CMUnitTest tests[] = {
		TEST(a_session_is_opened_on_a_confirmed_day),
		TEST(what_this_screen_cannot_show_is_not_opened),
		TEST(a_study_too_large_for_the_screen_is_told_at_the_set_up),
		TEST(the_day_does_not_go_back),
		TEST(a_session_is_ended_after_asking),
		TEST(a_session_opened_again_is_for_the_absent),
		TEST(what_is_done_next_is_filled),
		TEST(leaving_says_what_is_left),
		TEST(done_shows_late),
		TEST(a_restart_does_not_tell),
		TEST(every_open_session_can_be_ended),
		cmocka_unit_test(too_many_closings_show_late),
		TEST(the_board_counts_the_class),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
