#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/record_files.h"

static int set_up(void **state)
{
	struct test_record *test = calloc(1, sizeof *test);
	json_wipe_memory();
	if (test == NULL || !test_record_init(test))
		return -1;
	*state = test;
	return 0;
}

static int tear_down(void **state)
{
	test_record_release(*state);
	free(*state);
	return 0;
}

static void expect_answer(const struct record *record, size_t at, const char *name,
			  enum answer_status status, const char *value)
{
	assert_true(slice_is(record->answers[at].name, name));
	assert_int_equal(record->answers[at].status, status);
	assert_true(slice_is(record->answers[at].value, value));
}

static void the_vector_is_read_whole(void **state)
{
	struct test_record *test = *state;
	struct problems problems = {0};
	const struct record *record = &test->record;
	assert_true(test_record_change(test, "{", "{"));
	assert_true(test_record_take(test, &problems));
	assert_memory_equal(record->id, test->id, 16);
	assert_memory_equal(record->machine, test->label.machine, 16);
	assert_true(slice_is(record->class_name, "7B"));
	assert_true(slice_is(record->wave, "autumn"));
	assert_string_equal(record->code.text, "3KM3WR");
	assert_int_equal(record->state, SITTING_PARTIAL);
	assert_int_equal(record->day, 20782);
	assert_int_equal(record->text_size, 3);
	assert_int_equal(record->input, INPUT_BOTH);
	assert_true(record->seed == UINT32_MAX);
	assert_false(record->rehearsal);
	assert_int_equal(record->form_count, 2);
	assert_int_equal(record->answer_count, 8);
	expect_answer(record, 0, "week.outside", ANSWER_GIVEN, "some");
	expect_answer(record, 1, "week.nice", ANSWER_GIVEN, "10");
	assert_int_equal(record->answers[1].milliseconds, 999999);
	assert_int_equal(record->answers[1].visits, 2);
	expect_answer(record, 3, "week.more", ANSWER_NOT_ASKED, "");
	expect_answer(record, 4, "week.home", ANSWER_REFUSED, "");
	expect_answer(record, 7, "club.join", ANSWER_NOT_REACHED, "");
	assert_ptr_equal(test->match.pack, &test->pack);
	assert_string_equal(test->match.wave->name, "autumn");
	record_release(&test->record);
}

/* old NULL: the next row's. Each is one change to a good record. */
struct change {
	const char *old, *new, *message; /* message NULL: it is still good */
};

#define ITEMS                                                                                      \
	"{\"week.outside\":{\"value\":[\"some\"],\"ms\":2345,\"visits\":1},"                       \
	"\"week.nice\":{\"value\":[\"10\"],\"ms\":999999,\"visits\":2},"                           \
	"\"week.friends\":{\"value\":[\"4\"],\"ms\":3100,\"visits\":2},"                           \
	"\"week.more\":{\"missing\":\"not_asked\",\"ms\":0,\"visits\":0},"                         \
	"\"week.home\":{\"missing\":\"refused\",\"ms\":900,\"visits\":1},"                         \
	"\"club.member\":{\"value\":[\"0\"],\"ms\":1500,\"visits\":1},"                            \
	"\"club.like\":{\"missing\":\"not_asked\",\"ms\":0,\"visits\":0},"                         \
	"\"club.join\":{\"missing\":\"not_reached\",\"ms\":0,\"visits\":0}}"

static const struct change changes[] = {
	{"\"7B\"", "\"\"", NULL}, /* the rehearsal code's */
	{"refused", "dont_know", NULL},
	{"\"4\"", "\"999999999\"", NULL},
	{"\"some\"", "\"s\\u006fme\"", NULL},
	{",\"wave\":\"autumn\"", "", "has no `wave`"},
	{"\"seed\":4294967295", "\"seed\":1,\"mood\":1",
	 "has a key that this version does not know"},
	{"\"seed\":4294967295", "\"seed\":1,\"seed\":1", "a key stands twice in it"},
	{"\"visits\":1}", "\"visits\":1,\"visits\":1}", "a key stands twice in it"},
	{"\"visits\":1}", "\"visits\":1,\"note\":1}", "has a key that this version does not know"},
	{"}}}", "}}", "it is cut short"},
	{"}}}", "}}}x", "something stands behind its end"},
	{"}}}", "}}}{}", "something stands behind its end"},
	{"\"autumn\"", "\"autumn\xff\"", "it is not UTF-8"},
	{"\"autumn\"", "'autumn'", "it is not JSON"},
	{"4294967295", "4294967296", "has a `seed` outside 0 to 4294967295"},
	{"4294967295", "99999999999999999999", "a number in it is too large"},
	{"4294967295", "1.0", "has no whole number as `seed`"},
	{"4294967295", "-1", "has a `seed` outside"},
	{"4294967295", "\"1\"", "has no whole number as `seed`"},
	{"sayso-record", "sayso-batch", "its type is not `sayso-record`"},
	{"\"format\":1", "\"format\":2", "made by a newer Sayso"},
	{"\"format\":1", "\"format\":0", "it has no format number"},
	{"\"format\":1", "\"format\":true", "it has no format number"},
	{"00010203", "0001020X", "that is not 32 lower-case hex digits"},
	{"0c0d0e0f", "0C0D0E0F", "that is not 32 lower-case hex digits"},
	{"0c0d0e0f", "0c0d0e", "that is not 32 lower-case hex digits"},
	{"0c0d0e0f", "0c0d0e0fff", "has a `id` of more than 32 bytes"},
	{"0c0d0e0f", "0c0d0e10", "it is not the record that its name says"},
	{"vector-study", "other-study", "it is of another study than its batch"},
	{"vector-study", "Vector-study", "has a `study` that is no id"},
	{"\"harbour\"", "\"hill\"", "it is of another school than its batch"},
	{"\"harbour\"", "\"a-school-of-17-by\"", "has a `school` of more than 16 bytes"},
	{"f0f1f2", "00f1f2", "it is of another machine than its batch"},
	{"\"7B\"", "\"B7\"", "has a `class` that is no class"},
	{"3KM3WR", "3KM3WX", "has a `code` that is no respondent code"},
	{"3KM3WR", "3km3wr", "has a `code` that is no respondent code"},
	{"3KM3WR", "3KM 3WR", "has a `code` of more than 6 bytes"},
	{"\"partial\"", "\"finished\"", "has a `state` that this version does not know"},
	{"\"partial\"", "\"declined\"", "holds answers though it says that there are none"},
	{"\"partial\"", "\"deleted\"", "holds answers though it says that there are none"},
	{"\"partial\"", "\"withdrawn\"", "holds answers though it says that there are none"},
	{"2026-11-25", "2026-02-30", "has a `day` that is no day"},
	{"2026-11-25", "25.11.2026", "has a `day` that is no day"},
	{"\"en\"", "\"=1+1\"", "has a `language` that this version does not know"},
	{"\"text_size\":3", "\"text_size\":5", "has a `text_size` outside 1 to 4"},
	{"\"both\"", "\"voice\"", "has a `input` that this version does not know"},
	{"0676babaf", "1676babaf", "its questionnaires are not those"},
	{"0676babaf", "X676babaf", "names a form without its SHA-256"},
	{"0676babaf", "676babaf", "names a form without its SHA-256"},
	{"\"week\":\"0676", "\"weak\":\"0676", "its questionnaires are not those"},
	{"\"autumn\"", "\"spring\"", "its wave is in no study pack"},
	{"\"some\"", "\"sometimes\"", "its answer to week.outside is none that the item has"},
	{"\"some\"", "\"Some days\"", "its answer to week.outside is none that the item has"},
	{"\"10\"", "\"11\"", "its answer to week.nice is none that the item has"},
	{"\"10\"", "\"10.0\"", "its answer to week.nice is none that the item has"},
	{"\"4\"", "\"-4\"", "its answer to week.friends is none that the item has"},
	{"\"4\"", "\"1000000000\"", "its answer to week.friends is none that the item has"},
	{"\"4\"", "\"04\"", "its answer to week.friends is none that the item has"},
	{"[\"4\"]", "[\"4\",\"5\"]", "has more than 1 entries in `value`"},
	{"[\"4\"]", "[]", "has a `value` that is not one text"},
	{"[\"4\"]", "[4]", "has a `value` that is not one text"},
	{"[\"4\"]", "\"4\"", "has no list as `value`"},
	{"[\"4\"]", "[\"44444444444444444444444444444444444444444\"]", "longer than any option"},
	{"\"not_asked\"", "\"lost\"", "has a `missing` that this version does not know"},
	{"\"ms\":2345", "\"ms\":1000000", "has a `ms` outside 0 to 999999"},
	{"\"visits\":1", "\"visits\":100", "has a `visits` outside 0 to 99"},
	{"week.outside", "week.inside", "it answers an item that its questionnaires do not have"},
	{"week.outside", "week.hello", "it answers an item that its questionnaires do not have"},
	{"week.outside", "outside", "it answers an item that its questionnaires do not have"},
	{"week.outside", "club.outside", "it answers an item that its questionnaires do not have"},
	{",\"club.join\":{\"missing\":\"not_reached\",\"ms\":0,\"visits\":0}", "",
	 "it does not name every item of its questionnaires"},
	{ITEMS, "{}", "it does not name every item of its questionnaires"},
	{ITEMS, "[]", "has no object as `items`"},
	{"{\"missing\":\"refused\",\"ms\":900,\"visits\":1}", "null", "an answer is not an object"},
};

static void each_change_is_named(void **state)
{
	struct test_record *test = *state;
	for (size_t i = 0; i < countof(changes); i++) {
		struct problems *problems = calloc(1, sizeof *problems);
		assert_non_null(problems);
		if (!test_record_change(test, changes[i].old, changes[i].new))
			fail_msg("row %zu changes nothing", i);
		bool taken = test_record_take(test, problems);
		if (taken)
			record_release(&test->record);
		if (taken != (changes[i].message == NULL) ||
		    (!taken && strstr(problems_first(problems), changes[i].message) == NULL))
			fail_msg("row %zu: %s", i, problems_first(problems));
		assert_int_equal(problems->errors, !taken);
		free(problems);
	}
}

/* A value must not come back in a message: it is an answer. */
static void no_message_quotes_a_value(void **state)
{
	static const char *const olds[] = {"\"some\"",   "\"4\"",       "week.outside",
					   "\"3KM3WR\"", "\"refused\"", "2345"};
	static const char *const news[] = {"\"SECRET\"", "SECRET", "\"SECRET", "SECRET\""};
	struct test_record *test = *state;
	for (size_t i = 0; i < countof(olds) * countof(news); i++) {
		struct problems *problems = calloc(1, sizeof *problems);
		assert_non_null(problems);
		assert_true(
			test_record_change(test, olds[i / countof(news)], news[i % countof(news)]));
		assert_false(test_record_take(test, problems));
		assert_true(problems->count > 0);
		for (size_t j = 0; j < problems->count; j++) {
			assert_null(strstr(problems->list[j].text, "SECRET"));
			assert_null(strstr(problems->list[j].hint, "SECRET"));
			assert_null(strstr(problems->list[j].excerpt, "SECRET"));
		}
		free(problems);
	}
}

static void sizes_and_depths_have_limits(void **state)
{
	struct test_record *test = *state;
	struct problems problems = {0};
	assert_true(test_record_change(test, "{", "{"));
	test->size = 4095;
	assert_false(test_record_take(test, &problems));
	test->size = 0;
	assert_false(test_record_take(test, &problems));
	memset(test->bytes, ' ', sizeof test->bytes);
	test->size = RECORD_MOST;
	assert_false(test_record_take(test, &problems));
	memset(test->bytes, '[', RECORD_MOST);
	memset(&problems, 0, sizeof problems);
	assert_false(test_record_take(test, &problems));
	assert_non_null(strstr(problems_first(&problems), "nested too deeply"));
}

/* Cut anywhere: refused, and nothing is read behind the end. */
static void every_cut_is_refused(void **state)
{
	struct test_record *test = *state;
	struct slice vector = file_load(VECTOR_RECORD);
	size_t whole = vector.size;
	assert_non_null(vector.bytes);
	while (vector.bytes[whole - 1] == ' ')
		whole--;
	for (size_t cut = 0; cut < whole; cut += 7) {
		struct problems *problems = calloc(1, sizeof *problems);
		assert_non_null(problems);
		memset(test->bytes, ' ', 4096);
		memcpy(test->bytes, vector.bytes, cut);
		test->size = 4096;
		assert_false(test_record_take(test, problems));
		assert_int_equal(problems->errors, 1);
		free(problems);
	}
	free((void *)(uintptr_t)vector.bytes);
}

static void a_declined_record_has_no_items(void **state)
{
	struct test_record *test = *state;
	struct problems problems = {0};
	assert_true(test_record_change(test, ITEMS, "{}"));
	char *state_at = strstr(test->bytes, "\"partial\"");
	assert_non_null(state_at);
	memcpy(state_at, "\"deleted\"", strlen("\"deleted\""));
	assert_true(test_record_take(test, &problems));
	assert_int_equal(test->record.answer_count, 0);
	record_release(&test->record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_vector_is_read_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_change_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_message_quotes_a_value, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sizes_and_depths_have_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_cut_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_declined_record_has_no_items, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
