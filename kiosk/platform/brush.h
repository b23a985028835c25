/* One page, while it is painted: marks in units to pixels on the canvas. Owns nothing; draws
 * through the fonts, pictures and shadows of the painter. */
#ifndef SAYSO_BRUSH_H
#define SAYSO_BRUSH_H

#include "kiosk/platform/boxes.h"
#include "kiosk/platform/font.h"
#include "kiosk/platform/picture.h"

struct brush {
	const struct canvas *canvas;
	const struct marks *marks;
	struct font *font;
	struct pictures *pictures;
	struct shadows *shadows;
	float scale; /* pixels a unit */
	struct fall fall;
	struct problems *problems;
};

/* All the pixels that a mark may touch, without its shadow. Draws its words and pictures, so that
 * they are there. */
MUST_USE bool brush_reach(const struct brush *brush, const struct mark *mark, struct area *area);
bool brush_has_shadow(const struct brush *brush, const struct mark *mark);
struct area brush_shadow_reach(const struct brush *brush, const struct mark *mark);
/* Of everything that is seen of a mark, or of its shadow. */
uint64_t brush_hash(const struct marks *marks, const struct mark *mark);
uint64_t brush_shadow_hash(const struct mark *mark);
/* Only in clip, which lies within the canvas. */
MUST_USE bool brush_mark(const struct brush *brush, struct area clip, const struct mark *mark);
MUST_USE bool brush_shadow(const struct brush *brush, struct area clip, const struct mark *mark);

#endif
