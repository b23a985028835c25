#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/place_for_files.h"

static void test_folders(void **state)
{
	struct place_for_files *place = *state;
	char deep[PATH_SIZE], middle[PATH_SIZE], beneath[PATH_SIZE];
	assert_true(path_join(middle, place->folder, "a//b"));
	assert_true(path_join(deep, place->folder, "a/b/c/"));
	umask(022);
	watch(EFFECT_NONE, 0, 0, 0);
	assert_true(folder_make(deep, FILE_PRIVATE, &place->problems));
	assert_int_equal(fault.seen[CALL_FSYNC], 3);
	assert_true(folder_make(middle, FILE_PRIVATE, &place->problems));
	assert_int_equal(fault.seen[CALL_FSYNC], 3);
	assert_int_equal(mode_of(deep), 0700);
	assert_int_equal(mode_of(middle), 0700);
	assert_true(path_join(beneath, deep, "shared"));
	assert_true(folder_make(beneath, FILE_SHARED, &place->problems));
	assert_int_equal(mode_of(beneath), 0755);
	watch(EFFECT_ERROR, CALL_FSYNC, 1, EIO);
	assert_true(path_join(beneath, deep, "unsynced"));
	assert_false(folder_make(beneath, FILE_SHARED, &place->problems));
	fault.watching = false;
	assert_int_not_equal(
		file_write(place->path, old_bytes, FILE_PRIVATE, false, &place->problems),
		FILE_FAILED);
	assert_true(path_join(beneath, place->path, "x"));
	assert_false(folder_make(beneath, FILE_PRIVATE, &place->problems));
	assert_false(folder_make(place->path, FILE_PRIVATE, &place->problems));
	assert_false(folder_make("", FILE_PRIVATE, &place->problems));
	assert_false(folder_sync(beneath, &place->problems));
	assert_true(folder_sync(deep, &place->problems));
}

static void make_empty(struct place_for_files *place, const char *name)
{
	char path[PATH_SIZE];
	assert_true(path_join(path, place->folder, name));
	assert_int_not_equal(file_write(path, slice_of(""), FILE_PRIVATE, false, &place->problems),
			     FILE_FAILED);
}

static void test_list_and_tidy(void **state)
{
	static const char *const made[] = {
		"b", "a", "B", ".sayso-0123abcd.tmp", ".hidden", ".sayso-longer-than.tmp"};
	static const char *const listed[] = {".hidden", ".sayso-longer-than.tmp", "B", "a", "b"};
	struct place_for_files *place = *state;
	char path[PATH_SIZE];
	const char **names;
	size_t count;
	assert_true(folder_list(place->folder, &place->arena, &names, &count, &place->problems));
	assert_int_equal(count, 0);
	for (size_t i = 0; i < countof(made); i++)
		make_empty(place, made[i]);
	assert_true(path_join(path, place->folder, "folder"));
	assert_true(folder_make(path, FILE_PRIVATE, &place->problems));
	assert_true(path_join(path, place->folder, "link"));
	assert_int_equal(symlink("a", path), 0);
	assert_true(folder_list(place->folder, &place->arena, &names, &count, &place->problems));
	assert_int_equal(count, countof(listed));
	for (size_t i = 0; i < count; i++)
		assert_string_equal(names[i], listed[i]);
	assert_int_equal(entries_in(place->folder), countof(made) + 2);
	folder_tidy(place->folder);
	assert_int_equal(entries_in(place->folder), countof(made) + 1);
	assert_false(folder_list(path, &place->arena, &names, &count, &place->problems));
}

static void test_list_without_memory(void **state)
{
	struct place_for_files *place = *state;
	struct arena small;
	const char **names;
	size_t count;
	make_empty(place, "a");
	arena_init(&small, 8);
	assert_false(folder_list(place->folder, &small, &names, &count, &place->problems));
	arena_release(&small);
}

static void test_paths(void **state)
{
	(void)state;
	static const struct {
		const char *folder, *name, *joined, *parent;
	} rows[] = {
		{"a", "b", "a/b", "a"},
		{"a/", "b", "a/b", "a"},
		{"/", "b", "/b", "/"},
		{".", "b", "./b", "."},
		{"/a/b", "c.d", "/a/b/c.d", "/a/b"},
	};
	char out[PATH_SIZE], parent[PATH_SIZE], longest[PATH_SIZE];
	for (size_t i = 0; i < countof(rows); i++) {
		assert_true(path_join(out, rows[i].folder, rows[i].name));
		assert_string_equal(out, rows[i].joined);
		assert_true(folder_of(out, parent));
		assert_string_equal(parent, rows[i].parent);
	}
	assert_true(folder_of("alone", parent));
	assert_string_equal(parent, ".");
	memset(longest, 'x', sizeof longest);
	longest[PATH_SIZE - 3] = '\0';
	assert_true(path_join(out, longest, "y"));
	assert_false(path_join(out, longest, "yy"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_folders),
		TEST(test_list_and_tidy),
		TEST(test_list_without_memory),
		TEST(test_paths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
