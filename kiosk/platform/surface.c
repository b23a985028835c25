#include <sys/mman.h>

#include "kiosk/platform/surface.h"

void surface_take(SDL_Window *window)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window);

	if (surface)
		(void)!madvise(surface->pixels, (size_t)surface->h * (size_t)surface->pitch,
			       MADV_POPULATE_WRITE);
}

void surface_convert(SDL_Surface *surface, const struct canvas *canvas, const SDL_Rect *areas,
		     size_t count)
{
	SDL_Surface *from = SDL_CreateRGBSurfaceWithFormatFrom(
		canvas->pixels, canvas->width, canvas->height, 32,
		(int)(canvas->stride * sizeof *canvas->pixels), SDL_PIXELFORMAT_RGB888);

	for (size_t i = 0; from && i < count; i++) {
		SDL_Rect to = areas[i];

		SDL_BlitSurface(from, &areas[i], surface, &to);
	}
	SDL_FreeSurface(from);
}
