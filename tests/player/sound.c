#include "tests/player/sound.h"

#define SLACK 0.3f /* units; rounding of an edge */

/* As far as the ink goes: cap height above the baseline, a little below it. */
static struct box extent(const struct mark *mark)
{
	struct box box = mark->box;
	if (mark->kind == MARK_TEXT) {
		box.y -= mark->em * EM_CAP_HEIGHT;
		box.height = mark->em * (EM_CAP_HEIGHT + 0.1f);
	}
	return box;
}

static bool over(struct box a, struct box b)
{
	return a.x + SLACK < b.x + b.width && b.x + SLACK < a.x + a.width &&
	       a.y + SLACK < b.y + b.height && b.y + SLACK < a.y + a.height;
}

static bool on_page(const struct marks *page, struct box box)
{
	return box.x > -SLACK && box.y > -SLACK && box.x + box.width < page->page.width + SLACK &&
	       box.y + box.height < page->page.height + SLACK;
}

static struct slice words_of(const struct marks *page, const struct mark *mark)
{
	return mark->kind == MARK_TEXT ? marks_text(page, mark) : marks_label(page, mark);
}

static bool wrong(const struct marks *page, const struct mark *mark, const struct mark *other,
		  const char *what, char *why, size_t size)
{
	struct slice a = words_of(page, mark);
	struct slice b = other == NULL ? slice_of("") : words_of(page, other);
	snprintf(why, size, "\"%.*s\" %s \"%.*s\"", (int)a.size, a.bytes, what, (int)b.size,
		 b.bytes);
	return false;
}

/* Words upon a button that say what it is called. */
static bool of_its_name(const struct marks *page, const struct mark *pressed,
			const struct mark *words)
{
	struct slice name = marks_label(page, pressed), part = marks_text(page, words);
	return words->kind == MARK_TEXT && part.size > 0 &&
	       memmem(name.bytes, name.size, part.bytes, part.size) != NULL;
}

static bool apart(const struct marks *page, const struct mark *pressed, char *why, size_t size)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct mark *other = &page->list[i];
		bool own = other == pressed || other->owner == pressed->id ||
			   of_its_name(page, pressed, other);
		bool counts = other->id != 0 || other->kind == MARK_TEXT;
		if (!own && counts && over(pressed->box, extent(other)))
			return wrong(page, pressed, other, "lies over", why, size);
	}
	return true;
}

static bool words_apart(const struct marks *page, const struct mark *words, char *why, size_t size)
{
	for (const struct mark *other = page->list; other < words; other++)
		if (other->kind == MARK_TEXT && over(extent(words), extent(other)))
			return wrong(page, words, other, "is written over", why, size);
	return true;
}

bool page_sound(const struct marks *page, char *why, size_t size)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct mark *mark = &page->list[i];
		bool pressed = mark->id != 0 && mark->part != PART_NONE;
		if ((pressed || mark->kind == MARK_TEXT) && !on_page(page, extent(mark)))
			return wrong(page, mark, NULL, "is not all on the page", why, size);
		if (pressed && !apart(page, mark, why, size))
			return false;
		if (mark->kind == MARK_TEXT && !words_apart(page, mark, why, size))
			return false;
	}
	return true;
}
