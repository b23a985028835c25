/* The pupil's flow with another pack than the machine began with, whose questions take numbers; and
 * what of a number stays in memory. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "tests/unit/pupil_bench.h"

/* Issue 2 asks "about you" and a note in the autumn; the sessions opened before stay with issue 1.
 */
static void add_pack(struct pupil_bench *bench)
{
	static const char *const form =
		"survey\n,type,name,label\n,integer,age,How old are you?\n,note,pause,One more.\n"
		",integer,lucky,A number you like?\n,select_one yes,again,Again?\n"
		"choices\n,list_name,name,label\n,yes,1,Yes\n,yes,0,No\n"
		"settings\n,form_id,form_title,version\n,numbers,Numbers,1\n";
	struct way *way = &bench->journey.way;
	struct buffer pack = buffer_growing(ENVELOPE_MOST);
	struct vault *vault = bench->journey.vault;
	test_study_put(&way->study, "forms/numbers.csv", form);
	test_study_put(&way->study, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,7-9,shore,numbers\n");
	way->study.problems.count = 0;
	if (test_study_load(&way->study) == NULL)
		problems_print(&way->study.problems, stderr);
	assert_non_null(way->study.study);
	if (!way_pack(way, 2, &pack))
		fail_msg("%s", problems_first(&way->problems));
	assert_true(vault_add_pack(vault, 2, buffer_slice(&pack), &way->problems));
	way->opened = (struct pack){.study = NULL};
	char *copy = arena_take(&way->arena, 1, pack.size);
	assert_non_null(copy);
	memcpy(copy, pack.bytes, pack.size);
	assert_true(pack_read((struct slice){copy, pack.size}, false, &way->arena, &way->opened,
			      &way->problems));
	buffer_release(&pack);
	memset(&way->problems, 0, sizeof way->problems);
	assert_true(pupil_refresh(&bench->flow, bench->now_ms, &way->problems));
}

static void a_session_keeps_its_pack(void **state)
{
	struct pupil_bench *bench = *state;
	add_pack(bench);
	assert_int_equal(look_at(bench)->look, LOOK_CALM);
	begin(bench, 0);
	assert_int_equal(look_at(bench)->question_count, WAY_ITEMS);
	answer(bench, WAY_ITEMS, 0);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	assert_int_equal(answers_with(record_of(bench, 0), ANSWER_GIVEN), WAY_ITEMS);
}

/* A new session, of the new pack. */
static void open_anew(struct pupil_bench *bench)
{
	struct problems *problems = &bench->journey.way.problems;
	add_pack(bench);
	assert_true(vault_end_session(bench->journey.vault, bench->journey.session, problems));
	open_session_of(&bench->journey, 2);
	assert_true(pupil_refresh(&bench->flow, bench->now_ms, problems));
	assert_int_equal(look_at(bench)->look, LOOK_SHORE);
}

/* What the sitting holds of the number now. */
static void assert_kept(struct pupil_bench *bench, enum answer_status status, int32_t value)
{
	const struct answer answer = sitting_answer_here(bench->flow.sitting);
	assert_int_equal(answer.status, status);
	assert_int_equal(answer.value, value);
}

static void a_number_is_typed(void **state)
{
	struct pupil_bench *bench = *state;
	open_anew(bench);
	begin(bench, 1);
	type(bench, "x1");
	assert_string_equal(look_at(bench)->typed, "1");
	type(bench, "23456789");
	assert_string_equal(look_at(bench)->typed, "123456789");
	type(bench, "0"); /* at most nine digits */
	assert_string_equal(look_at(bench)->typed, "123456789");
	for (int i = 0; i < 10; i++) /* one more than there is to rub out */
		press_to(bench, ACTION_RUB, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->typed_count, 0);
	type(bench, "01");
	assert_string_equal(look_at(bench)->typed, "1");
	type(bench, "2");
	press_to(bench, ACTION_NEXT, SCREEN_QUESTION);
	assert_int_equal(look_at(bench)->item->kind, ITEM_NOTE);
	press_value(bench, ACTION_ANSWER, 1);	       /* a note takes none */
	press_to(bench, ACTION_NEXT, SCREEN_QUESTION); /* and no nudge */
	assert_int_equal(look_at(bench)->progress.number, 2);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_string_equal(look_at(bench)->typed, "12");
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	(void)record_of(bench, 1);
	assert_string_equal(way_value(bench, 0), "12");
}

/* 1 on the way to 12 is no answer, nor is 99 of 999. */
static void a_number_is_kept_when_its_page_is_left(void **state)
{
	struct pupil_bench *bench = *state;
	open_anew(bench);
	begin(bench, 1);
	type(bench, "1");
	assert_kept(bench, ANSWER_NOT_REACHED, 0);
	assert_true(look_at(bench)->typing);
	type(bench, "2");
	press(bench, ACTION_NEXT);
	press(bench, ACTION_BACK);
	assert_kept(bench, ANSWER_GIVEN, 12);
	assert_false(look_at(bench)->typing);
	assert_int_equal(bench->view.answer.status, ANSWER_GIVEN);
	press(bench, ACTION_RUB); /* goes on from the answer, which stays */
	assert_string_equal(look_at(bench)->typed, "1");
	assert_int_equal(bench->view.answer.status, ANSWER_SKIPPED);
	assert_kept(bench, ANSWER_GIVEN, 12);
	press_to(bench, ACTION_HELP, SCREEN_HELP);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_string_equal(look_at(bench)->typed, "1");
	type(bench, "3");
	press_to(bench, ACTION_BACK, SCREEN_FIRST);
	press_to(bench, ACTION_YES, SCREEN_QUESTION);
	assert_kept(bench, ANSWER_GIVEN, 13);
	type(bench, "7"); /* another number, not 137 */
	assert_string_equal(look_at(bench)->typed, "7");
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_BACK, SCREEN_QUESTION);
	assert_kept(bench, ANSWER_GIVEN, 7);
	press(bench, ACTION_REFUSE);
	type(bench, "5"); /* the page shows what is typed alone */
	assert_int_equal(look_at(bench)->answer.status, ANSWER_SKIPPED);
	assert_kept(bench, ANSWER_REFUSED, 0);
	press(bench, ACTION_REFUSE);
	assert_int_equal(look_at(bench)->typed_count, 0);
}

/* Whatever page comes then: who comes back has it still. */
static void a_number_that_is_kept_lies_on_the_disk(void **state)
{
	static const struct {
		enum action_kind leaves;
		enum screen_name to;
	} rows[] = {{ACTION_STOP, SCREEN_STOP}, {ACTION_BACK, SCREEN_FIRST}};
	struct pupil_bench *bench = *state;
	const struct form *form;
	const struct item *item;
	open_anew(bench);
	for (size_t i = 0; i < countof(rows); i++) {
		begin(bench, i + 1);
		type(bench, "13");
		press_to(bench, rows[i].leaves, rows[i].to);
		wait_ms(bench, PARK_MS);
		assert_int_equal(bench->flow.screen, SCREEN_START);
		sit_down(bench, i + 1, SCREEN_QUESTION);
		assert_int_equal(sitting_answer_at(bench->flow.sitting, 0, &form, &item).value, 13);
		wait_ms(bench, PARK_MS);
	}
}

static void a_number_rubbed_out_is_skipped(void **state)
{
	struct pupil_bench *bench = *state;
	open_anew(bench);
	begin(bench, 1);
	type(bench, "8");
	press(bench, ACTION_NEXT);
	press(bench, ACTION_BACK);
	press(bench, ACTION_RUB);
	press_to(bench, ACTION_NEXT, SCREEN_QUESTION);
	assert_true(look_at(bench)->nudge);
	assert_kept(bench, ANSWER_SKIPPED, 0);
	type(bench, "9");
	assert_false(look_at(bench)->nudge);
	wait_ms(bench, PARK_MS); /* in the midst of a number, which may be 95 */
	assert_int_equal(bench->flow.screen, SCREEN_START);
	sit_down(bench, 1, SCREEN_QUESTION);
	assert_kept(bench, ANSWER_SKIPPED, 0);
	assert_int_equal(look_at(bench)->typed_count, 0);
}

/* ---- What stays in memory ---- */

/* How often the number stands in the memory of this program that can be written: as the record's
 * text, or as the sitting's 4 bytes. */
static size_t found_in_memory(const char digits_by_one_more[9])
{
	char line[256];
	size_t found = 0;
	prctl(PR_SET_DUMPABLE, 1); /* else the memory is root's to read */
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY);
	assert_non_null(maps);
	assert_true(memory >= 0);
	while (fgets(line, sizeof line, maps) != NULL) {
		unsigned long from, to;
		char rights[5];
		if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || rights[0] != 'r' ||
		    rights[1] != 'w' || to - from > (64u << 20))
			continue;
		unsigned char *copy = mmap(NULL, to - from, PROT_READ | PROT_WRITE,
					   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		assert_true(copy != MAP_FAILED);
		ssize_t size = pread(memory, copy, to - from, (off_t)from);
		for (ssize_t i = 0; i + 9 <= size; i++) {
			size_t same = 0;
			while (same < 9 && copy[i + (ssize_t)same] + 1 == digits_by_one_more[same])
				same++;
			found += same == 9;
		}
		munmap(copy, to - from);
	}
	fclose(maps);
	close(memory);
	return found;
}

static void no_answer_stays_in_memory(void **state)
{
	struct pupil_bench *bench = *state;
	static const char by_one_more[] = "829384716"; /* 718273605 */
	open_anew(bench);
	begin(bench, 2);
	for (size_t i = 0; i < 9; i++)
		press_value(bench, ACTION_TYPE, by_one_more[i] - 1);
	assert_true(found_in_memory(by_one_more) > 0);
	press_to(bench, ACTION_STOP, SCREEN_STOP);
	press_to(bench, ACTION_KEEP, SCREEN_HELP);
	(void)look_at(bench);
	assert_int_equal(found_in_memory(by_one_more), 0);
	go_away(bench);
	/* And parked: */
	begin(bench, 3);
	for (size_t i = 0; i < 9; i++)
		press_value(bench, ACTION_TYPE, by_one_more[i] - 1);
	assert_true(found_in_memory(by_one_more) > 0);
	wait_ms(bench, PARK_MS);
	(void)look_at(bench);
	assert_int_equal(found_in_memory(by_one_more), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BENCH(a_session_keeps_its_pack),
		WITH_BENCH(a_number_is_typed),
		WITH_BENCH(a_number_is_kept_when_its_page_is_left),
		WITH_BENCH(a_number_that_is_kept_lies_on_the_disk),
		WITH_BENCH(a_number_rubbed_out_is_skipped),
		WITH_BENCH(no_answer_stays_in_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
