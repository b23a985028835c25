/* What a batch tells: no more than the board, on the page, in the manifest and by its records; and
 * nothing that it leaves out is lost. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/page/look.h"
#include "tests/unit/staff_room.h"

/* done and answering, on the page, in the manifest, and by the records that arrive. */
static void assert_counts(struct staff_room *room, size_t done, size_t answering)
{
	char manifest[80];
	struct slice batch = batch_on_stick(room, room->flow.batch.name);
	int size = snprintf(manifest, sizeof manifest, "\"started\":%zu,\"done\":%zu}",
			    done + answering, done);
	assert_int_equal(room->view.teacher->done_on_stick, done);
	assert_int_equal(room->view.teacher->still_answering, answering);
	assert_non_null(memmem(batch.bytes, batch.size, manifest, (size_t)size));
	size = snprintf(manifest, sizeof manifest, "\"answering\":%zu,", answering);
	assert_non_null(memmem(batch.bytes, batch.size, manifest, (size_t)size));
	assert_int_equal(collect(room, room->flow.batch.name).records, done);
	assert_int_equal(vault_saved(room->machine.vault), done);
}

static size_t unsaved(struct staff_room *room)
{
	size_t count;
	assert_true(stick_unsaved(&room->machine, &room->flow.closings, room->now_ms, &count,
				  &room->problems));
	return count;
}

/* Who closed a moment ago is in the next batch: saving twice does not tell who it was. */
static void a_batch_tells_what_the_board_does(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 2);
	assert_int_equal(unsaved(room), 0);
	room->now_ms += DONE_SHOWS_MS;
	pupil_sits(room, 4, 4); /* declines */
	assert_int_equal(unsaved(room), 2);
	use_stick(room);
	assert_counts(room, 2, 1);
	assert_false(room->view.teacher->stick_all);
	press(room, ACTION_NEXT);
	room->now_ms += DONE_SHOWS_MS - 3; /* writing takes two of them */
	use_stick(room);
	assert_counts(room, 2, 1);
	assert_int_equal(unsaved(room), 0);
	room->now_ms++;
	assert_int_equal(unsaved(room), 1);
	press(room, ACTION_STICK);
	wait_ms(room, 1);
	assert_counts(room, 3, 0);
	assert_true(room->view.teacher->stick_all);
	assert_int_equal(unsaved(room), 0);
}

static void an_ended_session_gives_everything(void **state)
{
	struct staff_room *room = *state;
	class_with(room, countof(pupils));
	press_value(room, ACTION_CHOOSE, 0);
	press(room, ACTION_END_SESSION);
	press(room, ACTION_YES);
	assert_int_equal(unsaved(room), countof(pupils));
	use_stick(room);
	assert_counts(room, countof(pupils), 0);
	assert_true(room->view.teacher->stick_all);
	assert_int_equal(room->view.teacher->session_count, 0);
}

/* Switched off before it could leave: it leaves afterwards, five minutes from the start. */
static void what_was_left_out_comes_after_a_restart(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 2);
	room->now_ms += DONE_SHOWS_MS;
	pupil_sits(room, 4, 4);
	use_stick(room);
	assert_counts(room, 2, 1);
	room_stop(room);
	room->now_ms = 5000;
	room_start(room);
	teacher_stick_in(&room->flow, room->stick);
	enter_with_pin(room);
	assert_int_equal(vault_saved(room->machine.vault), 2);
	use_stick(room); /* of none is it known when it closed */
	assert_counts(room, 0, 3);
	room->now_ms = 5000 + DONE_SHOWS_MS;
	press(room, ACTION_STICK);
	wait_ms(room, 1);
	assert_counts(room, 3, 0);
}

/* Nor does a rehearsal that has just ended; it counts on no page. */
static void a_rehearsal_waits_too(void **state)
{
	struct staff_room *room = *state;
	class_with(room, 1);
	room->now_ms += DONE_SHOWS_MS;
	sit(&room->journey, &pupils[0], &room->journey.way.rehearsal, "", room->journey.records[7]);
	struct vault_row row;
	bool found;
	assert_true(vault_find(room->machine.vault, room->journey.way.rehearsal.text, &row, &found,
			       &room->problems));
	teacher_closed(&room->flow, row.id, room->now_ms);
	use_stick(room);
	assert_counts(room, 1, 0);
	assert_false(room->view.teacher->stick_all);
	room->now_ms += DONE_SHOWS_MS;
	press(room, ACTION_STICK);
	wait_ms(room, 1);
	assert_int_equal(room->view.teacher->done_on_stick, 1);
	assert_true(room->view.teacher->stick_all);
	assert_int_equal(collect(room, room->flow.batch.name).records, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_set, room_clear)
	const struct CMUnitTest tests[] = {
		TEST(a_batch_tells_what_the_board_does),
		TEST(an_ended_session_gives_everything),
		TEST(what_was_left_out_comes_after_a_restart),
		TEST(a_rehearsal_waits_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
