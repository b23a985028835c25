/* After a failure of any call the old file, or none, must be there, and nothing else. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/unit/place_for_files.h"

static void test_write_and_read(void **state)
{
	static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 16384, 16385, 200000};
	struct place_for_files *place = *state;
	umask(022);
	for (size_t i = 0; i < countof(sizes); i++) {
		struct slice bytes = some_bytes(sizes[i]);
		enum file_kind kind = i % 2 == 0 ? FILE_PRIVATE : FILE_SHARED;
		assert_int_not_equal(file_write(place->path, bytes, kind, true, &place->problems),
				     FILE_FAILED);
		assert_holds(place, place->path, bytes);
		assert_int_equal(mode_of(place->path), kind == FILE_PRIVATE ? 0600 : 0644);
		assert_int_equal(entries_in(place->folder), 1);
	}
	assert_int_equal(place->problems.count, 0);
}

/* Written, synced, closed, opened and read to the end, closed, named, the folder synced. */
static void test_order(void **state)
{
	struct place_for_files *place = *state;
	watch(EFFECT_NONE, 0, 0, 0);
	assert_int_not_equal(
		file_write(place->path, slice_of("x"), FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	fault.watching = false;
	assert_string_equal(fault.log, "owscorrrcnsc");
}

/* Where it cannot be seen that the cache is empty, reading back proves nothing. */
static void test_cache_unknown(void **state)
{
	struct place_for_files *place = *state;
	watch(EFFECT_ERROR, CALL_MINCORE, 0, ENOSYS);
	assert_int_equal(file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
			 FILE_NOT_CHECKED);
	fault.watching = false;
	assert_int_equal(place->problems.count, 0);
	assert_holds(place, place->path, old_bytes);
	if (file_write(place->path, old_bytes, FILE_PRIVATE, true, &place->problems) !=
	    FILE_WRITTEN)
		print_message("this file system keeps its pages: %s\n", place->folder);
}

static void test_never_replaces(void **state)
{
	struct place_for_files *place = *state;
	char link_path[PATH_SIZE];
	assert_true(path_join(link_path, place->folder, "link"));
	assert_int_equal(symlink("nowhere", link_path), 0);
	assert_int_not_equal(
		file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	watch(EFFECT_NONE, 0, 0, 0);
	assert_int_equal(
		file_write(place->path, slice_of("new"), FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	assert_int_equal(
		file_write(link_path, slice_of("new"), FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	fault.watching = false;
	assert_int_equal(fault.seen[CALL_WRITE], 0); /* said before the work is done */
	assert_int_equal(place->problems.errors, 2);
	assert_non_null(strstr(place->problems.list[0].hint, "never overwritten"));
	assert_holds(place, place->path, old_bytes);
	assert_int_equal(entries_in(place->folder), 2);
}

/* Someone makes the file between our looking and our renaming: the system itself must refuse; and
 * where it cannot, a second look does. */
static void test_made_meanwhile(void **state)
{
	static const int errors[] = {EEXIST, EINVAL, ENOSYS};
	struct place_for_files *place = *state;
	for (size_t i = 0; i < countof(errors); i++) {
		watch(EFFECT_ERROR, CALL_RENAME, 1, errors[i]);
		enum file_checked result = file_write(place->path, slice_of("new"), FILE_PRIVATE,
						      false, &place->problems);
		fault.watching = false;
		assert_true(fault.hit);
		assert_int_equal(result == FILE_FAILED, errors[i] == EEXIST);
		assert_int_equal(entries_in(place->folder), errors[i] == EEXIST ? 0 : 1);
		unlink(place->path);
	}
	watch(EFFECT_SOMEBODY, CALL_RENAME, 1, 0);
	assert_int_equal(
		file_write(place->path, slice_of("new"), FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	fault.watching = false;
	assert_holds(place, place->path, slice_of(""));
	assert_int_equal(entries_in(place->folder), 1);
}

/* The state that a failed writing may leave. */
static void assert_as_before(struct place_for_files *place, bool replace, bool renamed,
			     struct slice bytes)
{
	assert_int_equal(entries_in(place->folder), replace ? 1 : 0);
	if (replace)
		assert_holds(place, place->path, renamed ? bytes : old_bytes);
	assert_int_equal(place->problems.errors, 1);
	assert_non_null(strstr(problems_first(&place->problems), "Input/output error"));
}

/* False when there was no nth call. */
static bool fails_cleanly(struct place_for_files *place, enum call call, size_t nth, bool replace)
{
	struct slice bytes = some_bytes(40000);
	unlink(place->path);
	memset(&place->problems, 0, sizeof place->problems);
	if (replace)
		assert_int_not_equal(
			file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
			FILE_FAILED);
	watch(EFFECT_ERROR, call, nth, EIO);
	enum file_checked result =
		file_write(place->path, bytes, FILE_PRIVATE, replace, &place->problems);
	fault.watching = false;
	bool harmless = call == CALL_MINCORE || (call == CALL_CLOSE && nth > 1);
	if (!fault.hit || harmless) {
		assert_int_not_equal(result, FILE_FAILED);
		assert_holds(place, place->path, bytes);
		return fault.hit;
	}
	assert_int_equal(result, FILE_FAILED);
	assert_as_before(place, replace, call == CALL_FSYNC && nth == 2, bytes);
	if (call == CALL_FSYNC)
		assert_int_equal(fault.seen[CALL_FSYNC], nth); /* never tried again */
	return true;
}

static void test_each_call_fails(void **state)
{
	struct place_for_files *place = *state;
	for (enum call call = 0; call < CALL_COUNT; call++) {
		size_t failed = 0;
		for (size_t nth = 1; fails_cleanly(place, call, nth, false); nth++)
			failed++;
		assert_true(failed > 0);
		for (size_t nth = 1; fails_cleanly(place, call, nth, true); nth++)
			failed--;
		assert_int_equal(failed, 0);
	}
}

/* A call that is interrupted or does half of its work is carried on with. */
static void test_interrupted_and_short(void **state)
{
	static const struct {
		enum effect effect;
		enum call call;
	} rows[] = {
		{EFFECT_ERROR, CALL_WRITE},
		{EFFECT_ERROR, CALL_READ},
		{EFFECT_SHORT, CALL_WRITE},
		{EFFECT_SHORT, CALL_READ},
	};
	struct place_for_files *place = *state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct slice bytes = some_bytes(50000);
		watch(rows[i].effect, rows[i].call, 1, EINTR);
		assert_int_not_equal(
			file_write(place->path, bytes, FILE_PRIVATE, true, &place->problems),
			FILE_FAILED);
		assert_true(fault.hit);
		fault.watching = false;
		assert_holds(place, place->path, bytes);
	}
}

static void test_other_bytes_come_back(void **state)
{
	struct place_for_files *place = *state;
	for (size_t nth = 1; nth <= 3; nth++) {
		watch(EFFECT_OTHER_BYTES, CALL_READ, nth, 0);
		assert_int_equal(file_write(place->path, some_bytes(40000), FILE_SHARED, false,
					    &place->problems),
				 FILE_FAILED);
		assert_true(fault.hit);
		fault.watching = false;
		assert_int_equal(entries_in(place->folder), 0);
	}
	assert_non_null(strstr(problems_first(&place->problems), "not what was written"));
}

static void test_file_ends_too_early(void **state)
{
	struct place_for_files *place = *state;
	char *bytes;
	size_t size;
	for (size_t nth = 1; nth <= 3; nth++) {
		watch(EFFECT_END, CALL_READ, nth, 0);
		assert_int_equal(file_write(place->path, some_bytes(40000), FILE_SHARED, false,
					    &place->problems),
				 FILE_FAILED);
		assert_true(fault.hit);
		fault.watching = false;
		assert_int_equal(entries_in(place->folder), 0);
	}
	assert_int_not_equal(
		file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	memset(&place->problems, 0, sizeof place->problems);
	watch(EFFECT_END, CALL_READ, 1, 0);
	assert_false(file_read(place->path, 1 << 20, &bytes, &size, &place->problems));
	fault.watching = false;
	assert_non_null(strstr(problems_first(&place->problems), "changed while"));
	assert_null(bytes);
}

/* In a child, for what it changes is not to be undone: the memory of the parent is shared. */
static int in_child(int (*work)(void *), void *context)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(work(context));
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

enum { CHILD_FINE, CHILD_WRONG, CHILD_CANNOT };

static int write_over_limit(void *context)
{
	struct place_for_files *place = context;
	const struct rlimit limit = {10000, 10000};
	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return CHILD_CANNOT;
	bool right = file_write(place->path, some_bytes(20000), FILE_PRIVATE, true,
				&place->problems) == FILE_FAILED &&
		     strstr(problems_first(&place->problems), "File too large") != NULL &&
		     strstr(place->problems.list[0].hint, "make room") != NULL;
	return right ? CHILD_FINE : CHILD_WRONG;
}

static void test_size_limit(void **state)
{
	struct place_for_files *place = *state;
	assert_int_not_equal(
		file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	assert_int_equal(in_child(write_over_limit, place), CHILD_FINE);
	assert_holds(place, place->path, old_bytes);
	assert_int_equal(entries_in(place->folder), 1);
}

/* A disk of 64 KiB: what fits is written and, as the pages are the disk, not called checked. */
static int write_on_small_disk(void *context)
{
	struct place_for_files *place = context;
	struct problems *problems = &place->problems;
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", place->folder, "tmpfs", 0, "size=64k") != 0)
		return CHILD_CANNOT;
	if (file_write(place->path, some_bytes(20000), FILE_PRIVATE, false, problems) !=
		    FILE_NOT_CHECKED ||
	    file_write(place->path, some_bytes(60000), FILE_PRIVATE, true, problems) !=
		    FILE_FAILED ||
	    strstr(problems_first(problems), "No space left") == NULL ||
	    strstr(problems->list[0].hint, "make room") == NULL)
		return CHILD_WRONG;
	struct stat status;
	if (stat(place->path, &status) != 0 || status.st_size != 20000 ||
	    entries_in(place->folder) != 1)
		return CHILD_WRONG;
	memset(problems, 0, sizeof *problems);
	if (mount("none", place->folder, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
		return CHILD_CANNOT;
	return file_write(place->path, old_bytes, FILE_PRIVATE, true, problems) == FILE_FAILED &&
			       strstr(problems->list[0].hint, "write-protected") != NULL
		       ? CHILD_FINE
		       : CHILD_WRONG;
}

static void test_full_and_read_only_disk(void **state)
{
	int code = in_child(write_on_small_disk, *state);
	if (code == CHILD_CANNOT) {
		print_message("no right to mount here\n");
		skip();
	}
	assert_int_equal(code, CHILD_FINE);
}

static void test_read_refuses(void **state)
{
	struct place_for_files *place = *state;
	char pipe_path[PATH_SIZE], link_path[PATH_SIZE], device_link[PATH_SIZE];
	char good_link[PATH_SIZE], *bytes;
	size_t size;
	assert_true(path_join(pipe_path, place->folder, "pipe"));
	assert_true(path_join(link_path, place->folder, "link"));
	assert_true(path_join(device_link, place->folder, "device"));
	assert_true(path_join(good_link, place->folder, "good"));
	assert_int_equal(mkfifo(pipe_path, 0600), 0);
	assert_int_equal(symlink("pipe", link_path), 0);
	assert_int_equal(symlink("/dev/zero", device_link), 0);
	assert_int_equal(symlink("file", good_link), 0);
	assert_int_not_equal(
		file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	const char *const refused[] = {pipe_path, link_path, device_link, place->folder, ""};
	for (size_t i = 0; i < countof(refused); i++)
		assert_false(file_read(refused[i], 1 << 20, &bytes, &size, &place->problems));
	assert_false(file_read(place->path, old_bytes.size - 1, &bytes, &size, &place->problems));
	assert_null(bytes);
	assert_int_equal(place->problems.errors, countof(refused) + 1);
	assert_holds(place, good_link, old_bytes);
	assert_true(file_read(place->path, old_bytes.size, &bytes, &size, &place->problems));
	free(bytes);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_write_and_read),          TEST(test_order),
		TEST(test_cache_unknown),           TEST(test_never_replaces),
		TEST(test_made_meanwhile),          TEST(test_each_call_fails),
		TEST(test_interrupted_and_short),   TEST(test_other_bytes_come_back),
		TEST(test_file_ends_too_early),     TEST(test_size_limit),
		TEST(test_full_and_read_only_disk), TEST(test_read_refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
