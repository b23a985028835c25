#include "kiosk/platform/damage.h"

static void damage_remove(struct damage *damage, size_t i)
{
	damage->areas[i] = damage->areas[--damage->count];
}

void damage_add(struct damage *damage, struct area area)
{
	if (area_empty(area))
		return;
	for (size_t i = 0; i < damage->count;) {
		bool full = damage->count == DAMAGE_AREAS_MOST;

		if (full || !area_empty(area_common(damage->areas[i], area))) {
			area = area_both(damage->areas[i], area);
			damage_remove(damage, i);
			i = 0;
		} else {
			i++;
		}
	}
	damage->areas[damage->count++] = area;
}

static bool same(const struct stood *a, const struct stood *b)
{
	return a->hash == b->hash;
}

/* What both lists have in the same order stays; everything else is damage. */
void damage_between(struct damage *damage, const struct stood *before, size_t before_count,
		    const struct stood *now, size_t now_count)
{
	size_t old = 0;

	for (size_t i = 0; i < now_count; i++) {
		size_t found = old;

		while (found < before_count && !same(&before[found], &now[i]))
			found++;
		if (found == before_count) {
			damage_add(damage, now[i].area);
			continue;
		}
		while (old < found)
			damage_add(damage, before[old++].area);
		old++;
	}
	while (old < before_count)
		damage_add(damage, before[old++].area);
}
