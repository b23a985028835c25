/* Andika, regular and bold, in exact sizes: an open font a size and face. Owns the fonts and the
 * files' mappings. */
#ifndef SAYSO_TYPEFACE_H
#define SAYSO_TYPEFACE_H

#include <SDL.h>
#include <SDL_ttf.h>

#include "surveys/base/problem.h"

#define FONTS_OPEN 32

struct typeface {
	/* A file as the system keeps it: all sizes read the same pages of memory. */
	struct face {
		void *bytes; /* NULL: not there */
		size_t size;
	} faces[2]; /* regular, bold */
	struct sized {
		TTF_Font *font; /* NULL: free */
		int eighths;
		bool bold;
		uint64_t used;
	} sized[FONTS_OPEN];
	uint64_t clock;
};

MUST_USE bool typeface_open(struct typeface *typeface, struct problems *problems);
void typeface_close(struct typeface *typeface);
/* eighths: of a pixel, of the em. The one used longest ago goes when there are too many. NULL: no
 * memory. */
TTF_Font *typeface_at(struct typeface *typeface, int eighths, bool bold);
void typeface_close_sizes(struct typeface *typeface);

#endif
