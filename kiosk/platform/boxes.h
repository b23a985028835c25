/* Rounded boxes, their shadows, and the ring round them: by the distance to the outline, edge and
 * fill in one pass. Owns a blurred mask for each height and radius of a shadow, drawn once. */
#ifndef SAYSO_BOXES_H
#define SAYSO_BOXES_H

#include "kiosk/platform/pixels.h"

struct round_box {
	struct area area;
	float radius; /* pixels */
	int line;     /* pixels, inside the outline; 0: none */
	bool filled;  /* false: only the line */
	uint32_t fill, line_colour;
};
/* Only what lies in clip, which is within the canvas. */
void box_paint(const struct canvas *canvas, struct area clip, const struct round_box *box);

#define SHADOWS_KEPT 24
struct shadow {
	int height, radius, reach; /* pixels; height 0: free */
	int cap;       /* columns of the mask: the left end, up to where it no longer changes */
	uint8_t *mask; /* cap wide, height + 2 reach high */
	uint64_t used;
};
struct shadows {
	struct shadow list[SHADOWS_KEPT];
	uint64_t clock;
};
/* How far a shadow reaches beyond its box, and how far down it lies. */
struct fall {
	float sigma; /* pixels */
	int down;
};
int fall_reach(struct fall fall);
/* False: no memory. Not under the box itself, which lies over it. */
MUST_USE bool shadow_paint(struct shadows *shadows, const struct canvas *canvas, struct area clip,
			   const struct round_box *box, struct fall fall, struct colour colour);
void shadows_release(struct shadows *shadows);

#endif
