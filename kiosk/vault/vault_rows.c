#include "export/formats/age_seal.h"
#include "kiosk/vault/filler.h"
#include "kiosk/vault/vault_rows.h"

#define SESSION_OPEN 2 /* 3: ended */
#define REHEARSAL_NO 2 /* 0 and 1 take no byte of a row, so its size would tell */
#define REHEARSAL_YES 3

/* docs/formats.md says what each column is. */
const struct db_migration *rows_migrations(size_t *count)
{
	static const struct db_migration migrations[] = {
		{"CREATE TABLE machine (id INTEGER PRIMARY KEY CHECK (id = 1), "
		 "machine BLOB NOT NULL, number INTEGER NOT NULL, study TEXT NOT NULL, "
		 "school TEXT NOT NULL, public BLOB NOT NULL, signing BLOB NOT NULL, "
		 "pack BLOB NOT NULL, enrolment BLOB NOT NULL, secret BLOB NOT NULL, "
		 "tries INTEGER NOT NULL, batch INTEGER NOT NULL, saved INTEGER NOT NULL, "
		 "last_day INTEGER NOT NULL);"
		 "CREATE TABLE packs (issue INTEGER PRIMARY KEY, archive BLOB NOT NULL);"
		 "CREATE TABLE sessions (id INTEGER PRIMARY KEY, class TEXT NOT NULL, "
		 "wave TEXT NOT NULL, day INTEGER NOT NULL, issue INTEGER NOT NULL, "
		 "state INTEGER NOT NULL, days_left INTEGER NOT NULL, slot INTEGER NOT NULL, "
		 "record_size INTEGER NOT NULL, resume_size INTEGER NOT NULL, "
		 "recipients BLOB NOT NULL);"
		 "CREATE UNIQUE INDEX sessions_open ON sessions (class) WHERE state = 2;"
		 "CREATE TABLE codes (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, "
		 "code TEXT NOT NULL, rehearsal INTEGER NOT NULL, state INTEGER NOT NULL, "
		 "slot INTEGER NOT NULL, record BLOB NOT NULL, sealed BLOB NOT NULL, "
		 "resume BLOB NOT NULL, UNIQUE (session, code));"},
	};
	*count = countof(migrations);
	return migrations;
}

size_t rows_sealed_size(const struct session_row *session)
{
	return age_sealed_size(session->record_size, session->recipient_count);
}

size_t rows_resume_size(const struct session_row *session)
{
	return session->resume_size + ROWS_WRAP;
}

/* False, with a problem, when what a column holds cannot be ours. */
static bool fits(bool fine, struct problems *problems)
{
	if (!fine)
		problem_error_at(problems, "vault.db", NULL,
				 "What is stored on this machine does not fit together.");
	return fine;
}

static bool text_column(struct db_statement *statement, int column, char *out, size_t size)
{
	struct slice text = db_bytes(statement, column);
	if (text.size >= size)
		return false;
	if (text.size > 0)
		memcpy(out, text.bytes, text.size);
	out[text.size] = '\0';
	return true;
}

static bool number_column(struct db_statement *statement, int column, int64_t most, int64_t *value)
{
	*value = db_int(statement, column);
	return *value >= 0 && *value <= most;
}

/* --- Sessions --- */

static bool session_insert(struct db *db, struct session_row *session, struct problems *problems)
{
	struct db_statement *insert = db_statement(
		db,
		"INSERT INTO sessions (class, wave, day, issue, state, days_left, slot, "
		"record_size, resume_size, recipients) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		problems);
	if (insert == NULL)
		return false;
	db_bind_text(insert, 1, slice_of(session->about.class_name));
	db_bind_text(insert, 2, slice_of(session->about.wave));
	db_bind_int(insert, 3, session->about.day);
	db_bind_int(insert, 4, session->about.issue);
	db_bind_int(insert, 5, SESSION_OPEN);
	db_bind_int(insert, 6, session->about.days_left);
	db_bind_int(insert, 7, session->slot);
	db_bind_int(insert, 8, (int64_t)session->record_size);
	db_bind_int(insert, 9, (int64_t)session->resume_size);
	db_bind_blob(insert, 10,
		     (struct slice){(const char *)session->recipients,
				    session->recipient_count * sizeof session->recipients[0]});
	if (!db_run(insert, problems))
		return false;
	session->about.id = db_last_row(db);
	return true;
}

/* bytes: room for both blobs. */
static bool code_insert(struct db *db, const struct session_row *session,
			const struct vault_code *code, uint32_t slot, char *bytes,
			struct problems *problems)
{
	char record[16];
	size_t sealed = rows_sealed_size(session), resume = rows_resume_size(session);
	struct db_statement *insert =
		db_statement(db,
			     "INSERT INTO codes (session, code, rehearsal, state, slot, record, "
			     "sealed, resume) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			     problems);
	if (insert == NULL)
		return false;
	filler(record, sizeof record);
	filler(bytes, sealed + resume);
	db_bind_int(insert, 1, session->about.id);
	db_bind_text(insert, 2, slice_of(code->code));
	db_bind_int(insert, 3, code->rehearsal ? REHEARSAL_YES : REHEARSAL_NO);
	db_bind_int(insert, 4, VAULT_WAITING);
	db_bind_int(insert, 5, slot);
	db_bind_blob(insert, 6, (struct slice){record, sizeof record});
	db_bind_blob(insert, 7, (struct slice){bytes, sealed});
	db_bind_blob(insert, 8, (struct slice){bytes + sealed, resume});
	return db_run(insert, problems);
}

static bool day_confirmed(struct db *db, int32_t day, struct problems *problems)
{
	struct db_statement *update =
		db_statement(db, "UPDATE machine SET last_day = max(last_day, ?)", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, day);
	return db_run(update, problems);
}

bool rows_open_session(struct db *db, struct session_row *session, const struct vault_code *codes,
		       const uint32_t *slots, size_t count, struct problems *problems)
{
	char *bytes = malloc(rows_sealed_size(session) + rows_resume_size(session));
	if (bytes == NULL || !db_begin(db, problems)) {
		free(bytes);
		return false;
	}
	bool fine = session_insert(db, session, problems) &&
		    day_confirmed(db, session->about.day, problems);
	for (size_t i = 0; fine && i < count; i++)
		fine = code_insert(db, session, &codes[i], slots[i], bytes, problems);
	free(bytes);
	if (fine)
		return db_commit(db, problems);
	db_rollback(db);
	return false;
}

static const char session_columns[] =
	"SELECT id, class, wave, day, issue, state, days_left, slot, record_size, resume_size, "
	"recipients FROM sessions WHERE id = ?";

static bool session_from(struct db_statement *select, struct session_row *session)
{
	int64_t day, issue, days, slot, record, resume;
	struct vault_session *about = &session->about;
	struct slice recipients = db_bytes(select, 10);
	if (!text_column(select, 1, about->class_name, sizeof about->class_name) ||
	    !text_column(select, 2, about->wave, sizeof about->wave) ||
	    !number_column(select, 3, INT32_MAX, &day) ||
	    !number_column(select, 4, UINT32_MAX, &issue) ||
	    !number_column(select, 6, INT32_MAX, &days) ||
	    !number_column(select, 7, UINT32_MAX, &slot) ||
	    !number_column(select, 8, RECORD_MOST, &record) ||
	    !number_column(select, 9, VAULT_RESUME_MOST, &resume) ||
	    recipients.size > sizeof session->recipients || recipients.size == 0 ||
	    recipients.size % sizeof session->recipients[0] != 0)
		return false;
	about->id = db_int(select, 0);
	about->day = (int32_t)day;
	about->issue = (uint32_t)issue;
	about->open = db_int(select, 5) == SESSION_OPEN;
	about->days_left = (int32_t)days;
	session->slot = (uint32_t)slot;
	session->record_size = (size_t)record;
	session->resume_size = (size_t)resume;
	session->recipient_count = recipients.size / sizeof session->recipients[0];
	memcpy(session->recipients, recipients.bytes, recipients.size);
	return true;
}

bool rows_session(struct db *db, int64_t id, struct session_row *session, bool *found,
		  struct problems *problems)
{
	struct db_statement *select = db_statement(db, session_columns, problems);
	*session = (struct session_row){.slot = 0};
	if (select == NULL)
		return false;
	db_bind_int(select, 1, id);
	enum db_step step = db_step(select, problems);
	*found = step == DB_ROW;
	bool fine = step == DB_DONE ||
		    (step == DB_ROW && fits(session_from(select, session), problems));
	db_reset(select);
	return fine;
}

bool rows_open_count(struct db *db, const char *class_name, int64_t *all, int64_t *of_class,
		     struct problems *problems)
{
	struct db_statement *select = db_statement(
		db, "SELECT count(*), coalesce(sum(class = ?), 0) FROM sessions WHERE state = 2",
		problems);
	if (select == NULL)
		return false;
	db_bind_text(select, 1, slice_of(class_name));
	bool fine = db_step(select, problems) == DB_ROW;
	if (fine) {
		*all = db_int(select, 0);
		*of_class = db_int(select, 1);
	}
	db_reset(select);
	return fine;
}

static bool listed_from(struct db_statement *select, struct vault_session *session)
{
	int64_t day, issue, days, counts[3];
	bool fine = text_column(select, 1, session->class_name, sizeof session->class_name) &&
		    text_column(select, 2, session->wave, sizeof session->wave) &&
		    number_column(select, 3, INT32_MAX, &day) &&
		    number_column(select, 4, UINT32_MAX, &issue) &&
		    number_column(select, 6, INT32_MAX, &days);
	for (int i = 0; fine && i < 3; i++)
		fine = number_column(select, 7 + i, UINT32_MAX, &counts[i]);
	if (!fine)
		return false;
	session->id = db_int(select, 0);
	session->day = (int32_t)day;
	session->issue = (uint32_t)issue;
	session->open = db_int(select, 5) == SESSION_OPEN;
	session->days_left = (int32_t)days;
	session->codes = (uint32_t)counts[0];
	session->answering = (uint32_t)counts[1];
	session->done = (uint32_t)counts[2];
	return true;
}

bool rows_sessions(struct db *db, struct vault_session *list, size_t most, size_t *count,
		   struct problems *problems)
{
	enum db_step step = DB_DONE;
	struct db_statement *select = db_statement(
		db,
		"SELECT s.id, s.class, s.wave, s.day, s.issue, s.state, s.days_left, count(c.id), "
		"coalesce(sum(c.state = 3), 0), coalesce(sum(c.state = 4), 0) FROM sessions s "
		"LEFT JOIN codes c ON c.session = s.id AND c.rehearsal = 2 GROUP BY s.id "
		"ORDER BY s.state, s.id DESC LIMIT ?",
		problems);
	*count = 0;
	if (select == NULL)
		return false;
	db_bind_int(select, 1, (int64_t)most);
	bool fine = true;
	while (fine && (step = db_step(select, problems)) == DB_ROW)
		fine = fits(listed_from(select, &list[*count]), problems) && ++*count > 0;
	db_reset(select);
	return fine && step == DB_DONE;
}

bool rows_count_day(struct db *db, int64_t session, int32_t days_left, struct problems *problems)
{
	struct db_statement *update =
		db_statement(db, "UPDATE sessions SET days_left = ? WHERE id = ?", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, days_left);
	db_bind_int(update, 2, session);
	return db_run(update, problems);
}

/* --- Codes --- */

#define CODE_COLUMNS "c.id, c.session, c.code, c.rehearsal, c.state, c.slot, c.record"

static bool code_from(struct db_statement *select, struct code_row *row)
{
	int64_t slot, state = db_int(select, 4);
	struct slice record = db_bytes(select, 6);
	if (!text_column(select, 2, row->about.code, sizeof row->about.code) ||
	    !number_column(select, 5, UINT32_MAX, &slot) || state < VAULT_WAITING ||
	    state > VAULT_DONE || record.size != sizeof row->about.record)
		return false;
	row->about.id = db_int(select, 0);
	row->about.session = db_int(select, 1);
	row->about.rehearsal = db_int(select, 3) == REHEARSAL_YES;
	row->about.state = (enum vault_row_state)state;
	row->slot = (uint32_t)slot;
	memcpy(row->about.record, record.bytes, record.size);
	return true;
}

/* The first row of a bound statement. */
static bool code_first(struct db_statement *select, struct code_row *row, bool *found,
		       struct problems *problems)
{
	enum db_step step = db_step(select, problems);
	*found = step == DB_ROW;
	bool fine = step == DB_DONE || (step == DB_ROW && fits(code_from(select, row), problems));
	db_reset(select);
	return fine;
}

bool rows_code(struct db *db, int64_t id, struct code_row *row, bool *found,
	       struct problems *problems)
{
	struct db_statement *select =
		db_statement(db, "SELECT " CODE_COLUMNS " FROM codes c WHERE c.id = ?", problems);
	if (select == NULL)
		return false;
	db_bind_int(select, 1, id);
	return code_first(select, row, found, problems);
}

/* CROSS JOIN keeps the order: a look into the index for each session, not a walk over all rows. */
bool rows_find(struct db *db, const char *code, struct vault_row *row, bool *found,
	       struct problems *problems)
{
	struct code_row whole;
	struct db_statement *select = db_statement(
		db,
		"SELECT " CODE_COLUMNS " FROM sessions s CROSS JOIN codes c ON c.session = s.id "
		"WHERE c.code = ? ORDER BY s.state, s.id DESC LIMIT 1",
		problems);
	if (select == NULL)
		return false;
	db_bind_text(select, 1, slice_of(code));
	bool fine = code_first(select, &whole, found, problems);
	if (fine && *found)
		*row = whole.about;
	return fine;
}

bool rows_taken(struct db *db, const char *wave, const struct vault_code *codes, bool *taken,
		size_t count, struct problems *problems)
{
	enum db_step step = DB_DONE;
	struct db_statement *select = db_statement(
		db,
		"SELECT c.code FROM sessions s CROSS JOIN codes c ON c.session = s.id "
		"WHERE s.wave = ? AND c.rehearsal = 2 AND (c.state = 4 OR s.state = 2)",
		problems);
	if (select == NULL)
		return false;
	db_bind_text(select, 1, slice_of(wave));
	while ((step = db_step(select, problems)) == DB_ROW)
		for (size_t i = 0; i < count; i++)
			if (!codes[i].rehearsal && slice_is(db_bytes(select, 0), codes[i].code))
				taken[i] = true;
	return step == DB_DONE;
}

bool rows_codes(struct db *db, int64_t session, struct code_row *rows, size_t most, size_t *count,
		struct problems *problems)
{
	enum db_step step = DB_DONE;
	struct db_statement *select = db_statement(
		db,
		"SELECT " CODE_COLUMNS " FROM codes c WHERE c.session = ? ORDER BY c.id LIMIT ?",
		problems);
	*count = 0;
	if (select == NULL)
		return false;
	db_bind_int(select, 1, session);
	db_bind_int(select, 2, (int64_t)most);
	bool fine = true;
	while (fine && (step = db_step(select, problems)) == DB_ROW)
		fine = fits(code_from(select, &rows[*count]), problems) && ++*count > 0;
	db_reset(select);
	return fine && step == DB_DONE;
}
