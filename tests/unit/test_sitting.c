#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/sitting_files.h"

/* A letter an item: . not reached, s skipped, A given, R refused, - not asked. */
static void letters(const struct sitting *sitting, char *out)
{
	static const char of[] = {
		[ANSWER_NOT_REACHED] = '.', [ANSWER_SKIPPED] = 's',   [ANSWER_GIVEN] = 'A',
		[ANSWER_REFUSED] = 'R',	    [ANSWER_DONT_KNOW] = 'D', [ANSWER_NOT_ASKED] = '-'};
	for (size_t i = 0; i < sitting_item_count(sitting); i++) {
		const struct form *form;
		const struct item *item;
		*out++ = of[sitting_answer_at(sitting, i, &form, &item).status];
	}
	*out = '\0';
}

/* The wave: hello (a note), outside, nice (0-10), friends (a number), more (fewer than 3 friends),
 * home (a friend at least); then member, like (members), join (others). Options of yesno: 0 is yes.
 */
static const struct walk {
	const char *script, *letters, *at;
	size_t skipped;
	bool can_go_back;
} walks[] = {
	{"", "....--.--", "hello", 0, false},
	{"x0 r u", "....--.--", "hello", 0, false},
	{"n", "s...--.--", "outside", 0, true},
	{"n b", "ss..--.--", "hello", 1, false},
	{"n b b b", "ss..--.--", "hello", 1, false},
	{"n a2", "sA..--.--", "outside", 0, true},
	{"n a2 u", "ss..--.--", "outside", 1, true},
	{"n a2 a0 n", "sA..--.--", "nice", 0, true},
	{"n r n", "sR..--.--", "nice", 0, true},
	{"n a1 r u a1 n", "sA..--.--", "nice", 0, true},
	{"n x3 x-1 n", "ss..--.--", "nice", 1, true},
	{"n n x11 a10 n", "ssA.--.--", "friends", 1, true},
	{"n n n x-1 x1000000000 a999999999 n", "sssA-..--", "home", 2, true},
	/* relevance follows at once, and back again */
	{"n n n a0", "sssA.-.--", "friends", 2, true},
	{"n n n a2", "sssA...--", "friends", 2, true},
	{"n n n a3", "sssA-..--", "friends", 2, true},
	{"n n n a2 u", "ssss--.--", "friends", 3, true},
	{"n n n a2 r n", "sssR--.--", "member", 2, true},
	{"n n n n", "ssss--.--", "member", 3, true},
	/* an answer that is no longer asked for is kept, told as not asked, and back with the
	   reason */
	{"n n n a2 n a0 b a5", "sssA-..--", "friends", 2, true},
	{"n n n a2 n a0 b a5 n", "sssA-..--", "home", 2, true},
	{"n n n a2 n a0 b a5 a1 n", "sssAA..--", "more", 2, true},
	{"n n n a2 n a0 n a1 n a0 n a0 n", "sssAAAAA-", "end", 2, true},
	{"n n n a2 n a0 n a1 n a0 n a0 n n n", "sssAAAAA-", "end", 2, true},
	{"n n n a2 n a0 n a1 n a0 n a0 n b", "sssAAAAA-", "like", 2, true},
	{"n n n a2 n a0 n a1 n a0 n a0 n x0 r u", "sssAAAAA-", "end", 2, true},
	/* the tour of the skipped */
	{"n n a1 n n a1 n n s", "ssAs--A-s", "outside", 3, true},
	{"n n a1 n n a1 n n s a0 n", "sAAs--A-s", "friends", 2, true},
	{"n n a1 n n a1 n n s n", "ssAs--A-s", "friends", 3, true},
	{"n n a1 n n a1 n n s n a7 n", "ssAA-.A-s", "home", 2, true},
	{"n n a1 n n a1 n n s n a7 n a0 n", "ssAA-AA-s", "join", 2, true},
	{"n n a1 n n a1 n n s n a7 n a0 n n", "ssAA-AA-s", "end", 2, true},
	{"n n a1 n n a1 n n s n b", "ssAs--A-s", "nice", 3, true},
	{"n n a1 n n a1 n n s n b n", "ssAs--A-s", "friends", 3, true},
	{"n a0 n a1 n a0 n r n r n s", "sAAAR-R--", "end", 0, true},
	/* after a park nothing that was answered is shown again, before or after */
	{"p", "....--.--", "hello", 0, false},
	{"n p", "s...--.--", "outside", 0, false},
	{"n a1 p", "sA..--.--", "nice", 0, false},
	{"n a1 n a4 p b b", "sAA.--.--", "friends", 0, false},
	{"n a1 n n a2 p", "sAsA...--", "nice", 1, false},
	{"n a1 n n a2 p a3 n", "sAAA...--", "more", 0, true},
	{"n a1 n n a2 p a3 n b", "sAAAs..--", "nice", 1, false},
	{"n a1 n r p", "sAR.--.--", "friends", 0, false},
	{"n a1 n a1 n a2 n a0 n a0 n p b", "sAAAAA.--", "member", 0, false},
	{"n a0 n a1 n a0 n r n r n p", "sAAAR-R--", "end", 0, false},
	{"n n a1 n n a1 n n s p", "ssAs--A-s", "outside", 3, false},
	{"n n a1 n n a1 n n s p n n", "ssAs--A-s", "join", 3, true},
	{"n n a1 n n a1 n n s p n b", "ssAs--A-s", "outside", 3, false},
	/* parked twice; answered between, hidden after */
	{"n a1 p a2 n p", "sAA.--.--", "friends", 0, false},
	/* an answer given before the park is kept, but its page stays hidden when it is asked again
	 */
	{"n a0 n a0 n a2 n a0 n b b a5 p", "sAAA-s.--", "home", 1, false},
};

static void walks_end_where_they_should(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	(void)state;
	for (size_t i = 0; i < countof(walks); i++) {
		const struct walk *walk = &walks[i];
		struct sitting *sitting = test_sitting_new(&about);
		char found[20];
		if (!test_sitting_run(&sitting, walk->script))
			fail_msg("\"%s\" did not run", walk->script);
		letters(sitting, found);
		const struct item *item = sitting_item(sitting);
		const char *at = item == NULL ? "end" : item->name;
		if (strcmp(found, walk->letters) != 0 || strcmp(at, walk->at) != 0 ||
		    sitting_skipped(sitting) != walk->skipped ||
		    sitting_can_go_back(sitting) != walk->can_go_back)
			fail_msg("\"%s\" ends as %s at %s, %zu skipped, %s", walk->script, found,
				 at, sitting_skipped(sitting),
				 sitting_can_go_back(sitting) ? "Back" : "no Back");
		free(sitting);
	}
	test_study_free(test);
}

/* b hangs on a, c on b: whoever takes back a takes back c, though b's answer is kept. */
static void relevance_goes_on_down_a_chain(void **state)
{
	static const char form[] =
		"survey,type,name,label,relevant\n,select_one yesno,a,A,\n"
		",select_one yesno,b,B,${a} = '1'\n,select_one yesno,c,C,${b} = '1'\n"
		"choices,list_name,name,label\n,yesno,1,Yes\n,yesno,0,No\n"
		"settings,form_id,form_title\n,chain,Chain\n";
	static const struct {
		const char *script, *letters;
	} chain[] = {
		{"a0 n a0 n", "AA."},
		{"a0 n a0 n a1 b b a1", "A--"},
		{"a0 n a0 n a1 b b a1 a0", "AAA"},
		{"a0 n a1 n", "AA-"},
		{"a1 n", "A--"},
	};
	struct test_study test;
	(void)state;
	test_study_init(&test);
	assert_true(test_study_put_vectors(&test));
	test_study_put(&test, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,7,calm,chain\n");
	test_study_put(&test, "forms/chain.csv", form);
	assert_non_null(test_study_load(&test));
	struct sitting_about about = test_about(test.study, "autumn");
	for (size_t i = 0; i < countof(chain); i++) {
		struct sitting *sitting = test_sitting_new(&about);
		char found[20];
		assert_true(test_sitting_run(&sitting, chain[i].script));
		letters(sitting, found);
		assert_string_equal(found, chain[i].letters);
		free(sitting);
	}
	test_study_release(&test);
}

static const struct {
	const char *script;
	size_t number, of, part, parts;
} steps[] = {
	/* questions hang on friends and on member: no total, not even when both are behind */
	{"", 0, 0, 1, 2},
	{"n", 1, 0, 1, 2},
	{"n n n", 3, 0, 1, 2},
	{"n n n a2 n", 4, 0, 1, 2},
	{"n n n a2 n n n", 6, 0, 2, 2},
	{"n n n a2 n n n a0 n", 7, 0, 2, 2},
	{"n n n a0 n n a1 n", 6, 0, 2, 2},
	{"n n n a2 n n n a0 n b", 6, 0, 2, 2},
	{"n n n a2 n n n a0 n n", 7, 0, 2, 2},
};

static void progress_counts_questions_and_parts(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	(void)state;
	for (size_t i = 0; i < countof(steps); i++) {
		struct sitting *sitting = test_sitting_new(&about);
		assert_true(test_sitting_run(&sitting, steps[i].script));
		struct sitting_progress progress = sitting_progress(sitting);
		if (progress.number != steps[i].number || progress.of != steps[i].of ||
		    progress.part != steps[i].part || progress.parts != steps[i].parts)
			fail_msg("\"%s\": question %zu of %zu, part %zu of %zu", steps[i].script,
				 progress.number, progress.of, progress.part, progress.parts);
		free(sitting);
	}
	test_study_free(test);
}

static void times_and_visits_add_up_to_their_caps(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	sitting_next(sitting, 7);
	assert_true(sitting_answer(sitting, 1));
	sitting_unanswer(sitting);
	assert_true(sitting_answer(sitting, 2));
	assert_int_equal(sitting_answer_here(sitting).visits, 1);
	assert_int_equal(sitting_answer_here(sitting).milliseconds, 0);
	sitting_next(sitting, 2345);
	sitting_back(sitting, 10);
	assert_int_equal(sitting_answer_here(sitting).visits, 1);
	assert_int_equal(sitting_answer_here(sitting).value, 2);
	sitting_next(sitting, 55);
	sitting_back(sitting, 10);
	assert_int_equal(sitting_answer_here(sitting).milliseconds, 2400);
	assert_int_equal(sitting_answer_here(sitting).visits, 2);
	for (int i = 0; i < 300; i++) {
		sitting_next(sitting, i == 0 ? 997599 : UINT32_MAX);
		sitting_back(sitting, 1);
		assert_int_equal(sitting_answer_here(sitting).milliseconds, 999999);
	}
	assert_int_equal(sitting_answer_here(sitting).visits, 99);
	free(sitting);
	test_study_free(test);
}

static void required_and_the_form_follow_the_page(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	assert_false(sitting_required_here(sitting));
	assert_string_equal(sitting_form(sitting)->id, "week");
	sitting_next(sitting, 0);
	assert_true(sitting_required_here(sitting));
	sitting_next(sitting, 0);
	assert_false(sitting_required_here(sitting));
	assert_true(test_sitting_run(&sitting, "n n"));
	assert_string_equal(sitting_form(sitting)->id, "club");
	assert_true(test_sitting_run(&sitting, "n"));
	assert_null(sitting_item(sitting));
	assert_null(sitting_form(sitting));
	assert_false(sitting_required_here(sitting));
	assert_int_equal(sitting_answer_here(sitting).status, ANSWER_NOT_REACHED);
	free(sitting);
	test_study_free(test);
}

static void text_size_and_input_keep_to_their_values(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	assert_int_equal(sitting_text_size_used(sitting), 1);
	sitting_text_size(sitting, 4);
	sitting_text_size(sitting, 0);
	sitting_text_size(sitting, 5);
	assert_int_equal(sitting_text_size_used(sitting), 4);
	assert_int_equal(sitting_input_used(sitting), INPUT_NONE);
	sitting_input(sitting, INPUT_KEYS);
	sitting_input(sitting, INPUT_NONE);
	assert_int_equal(sitting_input_used(sitting), INPUT_KEYS);
	sitting_input(sitting, INPUT_POINTER);
	assert_int_equal(sitting_input_used(sitting), INPUT_BOTH);
	free(sitting);
	test_study_free(test);
}

static bool holds_bytes(const void *memory, size_t size, const char *bytes)
{
	const char *at = memory;
	for (size_t i = 0; i + strlen(bytes) <= size; i++)
		if (memcmp(at + i, bytes, strlen(bytes)) == 0)
			return true;
	return false;
}

/* The positive control comes first: the number is found where it is known to be. */
static void what_is_taken_back_or_deleted_is_gone_from_memory(void **state)
{
	static const enum sitting_state gone[] = {SITTING_DECLINED, SITTING_DELETED,
						  SITTING_WITHDRAWN};
	static const enum sitting_state kept[] = {SITTING_PARTIAL, SITTING_COMPLETE,
						  SITTING_STOPPED};
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	size_t size = sitting_size(test->study);
	const int32_t value = 123456789;
	char binary[5] = "";
	(void)state;
	memcpy(binary, &value, 4);
	for (size_t i = 0; i < countof(gone); i++) {
		struct sitting *sitting = test_sitting_new(&about);
		char found[20];
		assert_true(test_sitting_run(&sitting, "n a1 n n a123456789"));
		sitting_end(sitting, kept[i]);
		assert_int_equal(sitting_state(sitting), kept[i]);
		assert_true(holds_bytes(sitting, size, "123456789"));
		assert_true(holds_bytes(sitting, size, binary));
		struct sitting *copy = test_sitting_new(&about);
		assert_true(test_sitting_run(&copy, "n a1 n n a123456789 u"));
		assert_false(holds_bytes(copy, size, "123456789"));
		assert_false(holds_bytes(copy, size, binary));
		free(copy);
		sitting_end(sitting, gone[i]);
		assert_int_equal(sitting_state(sitting), gone[i]);
		assert_false(holds_bytes(sitting, size, "123456789"));
		assert_false(holds_bytes(sitting, size, binary));
		letters(sitting, found);
		assert_string_equal(found, "....--.--");
		assert_null(sitting_item(sitting));
		assert_false(sitting_can_go_back(sitting));
		sitting_return(sitting);
		sitting_go_to_skipped(sitting);
		sitting_back(sitting, 1);
		assert_null(sitting_item(sitting));
		free(sitting);
	}
	test_study_free(test);
}

static void random_step(struct sitting **sitting, uint32_t *seed)
{
	char step[16] = "n";
	uint32_t kind = test_draw(seed) % 16;
	if (kind < 5)
		snprintf(step, sizeof step, "a%u", (unsigned)(test_draw(seed) % 4));
	else if (kind < 8)
		step[0] = "bur"[kind - 5];
	else if (kind == 8)
		step[0] = 's';
	else if (kind == 9)
		step[0] = 'p';
	(void)test_sitting_step(sitting, slice_of(step)); /* a value may be one too large */
}

/* Promise 6: who picks up the card sees no earlier answer. And what always holds. */
static void no_walk_shows_what_was_answered_before_a_park(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	uint32_t seed = 42;
	size_t parks = 0, hidden_asked_again = 0;
	(void)state;
	for (int walk = 0; walk < 300; walk++) {
		struct sitting *sitting = test_sitting_new(&about);
		bool answered[9] = {false}, hidden[9] = {false};
		for (int step = 0; step < 80; step++) {
			const struct sitting *before = sitting;
			random_step(&sitting, &seed);
			assert_non_null(sitting);
			bool parked = sitting != before;
			parks += parked;
			for (size_t i = 0; i < 9; i++) {
				const struct form *form;
				const struct item *item;
				struct answer answer = sitting_answer_at(sitting, i, &form, &item);
				hidden[i] = hidden[i] || (parked && answered[i]);
				if (answer.status != ANSWER_NOT_ASKED)
					answered[i] = answer.status == ANSWER_GIVEN ||
						      answer.status == ANSWER_REFUSED;
				hidden_asked_again += hidden[i] && answer.status == ANSWER_GIVEN;
				if (item == sitting_item(sitting)) {
					assert_false(hidden[i]);
					assert_int_not_equal(answer.status, ANSWER_NOT_ASKED);
				}
			}
		}
		free(sitting);
	}
	assert_true(parks > 500 && hidden_asked_again > 500);
	test_study_free(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_end_where_they_should),
		cmocka_unit_test(relevance_goes_on_down_a_chain),
		cmocka_unit_test(progress_counts_questions_and_parts),
		cmocka_unit_test(times_and_visits_add_up_to_their_caps),
		cmocka_unit_test(required_and_the_form_follow_the_page),
		cmocka_unit_test(text_size_and_input_keep_to_their_values),
		cmocka_unit_test(what_is_taken_back_or_deleted_is_gone_from_memory),
		cmocka_unit_test(no_walk_shows_what_was_answered_before_a_park),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
