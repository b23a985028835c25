#include "export/formats/digest.h"
#include "export/sayso/dataset/record_store.h"

struct key_text {
	char machine[33], id[33], digest[65];
};

static struct key_text key_text(const struct record_key *key)
{
	struct key_text text;
	hex_write(key->machine, sizeof key->machine, text.machine);
	hex_write(key->id, sizeof key->id, text.id);
	hex_write(key->digest, sizeof key->digest, text.digest);
	return text;
}

bool record_is_known(struct dataset *dataset, int64_t batch, const struct record_key *key,
		     bool *known, bool *other, struct problems *problems)
{
	const struct key_text text = key_text(key);
	enum db_step step;
	struct db_statement *statement = db_statement(dataset_db(dataset),
						      "SELECT sha256 FROM records WHERE machine = "
						      "(SELECT machine FROM batches WHERE id = ?)"
						      " AND record = ?",
						      problems);
	if (statement == NULL)
		return false;
	*known = *other = false;
	db_bind_int(statement, 1, batch);
	db_bind_text(statement, 2, slice_of(text.id));
	while ((step = db_step(statement, problems)) == DB_ROW) {
		if (slice_is(db_bytes(statement, 0), text.digest))
			*known = true;
		else
			*other = true;
	}
	return step == DB_DONE;
}

static size_t answered(const struct record *record)
{
	size_t count = 0;
	for (size_t i = 0; i < record->answer_count; i++)
		count += record->answers[i].status == ANSWER_GIVEN;
	return count;
}

static bool row_insert(struct dataset *dataset, const struct record_storing *storing,
		       const struct key_text *text, struct problems *problems)
{
	const struct record *record = storing->record;
	char day[11];
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO records (machine, record, sha256, batch, pack, school, class, wave, "
		"code,"
		" state, day, language, text_size, input, seed, rehearsal, answered, is_primary)"
		" VALUES ((SELECT machine FROM batches WHERE id = ?3),"
		" ?1, ?2, ?3, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
		problems);
	if (statement == NULL)
		return false;
	day_write(record->day, day);
	db_bind_text(statement, 1, slice_of(text->id));
	db_bind_text(statement, 2, slice_of(text->digest));
	db_bind_int(statement, 3, storing->batch);
	db_bind_int(statement, 4, storing->match->pack->id);
	db_bind_text(statement, 5, record->school);
	db_bind_text(statement, 6, record->class_name);
	db_bind_text(statement, 7, record->wave);
	db_bind_text(statement, 8, slice_of(record->code.text));
	db_bind_text(statement, 9, slice_of(sitting_state_name(record->state)));
	db_bind_text(statement, 10, slice_of(day));
	db_bind_text(statement, 11, record->language);
	db_bind_int(statement, 12, record->text_size);
	db_bind_text(statement, 13, slice_of(input_way_name(record->input)));
	db_bind_int(statement, 14, record->seed);
	db_bind_int(statement, 15, record->rehearsal);
	db_bind_int(statement, 16, (int64_t)answered(record));
	return db_run(statement, problems);
}

static bool original_insert(struct dataset *dataset, int64_t row, struct slice sealed,
			    struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "INSERT INTO originals (record, sealed) VALUES (?, ?)", problems);
	if (statement == NULL)
		return false;
	db_bind_int(statement, 1, row);
	db_bind_blob(statement, 2, sealed);
	return db_run(statement, problems);
}

/* Where the items of one form stand in the table, by their place in it; 0: nowhere yet. */
struct item_rows {
	int64_t at[FORM_ITEMS_MOST];
};

static bool items_find(struct dataset *dataset, const char *digest, struct item_rows *rows,
		       struct problems *problems)
{
	enum db_step step;
	struct db_statement *statement = db_statement(
		dataset_db(dataset), "SELECT place, id FROM items WHERE form_sha256 = ?", problems);
	*rows = (struct item_rows){.at = {0}};
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(digest));
	while ((step = db_step(statement, problems)) == DB_ROW) {
		int64_t place = db_int(statement, 0);
		if (place >= 0 && place < FORM_ITEMS_MOST)
			rows->at[place] = db_int(statement, 1);
	}
	return step == DB_DONE;
}

static bool item_insert(struct dataset *dataset, const char *digest, const struct form *form,
			size_t item, struct problems *problems)
{
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"INSERT INTO items (form_sha256, form, item, place) VALUES (?, ?, ?, ?)", problems);
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(digest));
	db_bind_text(statement, 2, slice_of(form->id));
	db_bind_text(statement, 3, slice_of(form->items[item].name));
	db_bind_int(statement, 4, (int64_t)item);
	return db_run(statement, problems);
}

/* All of a form's are inserted at once, so that their rows have its order. */
static bool items_take(struct dataset *dataset, const struct form *form, struct item_rows *rows,
		       struct problems *problems)
{
	char digest[65];
	hex_write(form->digest, sizeof form->digest, digest);
	if (!items_find(dataset, digest, rows, problems))
		return false;
	for (size_t i = 0; i < form->item_count; i++) {
		if (rows->at[i] != 0 || !item_is_asked(&form->items[i]))
			continue;
		if (!item_insert(dataset, digest, form, i, problems))
			return false;
		rows->at[i] = db_last_row(dataset_db(dataset));
	}
	return true;
}

static bool answer_insert(struct dataset *dataset, int64_t row, int64_t item,
			  const struct record_answer *answer, struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "INSERT INTO answers (record, item, missing, value, ms, visits)"
			     " VALUES (?, ?, ?, ?, ?, ?)",
			     problems);
	if (statement == NULL)
		return false;
	db_bind_int(statement, 1, row);
	db_bind_int(statement, 2, item);
	if (answer->status == ANSWER_GIVEN)
		db_bind_text(statement, 4, answer->value);
	else
		db_bind_text(statement, 3, slice_of(answer_status_name(answer->status)));
	db_bind_int(statement, 5, answer->milliseconds);
	db_bind_int(statement, 6, answer->visits);
	return db_run(statement, problems);
}

static bool answers_insert(struct dataset *dataset, int64_t row, const struct record *record,
			   const struct wave *wave, struct problems *problems)
{
	struct item_rows rows[WAVE_FORMS_MOST];
	size_t form, item;
	for (form = 0; form < wave->form_count; form++)
		if (!items_take(dataset, wave->forms[form], &rows[form], problems))
			return false;
	for (size_t i = 0; i < record->answer_count; i++) {
		const struct record_answer *answer = &record->answers[i];
		if (!wave_find_item(wave, answer->name, &form, &item) ||
		    !answer_insert(dataset, row, rows[form].at[item], answer, problems))
			return false;
	}
	return true;
}

/* One statement, so that no record of a code and wave is ever left without a primary one. */
static bool primary_choose(struct dataset *dataset, const struct record *record,
			   struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "WITH rivals AS (SELECT *, state IN ('deleted', 'withdrawn') AS gone"
			     "  FROM records WHERE code = ?1 AND wave = ?2 AND rehearsal = ?3),"
			     " best AS (SELECT id FROM rivals r ORDER BY"
			     "  NOT gone AND EXISTS"
			     "   (SELECT 1 FROM rivals d WHERE d.gone AND d.school = r.school),"
			     "  gone, state = 'complete' DESC, answered DESC, record, sha256, id"
			     "  LIMIT 1)"
			     " UPDATE records SET is_primary = (id = (SELECT id FROM best))"
			     " WHERE code = ?1 AND wave = ?2 AND rehearsal = ?3",
			     problems);
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(record->code.text));
	db_bind_text(statement, 2, record->wave);
	db_bind_int(statement, 3, record->rehearsal);
	return db_run(statement, problems);
}

static bool aside_clear(struct dataset *dataset, const struct key_text *text,
			struct problems *problems)
{
	struct db_statement *statement = db_statement(
		dataset_db(dataset),
		"DELETE FROM aside WHERE machine = ? AND record = ? AND sha256 = ?", problems);
	if (statement == NULL)
		return false;
	db_bind_text(statement, 1, slice_of(text->machine));
	db_bind_text(statement, 2, slice_of(text->id));
	db_bind_text(statement, 3, slice_of(text->digest));
	return db_run(statement, problems);
}

bool record_store(struct dataset *dataset, const struct record_storing *storing,
		  struct problems *problems)
{
	const struct key_text text = key_text(storing->key);
	if (!row_insert(dataset, storing, &text, problems))
		return false;
	int64_t row = db_last_row(dataset_db(dataset));
	return original_insert(dataset, row, storing->sealed, problems) &&
	       answers_insert(dataset, row, storing->record, storing->match->wave, problems) &&
	       primary_choose(dataset, storing->record, problems) &&
	       aside_clear(dataset, &text, problems);
}
