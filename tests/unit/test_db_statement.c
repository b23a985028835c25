/* The database layer: statements, transactions, blobs in place. */
#include "tests/unit/db_bench.h"

static void test_values_come_back(void **state)
{
	struct bench *bench = *state;
	reopen(bench, DB_DATASET);
	assert_true(inserted(bench, INT64_MIN, "", (struct slice){NULL, 0}));
	assert_true(inserted(bench, INT64_MAX, "\xC3\xBC", (struct slice){"a\0b", 3}));
	struct db_statement *all = db_statement(
		bench->db, "SELECT id, t, b, t IS NULL OR b IS NULL FROM a ORDER BY id",
		&bench->problems);
	assert_non_null(all);
	assert_int_equal(db_step(all, &bench->problems), DB_ROW);
	assert_true(db_int(all, 0) == INT64_MIN);
	assert_int_equal(db_bytes(all, 1).size, 0);
	assert_int_equal(db_int(all, 3), 0); /* empty is not nothing */
	assert_int_equal(db_step(all, &bench->problems), DB_ROW);
	assert_true(slice_is(db_bytes(all, 1), "\xC3\xBC"));
	assert_true(slice_equal(db_bytes(all, 2), (struct slice){"a\0b", 3}));
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
	struct db_statement *child =
		db_statement(bench->db, "INSERT INTO child VALUES (?)", &bench->problems);
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
		{"a", "b", 5, sizeof old - 1}, {"a", "b", 6, sizeof old}, {"a", "c", 5, sizeof old},
		{"n", "b", 5, sizeof old},     {"a", "b", 5, 0},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		const struct wrong *wrong = &rows[i];
		assert_false(db_blob_overwrite(bench->db, wrong->table, wrong->column, wrong->row,
					       (struct slice){old, wrong->size}, &bench->problems));
		assert_false(db_blob_read(bench->db, wrong->table, wrong->column, wrong->row, back,
					  wrong->size, &bench->problems));
	}
	assert_int_equal(bench->problems.errors, 2 * countof(rows));
	assert_false(db_broken(bench->db));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_come_back),
		TEST(faults_are_problems),
		TEST(nesting),
		TEST(open_transaction_is_gone_after_closing),
		TEST(checkpoint_empties_the_journal),
		TEST(blob_in_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
