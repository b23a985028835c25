/* A record's JSON into memory (docs/formats.md, Record). Strict: its type and format, exactly its
 * keys, every value in its range. What it says is only what a machine said: record_check.h holds it
 * against the batch and the forms. */
#ifndef SAYSO_RECORD_READ_H
#define SAYSO_RECORD_READ_H

#include "surveys/sitting/record_write.h"

struct json_t;

struct record_form {
	struct slice name;
	uint8_t digest[32];
};

struct record_answer {
	struct slice name; /* "form.item" */
	enum answer_status status;
	struct slice value; /* ANSWER_GIVEN: the option's name, or the number, as text */
	uint32_t milliseconds;
	uint8_t visits;
};

/* 30 KB, answers in the clear: keep it in guarded memory. Text is the json's. */
struct record {
	struct json_t *json;
	uint8_t id[16], machine[16];
	struct slice study, school, class_name, wave, language;
	bool rehearsal; /* the class is empty: the rehearsal code belongs to none */
	struct respondent_code code;
	enum sitting_state state;
	int32_t day;
	uint8_t text_size;
	enum input_way input;
	uint32_t seed;
	struct record_form forms[WAVE_FORMS_MOST];
	size_t form_count;
	struct record_answer answers[WAVE_ITEMS_MOST];
	size_t answer_count;
};

/* plain: RECORD_MOST bytes at most; may go afterwards. False: nothing is to be released, and the
 * problem says why without quoting a value. */
MUST_USE bool record_read(struct slice plain, struct record *record, struct problems *problems);
void record_release(struct record *record); /* wipes it */
const char *input_way_name(enum input_way way);

#endif
