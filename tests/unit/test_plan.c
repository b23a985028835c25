#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/buffer.h"
#include "surveys/sitting/record_write.h"
#include "surveys/study/plan.h"
#include "tests/unit/sitting_files.h"

#define SETTINGS                                                                                \
	"sayso-study,1\nsetting,value,detail,number\nid,abcdefghijklmnop\ntitle,T\ncontact,C\n" \
	"retention,R\nhelpline,H,,1\n"
#define FORM_HEAD "survey,type,name,label,relevant,parameters\n"
#define FORM_FOOT(id)                                                                \
	"choices,list_name,name,label\n,short,1,One\n,short,2,Two\n"                 \
	",long,a,A\n,long,abcdefghijklmnopqrstuvwxyz0123456789ABCD,B\n,long,bcd,C\n" \
	"settings,form_id,form_title\n," id ",T\n"

static struct test_study *load(const char *plan, const char *const forms[][2], size_t count)
{
	struct test_study *test = malloc(sizeof *test);
	assert_non_null(test);
	test_study_init(test);
	test_study_put(test, "study.csv", SETTINGS);
	test_study_put(test, "plan.csv", plan);
	for (size_t i = 0; i < count; i++)
		test_study_put(test, forms[i][0], forms[i][1]);
	(void)test_study_load(test);
	return test;
}

static size_t json_size(const char *record, size_t size)
{
	while (size > 0 && record[size - 1] == ' ')
		size--;
	return size;
}

/* The answer whose text is the longest. */
static int32_t longest(const struct item *item)
{
	size_t best = 0;
	if (item->kind == ITEM_INTEGER)
		return INTEGER_MOST;
	for (size_t i = 1; i < item->option_count; i++)
		if (strlen(item->options[i].name) > strlen(item->options[best].name))
			best = i;
	return (int32_t)best;
}

/* Answers everything at its longest (or refuses what has short names), 99 visits and 999,999 ms. */
static void fill(struct sitting *sitting)
{
	const struct item *item;
	for (int visit = 0; visit < 120; visit++) {
		while ((item = sitting_item(sitting)) != NULL) {
			if (!item_is_asked(item))
				;
			else if (item->kind != ITEM_INTEGER &&
				 strlen(item->options[longest(item)].name) < strlen("refused"))
				sitting_refuse(sitting);
			else
				assert_true(sitting_answer(sitting, longest(item)));
			sitting_next(sitting, 900000);
		}
		while (sitting_can_go_back(sitting))
			sitting_back(sitting, 900000);
	}
	while (sitting_item(sitting) != NULL)
		sitting_next(sitting, 0);
	sitting_input(sitting, INPUT_POINTER);
	sitting_text_size(sitting, 4);
}

/* As long as these may be: school, class; the seed is ten digits already. */
static struct sitting_about longest_about(const struct study *study, const char *wave)
{
	struct sitting_about about = test_about(study, wave);
	about.school = "abcdefghijklmnop";
	about.class_name = "10-abcdefghi";
	assert_int_equal(strlen(about.school), ID_MOST);
	assert_int_equal(strlen(about.class_name), CLASS_MOST);
	return about;
}

#define EVERY_KIND                                                                   \
	FORM_HEAD ",note,hello,Hello,,\n"                                            \
		  ",select_one short,abcdefghijklmnopqrstuvwxyz0123456789ABCD,Q,,\n" \
		  ",select_one long,b,Q,,\n,integer,c,Q,,\n,range,d,Q,,start=0 end=10 step=1\n"

static const char *const crafted[][2] = {
	{"forms/abcdefghijklmnopqrstuvwxyz0123456789_bcd.csv",
	 EVERY_KIND FORM_FOOT("abcdefghijklmnopqrstuvwxyz0123456789_bcd")},
	{"forms/second.csv", EVERY_KIND FORM_FOOT("second")},
};
#define CRAFTED_PLAN                                                            \
	"sayso-plan,1\nwave,years,look,forms\nabcdefghijklmnopqrstuvwx,7,calm," \
	"abcdefghijklmnopqrstuvwxyz0123456789_bcd second\nsmall,8,calm,second\n"

static void the_largest_record_is_as_large_as_the_plan_says(void **state)
{
	static const char *const waves[] = {"abcdefghijklmnopqrstuvwx", "small"};
	struct test_study *test = load(CRAFTED_PLAN, crafted, countof(crafted));
	(void)state;
	if (test->study == NULL)
		problems_print(&test->problems, stderr);
	assert_non_null(test->study);
	for (size_t i = 0; i < countof(waves); i++) {
		struct sitting_about about = longest_about(test->study, waves[i]);
		struct sitting *sitting = test_sitting_new(&about);
		char *record = malloc(test->study->record_size);
		fill(sitting);
		assert_true(record_write(sitting, SITTING_COMPLETE, record));
		assert_int_equal(json_size(record, test->study->record_size),
				 wave_record_most(test->study, about.wave));
		free(record);
		free(sitting);
	}
	test_study_free(test);
}

/* With the very size, not a byte more, it is written; with one less it is refused. */
static void one_byte_less_would_not_hold_it(void **state)
{
	struct test_study *test = load(CRAFTED_PLAN, crafted, countof(crafted));
	(void)state;
	assert_non_null(test->study);
	struct study tight = *test->study;
	struct sitting_about about = longest_about(&tight, "abcdefghijklmnopqrstuvwx");
	struct sitting *sitting = test_sitting_new(&about);
	tight.record_size = wave_record_most(&tight, about.wave);
	char *record = malloc(tight.record_size);
	fill(sitting);
	assert_true(record_write(sitting, SITTING_COMPLETE, record));
	tight.record_size--;
	assert_false(record_write(sitting, SITTING_COMPLETE, record));
	free(record);
	free(sitting);
	test_study_free(test);
}

static void random_act(struct sitting *sitting, uint32_t *seed)
{
	static const uint32_t times[] = {0, 1, 999, 12345, 999999, UINT32_MAX};
	uint32_t spent = times[test_draw(seed) % countof(times)];
	switch (test_draw(seed) % 10) {
	case 0:
		sitting_back(sitting, spent);
		break;
	case 1:
		sitting_refuse(sitting);
		break;
	case 2:
		sitting_unanswer(sitting);
		break;
	case 3:
		sitting_go_to_skipped(sitting);
		break;
	case 4:
		sitting_return(sitting);
		break;
	case 5:
		if (sitting_answer(sitting, INTEGER_MOST))
			sitting_text_size(sitting, 2);
		break;
	case 6:
	case 7:
		if (!sitting_answer(sitting, (int32_t)(test_draw(seed) % 11)))
			sitting_next(sitting, spent);
		break;
	default:
		sitting_next(sitting, spent);
		break;
	}
}

/* Whatever a pupil does, and whatever a record then says. */
static void no_walk_makes_a_larger_record(void **state)
{
	struct test_study *test = load(CRAFTED_PLAN, crafted, countof(crafted));
	uint32_t seed = 3;
	(void)state;
	assert_non_null(test->study);
	for (int walk = 0; walk < 200; walk++) {
		struct sitting_about about = longest_about(
			test->study, walk % 2 == 0 ? "abcdefghijklmnopqrstuvwx" : "small");
		struct sitting *sitting = test_sitting_new(&about);
		char *record = malloc(test->study->record_size);
		size_t most = wave_record_most(test->study, about.wave);
		for (int act = 0; act < 60; act++) {
			random_act(sitting, &seed);
			enum sitting_state says =
				(enum sitting_state)(test_draw(&seed) % (SITTING_WITHDRAWN + 1));
			assert_true(record_write(sitting, says, record));
			assert_true(json_size(record, test->study->record_size) <= most);
		}
		free(record);
		free(sitting);
	}
	test_study_free(test);
}

static void sizes_are_those_of_the_largest_wave(void **state)
{
	struct test_study *both = load(CRAFTED_PLAN, crafted, countof(crafted));
	struct test_study *small =
		load("sayso-plan,1\nwave,years,look,forms\nsmall,8,calm,second\n", crafted,
		     countof(crafted));
	struct test_study *large =
		load("sayso-plan,1\nwave,years,look,forms\nabcdefghijklmnopqrstuvwx,8,calm,second "
		     "abcdefghijklmnopqrstuvwxyz0123456789_bcd\n",
		     crafted, countof(crafted));
	(void)state;
	assert_true(both->study != NULL && small->study != NULL && large->study != NULL);
	assert_int_equal(sitting_size(both->study), sitting_size(large->study));
	assert_int_equal(resume_size(both->study), resume_size(large->study));
	assert_int_equal(both->study->record_size, large->study->record_size);
	assert_true(sitting_size(small->study) < sitting_size(large->study));
	assert_true(resume_size(small->study) < resume_size(large->study));
	assert_int_equal(sitting_size(both->study) % 16, 0);
	assert_int_equal(resume_size(both->study) % 64, 0);
	test_study_free(both);
	test_study_free(small);
	test_study_free(large);
}

/* A form of many items, so many that the record crosses from one size to the next. */
static char *form_of(size_t items, const char *id)
{
	struct buffer out = buffer_growing(1u << 20);
	buffer_add_text(&out, FORM_HEAD);
	for (size_t i = 0; i < items; i++)
		buffer_add_format(&out, ",select_one long,i_%038zu,Q,,\n", i);
	buffer_add_format(&out,
			  "choices,list_name,name,label\n,long,a,A\n,long,"
			  "abcdefghijklmnopqrstuvwxyz0123456789ABCD,B\n"
			  "settings,form_id,form_title\n,%s,T\n",
			  id);
	buffer_add_char(&out, '\0');
	assert_true(buffer_fits(&out));
	return out.bytes;
}

static const struct {
	size_t items;
	bool fits;
} steps[] = {{1, true}, {20, true}, {21, true}, {200, true}};

static void the_size_is_rounded_up_to_a_step(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(steps); i++) {
		char *form = form_of(steps[i].items, "second");
		const char *const forms[][2] = {{"forms/second.csv", form}};
		struct test_study *test =
			load("sayso-plan,1\nwave,years,look,forms\na,8,calm,second\n", forms, 1);
		assert_non_null(test->study);
		size_t most = wave_record_most(test->study, &test->study->waves[0]);
		assert_int_equal(test->study->record_size % RECORD_STEP, 0);
		assert_in_range(test->study->record_size, most, most + RECORD_STEP - 1);
		test_study_free(test);
		free(form);
	}
}

static void more_than_one_age_chunk_is_an_error(void **state)
{
#define ID_A "a234567890123456789012345678901234567890"
#define ID_B "b234567890123456789012345678901234567890"
	char *first = form_of(200, ID_A), *second = form_of(200, ID_B);
	const char *const forms[][2] = {{"forms/" ID_A ".csv", first},
					{"forms/" ID_B ".csv", second}};
	struct test_study *test =
		load("sayso-plan,1\nwave,years,look,forms\na,8,calm," ID_A " " ID_B "\n", forms, 2);
	(void)state;
	assert_null(test->study);
	assert_int_equal(test->problems.errors, 1);
	assert_non_null(strstr(problems_first(&test->problems), "more than 65536"));
	for (size_t i = 0; i < test->problems.count; i++)
		if (test->problems.list[i].severity == PROBLEM_ERROR)
			assert_int_equal(test->problems.list[i].line, 3);
	test_study_free(test);
	free(first);
	free(second);
}

static const struct {
	const char *years;
	int32_t expected[YEAR_MOST + 1]; /* ends with 0 */
} years[] = {
	{"7", {7}},
	{"5 7", {5, 7}},
	{"5-7", {5, 6, 7}},
	{"1-16", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
	{"9 5-6 12-12", {9, 5, 6, 12}},
};

static void years_are_read_alone_and_as_ranges(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(years); i++) {
		char plan[120];
		snprintf(plan, sizeof plan,
			 "sayso-plan,1\nwave,years,look,forms\na,%s,shore,second\n",
			 years[i].years);
		struct test_study *test = load(plan, crafted, countof(crafted));
		assert_non_null(test->study);
		const struct wave *wave = &test->study->waves[0];
		for (size_t j = 0; j < wave->year_count; j++)
			assert_int_equal(wave->years[j], years[i].expected[j]);
		assert_int_equal(years[i].expected[wave->year_count], 0);
		assert_int_equal(wave->look, LOOK_SHORE);
		test_study_free(test);
	}
}

/* pages.md 31: 20 s an item up to 10 years, 12 s above, and what is not questions. */
static const struct {
	size_t items;
	const char *years;
	const char *expected; /* a warning's words; NULL: none */
} lengths[] = {
	{25, "6-7", NULL}, {28, "6-7", "up to 16 minutes; 15 are enough"},
	{26, "7", NULL},   {26, "7 6", "asks 26 questions; 25 fit a lesson at 8 to 10"},
	{55, "7", NULL},   {58, "7", "up to 16 minutes; 15 are enough"},
};

static void a_wave_that_takes_long_for_its_youngest_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(lengths); i++) {
		char *form = form_of(lengths[i].items, "second"), plan[80];
		const char *const forms[][2] = {{"forms/second.csv", form}};
		bool told = false;
		snprintf(plan, sizeof plan,
			 "sayso-plan,1\nwave,years,look,forms\na,%s,calm,second\n",
			 lengths[i].years);
		struct test_study *test = load(plan, forms, 1);
		assert_non_null(test->study);
		for (size_t j = 0; j < test->problems.count; j++)
			told |= strstr(test->problems.list[j].text,
				       lengths[i].expected ? lengths[i].expected : "minutes") !=
				NULL;
		assert_int_equal(told, lengths[i].expected != NULL);
		test_study_free(test);
		free(form);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_largest_record_is_as_large_as_the_plan_says),
		cmocka_unit_test(one_byte_less_would_not_hold_it),
		cmocka_unit_test(no_walk_makes_a_larger_record),
		cmocka_unit_test(sizes_are_those_of_the_largest_wave),
		cmocka_unit_test(the_size_is_rounded_up_to_a_step),
		cmocka_unit_test(more_than_one_age_chunk_is_an_error),
		cmocka_unit_test(years_are_read_alone_and_as_ranges),
		cmocka_unit_test(a_wave_that_takes_long_for_its_youngest_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
