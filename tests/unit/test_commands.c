/* The words of sayso, and the commands that make and check a study. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/study_folder.h"
#include "tests/unit/command_bench.h"

/* ---- The words of the program ---- */

static void words(void **state)
{
	static const struct {
		const char *words;
		int code;
		const char *out, *error;
	} rows[] = {
		{"", COMMAND_USAGE, NULL, "Usage: sayso COMMAND"},
		{"--help", COMMAND_DONE, "\n  study check   name every problem", NULL},
		{"help", COMMAND_DONE, "\n  keygen ", NULL},
		{"study", COMMAND_USAGE, NULL, "  sayso study new DIR\n  sayso study check DIR\n"},
		{"fieldwork", COMMAND_USAGE, NULL, "sayso: fieldwork: there is no such command.\n"},
		{"studying", COMMAND_USAGE, NULL, "sayso: studying: there is no such command.\n"},
		{"colect x", COMMAND_USAGE, NULL, "Did you mean `sayso collect`?\n"},
		{"tsatsu x", COMMAND_USAGE, NULL, "Did you mean `sayso status`?\n"},
		{"study pak x", COMMAND_USAGE, NULL, "Did you mean `sayso study pack`?\n"},
		{"Keygen", COMMAND_USAGE, NULL, "Did you mean `sayso keygen`?\n"},
		{"an-unheard-of-long-command-with a-long-word-after-it", COMMAND_USAGE, NULL,
		 "there is no such command.\n"},
		{"study paper x", COMMAND_USAGE, NULL, "sayso study: one more word is needed:\n"},
		{"study new", COMMAND_USAGE, NULL, "sayso study new: something is missing.\n"},
		{"study new --help", COMMAND_DONE, "Usage: sayso study new DIR\n", NULL},
		{"codes x --school s --class 7B", COMMAND_USAGE, NULL, "give --count, or --again"},
		{"codes x --school s --class 7B --count 3 --again", COMMAND_USAGE, NULL,
		 "give --count, or --again"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		expect(*state, rows[i].words, rows[i].code, rows[i].out, rows[i].error);
}

/* Every command's own page: lines of a terminal, and the usage as the list has it. */
static void help_fits_a_terminal(void **state)
{
	static const char *const names[] = {"keygen", "study new", "study check", "study pack",
					    "codes",  "collect",   "status",	  "export"};
	(void)state;
	for (size_t i = 0; i < countof(names); i++) {
		char line[80];
		struct ran ran;

		snprintf(line, sizeof line, "%s --help", names[i]);
		ran = run(NULL, line);
		assert_int_equal(ran.code, COMMAND_DONE);
		snprintf(line, sizeof line, "sayso %s: ", names[i]);
		assert_int_equal(strncmp(ran.out, line, strlen(line)), 0);
		snprintf(line, sizeof line, "\n  sayso %s ", names[i]); /* an example */
		assert_non_null(strstr(ran.out, line));
		for (char *at = ran.out, *end; (end = strchr(at, '\n')); at = end + 1)
			assert_true(end - at < 80);
		ran_release(&ran);
	}
}

/* ---- study new, study check ---- */

static void new_study_is_fine(void **state)
{
	struct bench *bench = *state;
	char *study;

	study_new(bench);
	expect(bench, "study check %s/seaside", COMMAND_DONE, "No problem found.", NULL);
	expect(bench, "study check %s/seaside", COMMAND_DONE, "\n  Childline: 0800 1111\n", NULL);
	expect(bench, "study check %s/seaside", COMMAND_DONE,
	       "/seaside --school my-school --class 7B --count 28\n", NULL);
	expect(bench, "study check %s/seaside", COMMAND_DONE, "Page fit not checked", NULL);
	study = load(bench, "seaside/study.csv");
	assert_non_null(strstr(study, "\nid,seaside,"));
	free(study);
	expect(bench, "study new %s/seaside/", COMMAND_BAD_INPUT, "", "there is a study already");
	expect(bench, "study new %s/Not_An_Id/", COMMAND_DONE, "its id is my-study", NULL);
	expect(bench, "study check %s/Not_An_Id", COMMAND_DONE, "my-study: 1 school",
	       "study.csv:4:7: warning: this is a placeholder still\n");
}

static void placeholders_are_named(void **state)
{
	static const char *const said[] = {
		"study.csv:4:7: ", "study.csv:5:10: ", "study.csv:6:11: ", "schools.csv:3:11: "};
	struct bench *bench = *state;

	expect(bench, "study new %s/seaside", COMMAND_DONE, "its id is seaside", NULL);
	for (size_t i = 0; i < countof(said); i++)
		expect(bench, "study check %s/seaside", COMMAND_DONE,
		       "\n0 errors, 4 warnings: nothing that stops a pack, but look at each.\n",
		       said[i]);
	edit(bench, "seaside/pages.csv", "Thank you for your time.", " [Thanks] ");
	expect(bench, "study check %s/seaside", COMMAND_DONE, "0 errors, 5 warnings",
	       "pages.csv:3:15: warning: this is a placeholder still\n");
}

static void nothing_is_overwritten(void **state)
{
	struct bench *bench = *state;
	char path[PATH_SIZE], *plan;

	assert_true(path_join(path, bench->folder, "half"));
	assert_int_equal(mkdir(path, 0755), 0);
	save(bench, "half/plan.csv", "mine");
	expect(bench, "study new %s/half", COMMAND_BAD_INPUT, "", "plan.csv");
	plan = load(bench, "half/plan.csv");
	assert_string_equal(plan, "mine");
	free(plan);
}

static void problems_have_their_place(void **state)
{
	static const struct {
		const char *file, *before, *after, *says;
	} rows[] = {
		{"plan.csv", "autumn,5-9,shore", "autumn,5-9,sand", "plan.csv:3:12: error: "},
		{"schools.csv", ",12,", ",none,", "schools.csv:3:37: error: "},
		{"study.csv", "id,seaside", "id,Sea Side", "study.csv:3:4: error: "},
		{"forms/my_questions.csv", "select_one agree,left_out",
		 "select_one nowhere,left_out", "forms/my_questions.csv:4:2: error: "},
		{"forms/my_questions.scales.csv", "class_climate,A", "other,A",
		 "forms/my_questions.scales.csv:2:1: error: "},
		{"pages.csv", "thanks.words", "thanks.word", "pages.csv:3:1: error: "},
		{"study.csv", "sayso-study,1", "sayso-study,2", "made by a newer Sayso"},
	};
	struct bench *bench = *state;

	study_new(bench);
	for (size_t i = 0; i < countof(rows); i++) {
		char name[80];

		snprintf(name, sizeof name, "seaside/%s", rows[i].file);
		edit(bench, name, rows[i].before, rows[i].after);
		expect(bench, "study check %s/seaside", COMMAND_BAD_INPUT,
		       "mend the errors, then check again", rows[i].says);
		edit(bench, name, rows[i].after, rows[i].before);
	}
	expect(bench, "study check %s/seaside", COMMAND_DONE, "No problem found.", NULL);
}

static void warnings_do_not_stop(void **state)
{
	struct bench *bench = *state;

	study_new(bench);
	edit(bench, "seaside/forms/my_questions.csv", "My ideas count in my class.",
	     "My ideas count in my class and in every other class of this school and of all the "
	     "other schools that there are here.");
	expect(bench, "study check %s/seaside", COMMAND_DONE,
	       "0 errors, 1 warning: nothing that stops a pack", "my_questions.csv:5:");
}

static void what_is_no_study(void **state)
{
	struct bench *bench = *state;

	expect(bench, "study check %s", COMMAND_BAD_INPUT, NULL, "it has no study.csv");
	expect(bench, "study check %s/nowhere", COMMAND_BAD_INPUT, NULL, "it has no study.csv");
	study_new(bench);
	edit(bench, "seaside/plan.csv", "summer,5-9,shore,my_questions",
	     "summer,5-9,shore,your_questions");
	expect(bench, "study check %s/seaside", COMMAND_BAD_INPUT, NULL, "plan.csv:4:18: error: ");
}

static void files_that_are_none_of_the_study(void **state)
{
	struct bench *bench = *state;
	struct problems problems = {0};
	struct study_folder folder;
	char path[PATH_SIZE], *form;

	study_new(bench);
	form = load(bench, "seaside/forms/my_questions.csv");
	save(bench, "seaside/forms/unused.csv", form);
	free(form);
	edit(bench, "seaside/forms/unused.csv", ",my_questions,", ",unused,");
	save(bench, "seaside/forms/unused.scales.csv", "rubbish");
	save(bench, "seaside/forms/.my_questions.csv", "rubbish");
	save(bench, "seaside/forms/notes.txt", "rubbish");
	edit(bench, "seaside/forms/unused.csv", "class_climate,,\"select", ",,\"select");
	edit(bench, "seaside/forms/unused.csv", "class_climate,yes", ",");
	edit(bench, "seaside/forms/unused.csv", "class_climate,,name", ",,name");
	assert_true(path_join(path, bench->folder, "seaside/forms/unused.scales.csv"));
	assert_int_equal(remove(path), 0);
	expect(bench, "study check %s/seaside", COMMAND_DONE, "1 form,",
	       "no wave uses forms/unused.csv");

	assert_true(path_join(path, bench->folder, "seaside"));
	assert_true(study_folder_open(path, &folder, &problems));
	assert_int_equal(folder.file_count, 6);
	assert_non_null(
		study_file_find(folder.files, folder.file_count, "forms/my_questions.scales.csv"));
	assert_null(study_file_find(folder.files, folder.file_count, "forms/unused.csv"));
	study_folder_release(&folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words),
		TEST(help_fits_a_terminal),
		TEST(new_study_is_fine),
		TEST(placeholders_are_named),
		TEST(nothing_is_overwritten),
		TEST(problems_have_their_place),
		TEST(warnings_do_not_stop),
		TEST(what_is_no_study),
		TEST(files_that_are_none_of_the_study),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
