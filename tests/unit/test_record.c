#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>

#include "surveys/sitting/record_write.h"
#include "tests/unit/sitting_files.h"

#define SOME_WALK "n a1 n a10 n a4 n r n a1 n"

static char *record_of(const struct sitting *sitting, enum sitting_state state)
{
	char *record = malloc(sitting_about(sitting)->study->record_size);
	assert_non_null(record);
	assert_true(record_write(sitting, state, record));
	return record;
}

static void answer_then_next(struct sitting *sitting, int32_t value, uint32_t spent_ms)
{
	assert_true(sitting_answer(sitting, value));
	sitting_next(sitting, spent_ms);
}

static void the_vector_is_written_byte_for_byte(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	struct slice vector = file_load("tests/vectors/record.json");
	(void)state;
	sitting_next(sitting, 500);
	answer_then_next(sitting, 1, 2345);
	answer_then_next(sitting, 10, 999000);
	sitting_back(sitting, 100);
	sitting_next(sitting, 5000);
	answer_then_next(sitting, 4, 3000);
	sitting_refuse(sitting);
	sitting_next(sitting, 900);
	answer_then_next(sitting, 1, 1500);
	sitting_text_size(sitting, 3);
	sitting_input(sitting, INPUT_BOTH);
	assert_int_equal(test->study->record_size, 4096);
	assert_int_equal(vector.size, 4096);
	char *record = record_of(sitting, SITTING_PARTIAL);
	assert_memory_equal(record, vector.bytes, 4096);
	free(record);
	free(sitting);
	free((void *)(uintptr_t)vector.bytes);
	test_study_free(test);
}

static const char *const keys[] = {"type",	"format", "id",	  "study", "school", "machine",
				   "class",	"wave",	  "code", "state", "day",    "language",
				   "text_size", "input",  "seed", "forms", "items"};

/* As RFC 8259 has it, by a reader that is not ours, with the keys in their order. */
static json_t *parsed(const char *record, size_t size)
{
	json_error_t error;
	size_t used = size, at = 0;
	const char *key;
	json_t *value;
	while (used > 0 && record[used - 1] == ' ')
		used--;
	assert_int_equal(record[used - 1], '}');
	json_t *json = json_loadb(record, size, JSON_REJECT_DUPLICATES, &error);
	if (json == NULL)
		fail_msg("%s at %d", error.text, error.position);
	json_object_foreach(json, key, value)
	{
		assert_true(at < countof(keys));
		assert_string_equal(key, keys[at++]);
	}
	assert_int_equal(at, countof(keys));
	return json;
}

static const struct {
	enum sitting_state state;
	const char *name;
	bool items;
} states[] = {
	{SITTING_PARTIAL, "partial", true},  {SITTING_COMPLETE, "complete", true},
	{SITTING_STOPPED, "stopped", true},  {SITTING_DECLINED, "declined", false},
	{SITTING_DELETED, "deleted", false}, {SITTING_WITHDRAWN, "withdrawn", false},
};

static void every_state_has_one_size_and_its_items(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	assert_true(test_sitting_run(&sitting, SOME_WALK));
	for (size_t i = 0; i < countof(states); i++) {
		char *record = record_of(sitting, states[i].state);
		json_t *json = parsed(record, test->study->record_size);
		assert_string_equal(json_string_value(json_object_get(json, "state")),
				    states[i].name);
		assert_int_equal(json_object_size(json_object_get(json, "items")),
				 states[i].items ? 8 : 0);
		assert_int_equal(json_object_size(json_object_get(json, "forms")), 2);
		json_decref(json);
		free(record);
	}
	free(sitting);
	test_study_free(test);
}

static void names_are_those_of_the_format(void **state)
{
	static const char *const statuses[] = {
		[ANSWER_NOT_REACHED] = "not_reached", [ANSWER_SKIPPED] = "skipped",
		[ANSWER_GIVEN] = "answered",	      [ANSWER_REFUSED] = "refused",
		[ANSWER_DONT_KNOW] = "dont_know",     [ANSWER_NOT_ASKED] = "not_asked"};
	(void)state;
	for (size_t i = 0; i < countof(statuses); i++)
		assert_string_equal(answer_status_name((enum answer_status)i), statuses[i]);
	for (size_t i = 0; i < countof(states); i++)
		assert_string_equal(sitting_state_name(states[i].state), states[i].name);
}

static const struct {
	const char *script, *item, *value, *missing;
	long ms, visits;
} items[] = {
	{"", "week.outside", NULL, "not_reached", 0, 0},
	{"n", "week.outside", NULL, "not_reached", 0, 0},
	{"n a0", "week.outside", "never", NULL, 0, 1},
	{"n a2 n", "week.outside", "every", NULL, 1000, 1},
	{"n a2 n b n", "week.outside", "every", NULL, 2000, 2},
	{"n n", "week.outside", NULL, "skipped", 1000, 1},
	{"n r", "week.outside", NULL, "refused", 0, 1},
	{"n a1 u", "week.outside", NULL, "skipped", 0, 1},
	{"n n a0 n", "week.nice", "0", NULL, 1000, 1},
	{"n n a10 n", "week.nice", "10", NULL, 1000, 1},
	{"n n n a0", "week.friends", "0", NULL, 0, 1},
	{"n n n a999999999", "week.friends", "999999999", NULL, 0, 1},
	{"n n n a0", "week.home", NULL, "not_asked", 0, 0},
	{"n n n a2 n a0 n b b a3", "week.more", NULL, "not_asked", 0, 0},
	{"n n n a2 n a0 n b b a3 a2", "week.more", "1", NULL, 2000, 2},
};

static void an_answer_says_value_or_missing(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	(void)state;
	for (size_t i = 0; i < countof(items); i++) {
		struct sitting *sitting = test_sitting_new(&about);
		assert_true(test_sitting_run(&sitting, items[i].script));
		char *record = record_of(sitting, SITTING_PARTIAL);
		json_t *json = parsed(record, test->study->record_size);
		json_t *item = json_object_get(json_object_get(json, "items"), items[i].item);
		json_t *value = json_object_get(item, "value");
		assert_int_equal(json_object_size(item), 3);
		if (items[i].value != NULL) {
			assert_int_equal(json_array_size(value), 1);
			assert_string_equal(json_string_value(json_array_get(value, 0)),
					    items[i].value);
		} else {
			assert_string_equal(json_string_value(json_object_get(item, "missing")),
					    items[i].missing);
		}
		assert_int_equal(json_integer_value(json_object_get(item, "ms")), items[i].ms);
		assert_int_equal(json_integer_value(json_object_get(item, "visits")),
				 items[i].visits);
		json_decref(json);
		free(record);
		free(sitting);
	}
	test_study_free(test);
}

static void notes_are_not_in_it(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	sitting_next(sitting, 1000);
	char *record = record_of(sitting, SITTING_COMPLETE);
	json_t *json = parsed(record, test->study->record_size);
	assert_null(json_object_get(json_object_get(json, "items"), "week.hello"));
	json_decref(json);
	free(record);
	free(sitting);
	test_study_free(test);
}

/* Should the plan's size ever be wrong: nothing is cut, and no answer is left lying. */
static void a_size_too_small_writes_nothing(void **state)
{
	struct test_study *test = test_study_new(true);
	struct study small = *test->study;
	struct sitting_about about = test_about(&small, "autumn");
	(void)state;
	for (small.record_size = 0; small.record_size < 1300; small.record_size += 7) {
		struct sitting *sitting = test_sitting_new(&about);
		char *record = malloc(small.record_size + 1);
		assert_true(test_sitting_run(&sitting, SOME_WALK));
		memset(record, 1, small.record_size);
		if (record_write(sitting, SITTING_COMPLETE, record))
			json_decref(parsed(record, small.record_size));
		else
			for (size_t i = 0; i < small.record_size; i++)
				assert_int_equal(record[i], 0);
		free(record);
		free(sitting);
	}
	test_study_free(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vector_is_written_byte_for_byte),
		cmocka_unit_test(every_state_has_one_size_and_its_items),
		cmocka_unit_test(names_are_those_of_the_format),
		cmocka_unit_test(an_answer_says_value_or_missing),
		cmocka_unit_test(notes_are_not_in_it),
		cmocka_unit_test(a_size_too_small_writes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
