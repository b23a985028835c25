/* What stands behind the marks, kept so small that any part of it can be put back at once: a
 * gradient that is computed, and below it rows of runs of one colour. A town takes long to draw, so
 * its rows are kept in a file of the cache folder, which is checked whole when it is read and drawn
 * anew when anything about it is wrong. */
#ifndef SAYSO_GROUND_H
#define SAYSO_GROUND_H

#include "kiosk/platform/picture.h"
#include "kiosk/platform/rows.h"
#include "kiosk/platform/scenery.h"

struct ground {
	int width, height; /* pixels; 0: none */
	int top;	   /* where the rows begin; they repeat below their own height */
	struct colour gradient[2];
	struct rows rows;
};

/* cache: a folder, or NULL. */
MUST_USE bool ground_make(struct ground *ground, enum scene scene, enum look look,
			  const struct page *page, struct area whole,
			  const struct pictures *pictures, const char *cache,
			  struct problems *problems);
void ground_release(struct ground *ground);
/* Puts the ground back in an area of the canvas. */
void ground_lay(const struct ground *ground, const struct canvas *canvas, struct area area);

#endif
