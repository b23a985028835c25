#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/sitting/record_write.h"
#include "tests/unit/sitting_files.h"

/* A sitting on the way, with every kind of answer in it. */
static struct sitting *on_the_way(const struct sitting_about *about)
{
	struct sitting *sitting = test_sitting_new(about);
	assert_true(test_sitting_run(&sitting, "n a1 n a10 n a4 b n n r n p a1"));
	sitting_text_size(sitting, 3);
	sitting_input(sitting, INPUT_KEYS);
	return sitting;
}

static uint8_t *resume_of(const struct sitting *sitting)
{
	uint8_t *bytes = malloc(resume_size(sitting_about(sitting)->study));
	assert_non_null(bytes);
	resume_write(sitting, bytes);
	return bytes;
}

static struct sitting *read_as(const struct sitting_about *about, const uint8_t *bytes, size_t size)
{
	void *memory = malloc(sitting_size(about->study));
	struct sitting *sitting = resume_read(memory, about, bytes, size);
	if (sitting == NULL)
		free(memory);
	return sitting;
}

static void same_record(const struct sitting *a, const struct sitting *b)
{
	size_t size = sitting_about(a)->study->record_size;
	char *left = malloc(size), *right = malloc(size);
	assert_true(record_write(a, SITTING_PARTIAL, left));
	assert_true(record_write(b, SITTING_PARTIAL, right));
	assert_memory_equal(left, right, size);
	free(left);
	free(right);
}

static void the_vector_is_written_byte_for_byte(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	struct slice vector = file_load("tests/vectors/resume.hex");
	char *hex = malloc(2 * resume_size(test->study) + 1);
	(void)state;
	sitting_next(sitting, 500);
	assert_true(sitting_answer(sitting, 1));
	sitting_next(sitting, 2345);
	assert_true(sitting_answer(sitting, 10));
	sitting_next(sitting, 999000);
	sitting_back(sitting, 100);
	sitting_next(sitting, 5000);
	assert_true(sitting_answer(sitting, 4));
	sitting_next(sitting, 3000);
	sitting_refuse(sitting);
	sitting_next(sitting, 900);
	assert_true(sitting_answer(sitting, 1));
	sitting_next(sitting, 1500);
	sitting_text_size(sitting, 3);
	sitting_input(sitting, INPUT_BOTH);
	assert_int_equal(resume_size(test->study), 256);
	uint8_t *bytes = resume_of(sitting);
	hex_write(bytes, 256, hex);
	for (size_t line = 0; line < 8; line++)
		assert_memory_equal(hex + line * 64, vector.bytes + line * 65, 64);
	free(hex);
	free(bytes);
	free(sitting);
	free((void *)(uintptr_t)vector.bytes);
	test_study_free(test);
}

/* After every step of many walks: the same record, the same page, the same bytes. */
static void every_walk_survives(void **state)
{
	static const char *const moves[] = {"n", "n",  "n",  "b",  "u",	 "r",  "s",
					    "p", "a0", "a1", "a2", "a3", "a10"};
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	uint32_t seed = 7;
	(void)state;
	for (int walk = 0; walk < 100; walk++) {
		struct sitting *sitting = test_sitting_new(&about);
		for (int step = 0; step < 40; step++) {
			(void)test_sitting_step(&sitting,
						slice_of(moves[test_draw(&seed) % countof(moves)]));
			assert_non_null(sitting);
			uint8_t *bytes = resume_of(sitting);
			struct sitting *back = read_as(&about, bytes, resume_size(test->study));
			assert_non_null(back);
			same_record(sitting, back);
			assert_ptr_equal(sitting_item(sitting), sitting_item(back));
			assert_int_equal(sitting_skipped(sitting), sitting_skipped(back));
			assert_int_equal(sitting_can_go_back(sitting), sitting_can_go_back(back));
			uint8_t *again = resume_of(back);
			assert_memory_equal(bytes, again, resume_size(test->study));
			free(again);
			free(bytes);
			free(back);
		}
		free(sitting);
	}
	test_study_free(test);
}

static void the_seed_comes_from_the_bytes(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&about);
	uint8_t *bytes = resume_of(sitting);
	(void)state;
	about.seed = 0;
	about.day++;
	struct sitting *back = read_as(&about, bytes, resume_size(test->study));
	assert_non_null(back);
	assert_true(sitting_about(back)->seed == UINT32_MAX);
	assert_int_equal(sitting_about(back)->day, about.day);
	free(back);
	free(bytes);
	free(sitting);
	test_study_free(test);
}

static void another_sitting_is_refused(void **state)
{
	struct test_study *test = test_study_new(true);
	const struct sitting_about right = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&right);
	uint8_t *bytes = resume_of(sitting);
	size_t size = resume_size(test->study);
	struct sitting_about about = right;
	struct wave wave = *right.wave;
	struct form form = *wave.forms[1];
	(void)state;
	about.id[15] ^= 1;
	assert_null(read_as(&about, bytes, size));
	about = right;
	about.wave = &wave;
	wave.name = "autum";
	assert_null(read_as(&about, bytes, size));
	wave.name = "autumns";
	assert_null(read_as(&about, bytes, size));
	wave.name = "autumn";
	wave.forms[1] = &form;
	struct sitting *back = read_as(&about, bytes, size);
	assert_non_null(back);
	free(back);
	form.digest[31] ^= 1; /* an edited form */
	assert_null(read_as(&about, bytes, size));
	about = right;
	assert_true(respondent_code_read(slice_of("333333"), &about.code));
	assert_null(read_as(&about, bytes, size));
	assert_null(read_as(&right, bytes, size - 1));
	assert_null(read_as(&right, bytes, 0));
	free(bytes);
	free(sitting);
	test_study_free(test);
}

/* Reads changed bytes; taken, they must be a sitting that writes exactly them. */
static bool taken(const struct sitting_about *about, const uint8_t *bytes, void *memory,
		  uint8_t *again)
{
	size_t size = resume_size(about->study);
	struct sitting *sitting = resume_read(memory, about, bytes, size);
	if (sitting == NULL)
		return false;
	resume_write(sitting, again);
	assert_memory_equal(bytes, again, size);
	sitting_return(sitting);
	sitting_next(sitting, 1);
	return true;
}

static void every_other_value_of_every_byte_is_refused_or_a_sitting(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&about);
	uint8_t *bytes = resume_of(sitting);
	size_t size = resume_size(test->study), sittings = 0;
	void *memory = malloc(sitting_size(test->study));
	uint8_t *again = malloc(size);
	(void)state;
	for (size_t at = 0; at < size; at++)
		for (unsigned change = 1; change < 256; change++) {
			bytes[at] = (uint8_t)(bytes[at] ^ change);
			sittings += taken(&about, bytes, memory, again);
			bytes[at] = (uint8_t)(bytes[at] ^ change);
		}
	/* Some changes are another sitting: a time, a visit, a chosen option. */
	assert_in_range(sittings, 1000, size * 255 / 10);
	free(again);
	free(memory);
	free(bytes);
	free(sitting);
	test_study_free(test);
}

static void many_changes_at_once_crash_nothing(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&about);
	uint8_t *bytes = resume_of(sitting);
	size_t size = resume_size(test->study);
	void *memory = malloc(sitting_size(test->study));
	uint8_t *changed = malloc(size), *again = malloc(size);
	uint32_t seed = 11;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		memcpy(changed, bytes, size);
		for (uint32_t i = test_draw(&seed) % 6 + 1; i > 0; i--)
			changed[54 + test_draw(&seed) % (size - 54)] =
				(uint8_t)(test_draw(&seed) % 12);
		(void)taken(&about, changed, memory, again);
	}
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < size; i++)
			changed[i] = (uint8_t)test_draw(&seed);
		assert_false(taken(&about, changed, memory, again));
	}
	free(again);
	free(changed);
	free(memory);
	free(bytes);
	free(sitting);
	test_study_free(test);
}

/* Each row breaks one rule; offsets are those of docs/formats.md, items from 144 on. */
#define ITEM(index, byte) (80 + 2 * 32 + 12 * (index) + (byte))
static const struct {
	const char *rule;
	size_t at;
	uint8_t value;
} rules[] = {
	{"magic", 7, '2'},
	{"state", 54, 6},
	{"a declined sitting holds no answer", 54, 3},
	{"text size 0", 55, 0},
	{"text size 5", 55, 5},
	{"input", 56, 4},
	{"flags", 57, 4},
	{"a hidden page at hand", 58, 1},
	{"an irrelevant page at hand", 58, 7},
	{"past the last but one", 58, 10},
	{"far past the last", 59, 1},
	{"count of items", 60, 8},
	{"count of forms", 62, 1},
	{"zero", 68, 1},
	{"zero to the end", 79, 1},
	{"status", ITEM(1, 0), 5},
	{"not asked is not stored", ITEM(8, 0), 5},
	{"given without a visit", ITEM(1, 1), 0},
	{"a hundred visits", ITEM(1, 1), 100},
	{"flags of an item", ITEM(1, 2), 2},
	{"zero of an item", ITEM(1, 3), 1},
	{"an option too many", ITEM(1, 4), 3},
	{"a step too many", ITEM(2, 4), 11},
	{"a number too large", ITEM(3, 7), 0x40},
	{"a negative number", ITEM(3, 7), 0x80},
	{"a time too long", ITEM(3, 10), 0x10},
	{"not reached but timed", ITEM(8, 8), 1},
	{"not reached but visited", ITEM(8, 1), 1},
	{"not reached but a value", ITEM(8, 4), 1},
	{"not reached but hidden", ITEM(8, 2), 1},
	{"refused with a value", ITEM(5, 4), 1},
	{"a note answered", ITEM(0, 0), 2},
	{"a note refused", ITEM(0, 0), 3},
	{"a note with a value", ITEM(0, 4), 1},
	{"a skipped page hidden", ITEM(5, 0), 1},
	{"the rest", ITEM(9, 0), 1},
	{"the last byte", 255, 1},
};

static void each_rule_is_kept(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&about);
	uint8_t *bytes = resume_of(sitting);
	(void)state;
	for (size_t i = 0; i < countof(rules); i++) {
		uint8_t before = bytes[rules[i].at];
		assert_int_not_equal(before, rules[i].value);
		bytes[rules[i].at] = rules[i].value;
		struct sitting *back = read_as(&about, bytes, resume_size(test->study));
		if (back != NULL)
			fail_msg("taken: %s", rules[i].rule);
		bytes[rules[i].at] = before;
	}
	struct sitting *back = read_as(&about, bytes, resume_size(test->study));
	assert_non_null(back);
	free(back);
	free(bytes);
	free(sitting);
	test_study_free(test);
}

static void what_is_refused_leaves_no_answer(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = on_the_way(&about);
	uint8_t *bytes = resume_of(sitting);
	void *memory = malloc(sitting_size(test->study));
	struct sitting *fresh = test_sitting_new(&about);
	(void)state;
	bytes[ITEM(8, 0)] = 5; /* the last item read */
	assert_null(resume_read(memory, &about, bytes, resume_size(test->study)));
	same_record(memory, fresh);
	free(fresh);
	free(memory);
	free(bytes);
	free(sitting);
	test_study_free(test);
}

static void a_deleted_sitting_has_no_page(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	struct sitting *sitting = test_sitting_new(&about);
	(void)state;
	sitting_end(sitting, SITTING_DELETED);
	uint8_t *bytes = resume_of(sitting);
	assert_int_equal(bytes[58], 9);
	bytes[58] = 0;
	assert_null(read_as(&about, bytes, resume_size(test->study)));
	free(bytes);
	free(sitting);
	test_study_free(test);
}

static void an_ended_sitting_comes_back_ended(void **state)
{
	struct test_study *test = test_study_new(true);
	struct sitting_about about = test_about(test->study, "autumn");
	(void)state;
	for (enum sitting_state end = SITTING_PARTIAL; end <= SITTING_WITHDRAWN; end++) {
		struct sitting *sitting = on_the_way(&about);
		sitting_end(sitting, end);
		uint8_t *bytes = resume_of(sitting);
		struct sitting *back = read_as(&about, bytes, resume_size(test->study));
		assert_non_null(back);
		assert_int_equal(sitting_state(back), end);
		same_record(sitting, back);
		free(back);
		free(bytes);
		free(sitting);
	}
	test_study_free(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vector_is_written_byte_for_byte),
		cmocka_unit_test(every_walk_survives),
		cmocka_unit_test(the_seed_comes_from_the_bytes),
		cmocka_unit_test(another_sitting_is_refused),
		cmocka_unit_test(every_other_value_of_every_byte_is_refused_or_a_sitting),
		cmocka_unit_test(many_changes_at_once_crash_nothing),
		cmocka_unit_test(each_rule_is_kept),
		cmocka_unit_test(what_is_refused_leaves_no_answer),
		cmocka_unit_test(a_deleted_sitting_has_no_page),
		cmocka_unit_test(an_ended_sitting_comes_back_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
