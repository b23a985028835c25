/* Closed outlines filled with a colour, each pixel by the exact share of it that is covered: gentle
 * slopes of hills and waves show no steps. Owns one row of sums for each row that a shape touches,
 * while it is painted. */
#ifndef SAYSO_SHAPE_H
#define SAYSO_SHAPE_H

#include "kiosk/platform/pixels.h"

/* Where an outline's numbers lie on the canvas, in pixels: x = x0 + scale * x. */
struct placing {
	float x0, y0, scale_x, scale_y;
};

/* path: absolute M L H V C Z of SVG, numbers with spaces or commas between, each part closed; parts
 * must not overlap. False: no memory. What lies outside the canvas is cut off. */
MUST_USE bool shape_path(const struct canvas *canvas, const char *path, struct placing placing,
			 uint32_t colour);
/* Everything below a wavy line y, from arch to arch of half a length, the first one at phase
 * lengths before x = 0; all in pixels. */
struct swell {
	float y, height, half, phase;
};
MUST_USE bool shape_swell(const struct canvas *canvas, struct swell swell, uint32_t colour);
float swell_at(struct swell swell, float x);

#endif
