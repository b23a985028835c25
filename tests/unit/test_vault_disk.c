/* What the disk holds of a sitting once it is closed, and a disk that does not keep what it was
 * given. This program's own pwrite stands in for libc's. */
#include "tests/unit/vault_unit.h"

#include <sodium.h>

#include "kiosk/vault/vault_parts.h"
#include "tests/unit/syncs.h"

/* One for the program: pwrite has no argument to hand it through. */
static bool disk_lies;

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
	ssize_t wrote = syscall(SYS_pwrite64, file, bytes, size, at);
	const char *first = bytes;
	char other = (char)(first[0] ^ 1);
	if (disk_lies && wrote > 0 && syscall(SYS_pwrite64, file, &other, (size_t)1, at) != 1)
		return -1;
	return wrote;
}

static bool reading_lies;

ssize_t pread(int file, void *bytes, size_t size, off_t at)
{
	ssize_t got = syscall(SYS_pread64, file, bytes, size, at);
	if (reading_lies && got > 0)
		*(char *)bytes ^= 1;
	return got;
}

/* The resume blob of a code, from the closed vault. */
static void resume_of(struct vault_bench *bench, const char *code, uint8_t *out)
{
	struct db *db = db_of(bench);
	struct db_statement *select =
		db_statement(db, "SELECT resume FROM codes WHERE code = ?", &bench->problems);
	assert_non_null(select);
	db_bind_text(select, 1, slice_of(code));
	assert_int_equal(db_step(select, &bench->problems), DB_ROW);
	struct slice bytes = db_bytes(select, 0);
	assert_int_equal(bytes.size, RESUME(bench));
	memcpy(out, bytes.bytes, bytes.size);
	db_reset(select);
	db_close(db);
}

/* Zeros would show which sittings were open when the session ended. */
static void looks_random(const uint8_t *bytes, size_t size)
{
	size_t ones = 0;
	for (size_t i = 0; i < size; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			ones += bytes[i] >> bit & 1;
	assert_in_range(ones, size * 3, size * 5);
}

static void closed_resume_is_random(void **state)
{
	struct vault_bench *bench = *state;
	uint8_t before[2048], after[2048];
	for (int how = 0; how < 2; how++) {
		const char *code = how == 0 ? "3KM3WR" : "4CDFGH";
		int64_t a = row_of(bench, code, VAULT_WAITING);
		assert_true(bench_start(bench, a, 1));
		bench_close(bench);
		resume_of(bench, code, before);
		assert_true(bench_open(bench) && bench_unlocks(bench));
		assert_true(bench_save(bench, a, 2));
		bench_close(bench);
		resume_of(bench, code, after);
		assert_memory_not_equal(before, after, RESUME(bench));
		memcpy(before, after, sizeof before);
		assert_true(bench_open(bench) && bench_unlocks(bench));
		assert_int_equal(bench_resumed(bench, a), 2);
		if (how == 0)
			assert_true(bench_finish(bench, a, 3));
		else
			assert_true(
				vault_end_session(bench->vault, bench->session, &bench->problems));
		bench_close(bench);
		resume_of(bench, code, after);
		assert_memory_not_equal(before, after, RESUME(bench));
		looks_random(after, RESUME(bench));
		assert_true(bench_open(bench) && bench_unlocks(bench));
	}
}

static off_t journal_size(const struct vault_bench *bench)
{
	char path[PATH_SIZE];
	struct stat about;
	path_of(bench, "vault.db-wal", path);
	assert_int_equal(stat(path, &about), 0);
	return about.st_size;
}

static void journal_is_empty_after_a_sitting(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1) && bench_save(bench, a, 2));
	assert_true(journal_size(bench) > 0);
	assert_true(bench_finish(bench, a, 3));
	assert_int_equal(journal_size(bench), 0);
}

static void execute(struct vault_bench *bench, const char *sql)
{
	struct db *db = db_of(bench);
	assert_true(db_execute(db, sql, &bench->problems));
	db_close(db);
}

/* Whoever moves one child's sitting under another's record gets nothing. */
static void resume_belongs_to_its_record(void **state)
{
	struct vault_bench *bench = *state;
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1));
	bench_close(bench);
	execute(bench, "UPDATE codes SET record = randomblob(16) WHERE code = '3KM3WR'");
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
}

/* The session's key alone opens no sitting: its slot must hold what it held. */
static void resume_needs_its_own_slot(void **state)
{
	struct vault_bench *bench = *state;
	struct slots slots;
	char path[PATH_SIZE];
	const uint8_t other[32] = {7};
	int64_t a = row_of(bench, "3KM3WR", VAULT_WAITING);
	assert_true(bench_start(bench, a, 1));
	bench_close(bench);
	struct db *db = db_of(bench);
	int64_t slot = asked(bench, db, "SELECT slot FROM codes WHERE code = '3KM3WR'");
	db_close(db);
	path_of(bench, "keys", path);
	assert_true(slots_open(&slots, path, false, &bench->problems));
	assert_true(slot_write(&slots, (uint32_t)slot, 1,
			       (struct slice){(const char *)other, sizeof other},
			       &bench->problems));
	slots_close(&slots);
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
	assert_int_equal(bench_resumed(bench, a), UINT32_MAX);
}

/* A new PIN whose key the disk did not keep is not said to be set, and the old one goes on. */
static void lying_disk_keeps_the_old_pin(void **state)
{
	struct vault_bench *bench = *state;
	disk_lies = true;
	bool changed = vault_change_pin(bench->vault, slice_of("770077"), &bench->problems);
	disk_lies = false;
	assert_false(changed);
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
}

/* What is said not to be set is not set after the next start either. */
static void a_pin_that_was_not_set_is_given_up(void **state)
{
	struct vault_bench *bench = *state;
	reading_lies = true;
	bool changed = vault_change_pin(bench->vault, slice_of("770077"), &bench->problems);
	reading_lies = false;
	assert_false(changed);
	bench_reopen(bench);
	assert_true(bench_unlocks(bench));
}

static void assert_no_key(const struct vault_bench *bench)
{
	assert_int_not_equal(vault_state(bench->vault), VAULT_UNLOCKED);
	assert_true(sodium_is_zero((const void *)bench->vault->keys, sizeof *bench->vault->keys));
}

/* Whatever sync fails, what is not unlocked has no key in its memory. SQLite passes over one, its
 * folder's. */
static void a_failed_unlock_leaves_no_key(void **state)
{
	struct vault_bench *bench = *state;
	unsigned failures = 0;
	for (unsigned nth = 1; nth < 9; nth++) {
		int64_t wait_ms, now_ms = 1000000;
		bench_reopen(bench);
		(void)bench_unlock(bench, "111111", now_ms, &wait_ms);
		syncs.fail_after = nth;
		enum vault_pin tried = bench_unlock(bench, BENCH_PIN, now_ms + 60000, &wait_ms);
		syncs.fail_after = 0;
		if (tried == VAULT_PIN_RIGHT)
			continue;
		assert_int_equal(tried, VAULT_PIN_FAILED);
		assert_no_key(bench);
		failures++;
	}
	assert_true(failures >= 2); /* a try is counted; it was right */
}

static void a_failed_set_up_leaves_no_key(void **state)
{
	struct vault_bench *bench = *state;
	struct vault_setup setup = bench_setup();
	disk_lies = true;
	assert_false(vault_reset_pin(bench->vault, slice_of("770077"), setup.enrol, setup.context,
				     &bench->problems));
	disk_lies = false;
	assert_no_key(bench);
	bench_close(bench);
	bench_remove(bench->folder);
	assert_true(bench_open(bench));
	disk_lies = true;
	assert_false(vault_set_up(bench->vault, &setup, &bench->problems));
	disk_lies = false;
	assert_no_key(bench);
	syncs.fail_after = 2; /* the key is there, the machine is not */
	assert_false(vault_set_up(bench->vault, &setup, &bench->problems));
	assert_int_equal(syncs.fail_after, 0);
	assert_no_key(bench);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set_session, bench_clear)
	const struct CMUnitTest tests[] = {
		TEST(closed_resume_is_random),	     TEST(journal_is_empty_after_a_sitting),
		TEST(resume_belongs_to_its_record),  TEST(resume_needs_its_own_slot),
		TEST(lying_disk_keeps_the_old_pin),
		TEST(a_pin_that_was_not_set_is_given_up),  TEST(a_failed_unlock_leaves_no_key),
		TEST(a_failed_set_up_leaves_no_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
