/* How large the screen is, as it says itself. */
#ifndef SAYSO_EDID_H
#define SAYSO_EDID_H

#include "surveys/base/base.h"

/* The size in its EDID, in millimetres. False: it is no EDID, or gives none (a projector). */
MUST_USE bool edid_size(const uint8_t *bytes, size_t size, int *width_mm, int *height_mm);
/* Pixels a millimetre of the one screen that is connected; 0: unknown, or not to be believed. */
float screen_density(int width_px);

#define DENSITY_UNKNOWN 5.3f /* of an 11.6 inch screen of 1366 x 768 */
#define DENSITY_LEAST 3.0f
#define DENSITY_MOST 12.0f

#endif
