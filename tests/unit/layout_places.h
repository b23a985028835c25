/* Whether what a layout gives stands where it may. */
#ifndef SAYSO_TESTS_LAYOUT_PLACES_H
#define SAYSO_TESTS_LAYOUT_PLACES_H

#include "tests/unit/page_unit.h"

#define LEAST_GAP 2.99f /* (pages.md 1) */

struct thing {
	const char *name;
	struct box box;
	bool pressed;
};

static inline size_t things_of(const struct layout *layout, const struct layout_question *question,
			       struct thing *things)
{
	size_t count = 0;
	for (size_t i = 0; i < question->option_count; i++)
		things[count++] = (struct thing){"answer", layout->answers[i], true};
	things[count++] = (struct thing){"question", layout->question, false};
	things[count++] = (struct thing){"hint", layout->hint, false};
	things[count++] = (struct thing){"low", layout->low_words, false};
	things[count++] = (struct thing){"high", layout->high_words, false};
	things[count++] = (struct thing){"keypad", layout->keypad, true};
	things[count++] = (struct thing){"field", layout->field, false};
	things[count++] = (struct thing){"refuse", layout->refuse, true};
	things[count++] = (struct thing){"nudge", layout->nudge, false};
	return count;
}

static inline bool empty(struct box box)
{
	return box.width <= 0 || box.height <= 0;
}

/* Less than zero: they overlap. */
static inline float apart(struct box a, struct box b)
{
	float across = a.x > b.x ? a.x - b.x - b.width : b.x - a.x - a.width;
	float down = a.y > b.y ? a.y - b.y - b.height : b.y - a.y - a.height;
	return across > down ? across : down;
}

static inline bool inside(struct box box, struct box outer)
{
	return box.x >= outer.x - 0.1f && box.y >= outer.y - 0.1f &&
	       box.x + box.width <= outer.x + outer.width + 0.1f &&
	       box.y + box.height <= outer.y + outer.height + 0.1f;
}

static inline void check_places(const char *where, const struct ui *ui, const struct layout *layout,
				const struct layout_question *question)
{
	struct thing things[LAYOUT_ANSWERS_MOST + 8];
	size_t count = things_of(layout, question, things);
	struct frame frame = layout_frame(ui);
	struct box room = frame.body;
	for (size_t i = 0; i < count; i++) {
		bool foot = strcmp(things[i].name, "refuse") == 0 && layout->refuse_in_footer;
		if (empty(things[i].box))
			continue;
		if (!inside(things[i].box, foot ? page_footer_room(ui) : room))
			fail_msg("%s: %s %zu leaves its place: %.1f,%.1f %.1fx%.1f", where,
				 things[i].name, i, (double)things[i].box.x,
				 (double)things[i].box.y, (double)things[i].box.width,
				 (double)things[i].box.height);
		for (size_t j = 0; j < i; j++) {
			float gap = apart(things[i].box, things[j].box);
			if (!empty(things[j].box) &&
			    gap < (things[i].pressed && things[j].pressed ? LEAST_GAP : -0.1f))
				fail_msg("%s: %s %zu and %s %zu are %.2f apart", where,
					 things[i].name, i, things[j].name, j, (double)gap);
		}
	}
}

/* The floors of pages.md 1 and 7. */
static inline void check_sizes(const char *where, const struct layout *layout,
			       const struct layout_question *question)
{
	size_t count = question->option_count;
	float least = count >= 6 ? 9.99f : 12.69f;
	for (size_t i = 0; i < count; i++)
		if (layout->answers[i].height < least || layout->answers[i].width < 12.69f)
			fail_msg("%s: answer %zu is %.1fx%.1f", where, i,
				 (double)layout->answers[i].width,
				 (double)layout->answers[i].height);
	if (!empty(layout->refuse) && layout->refuse.height < least)
		fail_msg("%s: refuse is %.1f high", where, (double)layout->refuse.height);
}

#endif
