/* The window's own memory of pixels, as SDL gives it. Owns nothing. */
#ifndef SAYSO_SURFACE_H
#define SAYSO_SURFACE_H

#include <SDL.h>

#include "kiosk/platform/pixels.h"

/* All the memory of a window's pixels at once, while the first page is still being made ready:
 * painting would take it a fault after the other. Where it cannot be had so, it is had then. */
void surface_take(SDL_Window *window);
/* Where the screen wants other pixels than ours: these areas of the canvas. */
void surface_convert(SDL_Surface *surface, const struct canvas *canvas, const SDL_Rect *areas,
		     size_t count);

#endif
