/* Which parts of a page changed, as areas that do not overlap. Owns nothing. */
#ifndef SAYSO_DAMAGE_H
#define SAYSO_DAMAGE_H

#include "kiosk/platform/pixels.h"

#define DAMAGE_AREAS_MOST 16
struct damage {
	struct area areas[DAMAGE_AREAS_MOST];
	size_t count; /* 0: nothing changed */
};
void damage_add(struct damage *damage, struct area area); /* joined with what it touches */

/* What is remembered of a mark that was painted: where, and a hash of everything that is seen. A
 * shadow stands for itself, before its box: it stays when only the box changes. */
struct stood {
	struct area area;
	uint64_t hash;
	uint16_t mark; /* its place on the page */
	bool shadow;
};
/* Adds each mark that came, went or changed its place in the order. */
void damage_between(struct damage *damage, const struct stood *before, size_t before_count,
		    const struct stood *now, size_t now_count);

#endif
