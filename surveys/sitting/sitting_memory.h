/* What lies in a sitting's memory. For this room alone: everybody else goes through sitting.h.
 * Holds: an item that is NOT_REACHED has no visit, no time and no value; every other has a visit;
 * only GIVEN has a value, one that the item takes; `relevant` follows from the answers. */
#ifndef SAYSO_SITTING_MEMORY_H
#define SAYSO_SITTING_MEMORY_H

#include "surveys/sitting/sitting.h"

#define ANSWER_MILLISECONDS_MOST 999999
#define ANSWER_VISITS_MOST	 99
#define TEXT_SIZE_LEAST		 1
#define TEXT_SIZE_MOST		 4

struct sitting_item {
	struct answer answer;
	char digits[12]; /* a whole number as text, for expressions */
	bool relevant;
	bool hidden; /* answered, or as a note seen, before a park: never shown again */
};

struct sitting {
	struct sitting_about about;
	enum sitting_state state;
	size_t at; /* count: past the last */
	size_t count;
	size_t first[WAVE_FORMS_MOST + 1]; /* where each form begins; then count */
	uint8_t text_size, input;
	bool counted; /* the visit of the page at hand */
	bool touring; /* Next goes to what has no answer */
	struct sitting_item items[];
};

size_t sitting_part_of(const struct sitting *sitting, size_t index); /* which form of the wave */
const struct item *sitting_item_at(const struct sitting *sitting, size_t index);
bool item_takes(const struct item *item, int32_t value);
/* Both keep the text that expressions see. */
void sitting_set(struct sitting *sitting, size_t index, enum answer_status status, int32_t value);
void sitting_relate(struct sitting *sitting); /* works out every item's relevance, in order */

#endif
