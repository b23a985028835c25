/* Commands that change a file of the researchers', run at once: none undoes what another did. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/sayso/identity/schools_book.h"
#include "tests/unit/command_bench.h"

#define AT_ONCE 6

static pid_t begin(const struct bench *bench, const char *words)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct ran ran = run_in(bench, words);

		_exit(ran.code);
	}
	return child;
}

/* format: with one %zu for the number of each. */
static void run_at_once(const struct bench *bench, const char *format)
{
	pid_t children[AT_ONCE];
	char words[120];

	for (size_t i = 0; i < AT_ONCE; i++) {
		const char *number = strstr(format, "%zu");

		snprintf(words, sizeof words, "%.*s%zu%s", (int)(number - format), format, i,
			 number + strlen("%zu"));
		children[i] = begin(bench, words);
	}
	for (size_t i = 0; i < AT_ONCE; i++) {
		int status = -1;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
}

/* A school that is lost from the book has a letter whose number nobody knows any more: every batch
 * of it would be put aside. */
static void packs_lose_no_school(void **state)
{
	struct bench *bench = *state;
	struct problems problems = {0};
	struct keys keys;
	struct schools_book book;
	char path[PATH_SIZE];

	study_new(bench);
	edit(bench, "seaside/schools.csv", "\nmy-school,",
	     "\ns0,S,your tutor,1,\ns1,S,your tutor,1,\ns2,S,your tutor,1,\ns3,S,your tutor,1,"
	     "\ns4,S,your tutor,1,\ns5,S,your tutor,1,\nmy-school,");
	expect(bench, "keygen %s/keys --no-passphrase", COMMAND_DONE, NULL, NULL);
	run_at_once(bench, "study pack %s/seaside --keys %s/keys --school s%zu -o %s/out");
	assert_true(path_join(path, bench->folder, "keys"));
	assert_true(keys_open(path, false, NULL, &keys, &problems));
	assert_true(schools_book_open(path, &keys, &book, &problems));
	assert_int_equal(book.count, AT_ONCE);
	schools_book_release(&book);
	keys_release(&keys);
}

/* Cards are printed of codes that are drawn: they must be in the study. */
static void codes_lose_no_class(void **state)
{
	struct bench *bench = *state;
	size_t lines = 0;
	char *codes;

	study_new(bench);
	run_at_once(bench, "codes %s/seaside --school my-school --class 7-%zu --count 20");
	codes = load(bench, "seaside/codes.csv");
	for (const char *at = codes; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, 2 + AT_ONCE * 22);
	free(codes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(packs_lose_no_school),
		TEST(codes_lose_no_class),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
