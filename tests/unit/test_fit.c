/* Whether a study's pages fit, in the real font: the library and the demonstration do; what does
 * not is named, for authors at its place, for teachers in a sentence. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "kiosk/flow/fit_parts.h"
#include "kiosk/page/marks_fit.h"
#include "kiosk/platform/font.h"
#include "kiosk/screens/screens.h"
#include "tests/unit/page_unit.h"
#include "tests/unit/study_files.h"

#define LIBRARY "surveys/library/"

struct fit_bench {
	struct page_unit unit; /* for the words */
	struct font *font;
	struct measure measure;
	struct test_study study;
	struct problems problems;
};

static int open_bench(void **state)
{
	struct fit_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	*state = bench;
	page_unit_open(&bench->unit, 1366, 768, 5.3f);
	bench->font = font_open(&bench->problems);
	assert_non_null(bench->font);
	test_study_init(&bench->study);
	return 0;
}

static int close_bench(void **state)
{
	struct fit_bench *bench = *state;
	test_study_release(&bench->study);
	font_close(bench->font);
	page_unit_close(&bench->unit);
	free(bench);
	return 0;
}

static struct fit_screen screen_of_size(struct fit_bench *bench, int width, int height,
					float pixels_per_mm)
{
	struct page page = page_of(width, height, pixels_per_mm);
	font_scale(bench->font, page.pixels_per_unit);
	bench->measure = font_measure(bench->font);
	bench->problems = (struct problems){0};
	return (struct fit_screen){&bench->measure, &bench->unit.words, page};
}

static void put_again(struct fit_bench *bench, const char *name, const char *text)
{
	test_study_put(&bench->study, name, text);
	if (test_study_load(&bench->study) == NULL)
		fail_msg("%s", problems_first(&bench->study.problems));
}

/* The study of tests/vectors with one file in the place of its own. */
static void put(struct fit_bench *bench, const char *name, const char *text)
{
	assert_true(test_study_put_vectors(&bench->study));
	put_again(bench, name, text);
}

static bool fits(struct fit_bench *bench)
{
	const struct fit_screen screen = screen_of_size(bench, 1366, 768, 5.3f);
	return fit_study(&screen, bench->study.study, bench->study.files, bench->study.count,
			 &bench->problems);
}

static const char *refused(struct fit_bench *bench, int width, int height, size_t wave)
{
	const struct fit_screen screen = screen_of_size(bench, width, height, 5.3f);
	const struct study *study = bench->study.study;
	bool fine =
		fit_wave(&screen, study, &study->schools[0], &study->waves[wave], &bench->problems);
	assert_int_equal(fine, bench->problems.errors == 0);
	return problems_first(&bench->problems);
}

/* ---- What there is ---- */

static void put_library(struct fit_bench *bench, const char *plan)
{
	static const char *const forms[][2] = {
		{"about_you", "about_you/about_you.csv"},
		{"lifespan", "self_esteem_lifespan/lifespan.csv"},
		{"rosenberg", "self_esteem_rosenberg/rosenberg.csv"},
		{"taking_part", "taking_part/taking_part.csv"},
		{"wellbeing", "wellbeing/wellbeing.csv"},
	};
	static const char *const tables[] = {"study.csv", "schools.csv", "pages.csv"};
	char name[100], path[200], beside[200];
	for (size_t i = 0; i < countof(tables); i++) {
		snprintf(path, sizeof path, "surveys/demo/%s", tables[i]);
		assert_true(test_study_put_file(&bench->study, tables[i], path));
	}
	for (size_t i = 0; i < countof(forms); i++) {
		snprintf(name, sizeof name, "forms/%s.csv", forms[i][0]);
		snprintf(path, sizeof path, LIBRARY "%s", forms[i][1]);
		assert_true(test_study_put_file(&bench->study, name, path));
		snprintf(name, sizeof name, "forms/%s.scales.csv", forms[i][0]);
		snprintf(beside, sizeof beside, "%.*s.scales.csv", (int)strlen(path) - 4, path);
		if (access(beside, R_OK) == 0)
			assert_true(test_study_put_file(&bench->study, name, beside));
	}
	test_study_put(&bench->study, "plan.csv", plan);
	if (test_study_load(&bench->study) == NULL)
		fail_msg("%s", problems_first(&bench->study.problems));
}

static void the_library_fits_in_both_looks(void **state)
{
	struct fit_bench *bench = *state;
	put_library(bench, "sayso-plan,1\nwave,years,look,forms\n"
			   "calm,7-11,calm,wellbeing lifespan rosenberg taking_part about_you\n"
			   "shore,4-6,shore,wellbeing lifespan rosenberg taking_part about_you\n");
	if (!fits(bench))
		problems_print(&bench->problems, stderr);
	assert_int_equal(bench->problems.errors, 0);
	for (size_t i = 0; i < bench->problems.count; i++)
		assert_string_not_equal(bench->problems.list[i].where, "pages.csv");
}

/* Screens of schools: a lesson is held up on none of them. */
static void the_demonstration_can_be_opened_on_every_screen(void **state)
{
	static const struct {
		int width, height;
		float pixels_per_mm;
	} screens[] = {{1366, 768, 5.3f},  {1920, 1080, 3.6f}, {1920, 1080, 6.2f},
		       {1024, 600, 4.6f},  {800, 1280, 5.3f},  {1024, 768, 3.8f},
		       {1280, 800, 4.9f},  {1280, 720, 5.3f},  {1280, 1024, 3.4f},
		       {2160, 1440, 8.5f}, {768, 1024, 5.2f}};
	struct fit_bench *bench = *state;
	put_library(bench, "sayso-plan,1\nwave,years,look,forms\n"
			   "calm,7-11,calm,wellbeing rosenberg taking_part\n"
			   "shore,4-6,shore,wellbeing lifespan taking_part\n");
	const struct study *study = bench->study.study;
	for (size_t i = 0; i < countof(screens); i++)
		for (size_t wave = 0; wave < study->wave_count; wave++) {
			const struct fit_screen screen =
				screen_of_size(bench, screens[i].width, screens[i].height,
					       screens[i].pixels_per_mm);
			if (!fit_wave(&screen, study, &study->schools[0], &study->waves[wave],
				      &bench->problems))
				fail_msg("%dx%d: %s", screens[i].width, screens[i].height,
					 problems_first(&bench->problems));
		}
}

/* ---- What does not fit ---- */

#define FORM(rows)                                               \
	"survey,type,name,label,hint\n" rows                     \
	"settings,form_id,form_title,version,default_language\n" \
	",week,Your week,1,English (en)\n"
#define LONG_QUESTION                                                                              \
	",note,hello,Hello.,\n"                                                                    \
	",integer,many,\"How many times in the whole of the last month did you, alone or with "    \
	"others, "                                                                                 \
	"do something for somebody who is not of your family, such as carrying bags, finding the " \
	"way, "                                                                                    \
	"or looking after an animal, and nobody had asked you for it, and you did not get "        \
	"anything "                                                                                \
	"for it, and you would do it again, even if nobody knew of it?\",Count each of them.\n"

static void a_question_is_named_at_its_place(void **state)
{
	struct fit_bench *bench = *state;
	put(bench, "forms/week.csv", FORM(LONG_QUESTION));
	assert_false(fits(bench));
	const struct problem *said = &bench->problems.list[0];
	assert_int_equal(bench->problems.errors, 1);
	assert_string_equal(said->where, "forms/week.csv");
	assert_int_equal(said->line, 3);
	assert_int_equal(said->column, 1);
	assert_string_equal(said->text,
			    "the page of `many` does not fit the screen at the normal text size");
}

/* Questions, and the fourth of five options. */
#define LIKERT(questions, fourth)                                                          \
	"survey,type,name,label,hint,appearance\n" questions                               \
	"choices,list_name,name,label\n,often,0,Never\n,often,1,Not much of the time\n"    \
	",often,2,Some of the time\n,often,3," fourth "\n,often,4,All of the time\n"       \
	"settings,form_id,form_title,version,default_language\n,week,Your week,1,English " \
	"(en)\n"

static void what_fits_smaller_only_is_one_warning_a_form(void **state)
{
	struct fit_bench *bench = *state;
	put(bench, "forms/week.csv",
	    LIKERT(",select_one often,one,I was outside.,In the last two weeks,likert\n"
		   ",select_one often,two,I was inside.,In the last two weeks,likert\n"
		   ",note,three,Three.,,\n",
		   "Quite a lot of the time"));
	assert_true(fits(bench));
	assert_int_equal(bench->problems.count, 1);
	assert_int_equal(bench->problems.list[0].line, 2);
	assert_string_equal(bench->problems.list[0].text,
			    "2 pages do not fit at the largest text size, here the first");
}

/* Five answers of which one takes two lines: lower boxes rather than a page that cannot be asked.
 */
static void five_ordinary_answers_fit(void **state)
{
	struct fit_bench *bench = *state;
	put(bench, "forms/week.csv",
	    LIKERT(",select_one often,one,When something goes wrong I can usually ask somebody "
		   "for help.,,likert\n",
		   "Much more often than others"));
	assert_true(fits(bench));
}

/* The questions of one look are larger. */
static void every_look_is_looked_at(void **state)
{
	static const char *const plans[] = {
		"sayso-plan,1\nwave,years,look,forms\nolder,7-9,calm,week\n",
		"sayso-plan,1\nwave,years,look,forms\nolder,7-9,calm,week\nyounger,4-6,shore,"
		"week\n"};
	struct fit_bench *bench = *state;
	for (size_t i = 0; i < countof(plans); i++) {
		assert_true(test_study_put_vectors(&bench->study));
		test_study_put(&bench->study, "plan.csv", plans[i]);
		put_again(bench, "forms/week.csv",
			  FORM(",integer,many,\"How many times in the whole of the last month did "
			       "you "
			       "do something for somebody who\",Count each of them.\n"));
		assert_int_equal(fits(bench), i == 0);
	}
}

/* Whose words are on the page; once, though it shows in two ways. */
static void a_school_is_named_at_its_place(void **state)
{
	struct fit_bench *bench = *state;
	put(bench, "schools.csv",
	    "sayso-schools,1\nid,name,person,machines\nhill,Hilltop School,your head of year,3\n"
	    "harbour,Harbour Street School,\"Whoever of the eleven adults of the pastoral team you "
	    "meet first at the break\",12\n");
	size_t help = 0;
	assert_true(fits(bench));
	for (size_t i = 0; i < bench->problems.count; i++) {
		assert_string_equal(bench->problems.list[i].where, "schools.csv");
		assert_int_equal(bench->problems.list[i].line, 4);
		help += strstr(bench->problems.list[i].text, "the help page fits up to") != NULL;
	}
	assert_int_equal(help, 1);
}

static void words_upon_words_do_not_fit(void **state)
{
	struct fit_bench *bench = *state;
	struct marks *marks = &bench->unit.marks;
	marks->list[0] = (struct mark){.kind = MARK_TEXT, .box = {10, 20, 50, 0}, .em = 8};
	marks->list[1] = (struct mark){.kind = MARK_TEXT, .box = {40, 22, 50, 0}, .em = 8};
	marks->count = 2;
	marks->page = page_of(1366, 768, 5.3f);
	assert_false(marks_fit(marks));
	marks->list[1].box.y = 40;
	assert_true(marks_fit(marks));
}

static void a_teacher_reads_which_questionnaire_and_item(void **state)
{
	struct fit_bench *bench = *state;
	put(bench, "forms/week.csv", FORM(LONG_QUESTION));
	assert_string_equal(refused(bench, 1366, 768, 0),
			    "This screen is too small for a page of \"Your week\": many.");
	assert_int_equal(bench->problems.errors, 1);
	assert_string_equal(refused(bench, 240, 160, 0),
			    "This screen is too small for the start page of the study.");
	assert_string_equal(refused(bench, 3000, 2000, 0), "");
}

/* Questions are looked at one by one; a fault has no words of a study. */
static void every_page_of_a_pupil_is_looked_at(void **state)
{
	(void)state;
	for (int name = SCREEN_START; name < SCREEN_FAULT; name++) {
		const struct fit_page *page;
		size_t i = 0;
		while ((page = fit_page(i)) != NULL && (int)page->screen != name)
			i++;
		if (page == NULL && name != SCREEN_QUESTION)
			fail_msg("%s", screen_of((enum screen_name)name)->name);
	}
}

int main(void)
{
#define WITH_BENCH(test) cmocka_unit_test_setup_teardown(test, open_bench, close_bench)
	const struct CMUnitTest tests[] = {
		WITH_BENCH(the_library_fits_in_both_looks),
		WITH_BENCH(the_demonstration_can_be_opened_on_every_screen),
		WITH_BENCH(a_question_is_named_at_its_place),
		WITH_BENCH(what_fits_smaller_only_is_one_warning_a_form),
		WITH_BENCH(five_ordinary_answers_fit),
		WITH_BENCH(every_look_is_looked_at),
		WITH_BENCH(a_school_is_named_at_its_place),
		WITH_BENCH(words_upon_words_do_not_fit),
		WITH_BENCH(a_teacher_reads_which_questionnaire_and_item),
		cmocka_unit_test(every_page_of_a_pupil_is_looked_at),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
