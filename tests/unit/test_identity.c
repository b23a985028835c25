/* The researchers' folder of keys: made, opened, and used by stock age and minisign, which ask for
 * the passphrase on a terminal that is made for them here. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "export/formats/digest.h"
#include "export/formats/file.h"
#include "export/formats/pack.h"
#include "export/sayso/identity/identity.h"
#include "export/sayso/identity/keys_folder.h"
#include "export/sayso/identity/reserve_page.h"
#include "export/sayso/identity/signing_key.h"

#define PASSPHRASE "tern gravel seven \xC5\xB5 moss"

/* One folder with a passphrase and one without serve all tests: making costs seconds. */
struct two_folders {
	char base[PATH_SIZE - 64], sealed[PATH_SIZE], plain[PATH_SIZE];
	struct problems problems;
};

struct answer {
	const char *passphrase; /* NULL: cannot ask */
	size_t asked;
};

static bool answer(void *context, const char *question, char *out, size_t size)
{
	struct answer *given = context;
	assert_non_null(question);
	given->asked++;
	if (given->passphrase == NULL || strlen(given->passphrase) >= size)
		return false;
	memcpy(out, given->passphrase, strlen(given->passphrase) + 1);
	return true;
}

static int set_up(void **state)
{
	struct two_folders *folders = calloc(1, sizeof *folders);
	const char *base = getenv("TMPDIR");
	snprintf(folders->base, sizeof folders->base, "%s/sayso-keys-XXXXXX",
		 base != NULL ? base : "/tmp");
	if (mkdtemp(folders->base) == NULL ||
	    !path_join(folders->sealed, folders->base, "sealed") ||
	    !path_join(folders->plain, folders->base, "plain") ||
	    !keys_make(folders->sealed, slice_of(PASSPHRASE), &folders->problems) ||
	    !keys_make(folders->plain, slice_of(""), &folders->problems))
		return -1;
	*state = folders;
	return 0;
}

static int tear_down(void **state)
{
	struct two_folders *folders = *state;
	char command[PATH_SIZE];
	snprintf(command, sizeof command, "rm -rf '%s'", folders->base);
	free(folders);
	return system(command);
}

/* A test begins with no problems. */
static struct two_folders *folders_of(void **state)
{
	struct two_folders *folders = *state;
	memset(&folders->problems, 0, sizeof folders->problems);
	return folders;
}

static const char *in(const char *folder, const char *name)
{
	static char paths[64][PATH_SIZE];
	static size_t next;
	char *path = paths[next++ % countof(paths)];
	assert_true(path_join(path, folder, name));
	return path;
}

static const char *copy_of(const char *folder, const char *base, const char *name)
{
	char command[3 * PATH_SIZE];
	const char *copy = in(base, name);
	snprintf(command, sizeof command, "rm -rf '%s' && cp -a '%s' '%s'", copy, folder, copy);
	assert_int_equal(system(command), 0);
	return copy;
}

static void put(const char *folder, const char *name, struct slice bytes, struct problems *problems)
{
	assert_int_not_equal(file_write(in(folder, name), bytes, FILE_PRIVATE, true, problems),
			     FILE_FAILED);
}

static struct slice get(const char *folder, const char *name, struct problems *problems)
{
	char *bytes;
	size_t size;
	assert_true(file_read(in(folder, name), 1 << 20, &bytes, &size, problems));
	return (struct slice){bytes, size};
}

static void release(struct slice bytes)
{
	free((void *)(uintptr_t)bytes.bytes);
}

static bool contains(struct slice text, const char *part)
{
	return memmem(text.bytes, text.size, part, strlen(part)) != NULL;
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

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

static void assert_signs(const struct keys *keys)
{
	struct buffer signature = buffer_growing(MINISIGN_SIGNATURE_MOST);
	assert_non_null(keys->signing);
	assert_true(minisign_sign(keys->signing, slice_of("a pack"), "a label", &signature));
	assert_true(minisign_check(&keys->signing_public, slice_of("a pack"),
				   buffer_slice(&signature)));
	buffer_release(&signature);
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

#define BLOB 158

static void blob_of(struct slice file, uint8_t blob[BLOB])
{
	const char *line = (const char *)memchr(file.bytes, '\n', file.size) + 1;
	struct slice text = {line, (size_t)(file.bytes + file.size - line) - 1};
	assert_int_equal(line[text.size], '\n');
	assert_int_equal(base64_read(text, true, blob, BLOB), BLOB);
}

static enum signing_key_result read_blob(const uint8_t blob[BLOB])
{
	struct minisign_secret secret;
	char text[512] = "untrusted comment: x\n";
	base64_write(blob, BLOB, true, text + strlen(text));
	return signing_key_read(slice_of(text), slice_of("none"), &secret);
}

/* As docs/formats.md has it: the passphrase costs what identity.age costs. */
static void test_signing_key_bytes(void **state)
{
	static const uint8_t ops_and_memory[16] = {[2] = 0x80, [8 + 3] = 0x10};
	static const uint8_t zeros[54];
	struct two_folders *folders = folders_of(state);
	uint8_t blob[BLOB];
	struct slice file = get(folders->sealed, "signing.key", &folders->problems);
	blob_of(file, blob);
	assert_memory_equal(blob, "EdScB2", 6);
	assert_memory_not_equal(blob + 6, zeros, 32);
	assert_memory_equal(blob + 38, ops_and_memory, 16);
	release(file);
	file = get(folders->plain, "signing.key", &folders->problems);
	blob_of(file, blob);
	assert_memory_equal(blob, "Ed\0\0B2", 6);
	assert_memory_equal(blob + 6, zeros, 48);
	release(file);
}

/* minisign shows the id as a number: its last byte first. */
static void test_signing_public(void **state)
{
	struct two_folders *folders = folders_of(state);
	struct slice file = get(folders->plain, "signing.pub", &folders->problems);
	struct keys keys;
	char expected[128];
	assert_true(keys_open(folders->plain, true, NULL, &keys, &folders->problems));
	const uint8_t *id = keys.signing_public.id;
	snprintf(expected, sizeof expected,
		 "untrusted comment: minisign public key %02X%02X%02X%02X%02X%02X%02X%02X\n", id[7],
		 id[6], id[5], id[4], id[3], id[2], id[1], id[0]);
	assert_true(slice_starts(file, expected));
	assert_int_equal(file.size, strlen(expected) + MINISIGN_PUBLIC_TEXT);
	keys_release(&keys);
	release(file);
}

/* What the first bytes say must be known, and not ask for the moon. */
static void test_signing_key_refused(void **state)
{
	static const struct {
		size_t at;
		uint8_t value;
	} rows[] = {
		{0, 'e'}, {1, 'D'}, {2, 1},   {2, 'S'},	   {3, 1},
		{4, 'b'}, {5, '3'}, {54, 99}, {126, 0x5A}, {125, 0x5A},
	};
	static const struct {
		uint64_t ops, memory;
	} limits[] = {{(1u << 27) + 1, 1 << 20}, {1 << 20, (1u << 30) + 1}, {1 << 20, UINT64_MAX}};
	struct two_folders *folders = folders_of(state);
	uint8_t right[BLOB], blob[BLOB];
	struct slice file = get(folders->plain, "signing.key", &folders->problems);
	blob_of(file, right);
	assert_int_equal(read_blob(right), SIGNING_KEY_OPENED);
	for (size_t i = 0; i < countof(rows); i++) {
		memcpy(blob, right, BLOB);
		blob[rows[i].at] = (uint8_t)(blob[rows[i].at] == rows[i].value ? 1 : rows[i].value);
		assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	}
	for (size_t i = 0; i < countof(limits); i++) {
		memcpy(blob, right, BLOB);
		memcpy(blob + 2, "Sc", 2);
		for (size_t k = 0; k < 8; k++) {
			blob[38 + k] = (uint8_t)(limits[i].ops >> 8 * k);
			blob[46 + k] = (uint8_t)(limits[i].memory >> 8 * k);
		}
		assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	}
	memcpy(blob, right, BLOB); /* no checksum, as stock minisign: the halves must fit */
	memset(blob + 126, 0, 32);
	assert_int_equal(read_blob(blob), SIGNING_KEY_OPENED);
	blob[62] ^= 1;
	assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	release(file);
}

/* The identity in plain text, the signing key not: then it is asked for the key's sake. */
static void test_signing_key_asks_too(void **state)
{
	struct two_folders *folders = folders_of(state);
	const char *copy = copy_of(folders->sealed, folders->base, "mixed");
	struct answer given = {.passphrase = PASSPHRASE};
	const struct passphrase_asker asker = {answer, &given};
	struct keys keys;
	assert_int_equal(unlink(in(copy, "identity.age")), 0);
	put(copy, "identity.txt", slice_of(ID "\n"), &folders->problems);
	assert_true(keys_open(copy, true, &asker, &keys, &folders->problems));
	assert_int_equal(given.asked, 1);
	assert_signs(&keys);
	keys_release(&keys);
	given.passphrase = "another";
	assert_false(keys_open(copy, true, &asker, &keys, &folders->problems));
	assert_non_null(strstr(problems_first(&folders->problems), "does not open"));
}

static void test_warnings(void **state)
{
	struct two_folders *folders = folders_of(state);
	const char *copy = copy_of(folders->plain, folders->base, "warned");
	struct keys keys;
	put(copy, "identity.txt", slice_of("\r\n# mine\r\n" ID "  \r\n" ID), &folders->problems);
	assert_int_equal(chmod(in(copy, "identity.txt"), 0640), 0);
	assert_int_equal(unlink(in(copy, "reserve.html")), 0);
	assert_true(keys_open(copy, true, NULL, &keys, &folders->problems));
	assert_int_equal(keys.identity_count, 2);
	assert_false(keys.reserve_lies_there);
	assert_int_equal(folders->problems.warnings, 2);
	assert_non_null(strstr(folders->problems.list[0].text, "read by others"));
	assert_non_null(strstr(folders->problems.list[1].text, "cannot be opened with"));
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

/* ---- The stock tools ---- */

/* Types on the terminal once something is asked there. */
static void type_when_asked(int terminal, const char *typed)
{
	struct pollfd poll_fd = {terminal, POLLIN, 0};
	char said[4096];
	size_t size = 0;
	while (poll(&poll_fd, 1, 60000) == 1 && size < sizeof said) {
		ssize_t got = read(terminal, said + size, sizeof said - size);
		if (got <= 0)
			break;
		size += (size_t)got;
		if (typed != NULL && memmem(said, size, "assw", 4) == NULL &&
		    memmem(said, size, "assphrase", 9) == NULL)
			continue;
		if (typed != NULL) {
			usleep(200000); /* the echo is turned off after the question */
			assert_int_equal(write(terminal, typed, strlen(typed)), strlen(typed));
			assert_int_equal(write(terminal, "\n", 1), 1);
			typed = NULL;
		}
	}
}

/* The exit code of a tool that has a terminal of its own; 127 when it is not installed. */
static int run(const char *typed, const char *const *arguments)
{
	int terminal, status;
	fflush(NULL);
	pid_t child = forkpty(&terminal, NULL, NULL, NULL);
	assert_true(child >= 0);
	if (child == 0) {
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	type_when_asked(terminal, typed);
	assert_int_equal(waitpid(child, &status, 0), child);
	close(terminal);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void skip_without(const char *tool, const char *option)
{
	const char *const arguments[] = {tool, option, NULL};
	if (run(NULL, arguments) == 127) {
		print_message("%s is not installed\n", tool);
		skip();
	}
}

/* recipients.txt seals and the identity opens, both by stock age. */
static void stock_age(struct two_folders *folders, const char *folder, const char *identity,
		      const char *typed)
{
	put(folders->base, "message", slice_of("a message"), &folders->problems);
	unlink(in(folders->base, "opened"));
	const char *const seal[] = {"age",
				    "-R",
				    in(folder, "recipients.txt"),
				    "-o",
				    in(folders->base, "message.age"),
				    in(folders->base, "message"),
				    NULL};
	assert_int_equal(run(NULL, seal), 0);
	const char *const open[] = {"age",
				    "-d",
				    "-i",
				    in(folder, identity),
				    "-o",
				    in(folders->base, "opened"),
				    in(folders->base, "message.age"),
				    NULL};
	assert_int_equal(run(typed, open), 0);
	struct slice opened = get(folders->base, "opened", &folders->problems);
	assert_true(slice_is(opened, "a message"));
	release(opened);
}

static void test_stock_age(void **state)
{
	struct two_folders *folders = folders_of(state);
	skip_without("age", "--version");
	stock_age(folders, folders->plain, "identity.txt", NULL);
	stock_age(folders, folders->sealed, "identity.age", PASSPHRASE);
}

/* signing.key signs and signing.pub checks, both by stock minisign. */
static void stock_minisign(struct two_folders *folders, const char *folder, const char *typed)
{
	put(folders->base, "message", slice_of("a message"), &folders->problems);
	unlink(in(folders->base, "message.minisig"));
	const char *const sign[] = {"minisign", "-S",
				    "-s",	in(folder, "signing.key"),
				    "-m",	in(folders->base, "message"),
				    NULL};
	assert_int_equal(run(typed, sign), 0);
	const char *const check[] = {"minisign", "-V",
				     "-p",	 in(folder, "signing.pub"),
				     "-m",	 in(folders->base, "message"),
				     NULL};
	assert_int_equal(run(NULL, check), 0);
	put(folders->base, "message", slice_of("a massage"), &folders->problems);
	assert_int_not_equal(run(NULL, check), 0);
}

static void test_stock_minisign(void **state)
{
	struct two_folders *folders = folders_of(state);
	skip_without("minisign", "-v");
	stock_minisign(folders, folders->plain, NULL);
	stock_minisign(folders, folders->sealed, PASSPHRASE);
}

/* Keys that stock minisign made. */
static void test_stock_made(void **state)
{
	struct two_folders *folders = folders_of(state);
	const char *copy = copy_of(folders->plain, folders->base, "stock");
	struct keys keys;
	skip_without("minisign", "-v");
	const char *const make[] = {"minisign", "-G",
				    "-W",	"-f",
				    "-p",	in(copy, "signing.pub"),
				    "-s",	in(copy, "signing.key"),
				    NULL};
	assert_int_equal(run(NULL, make), 0);
	assert_true(keys_open(copy, true, NULL, &keys, &folders->problems));
	assert_signs(&keys);
	keys_release(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_and_modes),
		cmocka_unit_test(test_reserve),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_wrong_passphrase),
		cmocka_unit_test(test_faulty_folders),
		cmocka_unit_test(test_signing_key_bytes),
		cmocka_unit_test(test_signing_public),
		cmocka_unit_test(test_signing_key_refused),
		cmocka_unit_test(test_signing_key_asks_too),
		cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_never_overwritten),
		cmocka_unit_test(test_failure_removes),
		cmocka_unit_test(test_passphrases_refused),
		cmocka_unit_test(test_stock_age),
		cmocka_unit_test(test_stock_minisign),
		cmocka_unit_test(test_stock_made),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
