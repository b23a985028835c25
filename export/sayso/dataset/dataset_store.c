#include "export/formats/digest.h"
#include "export/sayso/dataset/dataset_store.h"

static void bind_hex(struct db_statement *statement, int at, const uint8_t *bytes, size_t size,
		     char *hex)
{
	hex_write(bytes, size, hex);
	db_bind_text(statement, at, slice_of(hex));
}

/* The one row's one number. *found false: no row. */
static bool number_of(struct db_statement *statement, int64_t *number, bool *found,
		      struct problems *problems)
{
	enum db_step step = db_step(statement, problems);
	*found = step == DB_ROW;
	if (*found) {
		*number = db_int(statement, 0);
		db_reset(statement);
	}
	return step != DB_FAILED;
}

bool dataset_claim_study(struct dataset *dataset, const char *study, bool *same,
			 struct problems *problems)
{
	int64_t number;
	struct db *db = dataset_db(dataset);
	struct db_statement *insert = db_statement(
		db, "INSERT INTO study (only_one, id) VALUES (1, ?) ON CONFLICT DO NOTHING",
		problems);
	if (insert == NULL)
		return false;
	db_bind_text(insert, 1, slice_of(study));
	if (!db_run(insert, problems))
		return false;
	struct db_statement *select =
		db_statement(db, "SELECT 1 FROM study WHERE id = ?", problems);
	if (select == NULL)
		return false;
	db_bind_text(select, 1, slice_of(study));
	return number_of(select, &number, same, problems);
}

bool dataset_store_file(struct dataset *dataset, const uint8_t digest[32], struct slice bytes,
			struct problems *problems)
{
	char hex[65];
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO files (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", problems);
	if (statement == NULL)
		return false;
	bind_hex(statement, 1, digest, SHA256_SIZE, hex);
	db_bind_blob(statement, 2, bytes);
	return db_run(statement, problems);
}

bool dataset_store_pack(struct dataset *dataset, const char *school, uint32_t issue,
			struct slice sums, struct slice signature, struct problems *problems)
{
	uint8_t digest[SHA256_SIZE];
	char hex[65];
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO packs (sha256, school, issue, sums, signature) VALUES (?, ?, ?, ?, ?)"
		" ON CONFLICT DO NOTHING",
		problems);
	if (statement == NULL)
		return false;
	sha256(sums, digest);
	bind_hex(statement, 1, digest, sizeof digest, hex);
	db_bind_text(statement, 2, slice_of(school));
	db_bind_int(statement, 3, issue);
	db_bind_blob(statement, 4, sums);
	db_bind_blob(statement, 5, signature);
	return db_run(statement, problems);
}

static bool machine_row(struct dataset *dataset, const struct envelope_label *label, int64_t *row,
			struct problems *problems)
{
	char hex[33];
	bool found;
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "SELECT id FROM machines WHERE machine = ? AND school = ?", problems);
	if (statement == NULL)
		return false;
	bind_hex(statement, 1, label->machine, sizeof label->machine, hex);
	db_bind_text(statement, 2, slice_of(label->school));
	*row = 0;
	return number_of(statement, row, &found, problems);
}

static bool machine_store(struct dataset *dataset, const struct envelope_label *label, int64_t *row,
			  struct problems *problems)
{
	char hex[33];
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "INSERT INTO machines (machine, school, number) VALUES (?, ?, ?)"
			     " ON CONFLICT (machine, school)"
			     " DO UPDATE SET number = excluded.number",
			     problems);
	if (statement == NULL)
		return false;
	bind_hex(statement, 1, label->machine, sizeof label->machine, hex);
	db_bind_text(statement, 2, slice_of(label->school));
	db_bind_int(statement, 3, label->number);
	return db_run(statement, problems) && machine_row(dataset, label, row, problems);
}

static bool session_store(struct dataset *dataset, int64_t machine, uint32_t batch,
			  const struct manifest_session *session, struct problems *problems)
{
	char day[11];
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO sessions (machine, class, wave, day, batch, invited, started, done)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET batch = excluded.batch,"
		" invited = excluded.invited, started = excluded.started, done = excluded.done"
		" WHERE excluded.batch > batch",
		problems);
	if (statement == NULL)
		return false;
	day_write(session->day, day);
	db_bind_int(statement, 1, machine);
	db_bind_text(statement, 2, session->class_name);
	db_bind_text(statement, 3, session->wave);
	db_bind_text(statement, 4, slice_of(day));
	db_bind_int(statement, 5, batch);
	db_bind_int(statement, 6, session->invited);
	db_bind_int(statement, 7, session->started);
	db_bind_int(statement, 8, session->done);
	return db_run(statement, problems);
}

static bool batch_find(struct dataset *dataset, const char *digest, int64_t machine, int64_t *id,
		       bool *found, struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "SELECT id FROM batches WHERE sha256 = ? AND machine = ?", problems);
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(digest));
	db_bind_int(statement, 2, machine);
	return number_of(statement, id, found, problems);
}

static bool batch_insert(struct dataset *dataset, const struct batch_told *told, const char *digest,
			 int64_t machine, struct problems *problems)
{
	const struct manifest *manifest = told->manifest;
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO batches (sha256, machine, name, records, number, issue, answering)"
		" VALUES (?, ?, ?, ?, ?, ?, ?)"
		" ON CONFLICT (machine, sha256) DO UPDATE SET"
		" number = excluded.number, issue = excluded.issue, answering = excluded.answering"
		" WHERE excluded.number NOTNULL",
		problems);
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(digest));
	db_bind_int(statement, 2, machine);
	db_bind_text(statement, 3, slice_of(told->name));
	db_bind_int(statement, 4, (int64_t)told->records);
	if (manifest != NULL) {
		db_bind_int(statement, 5, manifest->batch);
		db_bind_int(statement, 6, manifest->issue);
		db_bind_int(statement, 7, manifest->answering);
	}
	return db_run(statement, problems);
}

/* A number is given once, and committed before the batch is written: two contents of one number
 * come from two machines. */
static bool batch_copied(struct dataset *dataset, int64_t machine, const struct batch_told *told,
			 bool *copied, struct problems *problems)
{
	int64_t number;
	*copied = false;
	if (told->manifest == NULL)
		return true;
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"SELECT 1 FROM batches WHERE machine = ? AND number = ? LIMIT 1 OFFSET 1",
		problems);
	if (statement == NULL)
		return false;
	db_bind_int(statement, 1, machine);
	db_bind_int(statement, 2, told->manifest->batch);
	return number_of(statement, &number, copied, problems);
}

bool dataset_store_batch(struct dataset *dataset, const struct batch_told *told, int64_t *id,
			 bool *copied, struct problems *problems)
{
	char digest[65];
	int64_t machine;
	bool found;
	hex_write(told->envelope->sums_digest, SHA256_SIZE, digest);
	if (!machine_store(dataset, &told->envelope->label, &machine, problems) ||
	    !batch_insert(dataset, told, digest, machine, problems) ||
	    !batch_copied(dataset, machine, told, copied, problems))
		return false;
	for (size_t i = 0; told->manifest != NULL && i < told->manifest->session_count; i++)
		if (!session_store(dataset, machine, told->manifest->batch,
				   &told->manifest->sessions[i], problems))
			return false;
	return batch_find(dataset, digest, machine, id, &found, problems);
}

bool dataset_store_aside(struct dataset *dataset, const struct aside *aside,
			 struct problems *problems)
{
	static const char *const kinds[] = {"batch", "record", "lost"};
	char machine[33] = "", id[33] = "", digest[65];
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO aside (kind, name, machine, record, sha256, reason, sealed)"
		" VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, machine, record, sha256) DO "
		"UPDATE SET"
		" name = excluded.name, reason = excluded.reason",
		problems);
	if (statement == NULL)
		return false;
	if (aside->kind != ASIDE_BATCH) {
		hex_write(aside->key.machine, sizeof aside->key.machine, machine);
		hex_write(aside->key.id, sizeof aside->key.id, id);
	}
	db_bind_text(statement, 1, slice_of(kinds[aside->kind]));
	db_bind_text(statement, 2, slice_of(aside->name));
	db_bind_text(statement, 3, slice_of(machine));
	db_bind_text(statement, 4, slice_of(id));
	bind_hex(statement, 5, aside->key.digest, SHA256_SIZE, digest);
	db_bind_text(statement, 6, slice_of(aside->reason));
	if (aside->sealed.size != 0)
		db_bind_blob(statement, 7, aside->sealed);
	return db_run(statement, problems);
}

static bool has_aside_batch(struct dataset *dataset, bool *has, struct problems *problems)
{
	int64_t number;
	struct db_statement *statement = db_statement(
		dataset_db(dataset), "SELECT 1 FROM aside WHERE kind = 'batch' LIMIT 1", problems);
	*has = false;
	return statement != NULL && number_of(statement, &number, has, problems);
}

/* As batch_file_name has it, up to the batch's number: what stands before is one batch's alone. */
#define OWN_NAME                                                                               \
	"SELECT printf('sayso-%s-%.8s-M%d-', m.school, b.sha256, m.number) own FROM batches b" \
	" JOIN machines m ON m.id = b.machine"

bool dataset_has_batch(struct dataset *dataset, const char *name, bool *has,
		       struct problems *problems)
{
	int64_t number;
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "SELECT 1 FROM (" OWN_NAME " WHERE instr(?1, substr(b.sha256, 1, 8)))"
			     " WHERE instr(?1, own) LIMIT 1",
			     problems);
	*has = false;
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(name));
	return number_of(statement, &number, has, problems);
}

bool dataset_clear_aside(struct dataset *dataset, int64_t batch, struct slice archive,
			 struct problems *problems)
{
	uint8_t digest[SHA256_SIZE];
	char hex[65];
	bool has;
	if (!has_aside_batch(dataset, &has, problems))
		return false;
	if (!has)
		return true; /* the archive need not be hashed */
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"DELETE FROM aside WHERE kind = 'batch' AND (sha256 = ? OR instr(name, (" OWN_NAME
		" WHERE b.id = ?)))",
		problems);
	if (statement == NULL)
		return false;
	sha256(archive, digest);
	bind_hex(statement, 1, digest, sizeof digest, hex);
	db_bind_int(statement, 2, batch);
	return db_run(statement, problems);
}
