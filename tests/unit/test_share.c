/* Where a program finds what comes with it: installed, or built. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/share.h"
#include "tests/unit/command_bench.h"

static void found_from_the_program(void **state)
{
	static const struct {
		const char *bin, *name, *lies; /* NULL: nowhere */
	} rows[] = {
		{"usr/bin", "assets/boat.svg", "usr/bin/../share/sayso/assets/boat.svg"},
		{"usr/bin", "library/form.csv", "usr/bin/../share/sayso/library/form.csv"},
		{"tree/build", "assets/boat.svg", "tree/build/../assets/boat.svg"},
		{"tree/build", "library/form.csv", "tree/build/../surveys/library/form.csv"},
		{"tree/build/tests", "assets/boat.svg", "tree/build/tests/../../assets/boat.svg"},
		{"tree/build/san/tests", "library/form.csv",
		 "tree/build/san/tests/../../../surveys/library/form.csv"},
		{"usr/bin", "assets/none.svg", NULL},
		{"tree/build/a/b/c", "assets/boat.svg", NULL},
	};
	static const char *const files[] = {
		"usr/share/sayso/assets/boat.svg", "usr/share/sayso/library/form.csv",
		"usr/bin/x",			   "tree/assets/boat.svg",
		"tree/surveys/library/form.csv",   "tree/build/san/tests/x",
		"tree/build/tests/x",		   "tree/build/a/b/c/x",
	};
	struct bench *bench = *state;
	struct problems problems = {0};

	for (size_t i = 0; i < countof(files); i++) {
		char path[PATH_SIZE], folder[PATH_SIZE];

		assert_true(path_join(path, bench->folder, files[i]));
		assert_true(folder_of(path, folder));
		assert_true(folder_make(folder, FILE_SHARED, &problems));
		save(bench, files[i], "x");
	}
	for (size_t i = 0; i < countof(rows); i++) {
		char bin[PATH_SIZE], found[PATH_SIZE], expected[PATH_SIZE];

		assert_true(path_join(bin, bench->folder, rows[i].bin));
		assert_int_equal(share_find_from(bin, rows[i].name, found), rows[i].lies != NULL);
		if (!rows[i].lies)
			continue;
		assert_true(path_join(expected, bench->folder, rows[i].lies));
		assert_string_equal(found, expected);
	}
}

static void this_program_finds_its_own(void **state)
{
	struct problems problems = {0};
	char path[PATH_SIZE];
	(void)state;

	assert_true(share_find("assets/drawings/boat.svg", path, &problems));
	assert_true(share_find("library", path, &problems));
	assert_int_equal(problems.count, 0);
	assert_false(share_find("assets/none", path, &problems));
	assert_int_equal(problems.errors, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(found_from_the_program),
		TEST(this_program_finds_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
