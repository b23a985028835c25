/* What must hold of every page, a pupil's or a teacher's. cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_PAGE_RULES_H
#define SAYSO_TESTS_PAGE_RULES_H

#include "kiosk/page/marks_fit.h"
#include "tests/unit/sight.h"

/* ---- What must hold ---- */

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
	size_t outside = marks_outside(marks);
	if (marks->overflowed || sight->unit.ui.lost)
		fail_msg("%s: more than the page holds", sight->name);
	if (outside < MARKS_MOST)
		fail_msg("%s: mark %zu (%d) leaves the page", sight->name, outside,
			 marks->list[outside].kind);
}

static inline void nothing_lies_upon_another(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	size_t below, upon = marks_upon(marks, &below);
	if (upon < MARKS_MOST)
		fail_msg("%s: %.*s upon %.*s", sight->name, (int)marks->list[upon].text_size,
			 marks->bytes + marks->list[upon].text, (int)marks->list[below].text_size,
			 marks->bytes + marks->list[below].text);
}

#endif
