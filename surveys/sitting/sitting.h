/* One pupil's answers to one wave's forms, from the drawing to the thank-you. The caller owns the
 * memory, guarded and of sitting_size(); nothing here allocates, reads a clock or draws at random,
 * and no answer is copied to anywhere else. Relevance is worked out again at every change; answers
 * of items that are no longer relevant stay until the end, left out of the record.
 * A note is a page like any other, but takes no answer and counts nowhere. */
#ifndef SAYSO_SITTING_H
#define SAYSO_SITTING_H

#include "surveys/study/study.h"

enum answer_status {
	ANSWER_NOT_REACHED, /* not seen */
	ANSWER_SKIPPED,     /* seen, not answered */
	ANSWER_GIVEN,
	ANSWER_REFUSED,     /* "I don't want to say" */
	ANSWER_DONT_KNOW,   /* where the questionnaire asks for it */
	ANSWER_NOT_ASKED,   /* not relevant; told, never stored */
};

struct answer {
	enum answer_status status;
	int32_t value;         /* ANSWER_GIVEN: the option's index, or the whole number */
	uint32_t milliseconds; /* on the page in all, at most 999999 */
	uint8_t visits;        /* at most 99 */
};

/* complete: went through to the end. stopped: pressed Stop and kept. partial: not closed by the
 * pupil. */
enum sitting_state {
	SITTING_PARTIAL, SITTING_COMPLETE, SITTING_STOPPED, SITTING_DECLINED, SITTING_DELETED,
	SITTING_WITHDRAWN,
};

/* False for declined, deleted and withdrawn: of those nothing is kept. */
bool sitting_state_has_answers(enum sitting_state state);

enum input_way { INPUT_NONE = 0, INPUT_POINTER = 1, INPUT_KEYS = 2, INPUT_BOTH = 3 };

/* Who and where; strings are borrowed and outlive the sitting. */
struct sitting_about {
	uint8_t id[16], machine[16]; /* the record's random id; the machine's */
	const struct study *study;
	const struct wave *wave;
	const char *school, *class_name;
	struct respondent_code code;
	int32_t day;   /* since 1970-01-01, as the teacher confirmed it */
	uint32_t seed; /* for randomising */
};

struct sitting; /* opaque; lies in the caller's memory */

size_t sitting_size(const struct study *study); /* bytes; one size for every wave */
/* Starts afresh in memory (16-byte aligned, of sitting_size) and returns it. To end it, wipe the
 * memory: there is nothing else to release. */
struct sitting *sitting_start(void *memory, const struct sitting_about *about);
const struct sitting_about *sitting_about(const struct sitting *sitting);

/* Where the pupil is. NULL: past the last item. */
const struct item *sitting_item(const struct sitting *sitting);
const struct form *sitting_form(const struct sitting *sitting);
struct answer sitting_answer_here(const struct sitting *sitting);
bool sitting_required_here(const struct sitting *sitting);
/* "Question 3 of 12" counts asked items only; on a note, `number` is that of the question before.
 * `of` is 0 on every page of a wave in which a question hangs on another: no total is certain. */
struct sitting_progress {
	size_t number, of;
	size_t part, parts; /* "Part 2 of 3": forms */
};
struct sitting_progress sitting_progress(const struct sitting *sitting);

/* Changes to the item at hand; none past the last or on a note. False, and nothing changed, for a
 * value that the item does not have. An item answered and then unanswered counts as skipped. */
MUST_USE bool sitting_answer(struct sitting *sitting, int32_t value);
void sitting_unanswer(struct sitting *sitting);
void sitting_refuse(struct sitting *sitting);

/* Moving; spent_ms is the time on the page that is left. A page left unanswered becomes skipped. A
 * visit is counted by the first change on a page or by leaving it. */
void sitting_next(struct sitting *sitting, uint32_t spent_ms);
bool sitting_can_go_back(const struct sitting *sitting);
void sitting_back(struct sitting *sitting, uint32_t spent_ms);
/* How many are relevant, seen, neither answered nor refused. */
size_t sitting_skipped(const struct sitting *sitting);
/* To the first of them; from then on Next goes to the next page without an answer, also one that
 * an answer of this tour has made relevant. */
void sitting_go_to_skipped(struct sitting *sitting);
/* After a park: stands on the first relevant page without an answer, and Back stops there. Whoever
 * picked up the card sees nothing that was answered before, nor a note that was read. */
void sitting_return(struct sitting *sitting);

void sitting_text_size(struct sitting *sitting, uint8_t size_1_to_4);
void sitting_input(struct sitting *sitting, enum input_way way); /* what was used adds up */
/* declined, deleted, withdrawn: every answer is gone from the memory at once. */
void sitting_end(struct sitting *sitting, enum sitting_state state);
enum sitting_state sitting_state(const struct sitting *sitting);

/* For the record and the tests: any item by its place in the wave. */
size_t sitting_item_count(const struct sitting *sitting);
struct answer sitting_answer_at(const struct sitting *sitting, size_t index,
				const struct form **form, const struct item **item);
uint8_t sitting_text_size_used(const struct sitting *sitting);
enum input_way sitting_input_used(const struct sitting *sitting);

#endif
