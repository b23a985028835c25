#include "export/sayso/dataset/record_check.h"

static bool refuse(struct problems *problems, const char *text)
{
	problem_error_at(problems, NULL, NULL, "%s", text);
	return false;
}

bool record_check_label(const struct record *record, const struct envelope_label *label,
			const uint8_t id[16], struct problems *problems)
{
	if (memcmp(record->id, id, sizeof record->id) != 0)
		return refuse(problems, "it is not the record that its name says");
	if (!slice_is(record->study, label->study))
		return refuse(problems, "it is of another study than its batch");
	if (!slice_is(record->school, label->school))
		return refuse(problems, "it is of another school than its batch");
	if (memcmp(record->machine, label->machine, sizeof record->machine) != 0)
		return refuse(problems, "it is of another machine than its batch");
	return true;
}

static bool forms_are(const struct record *record, const struct wave *wave)
{
	if (record->form_count != wave->form_count)
		return false;
	for (size_t i = 0; i < wave->form_count; i++) {
		bool found = false;
		for (size_t j = 0; j < record->form_count && !found; j++)
			found = slice_is(record->forms[j].name, wave->forms[i]->id) &&
				memcmp(record->forms[j].digest, wave->forms[i]->digest, 32) == 0;
		if (!found)
			return false;
	}
	return true;
}

/* Where no pack fits: what exactly is missing, for the researcher will ask. */
static bool forms_explain(const struct record *record, const struct known_packs *packs,
			  struct problems *problems)
{
	for (size_t i = 0; i < packs->count; i++)
		if (packs->list[i].study != NULL &&
		    study_wave(packs->list[i].study, record->wave) != NULL)
			return refuse(problems,
				      "its questionnaires are not those that a study pack signed "
				      "with these keys has for its wave");
	for (size_t i = 0; i < packs->count; i++)
		if (packs->list[i].study != NULL)
			return refuse(problems,
				      "its wave is in no study pack signed with these keys");
	return refuse(problems, "no study pack signed with these keys is there to read it by");
}

bool wave_find_item(const struct wave *wave, struct slice name, size_t *form, size_t *item)
{
	const char *dot = name.size == 0 ? NULL : memchr(name.bytes, '.', name.size);
	if (dot == NULL)
		return false;
	struct slice id = {name.bytes, (size_t)(dot - name.bytes)};
	for (*form = 0; *form < wave->form_count; ++*form)
		if (slice_is(id, wave->forms[*form]->id)) {
			*item = form_item_index(wave->forms[*form], slice_from(name, id.size + 1));
			return *item != SIZE_MAX &&
			       item_is_asked(&wave->forms[*form]->items[*item]);
		}
	return false;
}

static bool value_fits(const struct item *item, struct slice value)
{
	int64_t number;
	if (item->kind == ITEM_INTEGER)
		return number_read(value, INTEGER_LEAST, INTEGER_MOST, &number) == NUMBER_FINE;
	return item_option_index(item, value) != SIZE_MAX;
}

static bool answers_fit(const struct record *record, const struct wave *wave,
			struct problems *problems)
{
	size_t asked = 0, form, item;
	for (size_t i = 0; i < record->answer_count; i++) {
		const struct record_answer *answer = &record->answers[i];
		if (!wave_find_item(wave, answer->name, &form, &item))
			return refuse(problems,
				      "it answers an item that its questionnaires do not have");
		if (answer->status != ANSWER_GIVEN ||
		    value_fits(&wave->forms[form]->items[item], answer->value))
			continue;
		problem_error_at(problems, NULL, NULL,
				 "its answer to %s.%s is none that the item has",
				 wave->forms[form]->id, wave->forms[form]->items[item].name);
		return false;
	}
	for (form = 0; form < wave->form_count; form++)
		for (item = 0; item < wave->forms[form]->item_count; item++)
			asked += item_is_asked(&wave->forms[form]->items[item]);
	/* No item stands twice, for no key does: as many as asked are all of them. */
	if (sitting_state_has_answers(record->state) && record->answer_count != asked)
		return refuse(problems, "it does not name every item of its questionnaires");
	return true;
}

bool record_check_forms(const struct record *record, const struct known_packs *packs,
			struct record_match *match, struct problems *problems)
{
	for (size_t i = 0; i < packs->count; i++) {
		const struct known_pack *pack = &packs->list[i];
		const struct wave *wave =
			pack->study == NULL ? NULL : study_wave(pack->study, record->wave);
		if (wave != NULL && forms_are(record, wave)) {
			*match = (struct record_match){pack, wave};
			return answers_fit(record, wave, problems);
		}
	}
	return forms_explain(record, packs, problems);
}
