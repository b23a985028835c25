/* The floor that the kiosk is measured against: a full-screen SDL window with one line of text, by
 * the quickest way there is (its own surface, no renderer, no audio, no joysticks, no table of
 * composed keys). A click shows another line. */
#include <SDL.h>
#include <SDL_ttf.h>
#include <stdlib.h>

static int fail(const char *what)
{
	SDL_Log("%s: %s", what, SDL_GetError());
	return 1;
}

static int show(SDL_Window *window, TTF_Font *font, int number)
{
	static const SDL_Color ink = {34, 48, 74, 255};
	char line[64];

	SDL_snprintf(line, sizeof line, "One line of text, and a number: %d", number);
	SDL_Surface *surface = SDL_GetWindowSurface(window);
	SDL_Surface *text = TTF_RenderUTF8_Blended(font, line, ink);
	if (!surface || !text)
		return fail("drawing");
	SDL_FillRect(surface, NULL,
		     SDL_MapRGB(surface->format, 255, (Uint8)(251 - number % 2), 240));
	SDL_BlitSurface(text, NULL, surface, &(SDL_Rect){60, 60, 0, 0});
	SDL_FreeSurface(text);
	return SDL_UpdateWindowSurface(window);
}

int main(void)
{
	SDL_DisplayMode mode;
	SDL_Event event;
	int number = 0;

	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
	setenv("XCOMPOSEFILE", "/dev/null", 1);
	if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0 ||
	    SDL_GetDesktopDisplayMode(0, &mode) != 0)
		return fail("SDL");
	TTF_Font *font = TTF_OpenFont("/usr/share/fonts/truetype/andika/Andika-Regular.ttf", 32);
	SDL_Window *window =
		SDL_CreateWindow("bare", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, mode.w,
				 mode.h, SDL_WINDOW_FULLSCREEN_DESKTOP);
	if (!font || !window || show(window, font, 0) != 0)
		return fail("window");
	while (SDL_WaitEvent(&event) && event.type != SDL_QUIT) {
		if (event.type == SDL_MOUSEBUTTONUP && show(window, font, ++number) != 0)
			return fail("window");
		if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED)
			SDL_UpdateWindowSurface(window);
	}
	TTF_CloseFont(font);
	SDL_DestroyWindow(window);
	TTF_Quit();
	SDL_Quit();
	return 0;
}
