/* What changes the process for good runs in a child, which tells by its exit code. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/formats/secret.h"

enum { CHILD_FINE, CHILD_WRONG, CHILD_CANNOT };

/* The exit code, or 128 and the signal that ended it. */
static int in_child(int (*work)(void *), void *context)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(work(context));
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool is_zero(const struct secret *secret)
{
	const uint8_t *bytes = secret->bytes;
	for (size_t i = 0; i < secret->size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static void test_blocks(void **state)
{
	(void)state;
	static const struct {
		size_t asked, given;
	} rows[] = {{0, 64}, {1, 64}, {63, 64}, {64, 64}, {65, 128}, {4096, 4096}, {70000, 70016}};
	struct problems *problems = calloc(1, sizeof *problems);
	for (size_t i = 0; i < countof(rows); i++) {
		struct secret secret;
		assert_true(secret_take(&secret, rows[i].asked, problems));
		assert_int_equal(secret.size, rows[i].given);
		assert_int_equal((uintptr_t)secret.bytes % 64, 0);
		assert_true(is_zero(&secret));
		memset(secret.bytes, 'x', secret.size);
		secret_wipe(&secret);
		assert_true(is_zero(&secret));
		secret_release(&secret);
		assert_null(secret.bytes);
		secret_wipe(&secret);
		secret_release(&secret);
	}
	assert_int_equal(problems->count, 0);
	free(problems);
}

static void test_too_much(void **state)
{
	(void)state;
	struct problems *problems = calloc(1, sizeof *problems);
	struct secret secret;
	assert_false(secret_take(&secret, SIZE_MAX, problems));
	assert_null(secret.bytes);
	assert_false(secret_take(&secret, SIZE_MAX / 2, problems));
	assert_int_equal(problems->errors, 2);
	free(problems);
}

/* One byte behind the block is fenced; the signal ends the child. */
static int write_behind(void *context)
{
	struct secret secret;
	signal(SIGSEGV, SIG_DFL);
	if (!secret_take(&secret, 64, context))
		return CHILD_CANNOT;
	((volatile char *)secret.bytes)[secret.size] = 'x';
	return CHILD_WRONG;
}

static void test_fence(void **state)
{
	(void)state;
	struct problems *problems = calloc(1, sizeof *problems);
	assert_int_equal(in_child(write_behind, problems), 128 + SIGSEGV);
	free(problems);
}

/* Kilobytes of this process that are locked. */
static unsigned long locked_kb(void)
{
	char line[256];
	unsigned long kb = 0;
	FILE *file = fopen("/proc/self/status", "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "VmLck: %lu kB", &kb) == 1)
			break;
	if (file != NULL)
		fclose(file);
	return kb;
}

/* As nobody: root may lock whatever the limit says. */
static int lock_with_limit(void *context)
{
	rlim_t bytes = *(rlim_t *)context;
	const struct rlimit limit = {bytes, bytes};
	static struct problems problems;
	struct secret secret;
	if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0 ||
	    (getuid() == 0 &&
	     (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)))
		return CHILD_CANNOT;
	unsigned long before = locked_kb();
	if (!secret_take(&secret, 8192, &problems))
		return CHILD_WRONG;
	bool fits = bytes >= 65536, grown = locked_kb() >= before + 8;
	return secret.locked == fits && grown == fits ? CHILD_FINE : CHILD_WRONG;
}

static void test_lock_is_told(void **state)
{
	(void)state;
	static rlim_t limits[] = {0, 4096, 65536};
#ifdef __SANITIZE_ADDRESS__
	print_message("mlock does nothing under ASan\n");
	skip();
#endif
	for (size_t i = 0; i < countof(limits); i++) {
		int code = in_child(lock_with_limit, &limits[i]);
		if (code == CHILD_CANNOT) {
			print_message("no right to lower limits here\n");
			skip();
		}
		assert_int_equal(code, CHILD_FINE);
	}
}

static int begin(void *context)
{
	struct rlimit limit;
	if (!secret_begin(context) || getrlimit(RLIMIT_CORE, &limit) != 0)
		return CHILD_WRONG;
	return limit.rlim_cur == 0 && limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0
		       ? CHILD_FINE
		       : CHILD_WRONG;
}

static void test_begin(void **state)
{
	(void)state;
	struct problems *problems = calloc(1, sizeof *problems);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
	assert_int_equal(in_child(begin, problems), CHILD_FINE);
	free(problems);
}

static void test_zero(void **state)
{
	(void)state;
	char bytes[5] = "abcd";
	secret_zero(bytes + 1, 2);
	assert_memory_equal(bytes, "a\0\0d", 5);
}

/* /proc/swaps, /sys/power/state and /sys/power/resume with other words in them. */
struct machine {
	const char *swaps, *state, *resume;
	bool swaps_to_disk;
};

static bool put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	bool fine = file != NULL && fputs(text, file) >= 0;
	return file != NULL && fclose(file) == 0 && fine;
}

static int on_machine(void *context)
{
	const struct machine *machine = context;
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", "/sys/power", "tmpfs", 0, NULL) != 0 ||
	    !put("/sys/power/swaps", machine->swaps) || !put("/sys/power/state", machine->state) ||
	    !put("/sys/power/resume", machine->resume) ||
	    mount("/sys/power/swaps", "/proc/swaps", NULL, MS_BIND, NULL) != 0)
		return CHILD_CANNOT;
	return secret_system_swaps() == machine->swaps_to_disk ? CHILD_FINE : CHILD_WRONG;
}

#define SWAPS_HEADING "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

static void test_swaps(void **state)
{
	(void)state;
	static struct machine machines[] = {
		{SWAPS_HEADING, "freeze mem\n", "", false},
		{SWAPS_HEADING, "freeze mem disk\n", "0:0\n", false},
		{SWAPS_HEADING, "freeze mem disk\n", "8:3\n", true},
		{SWAPS_HEADING, "freeze mem\n", "8:3\n", false},
		{SWAPS_HEADING "/dev/sda3 partition 999420 0 -2\n", "freeze mem\n", "0:0\n", true},
	};
	for (size_t i = 0; i < countof(machines); i++) {
		int code = in_child(on_machine, &machines[i]);
		if (code == CHILD_CANNOT) {
			print_message("no right to mount here\n");
			skip();
		}
		assert_int_equal(code, CHILD_FINE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks), cmocka_unit_test(test_too_much),
		cmocka_unit_test(test_fence),  cmocka_unit_test(test_lock_is_told),
		cmocka_unit_test(test_begin),  cmocka_unit_test(test_zero),
		cmocka_unit_test(test_swaps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
