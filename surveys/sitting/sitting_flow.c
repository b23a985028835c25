#include "surveys/sitting/sitting_memory.h"

/* The first act on a page, or leaving it, counts the visit. */
static void visit_count(struct sitting *sitting)
{
	struct answer *answer = &sitting->items[sitting->at].answer;
	if (!sitting->counted && answer->visits < ANSWER_VISITS_MOST)
		answer->visits++;
	sitting->counted = true;
}

static void act(struct sitting *sitting, enum answer_status status, int32_t value)
{
	visit_count(sitting);
	sitting_set(sitting, sitting->at, status, value);
	sitting_relate(sitting);
}

static bool asked_here(const struct sitting *sitting)
{
	const struct item *item = sitting_item(sitting);
	return item != NULL && item_is_asked(item);
}

bool sitting_answer(struct sitting *sitting, int32_t value)
{
	if (!asked_here(sitting) || !item_takes(sitting_item(sitting), value))
		return false;
	act(sitting, ANSWER_GIVEN, value);
	return true;
}

void sitting_unanswer(struct sitting *sitting)
{
	if (asked_here(sitting))
		act(sitting, ANSWER_SKIPPED, 0);
}

void sitting_refuse(struct sitting *sitting)
{
	if (asked_here(sitting))
		act(sitting, ANSWER_REFUSED, 0);
}

static void leave(struct sitting *sitting, uint32_t spent_ms)
{
	if (sitting->at >= sitting->count)
		return;
	struct answer *answer = &sitting->items[sitting->at].answer;
	visit_count(sitting);
	if (answer->status == ANSWER_NOT_REACHED)
		answer->status = ANSWER_SKIPPED;
	if (spent_ms > ANSWER_MILLISECONDS_MOST - answer->milliseconds)
		answer->milliseconds = ANSWER_MILLISECONDS_MOST;
	else
		answer->milliseconds += spent_ms;
}

static void arrive(struct sitting *sitting, size_t index)
{
	sitting->at = index;
	sitting->counted = false;
}

/* After a deletion there is no page: no answer may come back. */
static bool shown(const struct sitting *sitting, size_t index)
{
	return sitting->items[index].relevant && !sitting->items[index].hidden &&
	       sitting_state_has_answers(sitting->state);
}

/* A question without answer or refusal, or a note not read yet. */
static bool open_page(const struct sitting *sitting, size_t index)
{
	enum answer_status status = sitting->items[index].answer.status;
	if (!shown(sitting, index))
		return false;
	return status == ANSWER_NOT_REACHED ||
	       (status == ANSWER_SKIPPED && item_is_asked(sitting_item_at(sitting, index)));
}

static size_t next_page(const struct sitting *sitting, size_t from,
			bool (*wanted)(const struct sitting *sitting, size_t index))
{
	while (from < sitting->count && !wanted(sitting, from))
		from++;
	return from;
}

void sitting_next(struct sitting *sitting, uint32_t spent_ms)
{
	if (sitting->at >= sitting->count)
		return;
	leave(sitting, spent_ms);
	arrive(sitting, next_page(sitting, sitting->at + 1, sitting->touring ? open_page : shown));
}

/* The page that Back goes to; count: none. */
static size_t page_before(const struct sitting *sitting)
{
	for (size_t i = sitting->at; i > 0; i--)
		if (shown(sitting, i - 1))
			return i - 1;
	return sitting->count;
}

bool sitting_can_go_back(const struct sitting *sitting)
{
	return page_before(sitting) < sitting->count;
}

void sitting_back(struct sitting *sitting, uint32_t spent_ms)
{
	size_t before = page_before(sitting);
	if (before == sitting->count)
		return;
	leave(sitting, spent_ms);
	arrive(sitting, before);
}

static bool skipped(const struct sitting *sitting, size_t index)
{
	return shown(sitting, index) && sitting->items[index].answer.status == ANSWER_SKIPPED &&
	       item_is_asked(sitting_item_at(sitting, index));
}

size_t sitting_skipped(const struct sitting *sitting)
{
	size_t count = 0;
	for (size_t i = 0; i < sitting->count; i++)
		count += skipped(sitting, i);
	return count;
}

void sitting_go_to_skipped(struct sitting *sitting)
{
	sitting->touring = true;
	arrive(sitting, next_page(sitting, 0, skipped));
}

/* The first page without an answer has none before it that may be shown, so Back stops there. */
void sitting_return(struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->count; i++) {
		struct sitting_item *item = &sitting->items[i];
		bool note = !item_is_asked(sitting_item_at(sitting, i));
		enum answer_status status = item->answer.status;
		if (status != ANSWER_NOT_REACHED && (note || status != ANSWER_SKIPPED))
			item->hidden = true;
	}
	arrive(sitting, next_page(sitting, 0, open_page));
}

/* Where one question hangs on another the total is certain on some pages only; so on none. */
static bool total_may_change(const struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->count; i++) {
		const struct item *item = sitting_item_at(sitting, i);
		if (item->relevant != NULL && item_is_asked(item))
			return true;
	}
	return false;
}

struct sitting_progress sitting_progress(const struct sitting *sitting)
{
	size_t forms = sitting->about.wave->form_count, asked = 0;
	struct sitting_progress progress = {.part = forms, .parts = forms};
	if (sitting->at < sitting->count)
		progress.part = sitting_part_of(sitting, sitting->at) + 1;
	for (size_t i = 0; i < sitting->count; i++) {
		if (!sitting->items[i].relevant || !item_is_asked(sitting_item_at(sitting, i)))
			continue;
		asked++;
		if (i <= sitting->at)
			progress.number = asked;
	}
	progress.of = total_may_change(sitting) ? 0 : asked;
	return progress;
}

void sitting_text_size(struct sitting *sitting, uint8_t size_1_to_4)
{
	if (size_1_to_4 >= TEXT_SIZE_LEAST && size_1_to_4 <= TEXT_SIZE_MOST)
		sitting->text_size = size_1_to_4;
}

void sitting_input(struct sitting *sitting, enum input_way way)
{
	sitting->input = (uint8_t)(sitting->input | ((unsigned)way & INPUT_BOTH));
}

void sitting_end(struct sitting *sitting, enum sitting_state state)
{
	sitting->state = state;
	if (sitting_state_has_answers(state))
		return;
	/* What is not to be kept goes at once. */
	memset(sitting->items, 0, sitting->count * sizeof *sitting->items);
	arrive(sitting, sitting->count);
	sitting_relate(sitting);
}
