#include "surveys/sitting/sitting_memory.h"

bool sitting_state_has_answers(enum sitting_state state)
{
	return state == SITTING_PARTIAL || state == SITTING_COMPLETE || state == SITTING_STOPPED;
}

size_t sitting_size(const struct study *study)
{
	size_t items = 0;
	for (size_t i = 0; i < study->wave_count; i++)
		if (study->waves[i].item_count > items)
			items = study->waves[i].item_count;
	size_t size = sizeof(struct sitting) + items * sizeof(struct sitting_item);
	return (size + 15) / 16 * 16;
}

struct sitting *sitting_start(void *memory, const struct sitting_about *about)
{
	struct sitting *sitting = memory;
	const struct wave *wave = about->wave;
	memset(sitting, 0, sizeof(struct sitting) + wave->item_count * sizeof(struct sitting_item));
	sitting->about = *about;
	sitting->count = wave->item_count;
	sitting->text_size = TEXT_SIZE_LEAST;
	for (size_t i = 0; i < WAVE_FORMS_MOST; i++)
		sitting->first[i + 1] =
			sitting->first[i] + (i < wave->form_count ? wave->forms[i]->item_count : 0);
	sitting_relate(sitting);
	while (sitting->at < sitting->count && !sitting->items[sitting->at].relevant)
		sitting->at++;
	return sitting;
}

const struct sitting_about *sitting_about(const struct sitting *sitting)
{
	return &sitting->about;
}

size_t sitting_part_of(const struct sitting *sitting, size_t index)
{
	size_t part = 0;
	while (part + 1 < sitting->about.wave->form_count && index >= sitting->first[part + 1])
		part++;
	return part;
}

const struct item *sitting_item_at(const struct sitting *sitting, size_t index)
{
	size_t part = sitting_part_of(sitting, index);
	return &sitting->about.wave->forms[part]->items[index - sitting->first[part]];
}

bool item_takes(const struct item *item, int32_t value)
{
	switch (item->kind) {
	case ITEM_SELECT_ONE:
	case ITEM_RANGE:
		return value >= 0 && (size_t)value < item->option_count;
	case ITEM_INTEGER:
		return value >= INTEGER_LEAST && value <= INTEGER_MOST;
	case ITEM_NOTE:
		break;
	}
	return false;
}

/* Whatever was written before is overwritten whole. */
static void digits_write(char digits[12], int32_t value)
{
	size_t size = 1;
	for (int32_t rest = value; rest > 9; rest /= 10)
		size++;
	memset(digits, 0, 12);
	for (size_t i = size; i > 0; i--, value /= 10)
		digits[i - 1] = (char)('0' + value % 10);
}

void sitting_set(struct sitting *sitting, size_t index, enum answer_status status, int32_t value)
{
	struct sitting_item *item = &sitting->items[index];
	item->answer.status = status;
	item->answer.value = value;
	memset(item->digits, 0, sizeof item->digits);
	if (status == ANSWER_GIVEN && sitting_item_at(sitting, index)->kind == ITEM_INTEGER)
		digits_write(item->digits, value);
}

struct form_answers {
	const struct sitting *sitting;
	size_t first;
};

static struct slice text_of(const void *context, size_t index)
{
	const struct form_answers *answers = context;
	const struct sitting_item *held = &answers->sitting->items[answers->first + index];
	const struct item *item = sitting_item_at(answers->sitting, answers->first + index);
	if (!held->relevant || held->answer.status != ANSWER_GIVEN)
		return (struct slice){NULL, 0};
	if (item->kind == ITEM_INTEGER)
		return slice_of(held->digits);
	return slice_of(item->options[held->answer.value].name);
}

static bool holds(const struct sitting *sitting, size_t index, const struct expr *expr)
{
	struct form_answers answers = {sitting, sitting->first[sitting_part_of(sitting, index)]};
	struct expr_values values = {text_of, &answers};
	return expr_true(expr, &values);
}

/* An expression names earlier items only, so one pass in order settles everything. */
void sitting_relate(struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->count; i++) {
		const struct item *item = sitting_item_at(sitting, i);
		sitting->items[i].relevant =
			item->relevant == NULL || holds(sitting, i, item->relevant);
	}
}

const struct item *sitting_item(const struct sitting *sitting)
{
	return sitting->at < sitting->count ? sitting_item_at(sitting, sitting->at) : NULL;
}

const struct form *sitting_form(const struct sitting *sitting)
{
	if (sitting->at >= sitting->count)
		return NULL;
	return sitting->about.wave->forms[sitting_part_of(sitting, sitting->at)];
}

struct answer sitting_answer_here(const struct sitting *sitting)
{
	if (sitting->at >= sitting->count)
		return (struct answer){ANSWER_NOT_REACHED, 0, 0, 0};
	return sitting->items[sitting->at].answer;
}

bool sitting_required_here(const struct sitting *sitting)
{
	const struct item *item = sitting_item(sitting);
	return item != NULL && item->required != NULL &&
	       holds(sitting, sitting->at, item->required);
}

size_t sitting_item_count(const struct sitting *sitting)
{
	return sitting->count;
}

struct answer sitting_answer_at(const struct sitting *sitting, size_t index,
				const struct form **form, const struct item **item)
{
	if (index >= sitting->count) {
		*form = NULL;
		*item = NULL;
		return (struct answer){ANSWER_NOT_ASKED, 0, 0, 0};
	}
	*form = sitting->about.wave->forms[sitting_part_of(sitting, index)];
	*item = sitting_item_at(sitting, index);
	if (!sitting->items[index].relevant)
		return (struct answer){ANSWER_NOT_ASKED, 0, 0, 0};
	return sitting->items[index].answer;
}

uint8_t sitting_text_size_used(const struct sitting *sitting)
{
	return sitting->text_size;
}

enum input_way sitting_input_used(const struct sitting *sitting)
{
	return (enum input_way)sitting->input;
}

enum sitting_state sitting_state(const struct sitting *sitting)
{
	return sitting->state;
}
