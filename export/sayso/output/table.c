#include "export/sayso/output/table.h"
#include "export/sayso/output/table_parts.h"

#define TABLE_ARENA_MOST (16u << 20)
#define RESPONSES_PLAIN 9 /* columns before the technical ones */

static const struct column responses_columns[] = {
	{"response", "Response: random id of the record"},
	{"study", "Study"},
	{"school", "School"},
	{"class", "Class"},
	{"wave", "Wave"},
	{"code", "Respondent code: the same pupil in every wave"},
	{"state", "How it ended: complete, stopped, partial, declined, deleted or withdrawn"},
	{"language", "Language of the questions"},
	{"items_answered", "Number of items answered"},
	{"machine", "Number of the machine"},
	{"day", "Day that the teacher confirmed"},
	{"text_size", "Text size, 1 to 4"},
	{"input", "Way of input: none, pointer, keys or both"},
	{"seed", "Seed of what was randomised"},
};
static const struct column answers_columns[] = {
	{"response", "Response: random id of the record"},
	{"form", "Questionnaire"},
	{"item", "Item"},
	{"status", "answered, refused, dont_know, skipped, not_asked or not_reached"},
	{"value", "The answer as the questionnaire names it; empty unless answered"},
	{"label", "The words of the option that was chosen"},
	{"ms", "Milliseconds on the page, in all visits"},
	{"visits", "Visits of the page"},
	{"form_digest", "First 8 digits of the SHA-256 of the questionnaire"},
};

static enum table_step step_of(enum response_step step)
{
	return step == RESPONSE_READ    ? TABLE_ROW
	       : step == RESPONSES_DONE ? TABLE_DONE
					: TABLE_FAILED;
}

static enum table_step responses_row(struct table *table, struct cell *cells,
				     struct problems *problems)
{
	const struct response *response = &table->response;
	enum table_step step =
		step_of(responses_next(&table->responses, &table->response, problems));
	if (step != TABLE_ROW)
		return step;
	const struct cell row[countof(responses_columns)] = {
		cell_text(response->id),          cell_text(slice_of(table->study->id)),
		cell_text(response->school),      cell_text(response->class_name),
		cell_text(response->wave),        cell_text(response->code),
		cell_text(response->state),       cell_text(response->language),
		cell_integer(response->answered), cell_integer(response->machine),
		cell_text(response->day),         cell_integer(response->text_size),
		cell_text(response->input),       cell_integer(response->seed),
	};
	memcpy(cells, row, table->column_count * sizeof *row);
	return TABLE_ROW;
}

static struct cell option_words(const struct response_answer *answer)
{
	size_t option = answer->item->option_count == 0 || answer->value.size == 0
				? SIZE_MAX
				: item_option_index(answer->item, answer->value);
	return cell_words(option == SIZE_MAX ? NULL : answer->item->options[option].label);
}

static enum table_step answers_row(struct table *table, struct cell *cells,
				   struct problems *problems)
{
	struct response_answer answer;
	enum response_step step = RESPONSES_DONE;
	while (step == RESPONSES_DONE) {
		if (!table->in_answers) {
			enum response_step next =
				responses_next(&table->responses, &table->response, problems);
			if (next != RESPONSE_READ)
				return step_of(next);
			if (!response_answers_begin(&table->responses, &table->response, problems))
				return TABLE_FAILED;
		}
		step = response_answers_next(&table->responses, &answer, problems);
		table->in_answers = step == RESPONSE_READ;
	}
	if (step != RESPONSE_READ)
		return TABLE_FAILED;
	cells[0] = cell_text(table->response.id);
	cells[1] = cell_text(slice_of(answer.form->id));
	cells[2] = cell_text(slice_of(answer.item->name));
	cells[3] = cell_text(answer.status);
	cells[4] = cell_text(answer.value);
	cells[5] = option_words(&answer);
	cells[6] = cell_integer(answer.milliseconds);
	cells[7] = cell_integer(answer.visits);
	digest_short(answer.form, table->digest);
	cells[8] = cell_text(slice_of(table->digest));
	return TABLE_ROW;
}

static bool rows_open(struct table *table, struct problems *problems)
{
	table->has_responses = true;
	return responses_open(&table->responses, table->dataset, table->study,
			      table->options.rehearsal, problems);
}

static bool kind_open(struct table *table, struct problems *problems)
{
	switch (table->kind) {
	case TABLE_RESPONSES:
		table->columns = responses_columns;
		table->column_count =
			table->options.technical ? countof(responses_columns) : RESPONSES_PLAIN;
		return rows_open(table, problems);
	case TABLE_ANSWERS:
		table->columns = answers_columns;
		table->column_count = countof(answers_columns);
		return rows_open(table, problems);
	case TABLE_SCORES:
		table->columns = scores_columns(&table->column_count);
		return rows_open(table, problems) && scores_open(table, problems);
	case TABLE_CODEBOOK:
		table->columns = codebook_columns(&table->column_count);
		return codebook_open(table, problems);
	}
	return false;
}

struct table *table_open(enum table_kind kind, struct dataset *dataset,
			 const struct known_study *study, const struct table_options *options,
			 struct problems *problems)
{
	struct table *table = calloc(1, sizeof *table);
	if (table == NULL) {
		problem_error_at(problems, NULL, NULL, "there is not enough memory");
		return NULL;
	}
	table->kind = kind;
	table->options = *options;
	table->dataset = dataset;
	table->study = study;
	arena_init(&table->arena, TABLE_ARENA_MOST);
	if (kind_open(table, problems))
		return table;
	table_close(table);
	return NULL;
}

void table_close(struct table *table)
{
	if (table == NULL)
		return;
	if (table->has_responses)
		responses_close(&table->responses);
	if (table->kind == TABLE_CODEBOOK)
		codebook_close(table);
	arena_release(&table->arena);
	free(table);
}

const struct column *table_columns(const struct table *table, size_t *count)
{
	*count = table->column_count;
	return table->columns;
}

enum table_step table_next(struct table *table, struct cell *cells, struct problems *problems)
{
	switch (table->kind) {
	case TABLE_RESPONSES:
		return responses_row(table, cells, problems);
	case TABLE_ANSWERS:
		return answers_row(table, cells, problems);
	case TABLE_SCORES:
		return scores_next(table, cells, problems);
	case TABLE_CODEBOOK:
		return codebook_next(table, cells, problems);
	}
	return TABLE_FAILED;
}
