/* What must hold of every page, a pupil's or a teacher's. cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_PAGE_RULES_H
#define SAYSO_TESTS_PAGE_RULES_H

#include "tests/unit/sight.h"

#define A_LITTLE 0.2f /* units: rounding, and lines' own width */

/* ---- What must hold ---- */

static inline bool overlap(struct box a, struct box b)
{
	return a.x + a.width > b.x + A_LITTLE && b.x + b.width > a.x + A_LITTLE &&
	       a.y + a.height > b.y + A_LITTLE && b.y + b.height > a.y + A_LITTLE;
}

/* From the capital letters' top to the baseline. */
static inline struct box ink_of(const struct mark *mark)
{
	struct box box = mark->box;
	if (mark->kind == MARK_TEXT) {
		box.height = mark->em * EM_CAP_HEIGHT;
		box.y -= box.height;
	}
	return box;
}

static inline void no_button_is_dead(struct sight *sight)
{
	struct marks marks = sight->unit.marks;
	size_t pressed = 0;
	for (size_t i = 0; i < marks.count; i++) {
		const struct mark *mark = &marks.list[i];
		if (mark->id == 0)
			continue;
		struct action action = press(sight, mark->box.x + mark->box.width / 2,
					     mark->box.y + mark->box.height / 2);
		if (action.kind == ACTION_NONE || !(sight->screen->allowed & ALLOW(action.kind)))
			fail_msg("%s: %s answers %d", sight->name, marks.bytes + mark->label,
				 action.kind);
		pressed++;
	}
	assert_true(pressed > 0 || sight->screen == screen_of(SCREEN_FAULT));
}

static inline void all_is_on_the_page(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	const struct page *page = &sight->unit.page;
	if (marks->overflowed)
		fail_msg("%s: more than the page holds", sight->name);
	for (size_t i = 0; i < marks->count; i++) {
		struct box box = ink_of(&marks->list[i]);
		if (box.x < 0 || box.y < 0 || box.x + box.width > page->width + A_LITTLE ||
		    box.y + box.height > page->height + A_LITTLE)
			fail_msg("%s: mark %zu (%d) leaves the page", sight->name, i,
				 marks->list[i].kind);
	}
}

static inline bool apart(const struct mark *a, const struct mark *b)
{
	bool a_says = a->kind == MARK_TEXT, b_says = b->kind == MARK_TEXT;
	if (a->id == 0 && !a_says)
		return true;
	if (b->id == 0 && !b_says)
		return true;
	bool own = (a->id != 0 && b->owner == a->id) || (b->id != 0 && a->owner == b->id);
	return own || !overlap(ink_of(a), ink_of(b));
}

static inline void nothing_lies_upon_another(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	for (size_t i = 0; i < marks->count; i++)
		for (size_t j = 0; j < i; j++)
			if (!apart(&marks->list[i], &marks->list[j]))
				fail_msg("%s: %.*s upon %.*s", sight->name,
					 (int)marks->list[i].text_size,
					 marks->bytes + marks->list[i].text,
					 (int)marks->list[j].text_size,
					 marks->bytes + marks->list[j].text);
}

#endif
