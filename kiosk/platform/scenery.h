/* What lies behind a page and is no picture of the assets: far hills, the sea at the foot, the
 * beach, and the cover's tile of waves. Outlines in units and colours by role; owns nothing. */
#ifndef SAYSO_SCENERY_H
#define SAYSO_SCENERY_H

#include "kiosk/page/marks.h"
#include "kiosk/platform/shape.h"

/* The first row, in pixels, from which on there is more than the ground's gradient; the page's
 * height where there is never more. */
int scenery_top(enum scene scene, const struct page *page, int height_px);
/* strip: the rows from scenery_top on, with the gradient in them. False: no memory. */
MUST_USE bool scenery_paint(const struct canvas *strip, int top_px, enum scene scene,
			    enum look look, const struct page *page);
/* The first wave, over what stands in the water. */
struct swell scenery_water(const struct page *page);

/* The tile's size for a page, and its pixels. It repeats both ways. */
struct area cover_tile(const struct page *page);
void cover_paint(const struct canvas *tile, enum look look, const struct page *page);

#endif
