/* Stock age and minisign use the folder; they ask for the passphrase on a terminal that is made for
 * them here. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>

#include "tests/unit/keys_made.h"

/* It is turned off after the question, and what was typed before is forgotten. At most 10 s. */
static void await_echo_off(int terminal)
{
	struct termios settings;
	for (int i = 0; i < 1000; i++) {
		if (tcgetattr(terminal, &settings) != 0 || (settings.c_lflag & ECHO) == 0)
			return;
		usleep(10000);
	}
}

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
			await_echo_off(terminal);
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
		cmocka_unit_test(test_stock_age),
		cmocka_unit_test(test_stock_minisign),
		cmocka_unit_test(test_stock_made),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
