/* Drawings and icons of the assets, by name only, at the size in which they are seen.
 * Owns the pictures of the page that is shown; others are dropped, for a drawing belongs to a code.
 * Never guesses a format: SVG alone. */
#ifndef SAYSO_PICTURE_H
#define SAYSO_PICTURE_H

#include "kiosk/page/marks.h"
#include "kiosk/platform/pixels.h"
#include "surveys/base/problem.h"

struct pictures;

MUST_USE struct pictures *pictures_open(const char *assets, struct problems *problems);
void pictures_close(struct pictures *pictures);

/* 0xAARRGGBB, colour not multiplied by alpha. An icon is asked only for its alpha. Valid until
 * pictures_turn_page. */
struct drawn_picture {
	const uint32_t *pixels;
	int width, height; /* at most as asked; the shape is kept */
};
MUST_USE bool picture_draw(struct pictures *pictures, enum picture picture, int width, int height,
			   struct drawn_picture *out, struct problems *problems);
/* Pictures not drawn since the last call are dropped. */
void pictures_turn_page(struct pictures *pictures);

/* Of a file below assets: tells whether what was made of it is still right. */
MUST_USE bool picture_hash(const struct pictures *pictures, const char *file, uint64_t *hash,
			   struct problems *problems);
/* The whole canvas from a drawing whose own size is wide x high: as large as it goes, and filled to
 * the edges with what the drawing has beyond them, so much on each side. */
struct scene_size {
	float wide, high, beyond_x, beyond_y;
};
MUST_USE bool picture_fill(const struct pictures *pictures, const struct canvas *canvas,
			   const char *file, struct scene_size size, struct problems *problems);

#endif
