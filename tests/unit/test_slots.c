#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/digest.h"
#include "export/formats/folder.h"
#include "kiosk/vault/slots.h"
#include "tests/scratch.h"
#include "tests/unit/syncs.h"

struct bench {
	char folder[SCRATCH_SIZE], path[PATH_SIZE];
	struct problems problems;
	struct slots slots;
};

static int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	assert_true(scratch_make(bench->folder, "slots"));
	assert_true(path_join(bench->path, bench->folder, "keys"));
	assert_true(slots_open(&bench->slots, bench->path, true, &bench->problems));
	*state = bench;
	return 0;
}

static int bench_clear(void **state)
{
	struct bench *bench = *state;
	slots_close(&bench->slots);
	unlink(bench->path);
	assert_int_equal(rmdir(bench->folder), 0);
	free(bench);
	return 0;
}

static void raw(struct bench *bench, uint32_t slot, uint8_t bytes[SLOT_SIZE])
{
	int file = open(bench->path, O_RDONLY);
	assert_true(file >= 0);
	assert_int_equal(pread(file, bytes, SLOT_SIZE, (off_t)slot * SLOT_SIZE), SLOT_SIZE);
	close(file);
}

static void raw_change(struct bench *bench, off_t at, const void *bytes, size_t size)
{
	assert_int_equal(pwrite(bench->slots.file, bytes, size, at), (ssize_t)size);
}

static void put(struct bench *bench, uint32_t slot, uint32_t generation, const char *payload)
{
	assert_true(
		slot_write(&bench->slots, slot, generation, slice_of(payload), &bench->problems));
}

static bool is(struct bench *bench, uint32_t slot, uint32_t generation, const char *payload)
{
	uint8_t got[SLOT_PAYLOAD_MOST];
	uint32_t found = 0;
	size_t size = strlen(payload);
	return slot_read(&bench->slots, slot, &found, got, size, &bench->problems) == SLOT_VALID &&
	       found == generation && memcmp(got, payload, size) == 0;
}

static enum slot_state state_of(struct bench *bench, uint32_t slot, size_t size)
{
	uint8_t got[SLOT_PAYLOAD_MOST];
	uint32_t generation;
	return slot_read(&bench->slots, slot, &generation, got, size, &bench->problems);
}

/* Of random bytes, every value comes about 16 times in 4,096: 60 would be a miracle. */
static bool looks_random(const uint8_t bytes[SLOT_SIZE])
{
	unsigned count[256] = {0};
	for (size_t i = 0; i < SLOT_SIZE; i++)
		if (++count[bytes[i]] > 60)
			return false;
	return true;
}

static void test_made(void **state)
{
	struct bench *bench = *state;
	struct stat about;
	uint8_t bytes[SLOT_SIZE], before[SLOT_SIZE] = {0};
	assert_int_equal(stat(bench->path, &about), 0);
	assert_int_equal(about.st_size, SLOTS_MADE * SLOT_SIZE);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(bench->slots.count, SLOTS_MADE);
	for (uint32_t slot = 0; slot < SLOTS_MADE; slot++) {
		raw(bench, slot, bytes);
		assert_true(looks_random(bytes));
		assert_memory_not_equal(bytes, before, SLOT_SIZE);
		memcpy(before, bytes, SLOT_SIZE);
		assert_int_equal(state_of(bench, slot, 32), SLOT_EMPTY);
	}
}

static void test_written_and_kept(void **state)
{
	struct bench *bench = *state;
	char longest[SLOT_PAYLOAD_MOST + 2];
	memset(longest, 'x', sizeof longest);
	longest[SLOT_PAYLOAD_MOST] = '\0';
	put(bench, 0, 1, "first");
	put(bench, 1, UINT32_MAX, "");
	put(bench, 2, 3, longest);
	put(bench, SLOTS_MADE - 1, 4, "last");
	slots_close(&bench->slots);
	assert_true(slots_open(&bench->slots, bench->path, false, &bench->problems));
	assert_true(is(bench, 0, 1, "first"));
	assert_true(is(bench, 1, UINT32_MAX, ""));
	assert_true(is(bench, 2, 3, longest));
	assert_true(is(bench, SLOTS_MADE - 1, 4, "last"));
	assert_int_equal(state_of(bench, 0, 4), SLOT_EMPTY); /* another size */
	put(bench, 0, 2, "again");
	assert_true(is(bench, 0, 2, "again"));
	longest[SLOT_PAYLOAD_MOST] = 'x';
	longest[SLOT_PAYLOAD_MOST + 1] = '\0';
	assert_false(slot_write(&bench->slots, 3, 1, slice_of(longest), &bench->problems));
	assert_false(slot_write(&bench->slots, SLOTS_MADE, 1, slice_of("x"), &bench->problems));
	assert_int_equal(state_of(bench, SLOTS_MADE, 1), SLOT_FAILED);
	struct stat about;
	assert_int_equal(stat(bench->path, &about), 0);
	assert_int_equal(about.st_size, SLOTS_MADE * SLOT_SIZE);
}

/* docs/formats.md, by hand. */
static void test_layout(void **state)
{
	struct bench *bench = *state;
	uint8_t bytes[SLOT_SIZE], text[12 + 4 + 480], sum[32];
	put(bench, 0x102, 0x03040506, "payload");
	raw(bench, 0x102, bytes);
	assert_true(looks_random(bytes));
	memcpy(text, "sayso slot 1\x02\x01\x00\x00", 16);
	memcpy(text + 16, bytes + 32, 480);
	sha256((struct slice){(const char *)text, sizeof text}, sum);
	assert_memory_equal(bytes, sum, 32);
	assert_memory_equal(bytes + 32, "\x06\x05\x04\x03\x07\x00\x00\x00payload", 15);
}

static void test_every_carrying_byte_counts(void **state)
{
	struct bench *bench = *state;
	uint8_t bytes[SLOT_SIZE];
	put(bench, 5, 1, "payload");
	raw(bench, 5, bytes);
	for (size_t i = 0; i < 520; i++) {
		uint8_t other = bytes[i] ^ 1;
		raw_change(bench, 5 * SLOT_SIZE + (off_t)i, &other, 1);
		assert_int_equal(is(bench, 5, 1, "payload"), i >= 512);
		raw_change(bench, 5 * SLOT_SIZE + (off_t)i, &bytes[i], 1);
	}
	/* A whole slot at another place. */
	raw_change(bench, 6 * SLOT_SIZE, bytes, sizeof bytes);
	assert_int_equal(state_of(bench, 6, 7), SLOT_EMPTY);
	assert_true(is(bench, 5, 1, "payload"));
}

static void test_overwritten(void **state)
{
	struct bench *bench = *state;
	uint8_t before[SLOT_SIZE], after[SLOT_SIZE];
	put(bench, 8, 1, "a payload that goes");
	raw(bench, 8, before);
	assert_true(slot_overwrite(&bench->slots, 8, &bench->problems));
	raw(bench, 8, after);
	assert_int_equal(state_of(bench, 8, 19), SLOT_EMPTY);
	assert_true(looks_random(after));
	size_t same = 0;
	for (size_t i = 0; i < SLOT_SIZE; i++)
		same += before[i] == after[i];
	assert_true(same < 60);
	assert_false(slot_overwrite(&bench->slots, SLOTS_MADE, &bench->problems));
}

static void test_cleared_but_for_those_to_keep(void **state)
{
	struct bench *bench = *state;
	static const uint32_t kept[] = {0, 15, 16, 17, 500, SLOTS_MADE - 1};
	static uint8_t before[SLOTS_MADE][SLOT_SIZE];
	uint8_t after[SLOT_SIZE];
	bool keep[SLOTS_MADE] = {false};
	for (size_t i = 0; i < countof(kept); i++)
		keep[kept[i]] = true;
	for (uint32_t slot = 0; slot < SLOTS_MADE; slot += 3)
		put(bench, slot, 1, "x");
	for (uint32_t slot = 0; slot < SLOTS_MADE; slot++)
		raw(bench, slot, before[slot]);
	assert_true(slots_clear(&bench->slots, keep, &bench->problems));
	for (uint32_t slot = 0; slot < SLOTS_MADE; slot++) {
		raw(bench, slot, after);
		assert_int_equal(memcmp(after, before[slot], SLOT_SIZE) == 0, keep[slot]);
		assert_true(looks_random(after));
	}
}

static void test_left_short_by_a_cut(void **state)
{
	struct bench *bench = *state;
	static const off_t sizes[] = {
		0, 1, SLOT_SIZE - 1, SLOT_SIZE, 7 * SLOT_SIZE + 9, SLOTS_MADE * SLOT_SIZE - 1};
	for (size_t i = 0; i < countof(sizes); i++) {
		put(bench, 0, 1, "x");
		assert_int_equal(ftruncate(bench->slots.file, sizes[i]), 0);
		slots_close(&bench->slots);
		assert_false(slots_open(&bench->slots, bench->path, false, &bench->problems));
		assert_int_equal(bench->slots.file, -1);
		assert_true(slots_open(&bench->slots, bench->path, true, &bench->problems));
		assert_int_equal(bench->slots.count, SLOTS_MADE);
		assert_int_equal(is(bench, 0, 1, "x"), sizes[i] >= SLOT_SIZE);
		uint8_t bytes[SLOT_SIZE];
		raw(bench, SLOTS_MADE - 1, bytes);
		assert_true(looks_random(bytes));
	}
}

static void test_refused(void **state)
{
	struct bench *bench = *state;
	struct slots other;
	char link[PATH_SIZE];
	assert_false(slots_open(&other, bench->folder, true, &bench->problems));
	assert_true(path_join(link, bench->folder, "link"));
	assert_int_equal(symlink(bench->path, link), 0);
	assert_false(slots_open(&other, link, true, &bench->problems));
	unlink(link);
	assert_false(slots_open(&other, link, false, &bench->problems));
	assert_int_equal(bench->problems.errors, 3);
	slots_close(&other);
}

/* A file that cannot be written stands for a disk that fails: after that nothing is tried again. */
static void test_failure_sticks(void **state)
{
	struct bench *bench = *state;
	bool keep[SLOTS_MADE] = {false};
	put(bench, 4, 1, "x");
	int good = dup(bench->slots.file), bad = open(bench->path, O_RDONLY);
	assert_true(good >= 0 && bad >= 0);
	assert_int_equal(dup2(bad, bench->slots.file), bench->slots.file);
	assert_false(slot_write(&bench->slots, 5, 1, slice_of("y"), &bench->problems));
	assert_int_equal(dup2(good, bench->slots.file), bench->slots.file);
	close(good);
	close(bad);
	assert_true(bench->slots.broken);
	assert_false(slot_write(&bench->slots, 5, 1, slice_of("y"), &bench->problems));
	assert_false(slot_overwrite(&bench->slots, 4, &bench->problems));
	assert_false(slots_clear(&bench->slots, keep, &bench->problems));
	slots_close(&bench->slots);
	assert_true(slots_open(&bench->slots, bench->path, false, &bench->problems));
	assert_true(is(bench, 4, 1, "x"));
	put(bench, 5, 1, "y");
}

static void test_synced_before_it_returns(void **state)
{
	struct bench *bench = *state;
	bool keep[SLOTS_MADE] = {false};
	syncs.files = syncs.folders = 0;
	put(bench, 4, 1, "x");
	assert_int_equal(syncs.files, 1);
	assert_true(slot_overwrite(&bench->slots, 4, &bench->problems));
	assert_int_equal(syncs.files, 2);
	assert_true(slots_clear(&bench->slots, keep, &bench->problems));
	assert_int_equal(syncs.files, 3);
	slots_close(&bench->slots);
	unlink(bench->path);
	assert_true(slots_open(&bench->slots, bench->path, true, &bench->problems));
	assert_int_equal(syncs.files, 4);
	assert_int_equal(syncs.folders, 1);
}

/* The kernel reports a failed sync once, and then forgets what it did not write. */
static void test_failed_sync_is_not_tried_again(void **state)
{
	struct bench *bench = *state;
	static bool keep[SLOTS_MADE];
	for (int step = 0; step < 3; step++) {
		syncs.fail_after = 1;
		bool fine =
			step == 0 ? slot_write(&bench->slots, 4, 1, slice_of("x"), &bench->problems)
			: step == 1 ? slot_overwrite(&bench->slots, 4, &bench->problems)
				    : slots_clear(&bench->slots, keep, &bench->problems);
		assert_false(fine);
		assert_int_equal(syncs.fail_after, 0);
		assert_false(slot_write(&bench->slots, 4, 1, slice_of("x"), &bench->problems));
		slots_close(&bench->slots);
		assert_true(slots_open(&bench->slots, bench->path, false, &bench->problems));
	}
	slots_close(&bench->slots);
	for (unsigned sync = 1; sync <= 2; sync++) { /* of the file, of its folder */
		unlink(bench->path);
		syncs.fail_after = sync;
		assert_false(slots_open(&bench->slots, bench->path, true, &bench->problems));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(made),
		TEST(written_and_kept),
		TEST(layout),
		TEST(every_carrying_byte_counts),
		TEST(overwritten),
		TEST(cleared_but_for_those_to_keep),
		TEST(left_short_by_a_cut),
		TEST(refused),
		TEST(failure_sticks),
		TEST(synced_before_it_returns),
		TEST(failed_sync_is_not_tried_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
