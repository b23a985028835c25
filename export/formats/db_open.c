#include <fcntl.h>
#include <unistd.h>

#include "export/formats/db_handle.h"
#include "export/formats/folder.h"

#define READ_LENGTH_MOST (64 << 20)
#define WAIT_MS 5000

/* Each is set, then asked for: an option that SQLite was built without would pass in silence. */
static const struct setting {
	const char *set, *ask, *answer;
	bool vault, dataset, read;
} settings[] = {
	{"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode", "exclusive", true, false, false},
	{"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0", true, true, true},
	{"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1", true, true, true},
	{"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2", true, true, true},
	{"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1", true, true, true},
	{"PRAGMA query_only=ON", "PRAGMA query_only", "1", false, false, true},
	{"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1", true, false, false},
	{"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2", true, true, false},
	{"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal", true, true, false},
	{"PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0", true, false, false},
};

/* The first column of the first row, as text; "" when there is none. To the end: what a pragma
 * changes is committed there. */
static bool ask(struct db *db, const char *sql, char *answer, size_t size,
		struct problems *problems)
{
	sqlite3_stmt *statement = NULL;
	answer[0] = '\0';
	int code = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL)
		snprintf(answer, size, "%s", (const char *)sqlite3_column_text(statement, 0));
	while (code == SQLITE_ROW)
		code = sqlite3_step(statement);
	int last = sqlite3_finalize(statement);
	if (code == SQLITE_DONE)
		code = last;
	return code == SQLITE_OK || db_fault(db, code, "opened", problems);
}

static bool settings_apply(struct db *db, enum db_use use, struct problems *problems)
{
	char answer[160];
	for (size_t i = 0; i < countof(settings); i++) {
		const struct setting *setting = &settings[i];
		if (!(use == DB_VAULT	  ? setting->vault
		      : use == DB_DATASET ? setting->dataset
					  : setting->read))
			continue;
		if (!ask(db, setting->set, answer, sizeof answer, problems) ||
		    !ask(db, setting->ask, answer, sizeof answer, problems))
			return false;
		if (strcmp(answer, setting->answer) != 0) {
			problem_error_at(problems, db->name, NULL,
					 "SQLite did not take the setting %s.", setting->set + 7);
			return false;
		}
	}
	return true;
}

static int work_counted(void *context)
{
	struct db *db = context;
	return db->work_left == 0 || --db->work_left == 0;
}

/* What a foreign file could bring that ours has not. */
static void handle_guard(struct db *db, enum db_use use)
{
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_busy_timeout(db->handle, use == DB_VAULT ? 0 : WAIT_MS);
	if (use != DB_READ)
		return;
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, READ_LENGTH_MOST);
	sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
	db->work_left = DB_STEPS_MOST;
	sqlite3_progress_handler(db->handle, 1000, work_counted, db);
}

static bool version_read(struct db *db, enum db_use use, size_t count, size_t *version,
			 struct problems *problems)
{
	char answer[160];
	int64_t number = 0;
	if (!ask(db, "PRAGMA user_version", answer, sizeof answer, problems))
		return false;
	bool fine = number_read(slice_of(answer), 0, INT32_MAX, &number) == NUMBER_FINE;
	bool newer = (size_t)number > count;
	*version = (size_t)number;
	if (fine && !newer && (use != DB_READ || *version == count))
		return true;
	problem_error_at(problems, db->name, newer ? "Bring the newest Sayso here." : NULL,
			 newer ? "The database was made by a newer Sayso."
			       : "This is not a database of this Sayso.");
	return false;
}

/* To version `to`, unless another program did it since that was asked. */
static bool migrate_once(struct db *db, enum db_use use, const struct db_migration *migrations,
			 size_t to, struct problems *problems)
{
	char bump[64];
	size_t version;
	snprintf(bump, sizeof bump, "PRAGMA user_version=%zu", to);
	if (!db_begin(db, problems))
		return false;
	bool fine = version_read(db, use, SIZE_MAX, &version, problems) &&
		    (version >= to || (db_execute(db, migrations[to - 1].sql, problems) &&
				       db_execute(db, bump, problems)));
	if (fine && db_commit(db, problems))
		return true;
	db_rollback(db);
	return false;
}

static bool migrate(struct db *db, enum db_use use, const struct db_migration *migrations,
		    size_t count, struct problems *problems)
{
	size_t version;
	if (!version_read(db, use, count, &version, problems))
		return false;
	while (version < count)
		if (!migrate_once(db, use, migrations, ++version, problems))
			return false;
	return true;
}

/* SQLite would make it readable for all, and does not sync the folder. Never opens one that is
 * there: closing it again would drop the locks that this process has on it. */
static bool file_made(const char *path, struct problems *problems)
{
	char folder[PATH_SIZE];
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return true; /* there already, or SQLite will say what is wrong */
	close(file);
	return folder_of(path, folder) && folder_sync(folder, problems);
}

/* The journal is made by now and lies there as long as the database is open. SQLite syncs its
 * folder too, but does not look whether that went well. */
static bool folder_kept(const char *path, enum db_use use, struct problems *problems)
{
	char folder[PATH_SIZE];
	return use == DB_READ || (folder_of(path, folder) && folder_sync(folder, problems));
}

/* What a failed sync left in the cache must not be read back as if it lay on the disk. */
static void journal_uncache(const char *path)
{
	char journal[PATH_SIZE];
	if (snprintf(journal, sizeof journal, "%s-wal", path) >= (int)sizeof journal)
		return;
	int file = open(journal, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (file < 0)
		return;
	posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
	close(file);
}

static bool handle_open(struct db *db, const char *path, enum db_use use, struct problems *problems)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE |
		    (use == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	if (use != DB_READ && !file_made(path, problems))
		return false;
	if (use == DB_VAULT)
		journal_uncache(path);
	int code = sqlite3_open_v2(path, &db->handle, flags, NULL);
	return code == SQLITE_OK || db_fault(db, code, "opened", problems);
}

static bool quick_check(struct db *db, struct problems *problems)
{
	char answer[160];
	if (!db_usable(db, problems) ||
	    !ask(db, "PRAGMA quick_check(1)", answer, sizeof answer, problems))
		return false;
	if (strcmp(answer, "ok") == 0)
		return true;
	db->damaged = db->broken = true;
	problem_error_at(problems, db->name, db_hint(SQLITE_CORRUPT),
			 "The database is damaged: %.100s.", answer);
	return false;
}

/* While one program turns a dataset back into one file no other may be opening it: SQLite waits for
 * neither then. -1: not locked; what can be opened can be locked. */
static int place_lock(const char *path)
{
	char folder[PATH_SIZE];
	struct problems *untold = calloc(1, sizeof *untold);
	int lock = untold != NULL && folder_of(path, folder) ? folder_lock(folder, untold) : -1;
	free(untold);
	return lock;
}

static void place_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}

static struct db *open_any(const char *path, enum db_use use, const struct db_migration *migrations,
			   size_t count, bool check, bool *damaged, struct problems *problems)
{
	struct db *db = calloc(1, sizeof *db);
	*damaged = false;
	if (db == NULL) {
		problem_error_at(problems, path, NULL, "Out of memory.");
		return NULL;
	}
	size_t length = strlen(path),
	       shown = length < sizeof db->name ? length : sizeof db->name - 1;
	memcpy(db->name, path + length - shown, shown);
	int lock = use == DB_DATASET ? place_lock(path) : -1;
	bool fine = handle_open(db, path, use, problems);
	if (fine) {
		handle_guard(db, use);
		fine = settings_apply(db, use, problems) && (!check || quick_check(db, problems)) &&
		       migrate(db, use, migrations, count, problems) &&
		       folder_kept(path, use, problems);
	}
	place_unlock(lock);
	db->one_file = fine && use == DB_DATASET;
	if (fine)
		return db;
	*damaged = db->damaged;
	db_close(db);
	return NULL;
}

struct db *db_open(const char *path, enum db_use use, const struct db_migration *migrations,
		   size_t count, struct problems *problems)
{
	bool damaged;
	return open_any(path, use, migrations, count, false, &damaged, problems);
}

struct db *db_open_checked(const char *path, enum db_use use, const struct db_migration *migrations,
			   size_t count, bool *damaged, struct problems *problems)
{
	return open_any(path, use, migrations, count, true, damaged, problems);
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_rollback(db);
	while (db->statements != NULL) {
		struct db_statement *next = db->statements->next;
		sqlite3_finalize(db->statements->prepared);
		free(db->statements);
		db->statements = next;
	}
	/* So that the file can be copied alone, and read from where nothing can be written. */
	bool turn = db->one_file && !db->broken;
	int lock = turn ? place_lock(sqlite3_db_filename(db->handle, "main")) : -1;
	if (turn)
		sqlite3_exec(db->handle, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
	/* The checkpoint of closing would sync again what failed to be synced. */
	if (db->broken && db->handle != NULL)
		sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_close_v2(db->handle);
	place_unlock(lock);
	free(db);
}

bool db_checkpoint(struct db *db, struct problems *problems)
{
	if (!db_usable(db, problems))
		return false;
	int code =
		sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return code == SQLITE_OK || db_fault(db, code, "written out", problems);
}
