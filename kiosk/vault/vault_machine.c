#include "kiosk/vault/vault_machine.h"

/* Always false. */
static bool misfit(struct problems *problems)
{
	problem_error_at(problems, "vault.db", NULL,
			 "What is stored on this machine does not fit together.");
	return false;
}

static struct slice bytes_of(const void *bytes, size_t size)
{
	return (struct slice){bytes, size};
}

static bool blob_column(struct db_statement *statement, int column, void *out, size_t size)
{
	struct slice bytes = db_bytes(statement, column);
	if (bytes.size != size)
		return false;
	memcpy(out, bytes.bytes, size);
	return true;
}

static bool key_column(struct db_statement *statement, int column, struct minisign_public *key)
{
	struct slice bytes = db_bytes(statement, column);
	if (bytes.size != sizeof key->id + sizeof key->key)
		return false;
	memcpy(key->id, bytes.bytes, sizeof key->id);
	memcpy(key->key, bytes.bytes + sizeof key->id, sizeof key->key);
	return true;
}

static bool id_column(struct db_statement *statement, int column, char *out, size_t size)
{
	struct slice text = db_bytes(statement, column);
	if (text.size == 0 || text.size >= size)
		return false;
	memcpy(out, text.bytes, text.size);
	out[text.size] = '\0';
	return true;
}

static bool machine_from(struct db_statement *select, struct machine_row *machine)
{
	struct vault_machine *about = &machine->about;
	int64_t number = db_int(select, 1), tries = db_int(select, 9), day = db_int(select, 10);
	int64_t issue = db_int(select, 11), saved = db_int(select, 12);
	if (!blob_column(select, 0, about->id, sizeof about->id) ||
	    !id_column(select, 2, about->study, sizeof about->study) ||
	    !id_column(select, 3, about->school, sizeof about->school) ||
	    !key_column(select, 4, &about->key) || !key_column(select, 5, &about->signing) ||
	    !blob_column(select, 6, about->pack, sizeof about->pack) ||
	    !blob_column(select, 7, about->enrolment, sizeof about->enrolment) ||
	    !blob_column(select, 8, machine->secret, sizeof machine->secret))
		return false;
	about->number = (uint32_t)number;
	about->issue = (uint32_t)issue;
	machine->tries = (uint32_t)tries;
	machine->last_day = (int32_t)day;
	machine->saved = (uint32_t)saved;
	return number >= 0 && number <= UINT32_MAX && issue >= 0 && issue <= UINT32_MAX &&
	       tries >= 0 && tries <= UINT32_MAX && day >= 0 && day <= INT32_MAX && saved >= 0 &&
	       saved <= UINT32_MAX;
}

bool vault_machine_read(struct db *db, struct machine_row *machine, bool *found,
			struct problems *problems)
{
	struct db_statement *select = db_statement(
		db,
		"SELECT machine, number, study, school, public, signing, pack, enrolment, secret, "
		"tries, last_day, (SELECT max(issue) FROM packs), saved FROM machine",
		problems);
	*machine = (struct machine_row){.tries = 0};
	if (select == NULL)
		return false;
	enum db_step step = db_step(select, problems);
	*found = step == DB_ROW;
	bool fine = step == DB_DONE ||
		    (step == DB_ROW && (machine_from(select, machine) || misfit(problems)));
	db_reset(select);
	return fine;
}

static void key_write(const struct minisign_public *key, char out[40])
{
	memcpy(out, key->id, sizeof key->id);
	memcpy(out + sizeof key->id, key->key, sizeof key->key);
}

static bool machine_insert(struct db *db, const struct machine_row *machine,
			   struct problems *problems)
{
	const struct vault_machine *about = &machine->about;
	char public_key[40], signing[40];
	struct db_statement *insert = db_statement(
		db,
		"INSERT INTO machine (id, machine, number, study, school, public, signing, pack, "
		"enrolment, secret, tries, batch, saved, last_day) "
		"VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
		problems);
	if (insert == NULL)
		return false;
	key_write(&about->key, public_key);
	key_write(&about->signing, signing);
	db_bind_blob(insert, 1, bytes_of(about->id, sizeof about->id));
	db_bind_int(insert, 2, about->number);
	db_bind_text(insert, 3, slice_of(about->study));
	db_bind_text(insert, 4, slice_of(about->school));
	db_bind_blob(insert, 5, bytes_of(public_key, sizeof public_key));
	db_bind_blob(insert, 6, bytes_of(signing, sizeof signing));
	db_bind_blob(insert, 7, bytes_of(about->pack, sizeof about->pack));
	db_bind_blob(insert, 8, bytes_of(about->enrolment, sizeof about->enrolment));
	db_bind_blob(insert, 9, bytes_of(machine->secret, sizeof machine->secret));
	return db_run(insert, problems);
}

bool vault_machine_make(struct db *db, const struct machine_row *machine, struct slice pack,
			struct problems *problems)
{
	if (!db_begin(db, problems))
		return false;
	if (machine_insert(db, machine, problems) &&
	    vault_machine_add_pack(db, machine->about.issue, pack, problems))
		return db_commit(db, problems);
	db_rollback(db);
	return false;
}

bool vault_machine_renew(struct db *db, const struct machine_row *machine,
			 struct problems *problems)
{
	const struct vault_machine *about = &machine->about;
	char public_key[40];
	struct db_statement *update = db_statement(
		db, "UPDATE machine SET public = ?, enrolment = ?, secret = ?, tries = 0",
		problems);
	if (update == NULL)
		return false;
	key_write(&about->key, public_key);
	db_bind_blob(update, 1, bytes_of(public_key, sizeof public_key));
	db_bind_blob(update, 2, bytes_of(about->enrolment, sizeof about->enrolment));
	db_bind_blob(update, 3, bytes_of(machine->secret, sizeof machine->secret));
	return db_run(update, problems);
}

bool vault_machine_tries(struct db *db, uint32_t tries, struct problems *problems)
{
	struct db_statement *update = db_statement(db, "UPDATE machine SET tries = ?", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, tries);
	return db_run(update, problems);
}

bool vault_machine_saved(struct db *db, uint32_t saved, struct problems *problems)
{
	struct db_statement *update = db_statement(db, "UPDATE machine SET saved = ?", problems);
	if (update == NULL)
		return false;
	db_bind_int(update, 1, saved);
	return db_run(update, problems);
}

bool vault_machine_next_batch(struct db *db, uint32_t *number, struct problems *problems)
{
	struct db_statement *update =
		db_statement(db, "UPDATE machine SET batch = batch + 1", problems);
	if (update == NULL || !db_run(update, problems))
		return false;
	struct db_statement *select = db_statement(db, "SELECT batch FROM machine", problems);
	if (select == NULL || db_step(select, problems) != DB_ROW)
		return false;
	int64_t batch = db_int(select, 0);
	db_reset(select);
	*number = (uint32_t)batch;
	return (batch > 0 && batch <= UINT32_MAX) || misfit(problems);
}

/* --- Packs --- */

bool vault_machine_add_pack(struct db *db, uint32_t issue, struct slice archive,
			    struct problems *problems)
{
	struct db_statement *insert =
		db_statement(db, "INSERT INTO packs (issue, archive) VALUES (?, ?)", problems);
	if (insert == NULL)
		return false;
	db_bind_int(insert, 1, issue);
	db_bind_blob(insert, 2, archive);
	return db_run(insert, problems);
}

bool vault_machine_pack(struct db *db, uint32_t issue, struct arena *arena, struct slice *archive,
			struct problems *problems)
{
	struct db_statement *select =
		db_statement(db, "SELECT archive FROM packs WHERE issue = ?", problems);
	*archive = bytes_of(NULL, 0);
	if (select == NULL)
		return false;
	db_bind_int(select, 1, issue);
	enum db_step step = db_step(select, problems);
	bool fine = step == DB_DONE;
	if (step == DB_ROW) {
		struct slice bytes = db_bytes(select, 0);
		char *copy = arena_text(arena, bytes);
		fine = copy != NULL;
		*archive = bytes_of(copy, fine ? bytes.size : 0);
		if (!fine)
			problem_error_at(problems, NULL, NULL, "Not enough memory for the study.");
	}
	db_reset(select);
	return fine;
}

bool vault_machine_has_pack(struct db *db, uint32_t issue, bool *there, struct problems *problems)
{
	struct db_statement *select =
		db_statement(db, "SELECT issue FROM packs WHERE issue = ?", problems);
	if (select == NULL)
		return false;
	db_bind_int(select, 1, issue);
	enum db_step step = db_step(select, problems);
	*there = step == DB_ROW;
	db_reset(select);
	return step != DB_FAILED;
}
