/* Two pictures side by side: how many pixels differ by more than a shade that another machine's
 * arithmetic may give, and a picture that shows where. */
#ifndef SAYSO_TESTS_GOLDEN_H
#define SAYSO_TESTS_GOLDEN_H

#include <SDL.h>
#include <SDL_image.h>

#include "surveys/base/base.h"

#define GOLDEN_SHADE 6	       /* of 255, in any of the three colours */
#define GOLDEN_PIXELS 60       /* that may differ in a whole page */
#define GOLDEN_UNLIKE SIZE_MAX /* other sizes, or a picture is missing */

static inline SDL_Surface *golden_load(const char *path)
{
	SDL_RWops *file = SDL_RWFromFile(path, "rb");
	SDL_Surface *raw = file ? IMG_LoadPNG_RW(file) : NULL;
	SDL_Surface *surface =
		raw ? SDL_ConvertSurfaceFormat(raw, SDL_PIXELFORMAT_RGB888, 0) : NULL;

	if (file)
		SDL_RWclose(file);
	SDL_FreeSurface(raw);
	return surface;
}

static inline bool golden_differs(uint32_t a, uint32_t b)
{
	for (int shift = 0; shift < 24; shift += 8) {
		int one = (int)(a >> shift & 255), other = (int)(b >> shift & 255);

		if (abs(one - other) > GOLDEN_SHADE)
			return true;
	}
	return false;
}

static inline uint32_t *golden_row(const SDL_Surface *surface, int y)
{
	return (uint32_t *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch);
}

/* Marks in b, in red on what is pale of it, where they differ. */
static inline size_t golden_mark(const SDL_Surface *a, SDL_Surface *b)
{
	size_t count = 0;

	for (int y = 0; y < a->h; y++)
		for (int x = 0; x < a->w; x++) {
			uint32_t *pixel = golden_row(b, y) + x;
			bool differs = golden_differs(golden_row(a, y)[x], *pixel);

			count += differs;
			*pixel = differs ? 0xD00000 : (*pixel >> 2 & 0x3f3f3f) + 0xc0c0c0;
		}
	return count;
}

/* Pixels that differ, or GOLDEN_UNLIKE. difference: where the picture is saved, when any do. */
static inline size_t golden_compare(const char *golden, const char *made, const char *difference)
{
	SDL_Surface *a = golden_load(golden), *b = golden_load(made);
	size_t count = GOLDEN_UNLIKE;

	if (a && b && a->w == b->w && a->h == b->h) {
		count = golden_mark(a, b);
		if (count > 0)
			IMG_SavePNG(b, difference);
	}
	SDL_FreeSurface(a);
	SDL_FreeSurface(b);
	return count;
}

#endif
