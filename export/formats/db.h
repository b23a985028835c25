/* The only room that includes sqlite3.h. Prepared statements only; parameters and columns by number
 * from 1 and 0 as SQLite has them; errors come back as problems.
 * A failed bind, and any error of the disk, sticks: after the latter every call fails until the
 * database is opened anew, for what a failed sync left behind must not be believed. */
#ifndef SAYSO_DB_H
#define SAYSO_DB_H

#include "surveys/base/problem.h"

struct db;
struct db_statement;

struct db_migration {
	const char *sql; /* several statements; afterwards user_version = its place + 1, in one
			  * transaction */
};
/* How the file is to be kept. */
enum db_use {
	DB_VAULT,   /* WAL, synchronous=FULL, secure_delete, temp in memory, trusted_schema off, no
		     * auto-checkpoint; exclusive: a second program is refused; 0600 */
	DB_DATASET, /* WAL, synchronous=FULL, foreign keys, trusted_schema off; waits 5 s for others
		     */
	DB_READ,    /* read-only, defensive, small limits, a bound on work: it may be foreign */
};
/* Opens or makes path, migrates it; a newer user_version is refused with "made by a newer Sayso".
 * DB_READ makes and migrates nothing: user_version must be count. NULL on error. */
MUST_USE struct db *db_open(const char *path, enum db_use use,
			    const struct db_migration *migrations, size_t count,
			    struct problems *problems);
/* The same with a quick_check. *damaged: the file is no sound database and is to be set aside;
 * false when it merely could not be opened (in use, newer, no permission, disk). */
MUST_USE struct db *db_open_checked(const char *path, enum db_use use,
				    const struct db_migration *migrations, size_t count,
				    bool *damaged, struct problems *problems);
void db_close(struct db *db);        /* harmless on NULL; statements are finalised */
bool db_broken(const struct db *db); /* an error of the disk was seen */
/* TRUNCATE; busy is an error. */
MUST_USE bool db_checkpoint(struct db *db, struct problems *problems);

/* BEGIN IMMEDIATE, of DB_READ a plain one: what is read until its end is of one moment. Nests by
 * counting. After a nested rollback the outermost commit is refused. A
 * commit that failed has been rolled back. */
MUST_USE bool db_begin(struct db *db, struct problems *problems);
MUST_USE bool db_commit(struct db *db, struct problems *problems);
void db_rollback(struct db *db); /* harmless outside a transaction */

/* The statement of this SQL text (a literal), prepared once and kept; reset and unbound. NULL on
 * error. */
MUST_USE struct db_statement *db_statement(struct db *db, const char *sql,
					   struct problems *problems);
void db_bind_int(struct db_statement *statement, int at, int64_t value);
/* The bytes must stay until the statement is reset. */
void db_bind_text(struct db_statement *statement, int at, struct slice text);
void db_bind_blob(struct db_statement *statement, int at, struct slice bytes);
enum db_step { DB_ROW, DB_DONE, DB_FAILED };
/* DB_DONE and DB_FAILED reset. */
MUST_USE enum db_step db_step(struct db_statement *statement, struct problems *problems);
MUST_USE bool db_run(struct db_statement *statement, struct problems *problems); /* to the end */
void db_reset(struct db_statement *statement);
int64_t db_int(struct db_statement *statement, int column);
/* Text or blob; until the next step or reset. */
struct slice db_bytes(struct db_statement *statement, int column);
int64_t db_last_row(struct db *db);
int64_t db_changes(struct db *db);
/* No parameters, no rows; several statements are fine. */
MUST_USE bool db_execute(struct db *db, const char *sql, struct problems *problems);

/* Overwrites a whole blob in place, of exactly its size: its place in the file stays. */
MUST_USE bool db_blob_overwrite(struct db *db, const char *table, const char *column, int64_t row,
				struct slice bytes, struct problems *problems);
MUST_USE bool db_blob_read(struct db *db, const char *table, const char *column, int64_t row,
			   void *out, size_t size, struct problems *problems);

#endif
