#include "kiosk/vault/filler.h"
#include "kiosk/vault/vault_rows.h"

/* The row as SQLite holds it keeps its size, so its place in the file stays. */
static bool state_change(struct db *db, int64_t row, enum vault_row_state from,
			 enum vault_row_state state, struct problems *problems)
{
	struct db_statement *update =
		db_statement(db, "UPDATE codes SET state = ? WHERE id = ? AND state = ?", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, state);
	db_bind_int(update, 2, row);
	db_bind_int(update, 3, from);
	if (!db_run(update, problems))
		return false;
	if (db_changes(db) == 1)
		return true;
	problem_error_at(problems, "vault.db", NULL, "A row was not in the state it should be in.");
	return false;
}

bool rows_write(struct db *db, int64_t row, enum vault_row_state from, enum vault_row_state state,
		struct slice sealed, struct slice resume, struct problems *problems)
{
	if (!db_begin(db, problems))
		return false;
	bool fine = (from == state || state_change(db, row, from, state, problems)) &&
		    db_blob_overwrite(db, "codes", "sealed", row, sealed, problems) &&
		    db_blob_overwrite(db, "codes", "resume", row, resume, problems);
	if (fine)
		return db_commit(db, problems);
	db_rollback(db);
	return false;
}

/* --- The end of a session --- */

static bool answering_done(struct db *db, const struct session_row *session, char *resume,
			   struct problems *problems)
{
	struct code_row rows[VAULT_CODES_MOST];
	size_t count, size = rows_resume_size(session);
	if (!rows_codes(db, session->about.id, rows, countof(rows), &count, problems))
		return false;
	for (size_t i = 0; i < count; i++) {
		int64_t row = rows[i].about.id;
		if (rows[i].about.state != VAULT_ANSWERING)
			continue;
		filler(resume, size);
		if (!state_change(db, row, VAULT_ANSWERING, VAULT_DONE, problems) ||
		    !db_blob_overwrite(db, "codes", "resume", row, (struct slice){resume, size},
				       problems))
			return false;
	}
	return true;
}

static bool session_ended(struct db *db, int64_t session, struct problems *problems)
{
	struct db_statement *update =
		db_statement(db, "UPDATE sessions SET state = 3 WHERE id = ?", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, session);
	return db_run(update, problems);
}

bool rows_end_session(struct db *db, const struct session_row *session, struct problems *problems)
{
	char *resume = malloc(rows_resume_size(session));
	if (resume == NULL || !db_begin(db, problems)) {
		free(resume);
		return false;
	}
	bool fine = answering_done(db, session, resume, problems) &&
		    session_ended(db, session->about.id, problems);
	free(resume);
	if (fine)
		return db_commit(db, problems);
	db_rollback(db);
	return false;
}

/* --- Slots --- */

bool rows_slots(struct db *db, enum rows_slots which, bool *named, size_t count,
		struct problems *problems)
{
	enum db_step step = DB_DONE;
	struct db_statement *select = db_statement(
		db,
		"SELECT slot FROM sessions WHERE state = 2 UNION ALL SELECT c.slot FROM sessions s "
		"JOIN codes c ON c.session = s.id WHERE s.state = 2 AND (? OR c.state = 3)",
		problems);
	if (select == NULL)
		return false;
	db_bind_int(select, 1, which == ROWS_SLOTS_TAKEN);
	while ((step = db_step(select, problems)) == DB_ROW) {
		int64_t slot = db_int(select, 0);
		if (slot >= 0 && (uint64_t)slot < count)
			named[slot] = true;
	}
	return step == DB_DONE;
}

/* --- What is due --- */

static bool due_count(struct db *db, size_t *count, struct problems *problems)
{
	struct db_statement *select =
		db_statement(db, "SELECT count(*) FROM codes WHERE state = 4", problems);
	if (select == NULL || db_step(select, problems) != DB_ROW)
		return false;
	*count = (size_t)db_int(select, 0);
	db_reset(select);
	return true;
}

static bool due_from(struct db_statement *select, struct vault_due *due, struct problems *problems)
{
	struct slice record = db_bytes(select, 1);
	if (record.size != sizeof due->record) {
		problem_error_at(problems, "vault.db", NULL, "A record on this machine has no id.");
		return false;
	}
	memcpy(due->record, record.bytes, record.size);
	due->row = db_int(select, 0);
	due->sealed.size = (size_t)db_int(select, 2);
	due->issue = (uint32_t)db_int(select, 3);
	due->open = db_int(select, 4) != 0;
	due->rehearsal = db_int(select, 5) != 0;
	return true;
}

bool rows_due(struct db *db, struct arena *arena, struct vault_due **list, size_t *count,
	      struct problems *problems)
{
	size_t most, at = 0;
	enum db_step step = DB_DONE;
	if (!due_count(db, &most, problems))
		return false;
	struct db_statement *select = db_statement(
		db,
		"SELECT c.id, c.record, length(c.sealed), s.issue, s.state = 2, c.rehearsal = 3 "
		"FROM "
		"codes c JOIN sessions s ON s.id = c.session WHERE c.state = 4 ORDER BY c.record",
		problems);
	*list = arena_take(arena, most, sizeof **list);
	if (select == NULL || *list == NULL)
		return false;
	bool fine = true;
	while (fine && at < most && (step = db_step(select, problems)) == DB_ROW)
		fine = due_from(select, &(*list)[at], problems) && ++at > 0;
	db_reset(select);
	*count = at;
	return fine && step != DB_FAILED;
}
