/* sayso keygen: what it makes, and that it makes nothing where it should not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>

#include "tests/unit/command_bench.h"

/* Somebody at the terminal: what they type, in order; NULL: no terminal. */
struct typist {
	const char *const *types;
	size_t asked;
};

static bool type(void *context, const char *question, char *out, size_t size)
{
	struct typist *typist = context;
	const char *typed = typist->types ? typist->types[typist->asked] : NULL;

	assert_non_null(strstr(question, typist->asked ? "once more" : "10 characters"));
	typist->asked++;
	if (!typed)
		return false;
	snprintf(out, size, "%s", typed);
	return true;
}

static struct ran keygen(struct bench *bench, struct typist *typist, const char *more)
{
	const struct passphrase_asker asker = {type, typist};
	char words[SCRATCH_SIZE + 64];

	snprintf(words, sizeof words, "keygen %s/keys%s", bench->folder, more);
	return run(typist ? &asker : NULL, words);
}

static size_t files_in(const struct bench *bench, const char *name)
{
	char path[PATH_SIZE];
	size_t count = 0;
	DIR *folder;

	assert_true(path_join(path, bench->folder, name));
	folder = opendir(path);
	if (!folder)
		return 0;
	for (struct dirent *entry; (entry = readdir(folder));)
		count += entry->d_name[0] != '.';
	closedir(folder);
	return count;
}

static void nothing_without_a_good_passphrase(void **state)
{
	static char long_one[1100];
	static const struct {
		const char *types[3];
		size_t asked;
		const char *says;
	} rows[] = {
		{{NULL}, 1, "there is no terminal to ask for the passphrase: nothing was made"},
		{{""}, 1, "the passphrase must have 10 to "},
		{{"too short"}, 1, "the passphrase must have 10 to "},
		{{long_one}, 1, "the passphrase must have 10 to "},
		{{"four kind words here", "four kind words hear"},
		 2,
		 "the two differ: nothing was made"},
		{{"four kind words here", NULL}, 2, "there is no terminal"},
	};
	struct bench *bench = *state;
	struct ran ran = keygen(bench, NULL, "");

	assert_int_equal(ran.code, COMMAND_BAD_INPUT);
	assert_non_null(strstr(ran.error, "there is no terminal to ask for the passphrase"));
	assert_non_null(strstr(ran.error, "--no-passphrase"));
	assert_string_equal(ran.out, "");
	ran_release(&ran);
	memset(long_one, 'x', sizeof long_one - 1);
	for (size_t i = 0; i < countof(rows); i++) {
		struct typist typist = {rows[i].types, 0};

		ran = keygen(bench, &typist, "");
		assert_int_equal(ran.code, COMMAND_BAD_INPUT);
		assert_int_equal(typist.asked, rows[i].asked);
		assert_non_null(strstr(ran.error, rows[i].says));
		assert_null(strstr(ran.error, "kind words"));
		assert_string_equal(ran.out, "");
		assert_int_equal(files_in(bench, "keys"), 0);
		ran_release(&ran);
	}
}

static void made_for_the_owner_alone(void **state)
{
	static const char *const names[] = {"keys/identity.txt", "keys/recipients.txt",
					    "keys/signing.key", "keys/signing.pub",
					    "keys/reserve.html"};
	struct bench *bench = *state;
	struct ran ran = keygen(bench, NULL, " --no-passphrase");
	char *before[countof(names)], *after;

	assert_string_equal(ran.error, "");
	assert_int_equal(ran.code, COMMAND_DONE);
	assert_non_null(strstr(ran.out, "There is no passphrase"));
	assert_null(strstr(ran.out, "AGE-SECRET-KEY"));
	ran_release(&ran);
	assert_int_equal(files_in(bench, "keys"), countof(names));
	assert_int_equal(mode_of(bench, "keys"), 0700);
	for (size_t i = 0; i < countof(names); i++) {
		assert_int_equal(mode_of(bench, names[i]), 0600);
		before[i] = load(bench, names[i]);
	}
	ran = keygen(bench, NULL, " --no-passphrase");
	assert_int_equal(ran.code, COMMAND_BAD_INPUT);
	assert_true(strlen(ran.error) > 0);
	assert_string_equal(ran.out, "");
	ran_release(&ran);
	assert_int_equal(files_in(bench, "keys"), countof(names));
	for (size_t i = 0; i < countof(names); i++) {
		after = load(bench, names[i]);
		assert_string_equal(before[i], after);
		free(before[i]);
		free(after);
	}
}

/* Nobody thinks of a passphrase, and types it twice, for a folder that cannot be used. */
static void asks_nothing_where_keys_are(void **state)
{
	static const char *const types[] = {"four kind words here", "four kind words here", NULL};
	static const char *const names[] = {"keys/identity.txt", "keys/identity.age",
					    "keys/schools.age"};
	struct bench *bench = *state;
	char path[PATH_SIZE];

	assert_true(path_join(path, bench->folder, "keys"));
	assert_int_equal(mkdir(path, 0700), 0);
	for (size_t i = 0; i < countof(names); i++) {
		struct typist typist = {types, 0};
		struct ran ran;

		save(bench, names[i], "mine");
		ran = keygen(bench, &typist, "");
		assert_int_equal(ran.code, COMMAND_BAD_INPUT);
		assert_non_null(strstr(ran.error, names[i]));
		assert_int_equal(typist.asked, 0);
		assert_int_equal(files_in(bench, "keys"), 1);
		ran_release(&ran);
		assert_true(path_join(path, bench->folder, names[i]));
		assert_int_equal(remove(path), 0);
	}
}

static void asks_twice(void **state)
{
	static const char *const types[] = {"four kind words here", "four kind words here", NULL};
	struct bench *bench = *state;
	struct typist typist = {types, 0};
	struct ran ran = keygen(bench, &typist, "");
	char *recipients;

	assert_string_equal(ran.error, "");
	assert_int_equal(ran.code, COMMAND_DONE);
	assert_int_equal(typist.asked, 2);
	assert_non_null(strstr(ran.out, "identity.age"));
	assert_null(strstr(ran.out, "There is no passphrase"));
	assert_null(strstr(ran.out, "kind words"));
	ran_release(&ran);
	assert_int_equal(files_in(bench, "keys"), 5);
	assert_int_equal(mode_of(bench, "keys/identity.age"), 0600);
	recipients = load(bench, "keys/recipients.txt");
	assert_non_null(strstr(recipients, "\nage1"));
	free(recipients);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_without_a_good_passphrase),
		TEST(made_for_the_owner_alone),
		TEST(asks_nothing_where_keys_are),
		TEST(asks_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
