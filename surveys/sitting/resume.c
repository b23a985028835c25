#include "surveys/sitting/resume.h"
#include "surveys/sitting/sitting_memory.h"

/* docs/formats.md, Resume. Each offset is that table's. */
#define MAGIC	     "sayso r1"
#define ID_AT	     8
#define CODE_AT	     24
#define WAVE_AT	     30
#define STATE_AT     54
#define TEXT_SIZE_AT 55
#define INPUT_AT     56
#define FLAGS_AT     57
#define HERE_AT	     58
#define COUNT_AT     60
#define FORMS_AT     62
#define SEED_AT	     64
#define ZERO_AT	     68
#define DIGESTS_AT   80
#define DIGEST_BYTES 32
#define ITEM_BYTES   12
#define FLAG_COUNTED 1u
#define FLAG_TOURING 2u
#define FLAG_HIDDEN  1u

static size_t wave_bytes(const struct wave *wave)
{
	return DIGESTS_AT + wave->form_count * DIGEST_BYTES + wave->item_count * ITEM_BYTES;
}

size_t resume_size(const struct study *study)
{
	size_t most = 0;
	for (size_t i = 0; i < study->wave_count; i++)
		if (wave_bytes(&study->waves[i]) > most)
			most = wave_bytes(&study->waves[i]);
	return (most + 63) / 64 * 64;
}

static void put(uint8_t *out, uint32_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = (uint8_t)(value >> 8 * i);
}

static uint32_t get(const uint8_t *bytes, size_t count)
{
	uint32_t value = 0;
	for (size_t i = 0; i < count; i++)
		value |= (uint32_t)bytes[i] << 8 * i;
	return value;
}

static void head_write(const struct sitting_about *about, uint8_t *out)
{
	memcpy(out, MAGIC, strlen(MAGIC));
	memcpy(out + ID_AT, about->id, sizeof about->id);
	memcpy(out + CODE_AT, about->code.text, CODE_SIZE);
	memcpy(out + WAVE_AT, about->wave->name, strlen(about->wave->name));
	put(out + COUNT_AT, (uint32_t)about->wave->item_count, 2);
	put(out + FORMS_AT, (uint32_t)about->wave->form_count, 2);
	for (size_t i = 0; i < about->wave->form_count; i++)
		memcpy(out + DIGESTS_AT + i * DIGEST_BYTES, about->wave->forms[i]->digest,
		       DIGEST_BYTES);
}

static void item_write(const struct sitting_item *item, uint8_t *out)
{
	out[0] = (uint8_t)item->answer.status;
	out[1] = item->answer.visits;
	out[2] = item->hidden ? FLAG_HIDDEN : 0;
	put(out + 4, (uint32_t)item->answer.value, 4);
	put(out + 8, item->answer.milliseconds, 4);
}

void resume_write(const struct sitting *sitting, uint8_t *out)
{
	const struct sitting_about *about = &sitting->about;
	size_t at = DIGESTS_AT + about->wave->form_count * DIGEST_BYTES;
	memset(out, 0, resume_size(about->study));
	head_write(about, out);
	out[STATE_AT] = (uint8_t)sitting->state;
	out[TEXT_SIZE_AT] = sitting->text_size;
	out[INPUT_AT] = sitting->input;
	out[FLAGS_AT] = (uint8_t)((sitting->counted ? FLAG_COUNTED : 0) |
				  (sitting->touring ? FLAG_TOURING : 0));
	put(out + HERE_AT, (uint32_t)sitting->at, 2);
	put(out + SEED_AT, about->seed, 4);
	for (size_t i = 0; i < sitting->count; i++, at += ITEM_BYTES)
		item_write(&sitting->items[i], out + at);
}

static bool all_zero(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

/* Everything that is known without reading: it must stand there byte for byte. */
static bool head_fits(const struct sitting_about *about, const uint8_t *bytes, size_t size)
{
	uint8_t known[DIGESTS_AT + WAVE_FORMS_MOST * DIGEST_BYTES] = {0};
	size_t used = wave_bytes(about->wave);
	size_t digests = about->wave->form_count * DIGEST_BYTES;
	head_write(about, known);
	return memcmp(bytes, known, STATE_AT) == 0 &&
	       memcmp(bytes + COUNT_AT, known + COUNT_AT, SEED_AT - COUNT_AT) == 0 &&
	       memcmp(bytes + DIGESTS_AT, known + DIGESTS_AT, digests) == 0 &&
	       all_zero(bytes + ZERO_AT, DIGESTS_AT - ZERO_AT) &&
	       all_zero(bytes + used, size - used);
}

static bool state_read(struct sitting *sitting, const uint8_t *bytes)
{
	sitting->about.seed = get(bytes + SEED_AT, 4);
	sitting->at = get(bytes + HERE_AT, 2);
	sitting->text_size = bytes[TEXT_SIZE_AT];
	sitting->input = bytes[INPUT_AT];
	sitting->counted = (bytes[FLAGS_AT] & FLAG_COUNTED) != 0;
	sitting->touring = (bytes[FLAGS_AT] & FLAG_TOURING) != 0;
	if (bytes[STATE_AT] > SITTING_WITHDRAWN || bytes[FLAGS_AT] > (FLAG_COUNTED | FLAG_TOURING))
		return false;
	sitting->state = (enum sitting_state)bytes[STATE_AT];
	return sitting->at <= sitting->count && sitting->text_size >= TEXT_SIZE_LEAST &&
	       sitting->text_size <= TEXT_SIZE_MOST && sitting->input <= INPUT_BOTH;
}

static bool status_fits(const struct item *item, const struct answer *answer, bool hidden)
{
	bool note = !item_is_asked(item);
	switch (answer->status) {
	case ANSWER_NOT_REACHED:
		return answer->visits == 0 && answer->milliseconds == 0 && answer->value == 0 &&
		       !hidden;
	case ANSWER_SKIPPED:
		return answer->visits > 0 && answer->value == 0 && (note || !hidden);
	case ANSWER_GIVEN:
		return answer->visits > 0 && item_takes(item, answer->value);
	case ANSWER_REFUSED:
	case ANSWER_DONT_KNOW:
		return answer->visits > 0 && answer->value == 0 && !note;
	case ANSWER_NOT_ASKED:
		break;
	}
	return false;
}

static bool item_read(struct sitting *sitting, size_t index, const uint8_t *bytes)
{
	struct sitting_item *item = &sitting->items[index];
	uint32_t value = get(bytes + 4, 4);
	if (bytes[0] > ANSWER_DONT_KNOW || bytes[1] > ANSWER_VISITS_MOST ||
	    bytes[2] > FLAG_HIDDEN || bytes[3] != 0 || value > INTEGER_MOST)
		return false;
	item->answer.visits = bytes[1];
	item->answer.milliseconds = get(bytes + 8, 4);
	item->hidden = bytes[2] == FLAG_HIDDEN;
	sitting_set(sitting, index, (enum answer_status)bytes[0], (int32_t)value);
	return item->answer.milliseconds <= ANSWER_MILLISECONDS_MOST &&
	       status_fits(sitting_item_at(sitting, index), &item->answer, item->hidden);
}

/* Where the pupil stands must be a page that may be shown. */
static bool place_fits(const struct sitting *sitting)
{
	if (sitting->at == sitting->count)
		return !sitting->counted;
	const struct sitting_item *here = &sitting->items[sitting->at];
	return here->relevant && !here->hidden && sitting_state_has_answers(sitting->state) &&
	       (!sitting->counted || here->answer.visits > 0);
}

struct sitting *resume_read(void *memory, const struct sitting_about *about, const uint8_t *bytes,
			    size_t size)
{
	struct sitting *sitting = sitting_start(memory, about);
	size_t at = DIGESTS_AT + about->wave->form_count * DIGEST_BYTES;
	bool fits = size == resume_size(about->study) && head_fits(about, bytes, size) &&
		    state_read(sitting, bytes);
	for (size_t i = 0; fits && i < sitting->count; i++, at += ITEM_BYTES)
		fits = item_read(sitting, i, bytes + at) &&
		       (sitting_state_has_answers(sitting->state) ||
			all_zero(bytes + at, ITEM_BYTES));
	if (fits) {
		sitting_relate(sitting); /* only values that the items take may be looked up */
		fits = place_fits(sitting);
	}
	if (fits)
		return sitting;
	sitting_start(memory, about); /* leaves no half of an answer */
	return NULL;
}
