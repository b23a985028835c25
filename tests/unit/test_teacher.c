/* The teacher's flow on a real machine: set up by hand from an empty data folder, nothing typed
 * stays. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

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
	type_all(room, "13579");
	press(room, ACTION_NEXT);
	assert_int_equal(room->view.teacher->trouble, TEACHER_SHORT);
	type_all(room, "2");
	press(room, ACTION_NEXT);
	assert_true(room->view.teacher->again);
	assert_int_equal(room->view.typed_count, 0);
	type_all(room, "135793");
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
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
