#include "export/formats/digest.h"
#include "export/formats/envelope_label.h"
#include "surveys/study/study.h"

#define HEX_MOST 64

enum field_type { FIELD_END, FIELD_ID, FIELD_COUNT, FIELD_HEX, FIELD_KEY };

struct field {
	enum field_type type;
	const char *name;
	size_t offset, size; /* in the label */
	uint32_t most;       /* of a count */
};

#define FIELD(type, member, most)                                                                  \
	{                                                                                          \
		type, #member, offsetof(struct envelope_label, member),                            \
			sizeof((struct envelope_label *)0)->member, most                           \
	}
#define HEX(member) FIELD(FIELD_HEX, member, 0)
#define STUDY FIELD(FIELD_ID, study, 0)
#define SCHOOL FIELD(FIELD_ID, school, 0)
#define ISSUE FIELD(FIELD_COUNT, issue, ENVELOPE_ISSUE_MOST)
#define NUMBER FIELD(FIELD_COUNT, number, ENVELOPE_NUMBER_MOST)
#define KEY FIELD(FIELD_KEY, key, 0)

static const struct kind {
	const char *word;
	struct field fields[8]; /* the last FIELD_END */
} kinds[] = {
	[ENVELOPE_PACK] = {"pack", {STUDY, SCHOOL, ISSUE, KEY, HEX(salt), HEX(proof)}},
	[ENVELOPE_BATCH] = {"batch",
			    {STUDY, SCHOOL, HEX(machine), NUMBER, KEY, HEX(pack), HEX(enrolment)}},
	[ENVELOPE_RECEIPT] = {"receipt", {STUDY, SCHOOL, KEY}},
};

static bool fail(struct problems *problems, const char *hint, const char *text)
{
	problem_error(problems, place_none(), hint, "%s", text);
	return false;
}

static bool field_read(const struct field *field, struct slice word, struct envelope_label *label)
{
	char *at = (char *)label + field->offset;
	int64_t number;
	uint32_t count;
	switch (field->type) {
	case FIELD_ID:
		if (!study_id_valid(word))
			return false;
		memcpy(at, word.bytes, word.size);
		return true;
	case FIELD_COUNT:
		if (number_read(word, 1, field->most, &number) != NUMBER_FINE)
			return false;
		count = (uint32_t)number;
		memcpy(at, &count, sizeof count);
		return true;
	case FIELD_HEX:
		return hex_read(word, (uint8_t *)at, field->size);
	case FIELD_KEY:
		return minisign_public_read(word, &label->key);
	case FIELD_END:
		break;
	}
	return false;
}

static void field_write(const struct field *field, const struct envelope_label *label,
			struct buffer *out)
{
	const char *at = (const char *)label + field->offset;
	char text[HEX_MOST + 1];
	uint32_t count;
	buffer_add_char(out, ' ');
	switch (field->type) {
	case FIELD_ID:
		buffer_add_text(out, at);
		return;
	case FIELD_COUNT:
		memcpy(&count, at, sizeof count);
		buffer_add_format(out, "%lu", (unsigned long)count);
		return;
	case FIELD_HEX:
		hex_write((const uint8_t *)at, field->size, text);
		buffer_add_text(out, text);
		return;
	case FIELD_KEY:
		minisign_public_write(&label->key, text);
		buffer_add_text(out, text);
		return;
	case FIELD_END:
		return;
	}
}

void envelope_label_write(const struct envelope_label *label, char out[MINISIGN_LABEL_MOST])
{
	struct buffer text = buffer_over(out, MINISIGN_LABEL_MOST - 1);
	const struct kind *kind = &kinds[label->kind];
	buffer_add_format(&text, "sayso 1 %s", kind->word);
	for (const struct field *field = kind->fields; field->type != FIELD_END; field++)
		field_write(field, label, &text);
	out[text.size] = '\0';
}

static const struct kind *kind_find(struct slice word)
{
	for (size_t i = 0; i < countof(kinds); i++)
		if (slice_is(word, kinds[i].word))
			return &kinds[i];
	return NULL;
}

static bool format_read(struct slice *rest, struct problems *problems)
{
	int64_t format;
	if (!slice_is(slice_next_word(rest), "sayso"))
		return fail(problems, NULL, "the signature's comment is not a label of Sayso");
	enum number_fault fault = number_read(slice_next_word(rest), 1, 1, &format);
	if (fault == NUMBER_TOO_LARGE)
		return fail(problems, "install the newest Sayso",
			    "the file was made by a newer Sayso");
	return fault == NUMBER_FINE || fail(problems, NULL, "the label has no format number");
}

bool envelope_label_read(struct slice text, struct envelope_label *label, struct problems *problems)
{
	struct slice rest = text;
	char again[MINISIGN_LABEL_MOST];
	*label = (struct envelope_label){0};
	if (!format_read(&rest, problems))
		return false;
	const struct kind *kind = kind_find(slice_next_word(&rest));
	if (kind == NULL)
		return fail(problems, NULL, "the label names neither pack, batch nor receipt");
	label->kind = (enum envelope_kind)(kind - kinds);
	for (const struct field *field = kind->fields; field->type != FIELD_END; field++) {
		if (field_read(field, slice_next_word(&rest), label))
			continue;
		problem_error(problems, place_none(), NULL,
			      "the %s in the label of this %s is wrong", field->name, kind->word);
		return false;
	}
	envelope_label_write(label, again);
	return slice_is(text, again) ||
	       fail(problems, NULL, "the label is not written as a label must be");
}
