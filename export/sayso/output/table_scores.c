#include "export/sayso/output/table_parts.h"

static const struct column columns[] = {
	{"response", "Response: random id of the record"},
	{"form", "Questionnaire"},
	{"scale", "Scale"},
	{"score", "Score; empty where it is missing"},
	{"n_items", "Items of the scale"},
	{"n_answered", "Items of the scale that were answered"},
	{"prorated", "1: missing items were given the person's own mean"},
	{"rule", "Who made the rule for missing items: official, author or project"},
	{"missing", "Why there is no score: too_many_missing or outside_range"},
	{"form_digest", "First 8 digits of the SHA-256 of the questionnaire"},
};

const struct column *scores_columns(size_t *count)
{
	*count = countof(columns);
	return columns;
}

bool scores_open(struct table *table, struct problems *problems)
{
	table->scores.values =
		arena_take(&table->arena, WAVE_ITEMS_MOST, sizeof *table->scores.values);
	if (table->scores.values != NULL)
		return true;
	problem_error_at(problems, NULL, NULL, "there is not enough memory");
	return false;
}

/* Where an item's value stands in `values`; SIZE_MAX: in no form of the wave. */
static size_t value_place(const struct wave *wave, const struct response_answer *answer)
{
	size_t place = 0;
	for (size_t i = 0; i < wave->form_count; i++) {
		if (strcmp(wave->forms[i]->id, answer->form->id) == 0)
			return place + (size_t)(answer->item - answer->form->items);
		place += wave->forms[i]->item_count;
	}
	return SIZE_MAX;
}

static enum response_step values_read(struct table *table, const struct wave *wave, bool *any,
				      struct problems *problems)
{
	struct response_answer answer;
	enum response_step step;
	int64_t value;
	*any = false;
	for (size_t i = 0; i < WAVE_ITEMS_MOST; i++)
		table->scores.values[i] = SCORE_ITEM_MISSING;
	if (!response_answers_begin(&table->responses, &table->response, problems))
		return RESPONSES_FAILED;
	while ((step = response_answers_next(&table->responses, &answer, problems)) ==
	       RESPONSE_READ) {
		size_t place = value_place(wave, &answer);
		*any = true;
		if (place < WAVE_ITEMS_MOST &&
		    number_read(answer.value, INT32_MIN + 1, INT32_MAX, &value) == NUMBER_FINE)
			table->scores.values[place] = (int32_t)value;
	}
	return step;
}

/* The next response that holds answers. */
static enum table_step response_take(struct table *table, struct problems *problems)
{
	for (;;) {
		bool any;
		enum response_step step =
			responses_next(&table->responses, &table->response, problems);
		if (step != RESPONSE_READ)
			return step == RESPONSES_DONE ? TABLE_DONE : TABLE_FAILED;
		const struct known_pack *pack = table->response.pack;
		const struct wave *wave = pack == NULL || pack->study == NULL
						  ? NULL
						  : study_wave(pack->study, table->response.wave);
		if (wave == NULL) {
			problem_error_at(problems, NULL,
					 "Collect a batch of its school again: it brings them.",
					 "the questionnaires of a response cannot be read here");
			return TABLE_FAILED;
		}
		if (values_read(table, wave, &any, problems) == RESPONSES_FAILED)
			return TABLE_FAILED;
		if (any) {
			table->scores.wave = wave;
			table->scores.form = table->scores.scale = table->scores.values_at = 0;
			return TABLE_ROW;
		}
	}
}

/* The scale at hand, and on to the next; NULL: the response has no more. */
static const struct scale *scale_next(struct scores_at *at)
{
	for (; at->form < at->wave->form_count; at->form++) {
		const struct scales *scales = at->wave->scales[at->form];
		if (scales != NULL && at->scale < scales->count)
			return &scales->list[at->scale++];
		at->values_at += at->wave->forms[at->form]->item_count;
		at->scale = 0;
	}
	return NULL;
}

static const char *rule_name(enum scale_rule rule)
{
	return rule == RULE_OFFICIAL ? "official" : rule == RULE_AUTHOR ? "author" : "project";
}

enum table_step scores_next(struct table *table, struct cell *cells, struct problems *problems)
{
	struct scores_at *at = &table->scores;
	const struct scale *scale = NULL;
	while (scale == NULL) {
		if (at->wave == NULL) {
			enum table_step step = response_take(table, problems);
			if (step != TABLE_ROW)
				return step;
		}
		scale = scale_next(at);
		if (scale == NULL)
			at->wave = NULL;
	}
	const struct score score = score_scale(scale, at->values + at->values_at);
	digest_short(at->wave->forms[at->form], at->digest);
	cells[0] = cell_text(table->response.id);
	cells[1] = cell_text(slice_of(at->wave->forms[at->form]->id));
	cells[2] = cell_text(slice_of(scale->name));
	cells[3] = score.missing ? cell_words(NULL) : cell_real(score.value);
	cells[4] = cell_integer((int64_t)scale->item_count);
	cells[5] = cell_integer((int64_t)score.answered);
	cells[6] = cell_integer(score.prorated);
	cells[7] = cell_text(slice_of(rule_name(scale->rule)));
	cells[8] = cell_text(slice_of(!score.missing  ? ""
				      : score.outside ? "outside_range"
						      : "too_many_missing"));
	cells[9] = cell_text(slice_of(at->digest));
	return TABLE_ROW;
}
