#include "surveys/base/json_write.h"
#include "surveys/sitting/record_write.h"

const char *sitting_state_name(enum sitting_state state)
{
	switch (state) {
	case SITTING_PARTIAL:
		return "partial";
	case SITTING_COMPLETE:
		return "complete";
	case SITTING_STOPPED:
		return "stopped";
	case SITTING_DECLINED:
		return "declined";
	case SITTING_DELETED:
		return "deleted";
	case SITTING_WITHDRAWN:
		return "withdrawn";
	}
	return "";
}

const char *answer_status_name(enum answer_status status)
{
	switch (status) {
	case ANSWER_NOT_REACHED:
		return "not_reached";
	case ANSWER_SKIPPED:
		return "skipped";
	case ANSWER_GIVEN:
		return "answered";
	case ANSWER_REFUSED:
		return "refused";
	case ANSWER_DONT_KNOW:
		return "dont_know";
	case ANSWER_NOT_ASKED:
		return "not_asked";
	}
	return "";
}

static const char *input_name(enum input_way way)
{
	static const char *const names[] = {"none", "pointer", "keys", "both"};
	return names[(unsigned)way & INPUT_BOTH];
}

static void text_write(struct json_writer *json, const char *name, const char *text)
{
	json_text(json, name, slice_of(text));
}

static void hex_write(struct json_writer *json, const char *name, const uint8_t *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	char text[64];
	for (size_t i = 0; i < size; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	json_text(json, name, (struct slice){text, 2 * size});
}

static void about_write(struct json_writer *json, const struct sitting *sitting,
			enum sitting_state state)
{
	const struct sitting_about *about = sitting_about(sitting);
	char day[11];
	day_write(about->day, day);
	text_write(json, "type", "sayso-record");
	json_integer(json, "format", 1);
	hex_write(json, "id", about->id, sizeof about->id);
	text_write(json, "study", about->study->id);
	text_write(json, "school", about->school);
	hex_write(json, "machine", about->machine, sizeof about->machine);
	text_write(json, "class", about->class_name);
	text_write(json, "wave", about->wave->name);
	text_write(json, "code", about->code.text);
	text_write(json, "state", sitting_state_name(state));
	text_write(json, "day", day);
	text_write(json, "language", STUDY_LANGUAGE);
	json_integer(json, "text_size", sitting_text_size_used(sitting));
	text_write(json, "input", input_name(sitting_input_used(sitting)));
	json_integer(json, "seed", about->seed);
}

static void forms_write(struct json_writer *json, const struct wave *wave)
{
	json_object(json, "forms");
	for (size_t i = 0; i < wave->form_count; i++)
		hex_write(json, wave->forms[i]->id, wave->forms[i]->digest, 32);
	json_object_end(json);
}

static void value_write(struct json_writer *json, const struct item *item, int32_t value)
{
	char digits[12];
	json_array(json, "value");
	if (item->kind == ITEM_INTEGER) {
		snprintf(digits, sizeof digits, "%d", (int)value);
		text_write(json, NULL, digits);
	} else {
		text_write(json, NULL, item->options[value].name);
	}
	json_array_end(json);
}

static void item_write(struct json_writer *json, const struct sitting *sitting, size_t index)
{
	const struct form *form;
	const struct item *item;
	char name[2 * NAME_MOST + 2];
	struct answer answer = sitting_answer_at(sitting, index, &form, &item);
	if (!item_is_asked(item))
		return;
	snprintf(name, sizeof name, "%s.%s", form->id, item->name);
	json_object(json, name);
	if (answer.status == ANSWER_GIVEN)
		value_write(json, item, answer.value);
	else
		text_write(json, "missing", answer_status_name(answer.status));
	json_integer(json, "ms", answer.milliseconds);
	json_integer(json, "visits", answer.visits);
	json_object_end(json);
}

bool record_write(const struct sitting *sitting, enum sitting_state state, char *out)
{
	const struct sitting_about *about = sitting_about(sitting);
	struct buffer buffer = buffer_over(out, about->study->record_size);
	struct json_writer json = json_begin(&buffer);
	json_object(&json, NULL);
	about_write(&json, sitting, state);
	forms_write(&json, about->wave);
	json_object(&json, "items");
	for (size_t i = 0; sitting_state_has_answers(state) && i < sitting_item_count(sitting); i++)
		item_write(&json, sitting, i);
	json_object_end(&json);
	json_object_end(&json);
	bool written = json_end(&json);
	if (written)
		memset(out + buffer.size, ' ', about->study->record_size - buffer.size);
	else
		buffer_wipe(&buffer);
	return written;
}
