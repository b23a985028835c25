#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/buffer.h"
#include "tests/unit/study_files.h"

#define CODES                                                                                      \
	"sayso-codes,1\ncode,school,class,drawing,friends,use\n"                                   \
	"X3H7KR,harbour,8A,crab,boat gull hut,spare\n"                                             \
	"3KM3WR,harbour,7B,boat,ring umbrella kite,pupil\n"                                        \
	"333333,harbour,,snail,shell tram boot,rehearsal\n"

static void every_field_is_where_it_belongs(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "codes.csv", CODES);
	test_study_put(test, "pages.csv",
		       "sayso-pages,1\npage,words\nthanks.title,Thank you\n"
		       "first.promise1,\"Sealed.\nYour school can't read it.\"\n");
	const struct study *study = test_study_load(test);
	assert_non_null(study);
	assert_string_equal(study->id, "vector-study");
	assert_string_equal(study->title, "A study for the vectors");
	assert_string_equal(study->contact, "the project's list of issues");
	assert_string_equal(study->retention, "Nothing is kept: this study is for tests.");
	assert_false(study->typed_answers);
	assert_int_equal(study->helpline_count, 1);
	assert_string_equal(study->helplines[0].name, "Childline");
	assert_string_equal(study->helplines[0].detail, "Free, day or night");
	assert_string_equal(study->helplines[0].number, "0800 1111");
	assert_int_equal(study->school_count, 1);
	const struct school *school = study_school(study, slice_of("harbour"));
	assert_non_null(school);
	assert_string_equal(school->name, "Harbour Street School");
	assert_string_equal(school->person, "your head of year");
	assert_int_equal(school->machines, 12);
	assert_null(study_school(study, slice_of("harbou")));
	assert_int_equal(study->form_count, 2);
	const struct wave *wave = study_wave(study, slice_of("autumn"));
	assert_non_null(wave);
	assert_null(study_wave(study, slice_of("spring")));
	assert_int_equal(wave->look, LOOK_CALM);
	assert_int_equal(wave->form_count, 2);
	assert_string_equal(wave->forms[0]->id, "week");
	assert_string_equal(wave->forms[1]->id, "club");
	assert_int_equal(wave->item_count, 9);
	assert_true(wave_has_year(wave, 7) && wave_has_year(wave, 9) && !wave_has_year(wave, 6));
	assert_string_equal(study_words(study, "thanks.title", "?"), "Thank you");
	assert_string_equal(study_words(study, "first.promise1", "?"),
			    "Sealed.\nYour school can't read it.");
	assert_string_equal(study_words(study, "help.title", "Help"), "Help");
	assert_int_equal(study->record_size, 4096);
	test_study_free(test);
}

static void codes_are_sorted_and_found(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "codes.csv", CODES);
	const struct study *study = test_study_load(test);
	assert_non_null(study);
	assert_int_equal(study->code_count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(study_code(study, &study->codes[i].code), &study->codes[i]);
	assert_string_equal(study->codes[0].code.text, "333333");
	assert_int_equal(study->codes[0].use, CODE_REHEARSAL);
	assert_string_equal(study->codes[0].class_name, "");
	const struct study_code *code = &study->codes[1];
	assert_string_equal(code->code.text, "3KM3WR");
	assert_string_equal(code->school, "harbour");
	assert_string_equal(code->class_name, "7B");
	assert_int_equal(code->use, CODE_PUPIL);
	assert_string_equal(drawing_name(code->drawing), "boat");
	assert_string_equal(drawing_name(code->false_friends[0]), "ring");
	assert_string_equal(drawing_name(code->false_friends[1]), "umbrella");
	assert_string_equal(drawing_name(code->false_friends[2]), "kite");
	assert_int_equal(study->codes[2].use, CODE_SPARE);
	struct respondent_code other;
	assert_true(respondent_code_read(slice_of("XXXXX4"), &other));
	assert_null(study_code(study, &other));
	test_study_free(test);
}

/* What may be missing, and what is said of it. */
static const struct {
	const char *file, *error, *warning;
} missing[] = {
	{"study.csv", "this file is not there", NULL},
	{"plan.csv", "this file is not there", NULL},
	{"forms/club.csv", "there is no form forms/club.csv", NULL},
	{"schools.csv", NULL, "schools.csv is not there"},
	{"pages.csv", NULL, NULL},
	{"codes.csv", NULL, NULL},
};

static void a_missing_file_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(missing); i++) {
		struct test_study *test = test_study_new(false);
		test_study_put(test, missing[i].file, NULL);
		assert_int_equal(test_study_load(test) == NULL, missing[i].error != NULL);
		if (missing[i].error != NULL)
			assert_true(test_study_said(test, PROBLEM_ERROR, missing[i].error));
		if (missing[i].warning != NULL)
			assert_true(test_study_said(test, PROBLEM_WARNING, missing[i].warning));
		test_study_free(test);
	}
}

static void a_form_that_no_wave_names_is_left_out(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "plan.csv", "sayso-plan,1\nwave,years,look,forms\na,7,calm,club\n");
	const struct study *study = test_study_load(test);
	assert_non_null(study);
	assert_int_equal(study->form_count, 1);
	assert_string_equal(study->forms[0]->id, "club");
	assert_true(test_study_said(test, PROBLEM_WARNING, "no wave uses forms/week.csv"));
	test_study_free(test);
}

/* In one wave its answers would be stored twice under one item; in two they would have one name. */
static void no_form_is_there_under_two_names(void **state)
{
	static const char *const plans[] = {"a,7,calm,one two\n",
					    "a,7,calm,one\nb,7,calm,two\n"};
	static const char form[] = "survey,type,name,label\n,integer,a,A\n"
				   "settings,form_title\n,The same\n";
	(void)state;
	for (size_t i = 0; i < countof(plans); i++) {
		struct test_study *test = test_study_new(false);
		char plan[100];
		snprintf(plan, sizeof plan, "sayso-plan,1\nwave,years,look,forms\n%s", plans[i]);
		test_study_put(test, "plan.csv", plan);
		test_study_put(test, "forms/one.csv", form);
		test_study_put(test, "forms/two.csv", form);
		assert_null(test_study_load(test));
		assert_true(test_study_said(test, PROBLEM_ERROR,
					    "this is forms/one.csv again, byte for byte"));
		test_study_put(
			test, "plan.csv",
			"sayso-plan,1\nwave,years,look,forms\na,7,calm,one\nb,7,calm,one\n");
		assert_non_null(test_study_load(test));
		test_study_free(test);
	}
}

/* One run names what is wrong in every file; a form that does not load is not told missing too. */
static void every_file_is_complained_of_at_once(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "study.csv", "sayso-study,1\nsetting,value\nid,x\n");
	test_study_put(test, "schools.csv", "sayso-schools,1\nid,name,person,machines\nA,,,\n");
	test_study_put(test, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,17,calm,week club\n");
	test_study_put(test, "pages.csv", "sayso-pages,1\npage,words\nno.page,Words\n");
	test_study_put(test, "forms/club.csv", "survey,type,name,label\n,geopoint,a,A\n");
	assert_null(test_study_load(test));
	assert_true(test_study_said(test, PROBLEM_ERROR, "the setting title is missing"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "the setting contact is missing"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "this is not a school's id"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "the school's name is empty"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "this is not a number of machines"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "these are not school years"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "there is no page of this name"));
	assert_true(test_study_said(test, PROBLEM_ERROR, "geopoint"));
	assert_false(test_study_said(test, PROBLEM_ERROR, "there is no form"));
	test_study_free(test);
}

static void scales_are_loaded_where_they_are_asked_for(void **state)
{
	static const char with_scale[] = "survey,type,name,label,scale\n,select_one n,a,A,s\n"
					 "choices,list_name,name,label\n,n,1,One\n,n,2,Two\n"
					 "settings,form_id,form_title\n,club,Club\n";
	static const char scale[] =
		"name,label,method,item_least,item_most,direction,missing_most,missing_rule,"
		"rounding,least,most,rule,licence,citation\n"
		"s,S,sum,1,2,better,0,none,none,1,2,project,free,ours\n";
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "forms/club.csv", with_scale);
	assert_null(test_study_load(test));
	assert_true(test_study_said(test, PROBLEM_ERROR, "forms/club.scales.csv is not there"));
	test_study_put(test, "forms/club.scales.csv", scale);
	assert_non_null(test_study_load(test));
	const struct wave *wave = &test->study->waves[0];
	assert_null(wave->scales[0]);
	assert_non_null(wave->scales[1]);
	assert_int_equal(wave->scales[1]->count, 1);
	assert_ptr_equal(wave->scales[1]->form, wave->forms[1]);
	for (size_t i = 0; i < test->study->form_count; i++)
		assert_true((test->study->scales[i] != NULL) ==
			    (test->study->forms[i] == wave->forms[1]));
	/* The kiosk does not look at scales at all. */
	test_study_put(test, "forms/club.scales.csv", "rubbish");
	assert_null(test_study_load(test));
	assert_non_null(study_load(test->files, test->count, false, &test->arena, &test->problems));
	test_study_free(test);
}

static void a_form_in_another_language_is_refused(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "forms/club.csv",
		       "survey,type,name,label\n,integer,a,A\n"
		       "settings,form_id,form_title,default_language\n,club,Club,Cymraeg (cy)\n");
	assert_null(test_study_load(test));
	assert_true(test_study_said(test, PROBLEM_ERROR, "the form's words are in \"cy\""));
	test_study_free(test);
}

static void the_first_page_is_short(void **state)
{
	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		struct test_study *test = test_study_new(false);
		struct buffer out = buffer_growing(1u << 16);
		buffer_add_text(&out, "sayso-pages,1\npage,words\nfirst.title,May we ask you?\n"
				      "thanks.words,These do not count.\nfirst.talk,");
		for (size_t i = 0; i < 56 + extra; i++)
			buffer_add_text(&out, "word ");
		buffer_add_char(&out, '\0');
		test_study_put(test, "pages.csv", out.bytes);
		buffer_release(&out);
		assert_non_null(test_study_load(test));
		assert_int_equal(
			test_study_said(test, PROBLEM_WARNING, "the first page has 61 words"),
			extra);
		test_study_free(test);
	}
}

static const struct {
	const char *words, *filled;
} fillings[] = {
	{"", ""},
	{"Thank you", "Thank you"},
	{"May we ask {questions} questions?", "May we ask 30 questions?"},
	{"{person}", "your head of year"},
	{"{questions}{person}\n{person}.", "30your head of year\nyour head of year."},
	{"{other} {", "{other} {"},
};

static void braces_are_filled_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(fillings); i++) {
		char memory[100];
		struct buffer out = buffer_over(memory, sizeof memory);
		study_words_fill(&out, fillings[i].words, "your head of year", 30);
		assert_true(slice_is(buffer_slice(&out), fillings[i].filled));
	}
}

static void questions_are_counted_without_notes(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	assert_non_null(test_study_load(test));
	assert_int_equal(wave_question_count(&test->study->waves[0]), 8);
	test_study_free(test);
}

static void a_class_without_a_wave_is_a_warning(void **state)
{
	struct test_study *test = test_study_new(false);
	(void)state;
	test_study_put(test, "codes.csv",
		       "sayso-codes,1\ncode,school,class,drawing,friends,use\n"
		       "333333,harbour,10C,boat,ring umbrella kite,pupil\n"
		       "3KM3WR,harbour,10C,boat,ring umbrella kite,pupil\n"
		       "X3H7KR,harbour,7B,boat,ring umbrella kite,pupil\n");
	assert_non_null(test_study_load(test));
	assert_true(test_study_said(test, PROBLEM_WARNING, "no wave is for class 10C"));
	assert_false(test_study_said(test, PROBLEM_WARNING, "no wave is for class 7B"));
	test_study_free(test);
}

/* Messages go to screens and logs: none may show a code, whatever is wrong with its line. */
static void no_problem_shows_a_code(void **state)
{
	static const char *const rows[] = {
		"3KM3WT,harbour,7B,boat,ring umbrella kite,pupil\n",
		"3KM3WR,3KM3WR,7B,boat,ring umbrella kite,pupil\n",
		"3KM3WR,harbour,3KM3WR!,boat,ring umbrella kite,pupil\n",
		"3KM3WR,harbour,7B,3KM3WR,ring umbrella kite,pupil\n",
		"3KM3WR,harbour,7B,boat,3KM3WR ring kite,pupil\n",
		"3KM3WR,harbour,7B,boat,ring umbrella kite,3KM3WR\n",
		"3KM3WR,harbour,7B,boat,ring umbrella kite,pupil,3KM3WR\n",
		"3KM3WR,harbour,7B,boat,\"ring umbrella kite,pupil\n",
		("3KM3WR,harbour,7B,boat,ring umbrella kite,pupil\n"
		 "3KM3WR,harbour,7B,boat,ring umbrella kite,pupil\n"),
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct test_study *test = test_study_new(false);
		char text[400];
		snprintf(text, sizeof text,
			 "sayso-codes,1\ncode,school,class,drawing,friends,use\n%s", rows[i]);
		test_study_put(test, "codes.csv", text);
		assert_null(test_study_load(test));
		assert_true(test->problems.errors > 0);
		for (size_t j = 0; j < test->problems.count; j++) {
			const struct problem *problem = &test->problems.list[j];
			assert_null(strstr(problem->text, "3KM3W"));
			assert_null(strstr(problem->excerpt, "3KM3W"));
			assert_null(strstr(problem->hint, "3KM3W"));
		}
		test_study_free(test);
	}
}

static const struct {
	const char *name;
	bool valid;
	int32_t year;
} classes[] = {
	{"7B", true, 7},    {"7", true, 7},	      {"10-Red", true, 10},
	{"16a", true, 16},  {"17a", false, -1},	      {"0a", false, -1},
	{"07B", false, -1}, {"B7", false, -1},	      {"", false, -1},
	{"7 B", false, 7},  {"7_B", false, 7},	      {"700B", false, -1},
	{"-7B", false, -1}, {"7B\xC3\xA9", false, 7}, {"99999999999999999999", false, -1},
};

static void a_class_begins_with_its_year(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(classes); i++) {
		struct slice name = slice_of(classes[i].name);
		if (class_name_valid(name) != classes[i].valid ||
		    class_year(name) != classes[i].year)
			fail_msg("\"%s\"", classes[i].name);
	}
}

static const struct {
	const char *id;
	bool valid;
} ids[] = {
	{"our-town", true},
	{"a", true},
	{"7", true},
	{"-", true},
	{"abcdefgh-jklmnop", true},
	{"abcdefgh-jklmnopq", false},
	{"", false},
	{"Our", false},
	{"our_town", false},
	{"our town", false},
	{"our/town", false},
	{"..", false},
	{"\xC3\xA9", false},
};

static void an_id_is_small_letters_digits_and_dashes(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(ids); i++)
		if (study_id_valid(slice_of(ids[i].id)) != ids[i].valid)
			fail_msg("\"%s\"", ids[i].id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_where_it_belongs),
		cmocka_unit_test(codes_are_sorted_and_found),
		cmocka_unit_test(a_missing_file_is_named),
		cmocka_unit_test(a_form_that_no_wave_names_is_left_out),
		cmocka_unit_test(no_form_is_there_under_two_names),
		cmocka_unit_test(every_file_is_complained_of_at_once),
		cmocka_unit_test(scales_are_loaded_where_they_are_asked_for),
		cmocka_unit_test(a_form_in_another_language_is_refused),
		cmocka_unit_test(the_first_page_is_short),
		cmocka_unit_test(braces_are_filled_in),
		cmocka_unit_test(questions_are_counted_without_notes),
		cmocka_unit_test(a_class_without_a_wave_is_a_warning),
		cmocka_unit_test(no_problem_shows_a_code),
		cmocka_unit_test(a_class_begins_with_its_year),
		cmocka_unit_test(an_id_is_small_letters_digits_and_dashes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
