/* The database layer: opening, what is refused, what a failed disk means. */
#include "tests/unit/db_bench.h"
#include "tests/unit/syncs.h"

#include <sys/wait.h>

static void test_made_private_and_migrated(void **state)
{
	struct bench *bench = *state;
	struct stat about;
	mode_t mask = umask(0);
	reopen(bench, DB_VAULT);
	assert_true(inserted(bench, 1, "x", slice_of("y")));
	umask(mask);
	assert_int_equal(asked(bench, "PRAGMA user_version"), 2);
	assert_int_equal(stat(bench->path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	char wal[PATH_SIZE + 8];
	snprintf(wal, sizeof wal, "%s-wal", bench->path);
	assert_int_equal(stat(wal, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	reopen(bench, DB_VAULT);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 1);
}

static void test_migrates_an_older_one(void **state)
{
	struct bench *bench = *state;
	bench->db = opened(bench, DB_DATASET, 1);
	assert_non_null(bench->db);
	assert_true(inserted(bench, 7, "kept", slice_of("")));
	reopen(bench, DB_DATASET);
	assert_int_equal(asked(bench, "SELECT id FROM a WHERE more IS NULL"), 7);
}

static void test_failed_migration_leaves_no_half(void **state)
{
	struct bench *bench = *state;
	static const struct db_migration bad[] = {{"CREATE TABLE one (x); CREATE TABLE one (x);"}};
	assert_null(db_open(bench->path, DB_DATASET, bad, 1, &bench->problems));
	assert_int_equal(bench->problems.errors, 1);
	reopen(bench, DB_DATASET);
	assert_int_equal(asked(bench, "SELECT count(*) FROM sqlite_schema WHERE name = 'one'"), 0);
}

/* Each waits for the one that makes it, and finds it made. */
static void test_made_by_several_at_once(void **state)
{
	struct bench *bench = *state;
	pid_t children[8];
	for (size_t i = 0; i < countof(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct db *db = opened(bench, DB_DATASET, 2);
			db_close(db);
			problems_print(&bench->problems, stderr);
			_exit(db != NULL ? 0 : 1);
		}
	}
	for (size_t i = 0; i < countof(children); i++) {
		int status = -1;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	reopen(bench, DB_DATASET);
	assert_int_equal(asked(bench, "PRAGMA user_version"), 2);
}

static void test_newer_is_refused(void **state)
{
	struct bench *bench = *state;
	bool damaged = true;
	reopen(bench, DB_VAULT);
	db_close(bench->db);
	bench->db = NULL;
	assert_null(
		db_open_checked(bench->path, DB_VAULT, migrations, 1, &damaged, &bench->problems));
	assert_false(damaged);
	assert_string_equal(problems_first(&bench->problems),
			    "The database was made by a newer Sayso.");
}

/* What is there is no database, or one that was cut or changed: to be set aside. */
static void test_damage_is_told_from_refusal(void **state)
{
	struct bench *bench = *state;
	static const struct damage {
		const char *name;
		long at; /* -1: cut there to 1,000 bytes */
	} rows[] = {{"header", 0}, {"schema page", 105}, {"a page's cells", 4096}, {"cut", -1}};
	char big[5000];
	memset(big, 'x', sizeof big);
	for (size_t i = 0; i < countof(rows); i++) {
		unlink(bench->path);
		reopen(bench, DB_VAULT);
		for (int64_t id = 1; id < 20; id++) {
			char text[16];
			snprintf(text, sizeof text, "%d", (int)id);
			assert_true(inserted(bench, id, text, (struct slice){big, sizeof big}));
		}
		db_close(bench->db);
		bench->db = NULL;
		int file = open(bench->path, O_RDWR);
		if (rows[i].at < 0)
			assert_int_equal(ftruncate(file, 1000), 0);
		else
			assert_int_equal(pwrite(file, big, 64, rows[i].at), 64);
		close(file);
		bool damaged = false;
		bench->problems = (struct problems){.count = 0};
		bench->db = db_open_checked(bench->path, DB_VAULT, migrations, 2, &damaged,
					    &bench->problems);
		if (bench->db != NULL || !damaged)
			print_error("not seen as damaged: %s\n", rows[i].name);
		assert_null(bench->db);
		assert_true(damaged);
		assert_true(bench->problems.errors > 0);
	}
}

static void test_second_program_is_refused(void **state)
{
	struct bench *bench = *state;
	bool damaged = true;
	reopen(bench, DB_VAULT);
	assert_null(
		db_open_checked(bench->path, DB_VAULT, migrations, 2, &damaged, &bench->problems));
	assert_false(damaged);
	assert_true(strstr(problems_first(&bench->problems), "locked") != NULL);
	/* The first still holds it after the refusal. */
	bench->problems = (struct problems){.count = 0};
	assert_null(db_open(bench->path, DB_VAULT, migrations, 2, &bench->problems));
	assert_true(inserted(bench, 1, "x", slice_of("y")));
}

static void test_no_folder_no_permission(void **state)
{
	struct bench *bench = *state;
	bool damaged = true;
	assert_null(db_open_checked("/nonexistent/x.db", DB_VAULT, migrations, 2, &damaged,
				    &bench->problems));
	assert_false(damaged);
	assert_int_equal(bench->problems.errors, 1);
}

static void test_read_only(void **state)
{
	struct bench *bench = *state;
	assert_null(opened(bench, DB_READ, 2));
	reopen(bench, DB_DATASET);
	assert_true(inserted(bench, 3, "x", slice_of("y")));
	reopen(bench, DB_READ);
	assert_int_equal(asked(bench, "SELECT id FROM a"), 3);
	assert_false(inserted(bench, 4, "z", slice_of("y")));
	bench->problems = (struct problems){.count = 0};
	db_close(bench->db);
	assert_null(db_open(bench->path, DB_READ, migrations, 1, &bench->problems));
	bench->db = NULL;
}

/* A recursive view runs for ever in spite of trusted_schema=OFF. */
static void test_read_is_bounded(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_DATASET);
	assert_true(db_execute(bench->db,
			       "CREATE VIEW v AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
			       "SELECT i + 1 FROM n) SELECT i FROM n",
			       &bench->problems));
	reopen(bench, DB_READ);
	assert_null(db_statement(bench->db, "SELECT max(i) FROM v", &bench->problems));
	struct db_statement *statement =
		db_statement(bench->db,
			     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
			     "SELECT max(i) FROM n",
			     &bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_FAILED);
}

/* What keeps a tick on the disk, and a deleted row off it. */
static void test_kept_as_promised(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_VAULT);
	assert_int_equal(asked(bench, "PRAGMA synchronous"), 2);
	assert_int_equal(asked(bench, "PRAGMA secure_delete"), 1);
	assert_int_equal(asked(bench, "PRAGMA temp_store"), 2);
	assert_int_equal(asked(bench, "PRAGMA trusted_schema"), 0);
	assert_int_equal(asked(bench, "PRAGMA wal_autocheckpoint"), 0);
	unsigned before = syncs.files;
	assert_true(inserted(bench, 1, "x", slice_of("y")));
	assert_true(syncs.files > before);
	reopen(bench, DB_DATASET);
	assert_int_equal(asked(bench, "PRAGMA synchronous"), 2);
	assert_int_equal(asked(bench, "PRAGMA foreign_keys"), 1);
}

/* The commit whose sync fails is no commit, and nothing after it is believed; neither is the
 * checkpoint of closing, which would sync again. */
static void test_failed_sync_sticks(void **state)
{
	struct bench *bench = *state;
	char wal[PATH_SIZE + 8];
	struct stat about;
	reopen(bench, DB_VAULT);
	assert_true(inserted(bench, 1, "x", slice_of("y")));
	syncs.fail_after = 1;
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(inserted(bench, 2, "z", slice_of("y")));
	assert_false(db_commit(bench->db, &bench->problems));
	assert_int_equal(syncs.fail_after, 0);
	assert_true(db_broken(bench->db));
	unsigned before = syncs.files;
	assert_null(db_statement(bench->db, "SELECT 1", &bench->problems));
	assert_false(db_begin(bench->db, &bench->problems));
	assert_false(db_checkpoint(bench->db, &bench->problems));
	db_close(bench->db);
	bench->db = NULL;
	assert_int_equal(syncs.files, before);
	snprintf(wal, sizeof wal, "%s-wal", bench->path);
	assert_int_equal(stat(wal, &about), 0);
	assert_true(about.st_size > 0);
	reopen(bench, DB_VAULT);
	assert_false(db_broken(bench->db));
	assert_true(asked(bench, "SELECT count(*) FROM a WHERE id = 1") == 1);
}

static void test_dataset_at_rest_is_one_file(void **state)
{
	struct bench *bench = *state;
	struct stat about;
	char wal[PATH_SIZE + 8];
	snprintf(wal, sizeof wal, "%s-wal", bench->path);
	reopen(bench, DB_DATASET);
	assert_true(inserted(bench, 1, "x", slice_of("y")));
	assert_int_equal(stat(wal, &about), 0);
	reopen(bench, DB_READ);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 1);
	assert_int_not_equal(stat(wal, &about), 0);
	db_close(bench->db);
	bench->db = NULL;
	assert_int_not_equal(stat(wal, &about), 0);
	reopen(bench, DB_DATASET);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(made_private_and_migrated),
		TEST(migrates_an_older_one),
		TEST(failed_migration_leaves_no_half),
		TEST(made_by_several_at_once),
		TEST(newer_is_refused),
		TEST(damage_is_told_from_refusal),
		TEST(second_program_is_refused),
		TEST(no_folder_no_permission),
		TEST(read_only),
		TEST(read_is_bounded),
		TEST(kept_as_promised),
		TEST(failed_sync_sticks),
		TEST(dataset_at_rest_is_one_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
