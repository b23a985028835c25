/* One pupil after another on a real machine with the demonstration study: every way through the
 * pages, and what each leaves behind. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/pupil_bench.h"

/* ---- The code and the drawing ---- */

static void a_slip_is_said_at_once(void **state)
{
	struct pupil_bench *bench = *state;
	const char *code = code_at(bench, 0);
	press_to(bench, ACTION_START, SCREEN_CODE);
	press_to(bench, ACTION_NEXT, SCREEN_CODE);
	assert_int_equal(look_at(bench)->code_trouble, CODE_SHORT);
	type(bench, "o0i-\n"); /* not on a card */
	assert_int_equal(look_at(bench)->typed_count, 0);
	assert_int_equal(look_at(bench)->code_trouble, CODE_STRANGER);
	for (int i = 0; i < 5; i++)
		press_value(bench, ACTION_TYPE, code[i] | 0x20); /* small letters do */
	assert_int_equal(look_at(bench)->code_trouble, CODE_FINE);
	press_value(bench, ACTION_TYPE, code[5] == '3' ? '4' : '3');
	assert_int_equal(look_at(bench)->code_trouble, CODE_SLIP);
	press_to(bench, ACTION_NEXT, SCREEN_CODE);
	assert_int_equal(look_at(bench)->code_trouble, CODE_SLIP);
	press(bench, ACTION_RUB);
	assert_int_equal(look_at(bench)->code_trouble, CODE_FINE);
	press_value(bench, ACTION_TYPE, code[5]);
	type(bench, "33"); /* the field is full */
	assert_string_equal(look_at(bench)->typed, code);
	assert_int_equal(look_at(bench)->code_trouble, CODE_FULL);
	press_to(bench, ACTION_NEXT, SCREEN_DRAWING);
	press_to(bench, ACTION_BACK, SCREEN_CODE);
	assert_int_equal(look_at(bench)->typed_count, 0);
	press_to(bench, ACTION_BACK, SCREEN_START);
	assert_wiped(&bench->flow);
}

static void a_code_from_elsewhere_and_a_used_one(void **state)
{
	struct pupil_bench *bench = *state;
	static const uint8_t values[5] = {18, 17, 16, 15, 14};
	struct respondent_code other;
	respondent_code_make(values, &other);
	press_to(bench, ACTION_START, SCREEN_CODE);
	type(bench, other.text);
	press_to(bench, ACTION_NEXT, SCREEN_CODE);
	assert_int_equal(look_at(bench)->code_trouble, CODE_UNKNOWN);
	press_to(bench, ACTION_BACK, SCREEN_START);
	sit_down(bench, 0, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_DECLINE);
	press_to(bench, ACTION_YES, SCREEN_HELP);
	go_away(bench);
	press_to(bench, ACTION_START, SCREEN_CODE);
	type(bench, code_at(bench, 0));
	press_to(bench, ACTION_NEXT, SCREEN_CODE);
	assert_int_equal(look_at(bench)->code_trouble, CODE_DONE);
}

static void the_same_four_drawings_each_time(void **state)
{
	struct pupil_bench *bench = *state;
	uint8_t first[4];
	show_card(bench, 3);
	memcpy(first, look_at(bench)->drawings, sizeof first);
	for (size_t i = 1; i < countof(first); i++)
		assert_true(first[i - 1] < first[i]);
	press(bench, ACTION_BACK);
	press(bench, ACTION_BACK);
	show_card(bench, 3);
	assert_memory_equal(look_at(bench)->drawings, first, sizeof first);
}

static void a_wrong_drawing_says_nothing_of_the_right_one(void **state)
{
	struct pupil_bench *bench = *state;
	show_card(bench, 0);
	press_to(bench, ACTION_NEXT, SCREEN_DRAWING);
	assert_true(look_at(bench)->nudge);
	press_value(bench, ACTION_DRAWING, drawing_of(bench, false));
	assert_false(look_at(bench)->nudge);
	press_to(bench, ACTION_NEXT, SCREEN_DRAWING);
	assert_true(look_at(bench)->drawing_wrong);
	assert_int_equal(look_at(bench)->drawing_chosen, -1);
	press_value(bench, ACTION_DRAWING, drawing_of(bench, true));
	press_value(bench, ACTION_DRAWING, drawing_of(bench, true)); /* taken back */
	assert_int_equal(look_at(bench)->drawing_chosen, -1);
	press_value(bench, ACTION_DRAWING, drawing_of(bench, false));
	press_to(bench, ACTION_NEXT, SCREEN_CODE);
	assert_int_equal(look_at(bench)->code_trouble, CODE_OTHER_CARD);
	assert_int_equal(look_at(bench)->typed_count, 0);
	assert_int_equal(row_of(bench, 0).state, VAULT_WAITING);
	assert_wiped(&bench->flow);
}

/* ---- The questions ---- */

static void all_the_way(void **state)
{
	struct pupil_bench *bench = *state;
	sit_down(bench, 0, SCREEN_FIRST);
	assert_int_equal(row_of(bench, 0).state, VAULT_ANSWERING);
	assert_int_equal(look_at(bench)->question_count, WAY_ITEMS);
	assert_int_equal(look_at(bench)->look, LOOK_CALM);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	press(bench, ACTION_TEXT_LARGER);
	assert_int_equal(look_at(bench)->progress.of, WAY_ITEMS); /* nothing hangs on another */
	answer(bench, WAY_ITEMS, 1);
	assert_int_equal(bench->flow.screen, SCREEN_FINISH);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_false(look_at(bench)->helping);
	assert_int_equal(bench->flow.ended, SITTING_COMPLETE);
	assert_wiped(&bench->flow);
	go_away(bench);
	assert_int_equal(bench->flow.text_size, 1);
	const struct record *record = record_of(bench, 0);
	assert_int_equal(record->state, SITTING_COMPLETE);
	assert_int_equal(answers_with(record, ANSWER_GIVEN), WAY_ITEMS);
	assert_int_equal(record->text_size, 2);
	assert_int_equal(record->input, INPUT_POINTER);
	assert_int_equal(record->day, WAY_DAY + 1);
	assert_int_equal(record->answers[5].milliseconds, 2000);
}

static void change_un_choose_refuse_and_back(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	press_value(bench, ACTION_ANSWER, 2);
	press_value(bench, ACTION_ANSWER, 3);
	press_to(bench, ACTION_NEXT, SCREEN_QUESTION);
	press_value(bench, ACTION_ANSWER, 0);
	press(bench, ACTION_UNANSWER);
	assert_int_equal(look_at(bench)->answer.status, ANSWER_SKIPPED);
	leave_out(bench);
	press(bench, ACTION_REFUSE);
	assert_int_equal(look_at(bench)->answer.status, ANSWER_REFUSED);
	press(bench, ACTION_NEXT);
	press(bench, ACTION_BACK);
	assert_int_equal(look_at(bench)->answer.status, ANSWER_REFUSED);
	press(bench, ACTION_BACK);
	press(bench, ACTION_BACK);
	assert_int_equal(look_at(bench)->answer.value, 3);
	assert_int_equal(look_at(bench)->progress.number, 1);
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->answer.value, 3);
	press_value(bench, ACTION_ANSWER, 77); /* no such answer */
	assert_int_equal(look_at(bench)->answer.value, 3);
}

static void skipped_ones_are_offered_once(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	leave_out(bench);
	answer(bench, 3, 1);
	leave_out(bench);
	answer(bench, WAY_ITEMS - 5, 1);
	assert_int_equal(bench->flow.screen, SCREEN_SKIPPED);
	assert_int_equal(look_at(bench)->skipped_count, 2);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	press_to(bench, ACTION_NEXT, SCREEN_SKIPPED);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 1);
	answer(bench, 1, 2);
	assert_int_equal(look_at(bench)->progress.number, 5);
	press(bench, ACTION_NEXT);
	press_to(bench, ACTION_NEXT, SCREEN_FINISH);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	const struct record *record = record_of(bench, 0);
	assert_int_equal(answers_with(record, ANSWER_GIVEN), WAY_ITEMS - 1);
	assert_int_equal(answers_with(record, ANSWER_SKIPPED), 1);
}

/* ---- The ways out ---- */

/* One slip on "No thanks" is not final, and nobody can tell it from the disk. */
static void declining(void **state)
{
	struct pupil_bench *bench = *state;
	sit_down(bench, 0, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_DECLINE);
	assert_int_equal(row_of(bench, 0).state, VAULT_ANSWERING);
	press_to(bench, ACTION_NO, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_DECLINE);
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_DECLINE);
	press_to(bench, ACTION_KEEP, SCREEN_DECLINE); /* not on this page */
	press_to(bench, ACTION_YES, SCREEN_HELP);
	assert_int_equal(bench->flow.ended, SITTING_DECLINED);
	assert_wiped(&bench->flow);
	go_away(bench);
	assert_int_equal(record_of(bench, 0)->state, SITTING_DECLINED);
	assert_int_equal(bench->record->answer_count, 0);
}

/* "No thanks" of who has answered already must not throw that away unasked. */
static void no_thanks_after_an_answer(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	press_value(bench, ACTION_ANSWER, 1);
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_NO, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_int_equal(answers_with(record_of(bench, 0), ANSWER_GIVEN), 1);
	assert_int_equal(bench->record->state, SITTING_STOPPED);
}

static void stopping(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	answer(bench, 7, 1);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 8);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_wiped(&bench->flow);
	go_away(bench);
	assert_int_equal(record_of(bench, 0)->state, SITTING_STOPPED);
	assert_int_equal(answers_with(bench->record, ANSWER_GIVEN), 7);
	begin(bench, 1);
	answer(bench, 7, 1);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_DELETE, SCREEN_STOP);
	press_to(bench, ACTION_NO, SCREEN_STOP);
	assert_false(look_at(bench)->deleting);
	press_to(bench, ACTION_DELETE, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_STOP); /* is not on that page */
	press_to(bench, ACTION_YES, SCREEN_HELP);
	go_away(bench);
	assert_int_equal(record_of(bench, 1)->state, SITTING_DELETED);
	assert_int_equal(bench->record->answer_count, 0);
}

static void deleting_asks_once_more(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	answer(bench, WAY_ITEMS, 1);
	uint16_t name = pupil_page_name(&bench->flow);
	press_to(bench, ACTION_DELETE, SCREEN_FINISH);
	assert_true(look_at(bench)->deleting);
	assert_int_not_equal(pupil_page_name(&bench->flow), name);
	press_to(bench, ACTION_KEEP, SCREEN_FINISH); /* not on this page */
	press_to(bench, ACTION_NO, SCREEN_FINISH);
	assert_false(look_at(bench)->deleting);
	press_to(bench, ACTION_DELETE, SCREEN_FINISH);
	press_to(bench, ACTION_BACK, SCREEN_FINISH);
	press_to(bench, ACTION_DELETE, SCREEN_FINISH);
	press_to(bench, ACTION_YES, SCREEN_HELP);
	assert_wiped(&bench->flow);
	go_away(bench);
	assert_int_equal(record_of(bench, 0)->state, SITTING_DELETED);
	assert_int_equal(bench->record->answer_count, 0);
}

/* ---- Help, text size, keys, rehearsal ---- */

static void help_keeps_the_page(void **state)
{
	struct pupil_bench *bench = *state;
	begin(bench, 0);
	answer(bench, 2, 1);
	press_to(bench, ACTION_HELP, SCREEN_HELP);
	assert_true(look_at(bench)->helping);
	assert_null(bench->view.item);
	press_to(bench, ACTION_NEXT, SCREEN_HELP); /* nothing of the page below can be pressed */
	press_to(bench, ACTION_COVER, SCREEN_COVER);
	press_to(bench, ACTION_BACK, SCREEN_COVER);
	press_to(bench, ACTION_UNCOVER, SCREEN_HELP);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->progress.number, 3);
	/* 5 s of help and cover are no time on the question. */
	press_value(bench, ACTION_ANSWER, 1);
	press(bench, ACTION_NEXT);
	press(bench, ACTION_BACK);
	assert_int_equal(look_at(bench)->answer.milliseconds, 3000);
}

static void text_has_four_sizes(void **state)
{
	struct pupil_bench *bench = *state;
	sit_down(bench, 0, SCREEN_FIRST);
	for (int i = 0; i < 6; i++)
		press(bench, ACTION_TEXT_LARGER);
	assert_int_equal(look_at(bench)->text_size, 4);
	for (int i = 0; i < 6; i++)
		press(bench, ACTION_TEXT_SMALLER);
	assert_int_equal(look_at(bench)->text_size, 1);
	press(bench, ACTION_TEXT_LARGER);
	pupil_park(&bench->flow, bench->now_ms);
	assert_int_equal(look_at(bench)->text_size, 1);
	sit_down(bench, 0, SCREEN_FIRST);
	assert_int_equal(look_at(bench)->text_size, 2); /* as it was left */
}

static void every_page_has_a_name(void **state)
{
	struct pupil_bench *bench = *state;
	uint16_t names[WAY_ITEMS];
	begin(bench, 0);
	for (size_t i = 0; i < WAY_ITEMS; i++) {
		names[i] = pupil_page_name(&bench->flow);
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(names[i], names[j]);
		answer(bench, 1, 0);
	}
}

static void what_was_pressed_with_is_told(void **state)
{
	struct pupil_bench *bench = *state;
	struct problems *problems = &bench->journey.way.problems;
	begin(bench, 0);
	assert_true(pupil_apply(&bench->flow, (struct action){ACTION_ANSWER, 1}, INPUT_KEYS,
				WAY_DAY, bench->now_ms, problems));
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_int_equal(record_of(bench, 0)->input, INPUT_BOTH);
}

/* The code with which a teacher tries a machine belongs to no class. */
static void a_rehearsal(void **state)
{
	struct pupil_bench *bench = *state;
	bench->journey.way.codes[0] = bench->journey.way.rehearsal;
	begin(bench, 0);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_true(record_of(bench, 0)->rehearsal);
	assert_int_equal(bench->record->class_name.size, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(a_slip_is_said_at_once),
		WITH_BENCH(a_code_from_elsewhere_and_a_used_one),
		WITH_BENCH(the_same_four_drawings_each_time),
		WITH_BENCH(a_wrong_drawing_says_nothing_of_the_right_one),
		WITH_BENCH(all_the_way),
		WITH_BENCH(change_un_choose_refuse_and_back),
		WITH_BENCH(skipped_ones_are_offered_once),
		WITH_BENCH(declining),
		WITH_BENCH(no_thanks_after_an_answer),
		WITH_BENCH(stopping),
		WITH_BENCH(deleting_asks_once_more),
		WITH_BENCH(help_keeps_the_page),
		WITH_BENCH(text_has_four_sizes),
		WITH_BENCH(every_page_has_a_name),
		WITH_BENCH(what_was_pressed_with_is_told),
		WITH_BENCH(a_rehearsal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
