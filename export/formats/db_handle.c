#include "export/formats/db_handle.h"

const char *db_hint(int code)
{
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return "Close the other program that has it open.";
	case SQLITE_FULL: return "Make room on the disk, then start the program again.";
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_READONLY: return "Look at the permissions of the file and of its folder.";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return "The file is damaged; go on with a copy of it.";
	case SQLITE_IOERR:
		return "Start the program again. If it comes again, the disk is failing.";
	default: return NULL;
	}
}

/* Always false. SQLite's sentences name tables and columns, never a value. */
bool db_fault(struct db *db, int code, const char *what, struct problems *problems)
{
	int kind = code & 0xFF;
	db->damaged = db->damaged || kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB;
	db->broken = db->broken || db->damaged || kind == SQLITE_IOERR || kind == SQLITE_FULL;
	problem_error_at(problems, db->name, db_hint(code), "The database could not be %s: %s.",
			 what,
			 sqlite3_errcode(db->handle) == code ? sqlite3_errmsg(db->handle)
							     : sqlite3_errstr(code));
	return false;
}

bool db_usable(struct db *db, struct problems *problems)
{
	if (!db->broken)
		return true;
	problem_error_at(problems, db->name, "Start the program again.",
			 "The database is not used any more, because the disk failed before.");
	return false;
}
