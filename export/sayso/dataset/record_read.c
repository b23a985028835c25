#include "export/formats/digest.h"
#include "export/formats/secret.h"
#include "export/sayso/dataset/json_read.h"
#include "export/sayso/dataset/record_read.h"

static const char *const record_keys[] = {
	"type",	 "format", "id",       "study",	    "school", "machine", "class", "wave",  "code",
	"state", "day",	   "language", "text_size", "input",  "seed",	 "forms", "items",
};
static const char *const value_keys[] = {"value", "ms", "visits"};
static const char *const missing_keys[] = {"missing", "ms", "visits"};
static const char *const missing_names[] = {"refused", "dont_know", "skipped", "not_asked",
					    "not_reached"};
static const enum answer_status missing_statuses[] = {
	ANSWER_REFUSED, ANSWER_DONT_KNOW, ANSWER_SKIPPED, ANSWER_NOT_ASKED, ANSWER_NOT_REACHED};
static const char *const languages[] = {STUDY_LANGUAGE};
static const char *const input_names[] = {"none", "pointer", "keys", "both"};
static const enum sitting_state states[] = {SITTING_PARTIAL,  SITTING_COMPLETE, SITTING_STOPPED,
					    SITTING_DECLINED, SITTING_DELETED,	SITTING_WITHDRAWN};

const char *input_way_name(enum input_way way)
{
	return input_names[way];
}

static void state_read(struct json_fields *fields, struct record *record)
{
	const char *names[countof(states)];
	for (size_t i = 0; i < countof(states); i++)
		names[i] = sitting_state_name(states[i]);
	record->state = states[json_read_name(fields, "state", names, countof(names))];
}

static void code_read(struct json_fields *fields, struct record *record)
{
	struct slice text = json_read_text(fields, "code", CODE_SIZE);
	if (fields->failed)
		return;
	if (!respondent_code_read(text, &record->code) || !slice_is(text, record->code.text))
		json_fail(fields, "has a `code` that is no respondent code");
}

static void id_read(struct json_fields *fields, const char *key, struct slice *id)
{
	*id = json_read_text(fields, key, ID_MOST);
	if (!fields->failed && !study_id_valid(*id))
		json_fail(fields, "has a `%s` that is no id", key);
}

static void class_read(struct json_fields *fields, struct record *record)
{
	record->class_name = json_read_text(fields, "class", CLASS_MOST);
	record->rehearsal = record->class_name.size == 0;
	if (!fields->failed && !record->rehearsal && !class_name_valid(record->class_name))
		json_fail(fields, "has a `class` that is no class");
}

/* A text of its own would come into every table as the machine wrote it. */
static void language_read(struct json_fields *fields, struct record *record)
{
	size_t language = json_read_name(fields, "language", languages, countof(languages));
	record->language = slice_of(languages[language]);
}

static void head_read(struct json_fields *fields, struct record *record)
{
	json_read_hex(fields, "id", record->id, sizeof record->id);
	id_read(fields, "study", &record->study);
	id_read(fields, "school", &record->school);
	json_read_hex(fields, "machine", record->machine, sizeof record->machine);
	class_read(fields, record);
	record->wave = json_read_text(fields, "wave", WAVE_NAME_MOST);
	code_read(fields, record);
	state_read(fields, record);
	record->day = json_read_day(fields, "day");
	language_read(fields, record);
	record->text_size = (uint8_t)json_read_integer(fields, "text_size", 1, 4);
	record->input =
		(enum input_way)json_read_name(fields, "input", input_names, countof(input_names));
	record->seed = (uint32_t)json_read_integer(fields, "seed", 0, UINT32_MAX);
}

struct members {
	struct json_fields *fields;
	struct record *record;
};

static bool form_visit(void *context, struct slice name, const struct json_t *value)
{
	struct members *members = context;
	struct record_form *form = &members->record->forms[members->record->form_count++];
	struct slice digest;
	form->name = name;
	if (!json_text_of(value, &digest) || !hex_read(digest, form->digest, sizeof form->digest))
		json_fail(members->fields, "names a form without its SHA-256");
	return !members->fields->failed;
}

static void value_read(struct json_fields *fields, struct record_answer *answer)
{
	size_t count;
	const struct json_t *list = json_read_array(fields, "value", 1, &count);
	answer->status = ANSWER_GIVEN;
	if (!fields->failed && (count != 1 || !json_text_of(json_at(list, 0), &answer->value)))
		json_fail(fields, "has a `value` that is not one text");
	else if (!fields->failed && answer->value.size > NAME_MOST)
		json_fail(fields, "has a `value` longer than any option");
}

static bool answer_visit(void *context, struct slice name, const struct json_t *value)
{
	struct members *members = context;
	struct record *record = members->record;
	struct record_answer *answer = &record->answers[record->answer_count++];
	struct json_fields fields = {value, "an answer", members->fields->problems, false};
	answer->name = name;
	if (json_has(value, "missing")) {
		json_keys(&fields, missing_keys, countof(missing_keys));
		answer->status = missing_statuses[json_read_name(&fields, "missing", missing_names,
								 countof(missing_names))];
	} else {
		json_keys(&fields, value_keys, countof(value_keys));
		value_read(&fields, answer);
	}
	answer->milliseconds = (uint32_t)json_read_integer(&fields, "ms", 0, 999999);
	answer->visits = (uint8_t)json_read_integer(&fields, "visits", 0, 99);
	members->fields->failed = fields.failed;
	return !fields.failed;
}

static void members_read(struct json_fields *fields, struct record *record)
{
	struct members members = {fields, record};
	size_t forms, items;
	const struct json_t *form_list = json_read_object(fields, "forms", WAVE_FORMS_MOST, &forms);
	const struct json_t *item_list = json_read_object(fields, "items", WAVE_ITEMS_MOST, &items);
	if (fields->failed || !json_each(form_list, form_visit, &members))
		return;
	if (forms == 0)
		json_fail(fields, "names no form");
	else if (items != 0 && !sitting_state_has_answers(record->state))
		json_fail(fields, "holds answers though it says that there are none");
	else if (!json_each(item_list, answer_visit, &members))
		fields->failed = true;
}

/* The padding is nothing to be read character by character. */
static struct slice without_padding(struct slice plain)
{
	while (plain.size > 0 && plain.bytes[plain.size - 1] == ' ')
		plain.size--;
	return plain;
}

bool record_read(struct slice plain, struct record *record, struct problems *problems)
{
	struct json_fields fields = {.what = "the record", .problems = problems};
	memset(record, 0, sizeof *record);
	if (plain.size > RECORD_MOST || plain.size % RECORD_STEP != 0 || plain.size == 0) {
		problem_error_at(problems, NULL, NULL, "its size is not that of a record");
		return false;
	}
	record->json = json_load(without_padding(plain), problems);
	fields.object = record->json;
	if (record->json != NULL && json_is_format_1(record->json, "sayso-record", problems)) {
		json_keys(&fields, record_keys, countof(record_keys));
		head_read(&fields, record);
		members_read(&fields, record);
		if (!fields.failed)
			return true;
	}
	record_release(record);
	return false;
}

void record_release(struct record *record)
{
	json_release(record->json);
	secret_zero(record, sizeof *record);
}
