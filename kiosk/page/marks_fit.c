#include "kiosk/page/marks_fit.h"

#define A_LITTLE 0.2f /* units: rounding, and lines' own width */

struct box mark_ink(const struct mark *mark)
{
	struct box box = mark->box;
	if (mark->kind == MARK_TEXT) {
		box.height = mark->em * EM_CAP_HEIGHT;
		box.y -= box.height;
	}
	return box;
}

bool boxes_overlap(struct box a, struct box b)
{
	return a.x + a.width > b.x + A_LITTLE && b.x + b.width > a.x + A_LITTLE &&
	       a.y + a.height > b.y + A_LITTLE && b.y + b.height > a.y + A_LITTLE;
}

static bool is_inside(const struct mark *mark, const struct page *page)
{
	struct box box = mark_ink(mark);
	return box.x >= 0 && box.y >= 0 && box.x + box.width <= page->width + A_LITTLE &&
	       box.y + box.height <= page->height + A_LITTLE;
}

size_t marks_outside(const struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++)
		if (!is_inside(&marks->list[i], &marks->page))
			return i;
	return MARKS_MOST;
}

static bool are_apart(const struct mark *a, const struct mark *b)
{
	bool a_says = a->kind == MARK_TEXT, b_says = b->kind == MARK_TEXT;
	if ((a->id == 0 && !a_says) || (b->id == 0 && !b_says))
		return true;
	bool own = (a->id != 0 && b->owner == a->id) || (b->id != 0 && a->owner == b->id);
	return own || !boxes_overlap(mark_ink(a), mark_ink(b));
}

size_t marks_upon(const struct marks *marks, size_t *below)
{
	for (size_t i = 0; i < marks->count; i++)
		for (*below = 0; *below < i; ++*below)
			if (!are_apart(&marks->list[i], &marks->list[*below]))
				return i;
	return MARKS_MOST;
}

bool marks_fit(const struct marks *marks)
{
	size_t below;
	return !marks->overflowed && marks_outside(marks) == MARKS_MOST &&
	       marks_upon(marks, &below) == MARKS_MOST;
}
