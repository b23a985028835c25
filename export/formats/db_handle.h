/* What the files of db share: the handle, and the one place where an error of SQLite becomes a
 * problem. For them alone. */
#ifndef SAYSO_DB_HANDLE_H
#define SAYSO_DB_HANDLE_H

#include <sqlite3.h>

#include "export/formats/db.h"

struct db_statement {
	struct db *db;
	const char *sql;
	sqlite3_stmt *prepared;
	int bind_fault; /* the first one; SQLITE_OK: none */
	struct db_statement *next;
};

#define DB_STEPS_MOST 100000 /* of 1,000 instructions each: some seconds */

struct db {
	sqlite3 *handle;
	struct db_statement *statements;
	uint32_t depth;     /* of begun transactions */
	bool doomed;        /* a nested one was rolled back */
	bool broken;        /* an error of the disk was seen */
	bool one_file;      /* DB_DATASET: at rest without a journal beside it */
	bool damaged;       /* what the file holds is no sound database */
	uint32_t work_left; /* DB_READ: steps until the row must have come */
	char name[80];      /* for messages */
};

/* What to do about it, or NULL. */
const char *db_hint(int code);
/* Always false. what: "opened", "changed" ... */
bool db_fault(struct db *db, int code, const char *what, struct problems *problems);
/* False, with a problem, once the disk has failed. */
MUST_USE bool db_usable(struct db *db, struct problems *problems);

#endif
