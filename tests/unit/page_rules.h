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

/* ---- What the pupils' pages keep besides ---- */

#define A_HAIR 0.2f /* units */

/* Paper, plates and fields: they have no id. */
static inline bool is_paper(const struct mark *mark)
{
	return mark->kind == MARK_BOX && mark->id == 0 && mark->owner == 0 && mark->fill != 0;
}

static inline bool holds(struct box out, struct box in)
{
	return in.x >= out.x - A_HAIR && in.x + in.width <= out.x + out.width + A_HAIR &&
	       in.y >= out.y - A_HAIR && in.y + in.height <= out.y + out.height + A_HAIR;
}

/* What stands on a card or in a button stands in it whole; nothing that can be pressed stands on
 * paper. */
static inline void nothing_runs_over_an_edge(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	for (size_t i = 0; i < marks->count; i++)
		for (size_t j = i + 1; j < marks->count; j++) {
			const struct mark *out = &marks->list[i], *in = &marks->list[j];
			bool on_paper = is_paper(out) && in->kind != MARK_RING &&
					boxes_overlap(out->box, mark_ink(in));
			bool own = out->id != 0 && in->owner == out->id;
			if ((on_paper || own) && !holds(out->box, mark_ink(in)))
				fail_msg("%s: mark %zu (%d) over the edge of mark %zu (%d)",
					 sight->name, j, in->kind, i, out->kind);
		}
}

/* A drawing that no button owns lies on nothing that is read or pressed. */
static inline void no_drawing_covers_words(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	for (size_t i = 0; i < marks->count; i++)
		for (size_t j = 0; j < marks->count; j++) {
			const struct mark *drawing = &marks->list[i], *other = &marks->list[j];
			bool read = other->kind == MARK_TEXT || other->id != 0;
			if (drawing->kind != MARK_PICTURE || drawing->owner != 0 || !read)
				continue;
			if (boxes_overlap(drawing->box, mark_ink(other)))
				fail_msg("%s: %s upon mark %zu", sight->name,
					 picture_file(drawing->picture), j);
		}
}

#endif
