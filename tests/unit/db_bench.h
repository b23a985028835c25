/* What the unit programs of the database share: a folder, a database, and a table to fill. */
#ifndef SAYSO_TESTS_DB_BENCH_H
#define SAYSO_TESTS_DB_BENCH_H

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
#include "tests/scratch.h"

static const struct db_migration migrations[] = {
	{"CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT UNIQUE, b BLOB, d REAL);"
	 "CREATE TABLE child (of INTEGER REFERENCES a (id));"},
	{"ALTER TABLE a ADD COLUMN more INTEGER;"},
};

struct bench {
	char folder[SCRATCH_SIZE], path[PATH_SIZE];
	struct problems problems;
	struct db *db;
};

static inline int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	assert_true(scratch_make(bench->folder, "db"));
	assert_true(path_join(bench->path, bench->folder, "x.db"));
	*state = bench;
	return 0;
}

static inline int bench_clear(void **state)
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

static inline struct db *opened(struct bench *bench, enum db_use use, size_t count)
{
	bench->problems = (struct problems){.count = 0};
	return db_open(bench->path, use, migrations, count, &bench->problems);
}

static inline void reopen(struct bench *bench, enum db_use use)
{
	db_close(bench->db);
	bench->db = opened(bench, use, countof(migrations));
	if (bench->db == NULL)
		problems_print(&bench->problems, stderr);
	assert_non_null(bench->db);
}

static inline int64_t asked(struct bench *bench, const char *sql)
{
	struct db_statement *statement = db_statement(bench->db, sql, &bench->problems);
	assert_non_null(statement);
	assert_int_equal(db_step(statement, &bench->problems), DB_ROW);
	int64_t value = db_int(statement, 0);
	db_reset(statement);
	return value;
}

static inline bool inserted(struct bench *bench, int64_t id, const char *text, struct slice blob)
{
	struct db_statement *statement = db_statement(
		bench->db, "INSERT INTO a (id, t, b) VALUES (?, ?, ?)", &bench->problems);
	assert_non_null(statement);
	db_bind_int(statement, 1, id);
	db_bind_text(statement, 2, slice_of(text));
	db_bind_blob(statement, 3, blob);
	return db_run(statement, &bench->problems);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, bench_set, bench_clear)

#endif
