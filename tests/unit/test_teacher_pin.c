/* The teacher's PIN on a real machine: chosen, typed, mistyped, changed, lost; and the way out. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

/* What anybody would try first, and what stands in the letter. */
static void an_easy_pin_is_refused(void **state)
{
	struct staff_room *room = *state;
	static const struct {
		const char *pin;
		bool easy;
	} rows[] = {{"000000", true},  {"111111", true},   {"123456", true},	  {"345678", true},
		    {"987654", true},  {"3210987", false}, {"112233", false},	  {"123457", false},
		    {"246810", false}, {"1234567", true},  {"777777777777", true}};
	char inside[VAULT_PIN_LEAST + 1];
	enter(room);
	teacher_stick_in(&room->flow, room->stick);
	press(room, ACTION_NEXT);
	type_all(room, room->journey.way.number);
	press(room, ACTION_NEXT);
	type_all(room, "1");
	press(room, ACTION_NEXT);
	for (size_t i = 0; i < countof(rows); i++) {
		type_all(room, rows[i].pin);
		press(room, ACTION_NEXT);
		assert_int_equal(room->view.teacher->again, !rows[i].easy);
		assert_int_equal(room->view.teacher->trouble,
				 rows[i].easy ? TEACHER_EASY : TEACHER_FINE);
		assert_int_equal(room->view.typed_count, 0);
		if (!rows[i].easy)
			press(room, ACTION_BACK);
	}
	snprintf(inside, sizeof inside, "%.6s", room->journey.way.number + 5);
	type_all(room, inside);
	press(room, ACTION_NEXT);
	assert_false(room->view.teacher->again);
	assert_int_equal(room->view.teacher->trouble, TEACHER_LETTER);
	press(room, ACTION_BACK);
	press(room, ACTION_BACK);
	assert_true(all_zero(room->flow.typed, sizeof *room->flow.typed));
}

static void assert_said(struct staff_room *room, enum teacher_trouble trouble, int64_t seconds)
{
	assert_screen(room, PIN);
	assert_int_equal(room->view.teacher->trouble, trouble);
	assert_int_equal(room->view.teacher->wait_seconds, seconds);
}

/* What is wrong stays said until the next digit; in the wait no digit is taken, nor half of them.
 */
static void wrong_pins_wait(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter(room);
	type_all(room, "12345");
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_SHORT, 0);
	type_all(room, "6");
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_WRONG, 1);
	assert_int_equal(room->view.typed_count, 0);
	type_all(room, "735");
	assert_int_equal(room->view.typed_count, 0);
	wait_ms(room, 1000);
	assert_said(room, TEACHER_WRONG, 0);
	type_all(room, "1");
	assert_said(room, TEACHER_FINE, 0);
	type_all(room, "23456");
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_WRONG, 2);
	type_all(room, PIN);
	press(room, ACTION_NEXT); /* not tried before its time */
	assert_said(room, TEACHER_WRONG, 2);
	wait_ms(room, 1000);
	assert_said(room, TEACHER_WRONG, 1);
	press(room, ACTION_BACK);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
	enter(room); /* coming again does not make it shorter */
	assert_said(room, TEACHER_WRONG, 1);
	wait_ms(room, 1000);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
}

/* After a restart the vault knows of a wait that the page has not heard of: nothing was wrong. */
static void a_wait_begins_again_with_the_machine(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter(room);
	for (int i = 0; i < 2; i++) {
		type_all(room, "123456");
		press(room, ACTION_NEXT);
		room->now_ms = room->flow.wait_until_ms;
	}
	room_stop(room);
	room_start(room);
	enter(room);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_FINE, 2);
	wait_ms(room, 2000);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
}

static void change_pin(struct staff_room *room, const char *pin)
{
	press(room, ACTION_CHANGE_PIN);
	assert_screen(room, SETUP_PIN);
	assert_true(room->view.teacher->new_pin);
	for (int i = 0; i < 2; i++) {
		type_all(room, pin);
		press(room, ACTION_NEXT);
	}
}

/* Who knows the PIN changes it; sessions stay open. */
static void the_pin_is_changed(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	enter_with_pin(room);
	open_by_hand(room);
	press(room, ACTION_CHANGE_PIN);
	press(room, ACTION_BACK);
	assert_screen(room, SESSIONS);
	assert_false(room->view.teacher->pin_changed);
	press(room, ACTION_CHANGE_PIN);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	type_all(room, "864208");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_DIFFERENT);
	press(room, ACTION_BACK);
	change_pin(room, "864209");
	assert_screen(room, SESSIONS);
	assert_true(room->view.teacher->pin_changed);
	assert_int_equal(room->view.teacher->session_count, 1);
	assert_true(all_zero(room->flow.typed, sizeof *room->flow.typed));
	room_stop(room);
	room_start(room);
	enter(room);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_WRONG, 1);
	wait_ms(room, 1000);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	assert_screen(room, SESSIONS);
	assert_false(room->view.teacher->pin_changed);
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

/* After a fault: out, by the PIN, and to nothing else. */
static void after_a_fault_the_pin_leads_out(void **state)
{
	struct staff_room *room = *state;
	set_up_by_hand(room);
	assert_true(teacher_enter(&room->flow, true, room->now_ms, &room->problems));
	room->touched_ms = room->now_ms;
	press(room, ACTION_NEW_PIN);
	assert_screen(room, PIN);
	assert_true(room->view.teacher->after_fault);
	type_all(room, "864209");
	press(room, ACTION_NEXT);
	assert_said(room, TEACHER_WRONG, 1);
	wait_ms(room, 1000);
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	assert_screen(room, LEAVE);
	press(room, ACTION_BACK);
	assert_int_equal(room->flow.end, TEACHER_TO_PUPILS);
	assert_true(teacher_enter(&room->flow, true, room->now_ms, &room->problems));
	type_all(room, PIN);
	press(room, ACTION_NEXT);
	wait_ms(room, PIN_IDLE_MS - 1);
	assert_int_equal(room->flow.end, TEACHER_STAYS);
	press(room, ACTION_LEAVE);
	assert_int_equal(room->flow.end, TEACHER_LEAVES);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_set, room_clear)
	const struct CMUnitTest tests[] = {
		TEST(an_easy_pin_is_refused),
		TEST(wrong_pins_wait),
		TEST(a_wait_begins_again_with_the_machine),
		TEST(the_pin_is_changed),
		TEST(the_pin_page_left_alone_goes),
		TEST(waiting_is_not_being_away),
		TEST(teachers_pages_left_alone_go),
		TEST(the_number_makes_a_new_pin),
		TEST(after_a_fault_the_pin_leads_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
