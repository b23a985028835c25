#include "export/formats/digest.h"
#include "export/sayso/dataset/response_read.h"

#define STUDY_ARENA_MOST (1u << 30)

static const struct form *form_of_digest(const struct known_packs *packs, struct slice digest)
{
	char hex[65];
	for (size_t i = 0; i < packs->count; i++) {
		const struct study *study = packs->list[i].study;
		for (size_t j = 0; study != NULL && j < study->form_count; j++) {
			hex_write(study->forms[j]->digest, 32, hex);
			if (slice_is(digest, hex))
				return study->forms[j];
		}
	}
	return NULL;
}

static bool items_count(struct dataset *dataset, size_t *count, struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset), "SELECT coalesce(max(id), 0) + 1 FROM items",
			     problems);
	if (statement == NULL || db_step(statement, problems) != DB_ROW)
		return false;
	*count = (size_t)db_int(statement, 0);
	db_reset(statement);
	return true;
}

static bool items_load(struct dataset *dataset, struct known_study *study,
		       struct problems *problems)
{
	enum db_step step;
	if (!items_count(dataset, &study->item_rows, problems))
		return false;
	study->items = arena_take(&study->arena, study->item_rows, sizeof *study->items);
	if (study->items == NULL) {
		problem_error_at(problems, NULL, NULL,
				 "there is not enough memory for the study's items");
		return false;
	}
	struct db_statement *statement =
		db_statement(dataset_db(dataset), "SELECT id, form_sha256, item FROM items",
			     problems);
	if (statement == NULL)
		return false;
	while ((step = db_step(statement, problems)) == DB_ROW) {
		size_t row = (size_t)db_int(statement, 0);
		if (row >= study->item_rows)
			continue; /* none of ours: theirs count from 1 */
		struct known_item *item = &study->items[row];
		item->form = form_of_digest(&study->packs, db_bytes(statement, 1));
		item->index = item->form == NULL
				      ? SIZE_MAX
				      : form_item_index(item->form, db_bytes(statement, 2));
		if (item->index == SIZE_MAX)
			item->form = NULL;
	}
	return step == DB_DONE;
}

bool known_study_load(struct dataset *dataset, struct known_study *study, struct problems *problems)
{
	memset(study, 0, sizeof *study);
	arena_init(&study->arena, STUDY_ARENA_MOST);
	study->id = dataset_study(dataset, &study->arena, problems);
	if (study->id != NULL &&
	    dataset_packs(dataset, NULL, &study->arena, &study->packs, problems) &&
	    items_load(dataset, study, problems))
		return true;
	known_study_release(study);
	return false;
}

void known_study_release(struct known_study *study)
{
	arena_release(&study->arena);
	study->packs = (struct known_packs){NULL, 0};
	study->items = NULL;
}

bool responses_open(struct responses *responses, struct dataset *dataset,
		    const struct known_study *study, bool rehearsal, struct problems *problems)
{
	*responses = (struct responses){.dataset = dataset, .study = study, .rehearsal = rehearsal};
	responses->rows =
		db_statement(dataset_db(dataset),
			     "SELECT r.id, r.record, r.school, r.class, r.wave, r.code, r.state, "
			     "r.language, r.answered, r.day,"
			     " r.input, r.text_size, r.seed, m.number, r.pack FROM records r JOIN "
			     "machines m ON m.id = r.machine"
			     " WHERE r.is_primary AND r.rehearsal = ? ORDER BY r.record, r.id",
			     problems);
	if (responses->rows == NULL)
		return false;
	db_bind_int(responses->rows, 1, rehearsal);
	return true;
}

/* A machine may give a record the id of another's: rows of one id stand together, so the second is
 * told apart, or its answers would be joined to the first. */
static struct slice id_alone(struct responses *responses, struct slice id)
{
	char text[RESPONSE_ID_MOST];
	snprintf(text, sizeof text, "%.*s", (int)(id.size < 32 ? id.size : 32), id.bytes);
	responses->same = strcmp(text, responses->record) == 0 ? responses->same + 1 : 1;
	memcpy(responses->record, text, sizeof text);
	if (responses->same > 1)
		snprintf(text, sizeof text, "%.32s-%u", responses->record, responses->same);
	memcpy(responses->id, text, sizeof text);
	return slice_of(responses->id);
}

enum response_step responses_next(struct responses *responses, struct response *response,
				  struct problems *problems)
{
	struct db_statement *rows = responses->rows;
	enum db_step step = db_step(rows, problems);
	if (step != DB_ROW)
		return step == DB_DONE ? RESPONSES_DONE : RESPONSES_FAILED;
	*response = (struct response){
		.row = db_int(rows, 0),
		.id = id_alone(responses, db_bytes(rows, 1)),
		.school = db_bytes(rows, 2),
		.class_name = db_bytes(rows, 3),
		.wave = db_bytes(rows, 4),
		.code = db_bytes(rows, 5),
		.state = db_bytes(rows, 6),
		.language = db_bytes(rows, 7),
		.answered = db_int(rows, 8),
		.day = db_bytes(rows, 9),
		.input = db_bytes(rows, 10),
		.text_size = db_int(rows, 11),
		.seed = db_int(rows, 12),
		.machine = db_int(rows, 13),
		.pack = known_pack(&responses->study->packs, db_int(rows, 14)),
	};
	return RESPONSE_READ;
}

void responses_close(struct responses *responses)
{
	if (responses->rows != NULL)
		db_reset(responses->rows);
	if (responses->answers != NULL)
		db_reset(responses->answers);
}

bool response_answers_begin(struct responses *responses, const struct response *response,
			    struct problems *problems)
{
	responses->answers =
		db_statement(dataset_db(responses->dataset),
			     "SELECT item, coalesce(missing, 'answered'), coalesce(value, ''), ms,"
			     " visits FROM answers WHERE record = ? ORDER BY item",
			     problems);
	if (responses->answers == NULL)
		return false;
	db_bind_int(responses->answers, 1, response->row);
	return true;
}

enum response_step response_answers_next(struct responses *responses,
					 struct response_answer *answer, struct problems *problems)
{
	struct db_statement *row = responses->answers;
	enum db_step step = db_step(row, problems);
	if (step != DB_ROW)
		return step == DB_DONE ? RESPONSES_DONE : RESPONSES_FAILED;
	size_t item = (size_t)db_int(row, 0);
	const struct known_item *known =
		item < responses->study->item_rows ? &responses->study->items[item] : NULL;
	if (known == NULL || known->form == NULL) {
		problem_error_at(
			problems, NULL,
			"Collect a batch of its school again: it brings the questionnaire.",
			"an answer is of an item whose questionnaire cannot be read here");
		return RESPONSES_FAILED;
	}
	*answer = (struct response_answer){
		.form = known->form,
		.item = &known->form->items[known->index],
		.status = db_bytes(row, 1),
		.value = db_bytes(row, 2),
		.milliseconds = db_int(row, 3),
		.visits = db_int(row, 4),
	};
	return RESPONSE_READ;
}
