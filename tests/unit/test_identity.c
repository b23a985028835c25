/* The researchers' folder of keys: made, and opened. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/formats/pack.h"
#include "tests/unit/keys_made.h"

static void test_files_and_modes(void **state)
{
	static const char *const always[] = {"recipients.txt", "signing.key", "signing.pub",
					     "reserve.html"};
	struct two_folders *folders = folders_of(state);
	assert_int_equal(mode_of(folders->sealed), 0700);
	assert_int_equal(mode_of(in(folders->sealed, "identity.age")), 0600);
	assert_int_equal(mode_of(in(folders->plain, "identity.txt")), 0600);
	assert_false(file_exists(in(folders->sealed, "identity.txt")));
	assert_false(file_exists(in(folders->plain, "identity.age")));
	for (size_t i = 0; i < countof(always); i++) {
		assert_int_equal(mode_of(in(folders->sealed, always[i])), 0600);
		assert_int_equal(mode_of(in(folders->plain, always[i])), 0600);
	}
}

/* The reserve identity is on the page alone, and fits the second recipient. */
static void test_reserve(void **state)
{
	struct two_folders *folders = folders_of(state);
	struct slice page = get(folders->plain, "reserve.html", &folders->problems);
	struct slice recipients = get(folders->plain, "recipients.txt", &folders->problems);
	struct slice identity = get(folders->plain, "identity.txt", &folders->problems);
	const char *at = memmem(page.bytes, page.size, "AGE-SECRET-KEY-1<br>", 20);
	char text[AGE_IDENTITY_TEXT] = "AGE-SECRET-KEY-1", public_text[AGE_RECIPIENT_TEXT];
	size_t size = strlen(text);
	struct age_identity reserve;
	struct age_recipient recipient;
	assert_non_null(at);
	for (at += 20; size < sizeof text - 1; at++)
		if (*at != ' ')
			text[size++] = *at;
	assert_int_equal(*at, '<');
	assert_true(age_identity_read(slice_of(text), reserve.secret));
	struct source source = {.name = "page", .text = slice_of(text), .quiet = true};
	assert_true(identity_lines_read(&source, &reserve, 1, &size, &folders->problems));
	identity_recipient(&reserve, public_text);
	assert_true(age_recipient_read(slice_of(public_text), &recipient));
	assert_true(contains(page, public_text));
	assert_true(contains(recipients, public_text));
	assert_false(contains(identity, text));
	assert_false(contains(identity, public_text));
	release(page);
	release(recipients);
	release(identity);
}

/* What a record goes through: sealed to recipients.txt, opened with the identity. */
static void assert_opens_what_is_sealed(const struct keys *keys, struct problems *problems)
{
	struct source source = {.name = "recipients.txt",
				.text = {keys->recipients, keys->recipients_size}};
	struct age_recipient recipients[AGE_RECIPIENTS_MOST];
	uint8_t sealed[1024], opened[1024];
	size_t count, opened_size;
	assert_true(recipients_read(&source, recipients, AGE_RECIPIENTS_MOST, &count, problems));
	assert_int_equal(count, 2);
	assert_int_equal(keys->recipient_count, 2);
	size_t size = age_sealed_size(5, count);
	assert_true(size <= sizeof sealed);
	assert_true(age_seal(slice_of("hello"), recipients, count, sealed));
	assert_int_equal(age_open((struct slice){(const char *)sealed, size}, keys->identities,
				  keys->identity_count, opened, &opened_size),
			 AGE_OPENED);
	assert_int_equal(opened_size, 5);
	assert_memory_equal(opened, "hello", 5);
}

static void test_open(void **state)
{
	static const struct {
		bool sealed, with_signing;
		size_t asked;
	} rows[] = {
		{true, true, 1},
		{true, false, 1},
		{false, true, 0},
		{false, false, 0},
	};
	struct two_folders *folders = folders_of(state);
	for (size_t i = 0; i < countof(rows); i++) {
		struct answer given = {.passphrase = PASSPHRASE};
		const struct passphrase_asker asker = {answer, &given};
		struct keys keys;
		assert_true(keys_open(rows[i].sealed ? folders->sealed : folders->plain,
				      rows[i].with_signing, &asker, &keys, &folders->problems));
		assert_int_equal(given.asked, rows[i].asked);
		assert_int_equal(keys.identity_count, 1);
		assert_true(keys.reserve_lies_there);
		assert_opens_what_is_sealed(&keys, &folders->problems);
		if (rows[i].with_signing)
			assert_signs(&keys);
		else
			assert_null(keys.signing);
		keys_release(&keys);
		keys_release(&keys);
	}
	assert_int_equal(folders->problems.count, 0);
}

static void test_wrong_passphrase(void **state)
{
	static const struct {
		const char *passphrase, *words;
	} rows[] = {
		{"tern gravel seven w moss", "does not open"},
		{"", "does not open"},
		{NULL, "no terminal"},
	};
	struct two_folders *folders = folders_of(state);
	for (size_t i = 0; i < countof(rows); i++) {
		struct answer given = {.passphrase = rows[i].passphrase};
		const struct passphrase_asker asker = {answer, &given};
		struct keys keys;
		folders_of(state);
		assert_false(keys_open(folders->sealed, true, &asker, &keys, &folders->problems));
		assert_null(keys.identities);
		assert_int_equal(given.asked, 1);
		assert_int_equal(folders->problems.errors, 1);
		assert_non_null(strstr(problems_first(&folders->problems), rows[i].words));
	}
	struct keys keys;
	assert_false(keys_open(folders->sealed, true, NULL, &keys, &folders->problems));
}

/* A name to put into a copy of the folder without passphrase; NULL: to take out of it. */
static void test_faulty_folders(void **state)
{
#define ID "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
#define ID5 ID "\n" ID "\n" ID "\n" ID "\n" ID "\n"
	static const struct {
		const char *name, *text, *words;
	} rows[] = {
		{"identity.txt", NULL, "neither"},
		{"identity.txt", "", "holds no identity"},
		{"identity.txt", "# a comment\n\n", "holds no identity"},
		{"identity.txt", "AGE-SECRET-KEY-1EGTZ\n", "no identity of age"},
		{"identity.txt", " # " ID "\n" ID "x\n", "no identity of age"},
		{"identity.txt", ID5 ID5 ID5 ID5 ID "\n", "more than 20"},
		{"identity.age", "x", "both"},
		{"recipients.txt", NULL, "cannot be read"},
		{"recipients.txt", "", "no recipient"},
		{"recipients.txt", "age1qqqq\n", "recipient"},
		{"signing.pub", NULL, "cannot be read"},
		{"signing.pub", "", "public key of minisign"},
		{"signing.pub", "untrusted comment: x\nRWRhgkxE2TwZUEjDAn\n",
		 "public key of minisign"},
		{"signing.pub",
		 "untrusted comment: another\n"
		 "RWRhgkxE2TwZUEjDAn/qDBweIVjYLCwinTFTt7Y7CBN0hl7SXxG2IJps\n",
		 "secret half"},
		{"signing.key", NULL, "cannot be read"},
		{"signing.key", "untrusted comment: x\nRWQAAEIy\n", "secret key of minisign"},
	};
	struct two_folders *folders = folders_of(state);
	for (size_t i = 0; i < countof(rows); i++) {
		const char *copy = copy_of(folders->plain, folders->base, "faulty");
		struct keys keys;
		folders_of(state);
		if (rows[i].text == NULL)
			assert_int_equal(unlink(in(copy, rows[i].name)), 0);
		else
			put(copy, rows[i].name, slice_of(rows[i].text), &folders->problems);
		assert_false(keys_open(copy, true, NULL, &keys, &folders->problems));
		if (strstr(problems_first(&folders->problems), rows[i].words) == NULL)
			fail_msg("row %zu: %s", i, problems_first(&folders->problems));
		for (size_t k = 0; k < folders->problems.count; k++)
			assert_null(strstr(folders->problems.list[k].excerpt, "AGE-SECRET"));
	}
}

static void test_warnings(void **state)
{
	struct two_folders *folders = folders_of(state);
	const char *copy = copy_of(folders->plain, folders->base, "warned");
	struct keys keys;
	put(copy, "identity.txt", slice_of("\r\n# mine\r\n" ID "  \r\n" ID), &folders->problems);
	assert_int_equal(chmod(in(copy, "identity.txt"), 0640), 0);
	assert_int_equal(chmod(in(copy, "signing.key"), 0604), 0);
	assert_int_equal(unlink(in(copy, "reserve.html")), 0);
	assert_true(keys_open(copy, true, NULL, &keys, &folders->problems));
	assert_int_equal(keys.identity_count, 2);
	assert_false(keys.reserve_lies_there);
	assert_int_equal(folders->problems.warnings, 3);
	assert_non_null(strstr(folders->problems.list[0].text, "identity.txt can be read by"));
	assert_non_null(strstr(folders->problems.list[1].text, "cannot be opened with"));
	assert_non_null(strstr(folders->problems.list[2].text, "signing.key can be read by"));
	keys_release(&keys);
}

static size_t entries_in(const char *folder)
{
	struct arena arena;
	const char **names;
	size_t count;
	struct problems *problems = calloc(1, sizeof *problems);
	arena_init(&arena, 1 << 16);
	assert_true(folder_list(folder, &arena, &names, &count, problems));
	arena_release(&arena);
	free(problems);
	return count;
}

/* Whatever of the folder is there, nothing is made and what is there stays. */
static void test_never_overwritten(void **state)
{
	static const char *const names[] = {"identity.age", "identity.txt", "recipients.txt",
					    "signing.key",  "signing.pub",  "reserve.html",
					    "schools.age"};
	struct two_folders *folders = folders_of(state);
	const char *folder = in(folders->base, "taken");
	for (size_t i = 0; i < countof(names); i++) {
		assert_true(folder_make(folder, FILE_PRIVATE, &folders->problems));
		put(folder, names[i], slice_of("mine"), &folders->problems);
		assert_false(keys_make(folder, slice_of(""), &folders->problems));
		assert_non_null(strstr(problems_first(&folders->problems), "there already"));
		folders_of(state);
		assert_int_equal(entries_in(folder), 1);
		struct slice bytes = get(folder, names[i], &folders->problems);
		assert_true(slice_is(bytes, "mine"));
		release(bytes);
		assert_int_equal(unlink(in(folder, names[i])), 0);
	}
	assert_int_equal(rmdir(folder), 0);
}

/* No room after so many bytes: in a child, for the limit stays. What was made is gone again. */
static int make_with_limit(const char *folder, rlim_t most, struct problems *problems)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit limit = {most, most};
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(2);
		_exit(keys_make(folder, slice_of(""), problems) ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void test_failure_removes(void **state)
{
	static const rlim_t limits[] = {100, 200, 280, 1000};
	struct two_folders *folders = folders_of(state);
	const char *fresh = in(folders->base, "fresh");
	for (size_t i = 0; i < countof(limits); i++) {
		assert_int_equal(make_with_limit(fresh, limits[i], &folders->problems), 1);
		assert_false(file_exists(fresh));
		assert_true(folder_make(fresh, FILE_PRIVATE, &folders->problems));
		assert_int_equal(make_with_limit(fresh, limits[i], &folders->problems), 1);
		assert_int_equal(entries_in(fresh), 0);
		assert_int_equal(rmdir(fresh), 0);
	}
	assert_false(keys_make("/proc/none/here", slice_of(""), &folders->problems));
}

static void test_passphrases_refused(void **state)
{
	struct two_folders *folders = folders_of(state);
	char longest[PASSPHRASE_MOST + 1];
	memset(longest, 'x', sizeof longest);
	const struct slice refused[] = {
		slice_of("a\nb"), slice_of("a\x7F"), {"a\0b", 3}, {longest, sizeof longest}};
	for (size_t i = 0; i < countof(refused); i++)
		assert_false(keys_make(in(folders->base, "none"), refused[i], &folders->problems));
	assert_int_equal(folders->problems.errors, countof(refused));
	assert_false(file_exists(in(folders->base, "none")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_and_modes),
		cmocka_unit_test(test_reserve),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_wrong_passphrase),
		cmocka_unit_test(test_faulty_folders),
		cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_never_overwritten),
		cmocka_unit_test(test_failure_removes),
		cmocka_unit_test(test_passphrases_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
