#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/db.h"
#include "export/formats/folder.h"

static const struct db_migration migrations[] = {
	{"CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT UNIQUE, b BLOB, d REAL);"
	 "CREATE TABLE child (of INTEGER REFERENCES a (id));"},
	{"ALTER TABLE a ADD COLUMN more INTEGER;"},
};

struct bench {
	char folder[64], path[PATH_SIZE];
	struct problems problems;
	struct db *db;
};

static int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	snprintf(bench->folder, sizeof bench->folder, "/tmp/sayso-db-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	assert_true(path_join(bench->path, bench->folder, "x.db"));
	*state = bench;
	return 0;
}

static int bench_clear(void **state)
{
	struct bench *bench = *state;
	static const char *ends[] = {"", "-wal", "-shm", "-journal"};
	db_close(bench->db);
	for (size_t i = 0; i < countof(ends); i++) {
		char path[PATH_SIZE + 16];
		snprintf(path, sizeof path, "%s%s", bench->path, ends[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(bench->folder), 0);
	free(bench);
	return 0;
}

static struct db *opened(struct bench *bench, enum db_use use, size_t count)
{
	bench->problems = (struct problems){.count = 0};
	return db_open(bench->path, use, migrations, count, &bench->problems);
}

static void reopen(struct bench *bench, enum db_use use)
{
	db_close(bench->db);
	bench->db = opened(bench, use, countof(migrations));
	if (bench->db == NULL)
		problems_print(&bench->problems, stderr);
	assert_non_null(bench->db);
}

static int64_t asked(struct bench *bench, const char *sql)
{
	struct db_statement *statement = db_statement(bench->db, sql, &bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_ROW);
	int64_t value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

static bool inserted(struct bench *bench, int64_t id, const char *text, struct slice blob)
{
	struct db_statement *statement = db_statement(
		bench->db, "INSERT INTO a (id, t, b, d) VALUES (?, ?, ?, ?)", &bench->problems);
	assert_non_null(statement);
	db_bind_int(statement, 1, id);
	db_bind_text(statement, 2, slice_of(text));
	db_bind_blob(statement, 3, blob);
	db_bind_double(statement, 4, 0.5);
	return db_run(statement, &bench->problems);
}

/* --- Opening --- */

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

static void test_newer_is_refused(void **state)
{
	struct bench *bench = *state;
	bool damaged = true;
	reopen(bench, DB_VAULT);
	db_close(bench->db);
	bench->db = NULL;
	assert_null(db_open_checked(bench->path, DB_VAULT, migrations, 1, &damaged,
				    &bench->problems));
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
	assert_null(db_open_checked(bench->path, DB_VAULT, migrations, 2, &damaged,
				    &bench->problems));
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
	struct db_statement *statement = db_statement(
		bench->db,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
		"SELECT max(i) FROM n",
		&bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_FAILED);
}

/* --- Statements --- */

static void test_values_come_back(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_DATASET);
	assert_true(inserted(bench, INT64_MIN, "", (struct slice){NULL, 0}));
	assert_true(inserted(bench, INT64_MAX, "\xC3\xBC", (struct slice){"a\0b", 3}));
	struct db_statement *all = db_statement(
		bench->db, "SELECT id, t, b, d, more FROM a ORDER BY id", &bench->problems);
	assert_non_null(all);
	assert_int_equal(db_step(all, &bench->problems), DB_ROW);
	assert_true(db_int(all, 0) == INT64_MIN);
	assert_false(db_is_null(all, 1));
	assert_int_equal(db_bytes(all, 1).size, 0);
	assert_false(db_is_null(all, 2));
	assert_true(db_is_null(all, 4));
	assert_int_equal(db_step(all, &bench->problems), DB_ROW);
	assert_true(slice_is(db_bytes(all, 1), "\xC3\xBC"));
	assert_true(slice_equal(db_bytes(all, 2), (struct slice){"a\0b", 3}));
	assert_true(db_double(all, 3) == 0.5);
	assert_int_equal(db_step(all, &bench->problems), DB_DONE);
	assert_int_equal(db_step(all, &bench->problems), DB_ROW); /* it was reset */
	db_reset(all);
	assert_int_equal(db_changes(bench->db), 1);
	assert_true(db_last_row(bench->db) == INT64_MAX);
}

static void test_faults_are_problems(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_DATASET);
	assert_null(db_statement(bench->db, "SELECT nothing FROM nowhere", &bench->problems));
	assert_true(inserted(bench, 1, "secret", slice_of("y")));
	assert_false(inserted(bench, 2, "secret", slice_of("y")));
	assert_int_equal(bench->problems.errors, 2);
	assert_null(strstr(bench->problems.list[1].text, "secret"));
	assert_false(db_broken(bench->db));
	/* A bind that cannot be, and one to a parent that is not there. */
	struct db_statement *child = db_statement(bench->db, "INSERT INTO child VALUES (?)",
						  &bench->problems);
	assert_non_null(child);
	db_bind_int(child, 2, 1);
	assert_false(db_run(child, &bench->problems));
	child = db_statement(bench->db, "INSERT INTO child VALUES (?)", &bench->problems);
	assert_non_null(child);
	db_bind_int(child, 1, 99);
	assert_false(db_run(child, &bench->problems));
	child = db_statement(bench->db, "INSERT INTO child VALUES (?)", &bench->problems);
	assert_non_null(child);
	db_bind_int(child, 1, 1);
	assert_true(db_run(child, &bench->problems));
}

/* --- Transactions --- */

static void test_nesting(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_VAULT);
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(inserted(bench, 1, "in", slice_of("")));
	assert_true(db_commit(bench->db, &bench->problems));
	db_rollback(bench->db);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 0);

	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(inserted(bench, 1, "out", slice_of("")));
	assert_true(db_begin(bench->db, &bench->problems));
	db_rollback(bench->db);
	assert_false(db_commit(bench->db, &bench->problems));
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 0);
	assert_false(db_commit(bench->db, &bench->problems));

	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(inserted(bench, 1, "in", slice_of("")));
	assert_true(db_commit(bench->db, &bench->problems));
	db_rollback(bench->db);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 1);
}

static void test_open_transaction_is_gone_after_closing(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_VAULT);
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(inserted(bench, 1, "in", slice_of("")));
	reopen(bench, DB_VAULT);
	assert_int_equal(asked(bench, "SELECT count(*) FROM a"), 0);
}

static void test_checkpoint_empties_the_journal(void **state)
{
	struct bench *bench = *state;
	char wal[PATH_SIZE + 8];
	struct stat about;
	snprintf(wal, sizeof wal, "%s-wal", bench->path);
	reopen(bench, DB_VAULT);
	assert_true(inserted(bench, 1, "in", slice_of("")));
	assert_int_equal(stat(wal, &about), 0);
	assert_true(about.st_size > 0);
	assert_true(db_checkpoint(bench->db, &bench->problems));
	assert_int_equal(stat(wal, &about), 0);
	assert_int_equal(about.st_size, 0);
	assert_true(db_begin(bench->db, &bench->problems));
	assert_false(db_checkpoint(bench->db, &bench->problems));
	db_rollback(bench->db);
}

/* --- Blobs --- */

static void test_blob_in_place(void **state)
{
	struct bench *bench = *state;
	static char old[20000], new[20000], back[20000];
	memset(old, 'o', sizeof old);
	memset(new, 'n', sizeof new);
	reopen(bench, DB_VAULT);
	assert_true(inserted(bench, 5, "x", (struct slice){old, sizeof old}));
	assert_true(db_blob_overwrite(bench->db, "a", "b", 5, (struct slice){new, sizeof new},
				      &bench->problems));
	assert_true(db_blob_read(bench->db, "a", "b", 5, back, sizeof back, &bench->problems));
	assert_memory_equal(back, new, sizeof new);
	assert_true(db_begin(bench->db, &bench->problems));
	assert_true(db_blob_overwrite(bench->db, "a", "b", 5, (struct slice){old, sizeof old},
				      &bench->problems));
	db_rollback(bench->db);
	assert_true(db_blob_read(bench->db, "a", "b", 5, back, sizeof back, &bench->problems));
	assert_memory_equal(back, new, sizeof new);
	assert_int_equal(bench->problems.errors, 0);

	static const struct wrong {
		const char *table, *column;
		int64_t row;
		size_t size;
	} rows[] = {
		{"a", "b", 5, sizeof old - 1}, {"a", "b", 6, sizeof old},
		{"a", "c", 5, sizeof old},     {"n", "b", 5, sizeof old},
		{"a", "b", 5, 0},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		const struct wrong *wrong = &rows[i];
		assert_false(db_blob_overwrite(bench->db, wrong->table, wrong->column, wrong->row,
					       (struct slice){old, wrong->size},
					       &bench->problems));
		assert_false(db_blob_read(bench->db, wrong->table, wrong->column, wrong->row, back,
					  wrong->size, &bench->problems));
	}
	assert_int_equal(bench->problems.errors, 2 * countof(rows));
	assert_false(db_broken(bench->db));
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(made_private_and_migrated),
		TEST(migrates_an_older_one),
		TEST(failed_migration_leaves_no_half),
		TEST(newer_is_refused),
		TEST(damage_is_told_from_refusal),
		TEST(second_program_is_refused),
		TEST(no_folder_no_permission),
		TEST(read_only),
		TEST(read_is_bounded),
		TEST(values_come_back),
		TEST(faults_are_problems),
		TEST(nesting),
		TEST(open_transaction_is_gone_after_closing),
		TEST(checkpoint_empties_the_journal),
		TEST(blob_in_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
