/* Sealing and opening against stock age, in both directions, where it is installed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/formats/file.h"
#include "tests/scratch.h"
#include "tests/unit/age_keys.h"

struct stock {
	char folder[SCRATCH_SIZE], identity_path[PATH_SIZE], in[PATH_SIZE], out[PATH_SIZE];
	struct age_identity identity;
	char recipient[AGE_RECIPIENT_TEXT];
	struct problems problems;
};

/* The exit code; 127 when it is not installed. */
static int run(const char *const *arguments)
{
	pid_t child;
	int status;
	extern char **environ;
	posix_spawn_file_actions_t actions;
	assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
	assert_int_equal(
		posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
		0);
	if (posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
			 environ) != 0)
		child = -1;
	posix_spawn_file_actions_destroy(&actions);
	if (child < 0)
		return 127;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void stock_put(struct stock *stock, const char *path, struct slice bytes)
{
	assert_int_not_equal(file_write(path, bytes, FILE_PRIVATE, true, &stock->problems),
			     FILE_FAILED);
}

static int stock_set_up(void **state)
{
	struct stock *stock = calloc(1, sizeof *stock);
	char text[AGE_IDENTITY_TEXT];
	if (!scratch_make(stock->folder, "age") || !path_join(stock->in, stock->folder, "in") ||
	    !path_join(stock->out, stock->folder, "out") ||
	    !path_join(stock->identity_path, stock->folder, "identity"))
		return -1;
	stock->identity = new_identity();
	struct age_recipient recipient = recipient_of(&stock->identity);
	age_identity_write(stock->identity.secret, text);
	age_recipient_write(&recipient, stock->recipient);
	stock_put(stock, stock->identity_path, slice_of(text));
	*state = stock;
	return 0;
}

static int stock_tear_down(void **state)
{
	struct stock *stock = *state;
	unlink(stock->in);
	unlink(stock->out);
	unlink(stock->identity_path);
	rmdir(stock->folder);
	free(stock);
	return 0;
}

static void skip_without_age(void)
{
	const char *const version[] = {"age", "--version", NULL};
	if (run(version) == 127) {
		print_message("age is not installed\n");
		skip();
	}
}

static void assert_file_holds(struct stock *stock, const char *path, struct slice expected)
{
	char *bytes;
	size_t size;
	assert_true(file_read(path, 1 << 20, &bytes, &size, &stock->problems));
	assert_int_equal(size, expected.size);
	assert_memory_equal(bytes, expected.bytes, size);
	free(bytes);
}

static void test_stock_opens_ours(void **state)
{
	struct stock *stock = *state;
	skip_without_age();
	for (size_t i = 0; i < countof(sizes); i++) {
		struct age_identity other = new_identity();
		struct age_recipient recipients[2] = {recipient_of(&other),
						      recipient_of(&stock->identity)};
		struct slice plain = noise(sizes[i]);
		size_t size = age_sealed_size(plain.size, 2);
		uint8_t *sealed = malloc(size);
		assert_true(age_seal(plain, recipients, 2, sealed));
		stock_put(stock, stock->in, (struct slice){(const char *)sealed, size});
		const char *const arguments[] = {"age", "-d",	    "-i",      stock->identity_path,
						 "-o",	stock->out, stock->in, NULL};
		assert_int_equal(run(arguments), 0);
		if (plain.size > 0) /* of nothing, age makes no file */
			assert_file_holds(stock, stock->out, plain);
		free(sealed);
	}
}

static void test_ours_opens_stock(void **state)
{
	struct stock *stock = *state;
	skip_without_age();
	for (size_t i = 0; i < countof(sizes); i++) {
		struct slice plain = noise(sizes[i]);
		char *sealed;
		size_t size, opened_size;
		stock_put(stock, stock->in, plain);
		unlink(stock->out);
		const char *const arguments[] = {
			"age", "-r", stock->recipient, "-o", stock->out, stock->in, NULL};
		assert_int_equal(run(arguments), 0);
		assert_true(file_read(stock->out, 1 << 20, &sealed, &size, &stock->problems));
		uint8_t *opened = malloc(size);
		assert_int_equal(age_open((struct slice){sealed, size}, &stock->identity, 1, opened,
					  &opened_size),
				 AGE_OPENED);
		assert_int_equal(opened_size, plain.size);
		assert_memory_equal(opened, plain.bytes, plain.size);
		free(sealed);
		free(opened);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, stock_set_up, stock_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_stock_opens_ours),
		TEST(test_ours_opens_stock),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
