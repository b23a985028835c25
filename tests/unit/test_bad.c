/* Every file of tests/bad against tests/bad/LIST, which says of each file (or folder) what kind it
 * is, where the message must point (line:column, or nothing) and what it must contain. A kind is a
 * function below and a row of `kinds`. */
#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/flow/fit.h"
#include "surveys/base/csv.h"
#include "surveys/form/scales.h"
#include "tests/unit/bad_envelopes.h"
#include "tests/unit/page_unit.h"
#include "tests/unit/record_files.h"
#include "tests/unit/study_files.h"

#define FOLDER "tests/bad/"
#define CASES_MOST 400
#define ARENA_MOST (16u << 20)

/* Loads the file or folder as its kind and adds what is wrong; true: nothing was. */
typedef bool load_function(const char *path, struct arena *arena, struct problems *problems);

static bool load_csv(const char *path, struct arena *arena, struct problems *problems)
{
	struct source source = {.name = path, .text = file_load(path)};
	struct csv_reader reader;
	struct csv_row row;
	assert_non_null(source.text.bytes);
	csv_open(&reader, &source, arena, problems);
	while (csv_next(&reader, &row))
		continue;
	free((void *)(uintptr_t)source.text.bytes);
	return !reader.failed;
}

static bool load_form(const char *path, struct arena *arena, struct problems *problems)
{
	static const uint8_t digest[32];
	struct source source = {.name = path, .text = file_load(path)};
	assert_non_null(source.text.bytes);
	bool fine = form_load(&source, digest, arena, problems) != NULL;
	free((void *)(uintptr_t)source.text.bytes);
	return fine;
}

#define FORM "surveys/library/self_esteem_rosenberg/rosenberg.csv"

/* Scales are of a form: here always of one that is good. */
static bool load_scales(const char *path, struct arena *arena, struct problems *problems)
{
	static const uint8_t digest[32];
	struct source form_source = {.name = FORM, .text = file_load(FORM)};
	struct source source = {.name = path, .text = file_load(path)};
	assert_non_null(source.text.bytes);
	const struct form *form = form_load(&form_source, digest, arena, problems);
	assert_non_null(form);
	bool fine = scales_load(&source, form, arena, problems) != NULL;
	free((void *)(uintptr_t)source.text.bytes);
	free((void *)(uintptr_t)form_source.text.bytes);
	return fine;
}

/* In place of the file of this name in a good study. */
static bool load_in_study(const char *name, const char *path, struct problems *problems)
{
	struct test_study *test = malloc(sizeof *test);
	assert_non_null(test);
	test_study_init(test);
	assert_true(test_study_put_vectors(test) && test_study_put_file(test, name, path));
	bool fine = test_study_load(test) != NULL;
	*problems = test->problems;
	test_study_release(test);
	free(test);
	return fine;
}

static bool load_study(const char *path, struct arena *arena, struct problems *problems)
{
	(void)arena;
	return load_in_study("study.csv", path, problems);
}

static bool load_schools(const char *path, struct arena *arena, struct problems *problems)
{
	(void)arena;
	return load_in_study("schools.csv", path, problems);
}

static bool load_plan(const char *path, struct arena *arena, struct problems *problems)
{
	(void)arena;
	return load_in_study("plan.csv", path, problems);
}

static bool load_pages(const char *path, struct arena *arena, struct problems *problems)
{
	(void)arena;
	return load_in_study("pages.csv", path, problems);
}

static bool load_codes(const char *path, struct arena *arena, struct problems *problems)
{
	(void)arena;
	return load_in_study("codes.csv", path, problems);
}

/* Read without an error, but the reference screen does not hold it: fit_pages_ is the pages.csv of
 * a good study, fit_week_ one of its forms. */
static bool load_fit(const char *path, struct arena *arena, struct problems *problems)
{
	const char *name = strstr(path, "fit_pages_") != NULL ? "pages.csv" : "forms/week.csv";
	struct test_study *test = test_study_new(false);
	struct page_unit *unit = calloc(1, sizeof *unit);
	(void)arena;
	assert_non_null(unit);
	page_unit_open(unit, 1366, 768, 5.3f);
	test_study_put(test, "forms/club.csv", NULL);
	test_study_put(test, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,7-9,calm,week\n");
	assert_true(test_study_put_file(test, name, path));
	assert_non_null(test_study_load(test));
	const struct fit_screen screen = {&unit->measure, &unit->words, unit->page};
	bool fine = fit_study(&screen, test->study, test->files, test->count, problems);
	page_unit_close(unit);
	free(unit);
	test_study_free(test);
	return fine;
}

/* Held against the label and the questionnaires of the good one, tests/vectors/record.json. */
static bool load_record(const char *path, struct arena *arena, struct problems *problems)
{
	struct test_record *test = calloc(1, sizeof *test);
	struct slice bytes = file_load(path);
	(void)arena;
	assert_non_null(test);
	assert_true(test_record_init(test));
	assert_true(bytes.size < sizeof test->bytes);
	memcpy(test->bytes, bytes.bytes, bytes.size);
	test->size = bytes.size;
	bool fine = test_record_take(test, problems);
	if (fine)
		record_release(&test->record);
	test_record_release(test);
	free((void *)(uintptr_t)bytes.bytes);
	free(test);
	return fine;
}

static const struct kind {
	const char *name;
	load_function *load;
} kinds[] = {
	{"csv", load_csv},	  {"form", load_form},	       {"scales", load_scales},
	{"study", load_study},	  {"schools", load_schools},   {"plan", load_plan},
	{"pages", load_pages},	  {"codes", load_codes},       {"tar", load_envelope},
	{"batch", load_envelope}, {"minisign", load_minisign}, {"pack", load_pack},
	{"record", load_record},  {"fit", load_fit},
};

static load_function *kind_load(const char *name)
{
	for (size_t i = 0; i < countof(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].load;
	return NULL;
}

struct bad {
	const char *file, *kind, *place, *message;
};

static bool says(const struct problem *problem, const struct bad *bad)
{
	char place[40] = "";
	if (problem->line > 0)
		snprintf(place, sizeof place, "%u:%u", (unsigned)problem->line,
			 (unsigned)problem->column);
	return problem->severity == PROBLEM_ERROR && strstr(problem->text, bad->message) != NULL &&
	       (bad->place[0] == '\0' || strcmp(place, bad->place) == 0);
}

static void is_refused_in_these_words(void **state)
{
	const struct bad *bad = *state;
	load_function *load = kind_load(bad->kind);
	struct problems *problems = calloc(1, sizeof *problems);
	struct arena arena;
	char path[300];
	bool said = false;
	assert_non_null(problems);
	if (load == NULL)
		fail_msg("the kind \"%s\" is not known", bad->kind);
	snprintf(path, sizeof path, FOLDER "%s", bad->file);
	arena_init(&arena, ARENA_MOST);
	bool fine = load(path, &arena, problems);
	arena_release(&arena);
	for (size_t i = 0; i < problems->count; i++)
		said = said || says(&problems->list[i], bad);
	if (!said)
		problems_print(problems, stderr);
	free(problems);
	assert_false(fine);
	if (!said)
		fail_msg("nothing at \"%s\" said: %s", bad->place, bad->message);
}

struct list {
	struct arena arena;
	struct bad bad[CASES_MOST];
	size_t count;
	struct CMUnitTest tests[CASES_MOST + 2];
};

static bool list_load(struct list *list, const struct source *source, struct problems *problems)
{
	static const char *const columns[] = {"file", "kind", "place", "message", NULL};
	struct csv_table table;
	if (!csv_table_open(&table, source, NULL, columns, 4, &list->arena, problems))
		return false;
	while (csv_table_next(&table) && list->count < CASES_MOST) {
		struct bad *bad = &list->bad[list->count++];
		const char **const fields[] = {&bad->file, &bad->kind, &bad->place, &bad->message};
		for (size_t i = 0; i < countof(fields); i++)
			*fields[i] = arena_text(&list->arena, csv_table_cell(&table, i).text);
		if (bad->message == NULL || bad->message[0] == '\0') {
			problem_error(problems, csv_table_place(&table, 3), NULL, "no message");
			return false;
		}
	}
	return !table.reader.failed && list->count < CASES_MOST;
}

static bool list_names(const struct list *list, const char *file)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->bad[i].file, file) == 0)
			return true;
	return false;
}

static void every_file_is_listed(void **state)
{
	const struct list *list = *state;
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "LIST") != 0 &&
		    !list_names(list, entry->d_name))
			fail_msg("%s is not in " FOLDER "LIST", entry->d_name);
	closedir(folder);
}

static void every_kind_has_three_messages(void **state)
{
	const struct list *list = *state;
	for (size_t k = 0; k < countof(kinds); k++) {
		size_t different = 0;
		for (size_t i = 0; i < list->count; i++) {
			bool fresh = strcmp(list->bad[i].kind, kinds[k].name) == 0;
			for (size_t j = 0; j < i && fresh; j++)
				fresh = strcmp(list->bad[j].kind, kinds[k].name) != 0 ||
					strcmp(list->bad[i].message, list->bad[j].message) != 0;
			different += fresh;
		}
		if (different < 3)
			fail_msg("%s has %zu", kinds[k].name, different);
	}
}

/* One test a line of LIST, and the two above. */
static int list_run(struct list *list)
{
	struct CMUnitTest *tests = list->tests;
	size_t count = 0;
	tests[count++] = (struct CMUnitTest){.name = "every_file_is_listed",
					     .test_func = every_file_is_listed,
					     .initial_state = list};
	tests[count++] = (struct CMUnitTest){.name = "every_kind_has_three_messages",
					     .test_func = every_kind_has_three_messages,
					     .initial_state = list};
	for (size_t i = 0; i < list->count; i++)
		tests[count++] = (struct CMUnitTest){.name = list->bad[i].file,
						     .test_func = is_refused_in_these_words,
						     .initial_state = &list->bad[i]};
	return _cmocka_run_group_tests("bad", tests, count, NULL, NULL);
}

int main(void)
{
	struct source source = {.name = FOLDER "LIST", .text = file_load(FOLDER "LIST")};
	struct problems *problems = calloc(1, sizeof *problems);
	struct list *list = calloc(1, sizeof *list);
	int failed = 1;
	if (problems != NULL && list != NULL) {
		arena_init(&list->arena, ARENA_MOST);
		if (list_load(list, &source, problems))
			failed = list_run(list);
		problems_print(problems, stderr);
		arena_release(&list->arena);
	}
	free(list);
	free(problems);
	free((void *)(uintptr_t)source.text.bytes);
	return failed;
}
