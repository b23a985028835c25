/* The limits of surveys/base/bounds.h on a study: at each, and one over. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/buffer.h"
#include "tests/unit/study_files.h"

#define NINE "123456789"
#define FORTY NINE "0" NINE "0" NINE "0" NINE "0"
#define EIGHTY FORTY FORTY
/* At its limit, and one over. */
static const struct {
	const char *file, *text;
	const char *error; /* NULL: fine */
} limits[] = {
	{"schools.csv", "sayso-schools,1\nid,name,person,machines\nabcdefgh-jklmnop,A,B,999\n",
	 NULL},
	{"schools.csv", "sayso-schools,1\nid,name,person,machines\nabcdefgh-jklmnopq,A,B,1\n",
	 "this is not a school's id"},
	{"schools.csv", "sayso-schools,1\nid,name,person,machines\na," EIGHTY "," EIGHTY ",1\n",
	 NULL},
	{"schools.csv", "sayso-schools,1\nid,name,person,machines\na," EIGHTY "1,B,1\n",
	 "the school's name has more than 80 bytes"},
	{"schools.csv", "sayso-schools,1\nid,name,person,machines\na,A," EIGHTY "1,1\n",
	 "the person to talk to has more than 80 bytes"},
	{"plan.csv", "sayso-plan,1\nwave,years,look,forms\nabcdefghijklmnopqrstuvwx,1,calm,club\n",
	 NULL},
	{"plan.csv", "sayso-plan,1\nwave,years,look,forms\nabcdefghijklmnopqrstuvwxy,1,calm,club\n",
	 "this is not a wave's name"},
	{"plan.csv", "sayso-plan,1\nwave,years,look,forms\na,0,calm,club\n",
	 "these are not school years"},
	{"plan.csv", "sayso-plan,1\nwave,years,look,forms\na,16-17,calm,club\n",
	 "these are not school years"},
	{"codes.csv",
	 "sayso-codes,1\ncode,school,class,drawing,friends,use\n"
	 "333333,harbour,7-Sycamores1,boat,ring umbrella kite,pupil\n",
	 NULL},
	{"codes.csv",
	 "sayso-codes,1\ncode,school,class,drawing,friends,use\n"
	 "333333,harbour,7-Sycamores12,boat,ring umbrella kite,pupil\n",
	 "this is not a class"},
	{"codes.csv", "sayso-codes,1\ncode,school,class,drawing,friends,use\n", NULL},
};

static void limits_hold_exactly(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(limits); i++) {
		struct test_study *test = test_study_new(false);
		test_study_put(test, limits[i].file, limits[i].text);
		bool fine = test_study_load(test) != NULL;
		if (fine != (limits[i].error == NULL) ||
		    (!fine && !test_study_said(test, PROBLEM_ERROR, limits[i].error))) {
			problems_print(&test->problems, stderr);
			fail_msg("%s, row %zu", limits[i].file, i);
		}
		test_study_free(test);
	}
}

static void put_rows(struct test_study *test, const char *file, const char *head, const char *row,
		     size_t rows)
{
	struct buffer out = buffer_growing(1u << 20);
	buffer_add_text(&out, head);
	for (size_t i = 0; i < rows; i++)
		buffer_add_format(&out, "%c%zu%s\n", 'a', i, row);
	buffer_add_char(&out, '\0');
	assert_true(buffer_fits(&out));
	test_study_put(test, file, out.bytes);
	buffer_release(&out);
}

static void as_many_as_may_be(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	put_rows(test, "schools.csv", "sayso-schools,1\nid,name,person,machines\n", ",A,B,1", 400);
	put_rows(test, "plan.csv", "sayso-plan,1\nwave,years,look,forms\n", ",7,calm,week club",
		 32);
	assert_non_null(test_study_load(test));
	assert_int_equal(test->study->school_count, 400);
	assert_int_equal(test->study->wave_count, 32);
	test_study_free(test);
}

/* And ten spare codes in a hundred. */
static void a_study_is_of_a_hundred_thousand_pupils(void **state)
{
	struct test_study *test = test_study_new(false);
	struct buffer out = buffer_growing(TEXT_FILE_MOST);
	(void)state;
	put_rows(test, "schools.csv", "sayso-schools,1\nid,name,person,machines\n", ",A,B,1", 400);
	buffer_add_text(&out, "sayso-codes,1\ncode,school,class,drawing,friends,use\n");
	for (unsigned i = 0; i < 110000; i++) {
		uint8_t values[5];
		for (unsigned at = 0, rest = i; at < 5; at++, rest /= 19)
			values[at] = (uint8_t)(rest % 19);
		struct respondent_code code;
		respondent_code_make(values, &code);
		buffer_add_format(&out, "%s,a%u,7-%u,lighthouse,starfish gull ice-cream,%s\n",
				  code.text, i % 400, i / 400 % 5, i % 11 ? "pupil" : "spare");
	}
	buffer_add_char(&out, '\0');
	assert_true(buffer_fits(&out));
	test_study_put(test, "codes.csv", out.bytes);
	buffer_release(&out);
	assert_non_null(test_study_load(test));
	assert_int_equal(test->study->code_count, 110000);
	test_study_free(test);
}

static void a_wave_holds_twelve_forms(void **state)
{
	(void)state;
	for (unsigned forms = 12; forms <= 13; forms++) {
		struct test_study *test = test_study_new(false);
		char plan[200] = "sayso-plan,1\nwave,years,look,forms\na,7,calm,";
		for (unsigned i = 0; i < forms; i++) {
			char name[30], form[200];
			size_t used = strlen(plan);
			snprintf(plan + used, sizeof plan - used, " f%u", i);
			snprintf(name, sizeof name, "forms/f%u.csv", i);
			snprintf(form, sizeof form,
				 "survey,type,name,label\n,integer,a,A\n"
				 "settings,form_id,form_title\n,f%u,F\n",
				 i);
			test_study_put(test, name, form);
		}
		test_study_put(test, "plan.csv", plan);
		assert_int_equal(test_study_load(test) != NULL, forms == 12);
		if (forms == 13)
			assert_true(test_study_said(test, PROBLEM_ERROR, "more than 12 forms"));
		test_study_free(test);
	}
}

static void a_wave_holds_four_hundred_items(void **state)
{
	(void)state;
	for (size_t last = 100; last <= 101; last++) {
		struct test_study *test = test_study_new(false);
		static const char *const ids[] = {"fa", "fb", "fc"};
		for (size_t i = 0; i < countof(ids); i++) {
			struct buffer out = buffer_growing(1u << 20);
			char name[30];
			buffer_add_text(&out, "survey,type,name,label\n");
			for (size_t j = 0; j < (i == 2 ? last : 150); j++)
				buffer_add_format(&out, ",integer,i%zu,A\n", j);
			buffer_add_format(&out, "settings,form_id,form_title\n,%s,F\n", ids[i]);
			buffer_add_char(&out, '\0');
			snprintf(name, sizeof name, "forms/%s.csv", ids[i]);
			test_study_put(test, name, out.bytes);
			buffer_release(&out);
		}
		test_study_put(test, "plan.csv",
			       "sayso-plan,1\nwave,years,look,forms\na,7,calm,fa fb fc\n");
		assert_int_equal(test_study_load(test) != NULL, last == 100);
		if (last == 101)
			assert_true(test_study_said(test, PROBLEM_ERROR, "more than 400 items"));
		test_study_free(test);
	}
}

/* However little memory there is: an error, never a crash. */
static void little_memory_is_an_error(void **state)
{
	struct test_study *test = test_study_new(false);
	size_t failed = 0;
	(void)state;
	test_study_put(test, "codes.csv",
		       "sayso-codes,1\ncode,school,class,drawing,friends,use\n"
		       "3KM3WR,harbour,7B,boat,ring umbrella kite,pupil\n");
	for (size_t limit = 0;; limit += 64) {
		struct arena arena;
		struct problems *problems = calloc(1, sizeof *problems);
		arena_init(&arena, limit);
		bool fine = study_load(test->files, test->count, true, &arena, problems) != NULL;
		assert_int_equal(fine, problems->errors == 0);
		arena_release(&arena);
		free(problems);
		if (fine)
			break;
		failed++;
	}
	assert_true(failed > 100);
	test_study_free(test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_hold_exactly),
		cmocka_unit_test(as_many_as_may_be),
		cmocka_unit_test(a_study_is_of_a_hundred_thousand_pupils),
		cmocka_unit_test(a_wave_holds_twelve_forms),
		cmocka_unit_test(a_wave_holds_four_hundred_items),
		cmocka_unit_test(little_memory_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
