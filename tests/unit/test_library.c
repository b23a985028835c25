/* Every questionnaire of surveys/library loads without an error, with its scales where it has them;
 * and is what its notice says it is. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "surveys/form/form_check.h"
#include "surveys/scoring/scoring.h"
#include "tests/unit/files.h"

#define LIBRARY "surveys/library/"

static const struct {
	const char *folder, *id;
	size_t items, scales;
	size_t warnings; /* of the page rules: an instrument's wording is its owner's */
	int32_t youngest;
} shelf[] = {
	{"wellbeing", "wellbeing", 15, 4, 0, 8},
	{"self_esteem_rosenberg", "rosenberg", 10, 1, 1, 11},
	{"self_esteem_lifespan", "lifespan", 4, 1, 0, 8},
	{"taking_part", "taking_part", 5, 0, 0, 8},
	{"about_you", "about_you", 2, 0, 0, 8},
};

struct book {
	struct arena arena;
	struct problems problems;
	struct source source, scales_source;
	const struct form *form;
	const struct scales *scales;
};

static void book_open(struct book *book, const char *folder, const char *id)
{
	static const uint8_t digest[32];
	char path[200], scales_path[200];
	snprintf(path, sizeof path, LIBRARY "%s/%s.csv", folder, id);
	snprintf(scales_path, sizeof scales_path, LIBRARY "%s/%s.scales.csv", folder, id);
	memset(book, 0, sizeof *book);
	arena_init(&book->arena, 4u << 20);
	book->source = (struct source){.name = path, .text = file_load(path)};
	book->form = form_load(&book->source, digest, &book->arena, &book->problems);
	if (!book->form)
		problems_print(&book->problems, stderr);
	assert_non_null(book->form);
	if (access(scales_path, R_OK) != 0)
		return;
	book->scales_source = (struct source){.name = scales_path, .text = file_load(scales_path)};
	book->scales =
		scales_load(&book->scales_source, book->form, &book->arena, &book->problems);
	if (!book->scales)
		problems_print(&book->problems, stderr);
	assert_non_null(book->scales);
}

static void book_close(struct book *book)
{
	arena_release(&book->arena);
	free((void *)(uintptr_t)book->source.text.bytes);
	free((void *)(uintptr_t)book->scales_source.text.bytes);
}

static void every_form_loads(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(shelf); i++) {
		struct book book;
		book_open(&book, shelf[i].folder, shelf[i].id);
		assert_int_equal(book.problems.errors, 0);
		form_check_ages(book.form, shelf[i].youngest, NULL, &book.problems);
		assert_int_equal(book.problems.warnings, shelf[i].warnings);
		assert_string_equal(book.form->id, shelf[i].id);
		assert_string_equal(book.form->language, "en");
		assert_int_equal(book.form->item_count, shelf[i].items);
		assert_int_equal(book.scales ? book.scales->count : 0, shelf[i].scales);
		book_close(&book);
	}
}

static bool on_shelf(const char *folder)
{
	for (size_t i = 0; i < countof(shelf); i++)
		if (strcmp(shelf[i].folder, folder) == 0)
			return true;
	return false;
}

static void every_folder_has_a_notice_and_a_row(void **state)
{
	(void)state;
	DIR *library = opendir(LIBRARY);
	const struct dirent *entry;
	assert_non_null(library);
	while ((entry = readdir(library)) != NULL) {
		char path[400];
		if (entry->d_name[0] == '.' || strchr(entry->d_name, '.'))
			continue;
		snprintf(path, sizeof path, LIBRARY "%s/NOTICE.md", entry->d_name);
		assert_int_equal(access(path, R_OK), 0);
		assert_true(on_shelf(entry->d_name));
	}
	closedir(library);
}

/* The reverse key by the items' names: they circulate in two orders with different numbers. */
static void rosenberg_reverses_five(void **state)
{
	static const char *const reversed[] = {"nogood", "notproud", "useless", "respect",
					       "failure"};
	struct book book;
	size_t count = 0;
	(void)state;
	book_open(&book, "self_esteem_rosenberg", "rosenberg");
	for (size_t i = 0; i < book.form->item_count; i++)
		count += book.form->items[i].reverse ? 1 : 0;
	assert_int_equal(count, countof(reversed));
	for (size_t i = 0; i < countof(reversed); i++) {
		size_t index = form_item_index(book.form, slice_of(reversed[i]));
		assert_true(index < book.form->item_count);
		assert_true(book.form->items[index].reverse);
	}
	book_close(&book);
}

/* The three items on truthfulness are in no wellbeing score. */
static void wellbeing_keeps_desirability_apart(void **state)
{
	static const struct {
		const char *scale;
		size_t items;
		double least, most;
	} rows[] = {
		{"wellbeing", 12, 12, 60},
		{"positive_outlook", 6, 6, 30},
		{"positive_emotional", 6, 6, 30},
		{"desirability", 3, 3, 15},
	};
	struct book book;
	(void)state;
	book_open(&book, "wellbeing", "wellbeing");
	for (size_t i = 0; i < countof(rows); i++) {
		const struct scale *scale = &book.scales->list[i];
		assert_string_equal(scale->name, rows[i].scale);
		assert_int_equal(scale->item_count, rows[i].items);
		assert_true(scale->least == rows[i].least && scale->most == rows[i].most);
	}
	size_t truth = form_item_index(book.form, slice_of("told_truth"));
	assert_string_equal(book.form->items[truth].scales, "desirability");
	book_close(&book);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_loads),
		cmocka_unit_test(every_folder_has_a_notice_and_a_row),
		cmocka_unit_test(rosenberg_reverses_five),
		cmocka_unit_test(wellbeing_keeps_desirability_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
