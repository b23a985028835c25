/* The pupil's flow by time and against mishaps: left alone, covered, parked, carried on, cut off.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/pupil_bench.h"

#define SECOND 1000

/* ---- Left alone ---- */

static void untouched_it_covers_asks_and_parks(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	press_value(bench, ACTION_ANSWER, 2);
	assert_int_equal(pupil_deadline_ms(&bench->flow, bench->touched_ms),
			 bench->touched_ms + 90 * SECOND);
	wait_ms(bench, 89 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_QUESTION);
	wait_ms(bench, 1 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	assert_true(look_at(bench)->still_there);
	assert_null(bench->view.item);
	assert_int_equal(pupil_deadline_ms(&bench->flow, bench->touched_ms),
			 bench->touched_ms + 135 * SECOND);
	wait_ms(bench, 45 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	assert_false(look_at(bench)->still_there);
	assert_int_equal(pupil_deadline_ms(&bench->flow, bench->touched_ms),
			 bench->touched_ms + 300 * SECOND);
	wait_ms(bench, 164 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	wait_ms(bench, 1 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
	assert_wiped(&bench->flow);
	assert_int_equal(pupil_deadline_ms(&bench->flow, bench->touched_ms), INT64_MAX);
	assert_int_equal(row_of(bench, 0).state, VAULT_ANSWERING);
}

static void who_is_still_there_goes_on(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	press_value(bench, ACTION_ANSWER, 2);
	wait_ms(bench, 100 * SECOND);
	press_to(bench, ACTION_UNCOVER, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->answer.value, 2);
	wait_ms(bench, 89 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_QUESTION);
	wait_ms(bench, 1 * SECOND);
	assert_true(look_at(bench)->still_there);
}

static void a_cover_by_hand_asks_nothing(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	press_to(bench, ACTION_COVER, SCREEN_COVER);
	wait_ms(bench, 100 * SECOND);
	assert_false(look_at(bench)->still_there);
	wait_ms(bench, 200 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
}

static void every_page_parks(void **state)
{
	struct pupil_bench *bench = *state;
	sit_down(bench, 0, SCREEN_FIRST);
	wait_ms(bench, 300 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
	sit_down(bench, 0, SCREEN_FIRST); /* nothing was seen: once more from the first page */
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	wait_ms(bench, 90 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	press_to(bench, ACTION_UNCOVER, SCREEN_STOP);
	press_to(bench, ACTION_HELP, SCREEN_HELP);
	wait_ms(bench, 90 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	press_to(bench, ACTION_UNCOVER, SCREEN_HELP);
	wait_ms(bench, 300 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
	assert_wiped(&bench->flow);
}

static void a_code_left_lying_goes(void **state)
{
	struct pupil_bench *bench = *state;
	press(bench, ACTION_START);
	type(bench, "3FK");
	wait_ms(bench, 89 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_CODE);
	wait_ms(bench, 1 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
	assert_wiped(&bench->flow);
	show_card(bench, 0);
	press_to(bench, ACTION_COVER, SCREEN_COVER);
	wait_ms(bench, 90 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
	assert_wiped(&bench->flow);
}

static void after_the_end_the_pages_turn_by_themselves(void **state)
{
	struct pupil_bench *bench = *state;
	sit_down(bench, 0, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_DECLINE);
	press_to(bench, ACTION_YES, SCREEN_HELP);
	wait_ms(bench, 90 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_THANKS);
	assert_int_equal(pupil_deadline_ms(&bench->flow, bench->touched_ms),
			 bench->now_ms + 30 * SECOND);
	wait_ms(bench, 29 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_THANKS);
	press_to(bench, ACTION_COVER, SCREEN_COVER); /* a touch holds nothing up; a second of it */
	assert_int_equal(bench->flow.page, SCREEN_THANKS);
	wait_ms(bench, 0);
	assert_int_equal(bench->flow.page, SCREEN_QUIET);
	assert_int_equal(bench->flow.screen, SCREEN_COVER);
	press_to(bench, ACTION_UNCOVER, SCREEN_QUIET);
	wait_ms(bench, 298 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_QUIET);
	wait_ms(bench, 1 * SECOND);
	assert_int_equal(bench->flow.screen, SCREEN_START);
}

/* ---- Carried on ---- */

static void carry_on(struct pupil_bench *bench)
{
	sit_down(bench, 0, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 3);
	assert_true(bench->view.welcome);
	assert_int_equal(bench->view.answer.status, ANSWER_SKIPPED);
	assert_int_equal(bench->view.text_size, 3);
	/* Back shows no earlier answer: it leads to the first page, and from there here again. */
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 3);
	assert_false(bench->view.welcome);
	answer(bench, 1, 4);
	assert_int_equal(look_at(bench)->progress.number, 6);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 3); /* of this time, not of before */
	press(bench, ACTION_NEXT);
}

static void answer_a_few(struct pupil_bench *bench)
{
	begin(bench, 0);
	press_value(bench, ACTION_TEXT_LARGER, 3);
	answer(bench, 2, 1);
	leave_out(bench);
	answer(bench, 1, 1);
	press(bench, ACTION_REFUSE);
	press(bench, ACTION_NEXT);
}

static void ends_whole(struct pupil_bench *bench)
{
	answer(bench, WAY_ITEMS - 5, 0);
	assert_int_equal(bench->flow.screen, SCREEN_FINISH);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	const struct record *record = record_of(bench, 0);
	assert_int_equal(record->state, SITTING_COMPLETE);
	assert_int_equal(answers_with(record, ANSWER_GIVEN), WAY_ITEMS - 1);
	assert_int_equal(answers_with(record, ANSWER_REFUSED), 1);
	assert_string_equal(way_value(bench, 0), "2");
	assert_string_equal(way_value(bench, 2), "5");
}

static void a_parked_sitting_is_carried_on(void **state)
{
	struct pupil_bench *bench = *state;
	answer_a_few(bench);
	wait_ms(bench, 300 * SECOND);
	assert_int_equal(bench->flow.text_size, 1);
	carry_on(bench);
	ends_whole(bench);
}

static void a_sitting_cut_off_is_carried_on(void **state)
{
	struct pupil_bench *bench = *state;
	answer_a_few(bench);
	bench_restart(bench);
	carry_on(bench);
	ends_whole(bench);
}

/* Who parked behind the last question comes back to the end, and sees no answer on the way. */
static void carried_on_at_the_end(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	answer(bench, WAY_ITEMS, 1);
	pupil_park(&bench->flow, bench->now_ms);
	sit_down(bench, 0, SCREEN_FINISH);
	assert_false(look_at(bench)->can_go_back);
	press_to(bench, ACTION_BACK, SCREEN_FINISH);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
}

/* The drawing guards a sitting under way as it guards a new one. */
static void another_cannot_carry_on(void **state)
{
	struct pupil_bench *bench = *state;
	answer_a_few(bench);
	pupil_park(&bench->flow, bench->now_ms);
	show_card(bench, 0);
	for (int i = 0; i < 2; i++) {
		press_value(bench, ACTION_DRAWING, drawing_of(bench, false));
		press(bench, ACTION_NEXT);
	}
	assert_int_equal(bench->flow.screen, SCREEN_CODE);
	assert_null(bench->flow.sitting);
}

/* ---- Mishaps ---- */

static void a_session_ended_under_a_sitting(void **state)
{
	struct pupil_bench *bench = *state;
	struct problems *problems = &bench->journey.way.problems;
	begin(bench, 0);
	answer(bench, 3, 1);
	assert_true(pupil_refresh(&bench->flow, bench->now_ms, problems));
	assert_int_equal(bench->flow.screen, SCREEN_QUESTION); /* the teacher only looked */
	assert_true(vault_end_session(bench->journey.vault, bench->journey.session, problems));
	assert_true(pupil_refresh(&bench->flow, bench->now_ms, problems));
	assert_int_equal(bench->flow.screen, SCREEN_START);
	assert_wiped(&bench->flow);
	assert_false(look_at(bench)->open);
	press_to(bench, ACTION_START, SCREEN_START);
	assert_int_equal(record_of(bench, 0)->state, SITTING_PARTIAL);
	assert_int_equal(answers_with(bench->record, ANSWER_GIVEN), 3);
}

/* Not saved, not shown: the page is the fault page, and nothing of the answer is left. */
static void what_cannot_be_saved_is_not_shown(void **state)
{
	struct pupil_bench *bench = *state;
	struct problems *problems = &bench->journey.way.problems;
	begin(bench, 0);
	answer(bench, 3, 1);
	assert_true(vault_end_session(bench->journey.vault, bench->journey.session, problems));
	assert_false(try_act(bench, ACTION_ANSWER, 2));
	assert_int_equal(bench->flow.screen, SCREEN_FAULT);
	assert_null(look_at(bench)->item);
	assert_wiped(&bench->flow);
	memset(problems, 0, sizeof *problems);
	assert_true(try_act(bench, ACTION_ANSWER, 2)); /* nothing can be done on it */
	assert_int_equal(bench->flow.screen, SCREEN_FAULT);
	assert_int_equal(answers_with(record_of(bench, 0), ANSWER_GIVEN), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(untouched_it_covers_asks_and_parks),
		WITH_BENCH(who_is_still_there_goes_on),
		WITH_BENCH(a_cover_by_hand_asks_nothing),
		WITH_BENCH(every_page_parks),
		WITH_BENCH(a_code_left_lying_goes),
		WITH_BENCH(after_the_end_the_pages_turn_by_themselves),
		WITH_BENCH(a_parked_sitting_is_carried_on),
		WITH_BENCH(a_sitting_cut_off_is_carried_on),
		WITH_BENCH(carried_on_at_the_end),
		WITH_BENCH(another_cannot_carry_on),
		WITH_BENCH(a_session_ended_under_a_sitting),
		WITH_BENCH(what_cannot_be_saved_is_not_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
