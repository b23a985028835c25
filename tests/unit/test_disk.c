/* What has reached the disk when a function says so. This program's own fdatasync and fsync stand
 * in for libc's, for SQLite's calls too: they copy what the file holds at that moment, and may
 * fail. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "export/formats/db.h"
#include "export/formats/folder.h"
#include "kiosk/vault/slots.h"
#include "tests/scratch.h"
#include "tests/unit/files.h"

/* One for the program: the two functions below have no argument to hand it through. */
static struct {
	size_t files, folders, left; /* syncs seen; how many more succeed, when failing */
	bool failing;
	ino_t watched; /* whose bytes are copied */
	off_t at;
	uint8_t synced[SLOT_SIZE]; /* as they were at the last sync that succeeded */
} disk;

static int sync_seen(int file, long call)
{
	struct stat about;
	if (disk.failing && disk.left-- == 0) {
		errno = EIO;
		return -1;
	}
	if (fstat(file, &about) == 0) {
		disk.files += S_ISREG(about.st_mode);
		disk.folders += S_ISDIR(about.st_mode);
		if (about.st_ino == disk.watched &&
		    pread(file, disk.synced, sizeof disk.synced, disk.at) < 0)
			return -1;
	}
	return (int)syscall(call, file);
}

int fdatasync(int file)
{
	return sync_seen(file, SYS_fdatasync);
}

int fsync(int file)
{
	return sync_seen(file, SYS_fsync);
}

struct bench {
	char folder[SCRATCH_SIZE], keys[PATH_SIZE], vault[PATH_SIZE], journal[PATH_SIZE];
	struct problems problems;
	struct slots slots;
	struct db *db;
};

static const struct db_migration migrations[] = {{"CREATE TABLE t (id INTEGER PRIMARY KEY, a)"}};

static int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	memset(&disk, 0, sizeof disk);
	assert_true(scratch_make(bench->folder, "disk"));
	assert_true(path_join(bench->keys, bench->folder, "keys"));
	assert_true(path_join(bench->vault, bench->folder, "vault.db"));
	assert_true(path_join(bench->journal, bench->folder, "vault.db-wal"));
	assert_true(slots_open(&bench->slots, bench->keys, true, &bench->problems));
	*state = bench;
	return 0;
}

static int bench_clear(void **state)
{
	struct bench *bench = *state;
	disk.failing = false;
	slots_close(&bench->slots);
	db_close(bench->db);
	unlink(bench->keys);
	unlink(bench->vault);
	unlink(bench->journal);
	assert_int_equal(rmdir(bench->folder), 0);
	free(bench);
	return 0;
}

static void vault_open(struct bench *bench)
{
	bench->db = db_open(bench->vault, DB_VAULT, migrations, 1, &bench->problems);
	assert_non_null(bench->db);
}

static void watch(const char *path, off_t at)
{
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	disk.watched = about.st_ino;
	disk.at = at;
}

static void slot_is_synced(struct bench *bench, uint32_t slot)
{
	uint8_t bytes[SLOT_SIZE];
	assert_int_equal(pread(bench->slots.file, bytes, sizeof bytes, (off_t)slot * SLOT_SIZE),
			 SLOT_SIZE);
	assert_memory_equal(bytes, disk.synced, sizeof bytes);
}

static void new_keys_are_synced_with_their_folder(void **state)
{
	(void)state;
	assert_true(disk.files >= 1);
	assert_true(disk.folders >= 1);
}

static void slot_is_on_the_disk(void **state)
{
	struct bench *bench = *state;
	bool keep[SLOTS_MADE] = {true, true};
	watch(bench->keys, 5 * SLOT_SIZE);
	assert_true(slot_write(&bench->slots, 5, 1, slice_of("a key"), &bench->problems));
	slot_is_synced(bench, 5);
	assert_true(slot_overwrite(&bench->slots, 5, &bench->problems));
	slot_is_synced(bench, 5);
	assert_true(slots_clear(&bench->slots, keep, &bench->problems));
	slot_is_synced(bench, 5);
}

/* After a failed sync the kernel has forgotten what it did not write: no second try is believed. */
static void failed_sync_is_never_believed(void **state)
{
	struct bench *bench = *state;
	disk.failing = true;
	assert_false(slot_write(&bench->slots, 5, 1, slice_of("a key"), &bench->problems));
	disk.failing = false;
	assert_false(slot_write(&bench->slots, 5, 1, slice_of("a key"), &bench->problems));
	assert_false(slot_overwrite(&bench->slots, 5, &bench->problems));
	assert_true(bench->problems.errors > 0);
}

static void new_database_is_synced_into_its_folder(void **state)
{
	struct bench *bench = *state;
	size_t before = disk.folders;
	vault_open(bench);
	assert_true(disk.folders > before);
}

static void commit_is_on_the_disk(void **state)
{
	struct bench *bench = *state;
	vault_open(bench);
	for (int i = 0; i < 3; i++) {
		size_t before = disk.files;
		assert_true(db_begin(bench->db, &bench->problems));
		assert_true(
			db_execute(bench->db, "INSERT INTO t (a) VALUES ('x')", &bench->problems));
		assert_int_equal(disk.files, before);
		assert_true(db_commit(bench->db, &bench->problems));
		assert_true(disk.files > before);
	}
}

static void commit_of_a_failed_sync_is_refused(void **state)
{
	struct bench *bench = *state;
	vault_open(bench);
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(db_execute(bench->db, "INSERT INTO t (a) VALUES ('x')", &bench->problems));
	disk.failing = true;
	assert_false(db_commit(bench->db, &bench->problems));
	disk.failing = false;
	assert_true(db_broken(bench->db));
	assert_false(db_begin(bench->db, &bench->problems));
}

static void file_holds(const char *path, const char *mark, bool holds)
{
	struct slice bytes = file_load(path);
	assert_non_null(bytes.bytes);
	bool found = memmem(bytes.bytes, bytes.size, mark, strlen(mark)) != NULL;
	free((void *)(uintptr_t)bytes.bytes);
	assert_int_equal(found, holds);
}

static void deleted_row_leaves_nothing(void **state)
{
	struct bench *bench = *state;
	vault_open(bench);
	assert_true(db_execute(bench->db, "INSERT INTO t (a) VALUES ('of a pupil who was here')",
			       &bench->problems));
	assert_true(db_checkpoint(bench->db, &bench->problems));
	file_holds(bench->vault, "of a pupil who was here", true);
	assert_true(db_execute(bench->db, "DELETE FROM t", &bench->problems));
	assert_true(db_checkpoint(bench->db, &bench->problems));
	file_holds(bench->vault, "of a pupil who was here", false);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)
	const struct CMUnitTest tests[] = {
		TEST(new_keys_are_synced_with_their_folder),
		TEST(slot_is_on_the_disk),
		TEST(failed_sync_is_never_believed),
		TEST(new_database_is_synced_into_its_folder),
		TEST(commit_is_on_the_disk),
		TEST(commit_of_a_failed_sync_is_refused),
		TEST(deleted_row_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
