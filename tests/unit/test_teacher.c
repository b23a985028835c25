/* The teacher's flow on a real machine: set up by hand from an empty data folder, the PIN,
 * sessions, and what the board may tell when. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

static bool all_zero(const void *bytes, size_t size)
{
	const uint8_t *byte = bytes;
	while (size > 0 && byte[size - 1] == 0)
		size--;
	return size == 0;
}

/* ---- Setting up ---- */

static void a_study_is_found_on_the_stick(void **state)
{
	struct staff_room *room = *state;
	enter(room);
	assert_screen(room, SETUP_STUDY);
	assert_int_equal(room->view.teacher->study_count, 0);
	press(room, ACTION_NEXT); /* nothing to go on with */
	assert_screen(room, SETUP_STUDY);
	teacher_stick_in(&room->flow, room->stick);
	see(room);
	assert_int_equal(room->view.teacher->study_count, 1);
	assert_int_equal(room->view.teacher->study_chosen, 0);
	assert_string_equal(room->view.teacher->studies[0].title, "Our town, our say");
	assert_string_equal(room->view.teacher->studies[0].school, "Harbour Street School");
	assert_int_equal(room->view.teacher->step, 1);
	teacher_stick_out(&room->flow, room->stick); /* it was read whole */
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_NUMBER);
}

static void a_named_study_comes_before_the_outbox(void **state)
{
	struct staff_room *room = *state;
	room->flow.study_path = room->stick;
	room->flow.outbox = room->journey.way.folder;
	teacher_stick_out(&room->flow, NULL);
	enter(room);
	see(room);
	assert_int_equal(room->view.teacher->study_count, 1);
}

static void a_bad_study_is_said(void **state)
{
	struct staff_room *room = *state;
	struct slice pack = buffer_slice(&room->journey.way.pack);
	room_put(room, "harbour.study", (struct slice){pack.bytes, pack.size / 2});
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	see(room);
	assert_int_equal(room->view.teacher->study_count, 0);
	assert_true(room->view.teacher->bad_study);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_STUDY);
}

/* A slip with the last digit, at once; and a number of another letter only when it was tried. */
static void the_number_is_checked(void **state)
{
	struct staff_room *room = *state;
	char slip[SETUP_NUMBER_DIGITS + 1], other[SETUP_NUMBER_DIGITS + 1];
	setup_number_make(other);
	memcpy(slip, room->journey.way.number, sizeof slip);
	slip[5] = slip[5] == '9' ? '0' : (char)(slip[5] + 1);
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_SHORT);
	type_all(room, slip);
	assert_int_equal(room->view.teacher->trouble, TEACHER_SLIP);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_NUMBER);
	press(room, ACTION_RUB);
	assert_int_equal(room->view.teacher->trouble, TEACHER_FINE);
	assert_int_equal(room->view.typed_count, SETUP_NUMBER_DIGITS - 1);
	for (size_t i = 1; i < SETUP_NUMBER_DIGITS; i++)
		press(room, ACTION_RUB);
	type_all(room, other);
	assert_int_equal(room->view.teacher->trouble, TEACHER_FINE);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_NUMBER);
	assert_int_equal(room->view.teacher->trouble, TEACHER_WRONG);
	assert_true(all_zero(room->flow.typed->key, sizeof room->flow.typed->key));
}

static void machine_number_and_pin_are_checked(void **state)
{
	struct staff_room *room = *state;
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_MACHINE);
	assert_int_equal(room->view.teacher->studies[0].machines, 12);
	static const char *const out_of_range[] = {"", "0", "13", "999"};
	for (size_t i = 0; i < countof(out_of_range); i++) {
		type_all(room, out_of_range[i]);
		press(room, ACTION_NEXT);
		assert_screen(room, SETUP_MACHINE);
		assert_int_equal(room->view.teacher->trouble, TEACHER_RANGE);
		assert_int_equal(room->view.typed_count, 0);
	}
	type_all(room, "12");
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_PIN);
	type_all(room, "12345");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_SHORT);
	type_all(room, "6");
	press(room, ACTION_NEXT);
	assert_true(room->view.teacher->again);
	assert_int_equal(room->view.typed_count, 0);
	type_all(room, "123457");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_DIFFERENT);
	assert_false(room->view.teacher->again);
	assert_int_equal(vault_state(room->machine.vault), VAULT_NEW);
}

/* The first PIN must not be a beginning of the second, nor the other way round. */
static void a_longer_pin_is_another(void **state)
{
	struct staff_room *room = *state;
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	type_all(room, "1");
	press(room, ACTION_NEXT);
	type_all(room, "735192");
	press(room, ACTION_NEXT);
	type_all(room, "7351924");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_DIFFERENT);
}

static void set_up_ends_on_the_pupils_page(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	assert_int_equal(vault_state(room->machine.vault), VAULT_UNLOCKED);
	assert_int_equal(vault_machine(room->machine.vault)->number, 7);
	assert_string_equal(vault_machine(room->machine.vault)->school, "harbour");
	assert_null(room->flow.typed);
	assert_null(room->flow.block.bytes);
	assert_int_equal(room->flow.set_up.studies.count, 0);
	enter(room);
	assert_screen(room, PIN);
}

/* Nothing typed stays when the page is left, in whatever way. */
static void what_was_typed_is_wiped(void **state)
{
	struct staff_room *room = *state;
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	assert_true(all_zero(room->flow.typed->field, sizeof room->flow.typed->field));
	assert_false(all_zero(room->flow.typed->key, sizeof room->flow.typed->key));
	press(room, ACTION_BACK);
	assert_screen(room, SETUP_NUMBER);
	assert_true(all_zero(room->flow.typed, sizeof *room->flow.typed));
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	type_all(room, "1");
	press(room, ACTION_NEXT);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	wait_ms(room, PARK_MS);
	assert_screen(room, SETUP_STUDY);
	assert_true(all_zero(room->flow.typed, sizeof *room->flow.typed));
	assert_int_equal(room->flow.set_up.studies.count, 1); /* looked for anew */
}

/* ---- The PIN ---- */

static void wrong_pins_wait(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter(room);
	type_all(room, "12345");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_SHORT);
	type_all(room, "6");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_WAIT);
	assert_int_equal(room->view.teacher->wait_seconds, 1);
	assert_int_equal(room->view.typed_count, 0);
	wait_ms(room, 1000);
	assert_int_equal(room->view.teacher->trouble, TEACHER_FINE);
	type_all(room, "123456");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->wait_seconds, 2);
	type_all(room, PIN);
	press(room, ACTION_NEXT); /* not tried before its time */
	assert_screen(room, PIN);
	assert_int_equal(room->view.teacher->trouble, TEACHER_WAIT);
	wait_ms(room, 1000);
	assert_int_equal(room->view.teacher->wait_seconds, 1);
	press(room, ACTION_BACK);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
	enter(room); /* coming again does not make it shorter */
	assert_int_equal(room->view.teacher->wait_seconds, 1);
	wait_ms(room, 1000);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
}

static void the_pin_page_left_alone_goes(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter(room);
	type_all(room, "735");
	wait_ms(room, PIN_IDLE_MS - 1);
	assert_int_equal(room->flow.end, TEACHER_STAYS);
	wait_ms(room, 1);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
	teacher_leave(&room->flow);
	assert_null(room->flow.typed);
}

/* Whoever has to wait longer than that is not away. */
static void waiting_is_not_being_away(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter(room);
	for (int tries = 0; tries < 5; tries++) {
		type_all(room, "123456");
		press(room, ACTION_NEXT);
		wait_ms(room, room->view.teacher->wait_seconds * 1000);
		assert_int_equal(room->flow.end, TEACHER_STAYS);
	}
	wait_ms(room, PIN_IDLE_MS);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
}

static void teachers_pages_left_alone_go(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	wait_ms(room, IDLE_MS - 1);
	assert_int_equal(room->flow.end, TEACHER_STAYS);
	wait_ms(room, 1);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
}

static void the_number_makes_a_new_pin(void **state)
{
	struct staff_room *room = *state;
	uint8_t id[16];
	set_up_by_hand(room);
	memcpy(id, vault_machine(room->machine.vault)->id, sizeof id);
	enter_with_pin(room);
	open_by_hand(room);
	pupil_sits(room, 0, 0);
	pupil_sits(room, 1, countof(pupils) - 1);
	room_stop(room);
	room_start(room);
	enter(room);
	press(room, ACTION_NEW_PIN);
	assert_screen(room, SETUP_NUMBER);
	assert_true(room->view.teacher->new_pin);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	assert_screen(room, SETUP_PIN);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	assert_int_equal(room->view.teacher->session_count, 0);
	assert_memory_equal(vault_machine(room->machine.vault)->id, id, sizeof id);
	assert_true(all_zero(room->flow.typed, sizeof *room->flow.typed));
	press(room, ACTION_BACK);
	enter(room);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, PIN);
	wait_ms(room, 1000);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
}

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

/* ---- The board ---- */

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
		TEST(a_study_is_found_on_the_stick),
		TEST(a_named_study_comes_before_the_outbox),
		TEST(a_bad_study_is_said),
		TEST(the_number_is_checked),
		TEST(machine_number_and_pin_are_checked),
		TEST(a_longer_pin_is_another),
		TEST(set_up_ends_on_the_pupils_page),
		TEST(what_was_typed_is_wiped),
		TEST(wrong_pins_wait),
		TEST(the_pin_page_left_alone_goes),
		TEST(waiting_is_not_being_away),
		TEST(teachers_pages_left_alone_go),
		TEST(the_number_makes_a_new_pin),
		TEST(a_session_is_opened_on_a_confirmed_day),
		TEST(the_day_does_not_go_back),
		TEST(a_session_is_ended_after_asking),
		TEST(a_session_opened_again_is_for_the_absent),
		TEST(done_shows_late),
		TEST(a_restart_does_not_tell),
		cmocka_unit_test(too_many_closings_show_late),
		TEST(the_board_counts_the_class),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
