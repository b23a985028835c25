#include <limits.h>

#include "export/formats/db_handle.h"

bool db_broken(const struct db *db)
{
	return db->broken;
}

bool db_execute(struct db *db, const char *sql, struct problems *problems)
{
	if (!db_usable(db, problems))
		return false;
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || db_fault(db, code, "changed", problems);
}

bool db_begin(struct db *db, struct problems *problems)
{
	if (db->depth == 0) {
		bool reading = sqlite3_db_readonly(db->handle, "main") == 1;
		if (!db_execute(db, reading ? "BEGIN" : "BEGIN IMMEDIATE", problems))
			return false;
		db->doomed = false;
	}
	db->depth++;
	return true;
}

bool db_commit(struct db *db, struct problems *problems)
{
	if (db->depth > 1) {
		db->depth--;
		return true;
	}
	bool fine = db->depth == 1 && !db->doomed;
	if (!fine)
		problem_error_at(problems, db->name, NULL,
				 "A part of what was to be stored had failed.");
	fine = fine && db_execute(db, "COMMIT", problems);
	if (!fine) {
		db_rollback(db);
		return false;
	}
	db->depth = 0;
	return true;
}

void db_rollback(struct db *db)
{
	if (db->depth > 1) {
		db->depth--;
		db->doomed = true;
		return;
	}
	db->depth = 0;
	for (struct db_statement *each = db->statements; each != NULL; each = each->next)
		db_reset(each);
	if (db->handle != NULL && sqlite3_get_autocommit(db->handle) == 0)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

struct db_statement *db_statement(struct db *db, const char *sql, struct problems *problems)
{
	if (!db_usable(db, problems))
		return NULL;
	for (struct db_statement *each = db->statements; each != NULL; each = each->next) {
		if (each->sql == sql || strcmp(each->sql, sql) == 0) {
			db_reset(each);
			return each;
		}
	}
	struct db_statement *statement = calloc(1, sizeof *statement);
	if (statement == NULL) {
		problem_error_at(problems, db->name, NULL, "Out of memory.");
		return NULL;
	}
	int code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
				      &statement->prepared, NULL);
	if (code != SQLITE_OK || statement->prepared == NULL) {
		db_fault(db, code == SQLITE_OK ? SQLITE_MISUSE : code, "asked", problems);
		free(statement);
		return NULL;
	}
	statement->db = db;
	statement->sql = sql;
	statement->next = db->statements;
	db->statements = statement;
	return statement;
}

static void bound(struct db_statement *statement, int code)
{
	if (statement->bind_fault == SQLITE_OK)
		statement->bind_fault = code;
}

void db_bind_int(struct db_statement *statement, int at, int64_t value)
{
	bound(statement, sqlite3_bind_int64(statement->prepared, at, value));
}

/* A NULL pointer would bind NULL: empty is not that. */
void db_bind_text(struct db_statement *statement, int at, struct slice text)
{
	bound(statement,
	      sqlite3_bind_text64(statement->prepared, at, text.size == 0 ? "" : text.bytes,
				  text.size, SQLITE_STATIC, SQLITE_UTF8));
}

void db_bind_blob(struct db_statement *statement, int at, struct slice bytes)
{
	bound(statement,
	      sqlite3_bind_blob64(statement->prepared, at, bytes.size == 0 ? "" : bytes.bytes,
				  bytes.size, SQLITE_STATIC));
}

enum db_step db_step(struct db_statement *statement, struct problems *problems)
{
	struct db *db = statement->db;
	if (!db_usable(db, problems)) {
		db_reset(statement);
		return DB_FAILED;
	}
	int code = statement->bind_fault;
	db->work_left = DB_STEPS_MOST;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement->prepared);
	if (code == SQLITE_ROW)
		return DB_ROW;
	if (code != SQLITE_DONE)
		db_fault(db, code, "asked or changed", problems);
	db_reset(statement);
	return code == SQLITE_DONE ? DB_DONE : DB_FAILED;
}

bool db_run(struct db_statement *statement, struct problems *problems)
{
	enum db_step step;
	while ((step = db_step(statement, problems)) == DB_ROW)
		;
	return step == DB_DONE;
}

void db_reset(struct db_statement *statement)
{
	sqlite3_reset(statement->prepared);
	sqlite3_clear_bindings(statement->prepared);
	statement->bind_fault = SQLITE_OK;
}

int64_t db_int(struct db_statement *statement, int column)
{
	return sqlite3_column_int64(statement->prepared, column);
}

struct slice db_bytes(struct db_statement *statement, int column)
{
	const void *bytes = sqlite3_column_blob(statement->prepared, column);
	int size = sqlite3_column_bytes(statement->prepared, column);
	return (struct slice){bytes, bytes == NULL || size < 0 ? 0 : (size_t)size};
}

int64_t db_last_row(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

/* --- Blobs in place --- */

/* The open blob of a row, if it has exactly this size. */
static sqlite3_blob *blob_open(struct db *db, const char *table, const char *column, int64_t row,
			       size_t size, bool writing, struct problems *problems)
{
	sqlite3_blob *blob = NULL;
	if (!db_usable(db, problems))
		return NULL;
	int code = sqlite3_blob_open(db->handle, "main", table, column, row, writing, &blob);
	if (code != SQLITE_OK) {
		db_fault(db, code, writing ? "changed" : "read", problems);
	} else if (size > INT_MAX || sqlite3_blob_bytes(blob) != (int)size) {
		problem_error_at(problems, db->name, NULL,
				 "What is stored in the database has another size.");
	} else {
		return blob;
	}
	sqlite3_blob_close(blob);
	return NULL;
}

bool db_blob_overwrite(struct db *db, const char *table, const char *column, int64_t row,
		       struct slice bytes, struct problems *problems)
{
	sqlite3_blob *blob = blob_open(db, table, column, row, bytes.size, true, problems);
	if (blob == NULL)
		return false;
	int code = sqlite3_blob_write(blob, bytes.bytes, (int)bytes.size, 0);
	int closed = sqlite3_blob_close(blob); /* outside a transaction, this is the commit */
	if (code == SQLITE_OK)
		code = closed;
	return code == SQLITE_OK || db_fault(db, code, "changed", problems);
}

bool db_blob_read(struct db *db, const char *table, const char *column, int64_t row, void *out,
		  size_t size, struct problems *problems)
{
	sqlite3_blob *blob = blob_open(db, table, column, row, size, false, problems);
	if (blob == NULL)
		return false;
	int code = sqlite3_blob_read(blob, out, (int)size, 0);
	sqlite3_blob_close(blob);
	return code == SQLITE_OK || db_fault(db, code, "read", problems);
}
