/* One slip of an author gets one problem, at its place. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/study_files.h"

static void said_once(const char *file, const char *text, uint32_t line, uint32_t column,
		      const char *says)
{
	struct test_study *test = test_study_new(false);
	const struct problem *said = test->problems.list;

	test_study_put(test, file, text);
	assert_null(test_study_load(test));
	while (said->severity != PROBLEM_ERROR)
		said++;
	if (test->problems.errors != 1 || said->line != line || said->column != column)
		problems_print(&test->problems, stderr);
	assert_int_equal(test->problems.errors, 1);
	assert_int_equal(said->line, line);
	assert_int_equal(said->column, column);
	assert_non_null(strstr(said->text, says));
	test_study_free(test);
}

static void in_a_plan(void **state)
{
	static const char moved[] = "from here on the cells do not fit";
	static const struct {
		const char *row;
		uint32_t column;
		const char *says;
	} rows[] = {
		{"w 7,calm,week,note", 5, moved},
		{"w,7 calm,week,", 3, moved},
		{"w,7,week,", 5, moved},
		{"w,7,9,calm,week", 5, moved},
		{"w;7;calm;week;", 1, moved},
		{"w", 1, moved},
		{"w,,calm,week,", 3, "this wave has no school years"},
		{"w,7,sand,week,", 5, "this look is not known"},
		{"w,7,calm,,", 10, "this wave has no forms"},
		{"w,7,calm,weak,", 10, "there is no form forms/weak.csv"},
		{"W,7,calm,week,", 1, "this is not a wave's name"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char plan[200];

		snprintf(plan, sizeof plan, "sayso-plan,1\nwave,years,look,forms,comment\n%s\n",
			 rows[i].row);
		said_once("plan.csv", plan, 3, rows[i].column, rows[i].says);
	}
}

/* A name that is none may be the setting that is missing. */
static void in_a_setting(void **state)
{
	(void)state;
	said_once("study.csv",
		  "sayso-study,1\nsetting,value,detail,number\nid,x\ntitel,T\ncontact,C\n"
		  "retention,R\nhelpline,H,,1\n",
		  4, 1, "this setting is not known");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_a_plan),
		cmocka_unit_test(in_a_setting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
