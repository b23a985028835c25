#include <SDL.h>
#include <pthread.h>
#include <unistd.h>

#include "kiosk/platform/edid.h"
#include "kiosk/platform/events.h"
#include "kiosk/platform/hold.h"
#include "kiosk/platform/mounts.h"
#include "kiosk/platform/surface.h"
#include "kiosk/platform/watch.h"
#include "kiosk/platform/window.h"

struct window {
	SDL_Window *window;
	struct watch *watch;
	bool full_screen;
	float density; /* pixels a millimetre */
	struct events events;
	int64_t deadline_ms; /* as the watch has it */
	struct hold hold;

	struct sticks sticks; /* as the app was told */
	bool look_at_sticks;
	char stick[STICK_PATH];

	/* the surface painted last */
	void *pixels;
	int width, height;
	bool shown;
	uint32_t *own; /* where the screen's pixels are not ours */
};

/* What SDL does by itself that a kiosk must not. */
static const struct {
	const char *name, *value;
} hints[] = {
	{SDL_HINT_NO_SIGNAL_HANDLERS, "1"},	     /* SIGTERM saves and leaves */
	{SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0"}, /* else SDL itself gives way */
	{SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0"},
	{SDL_HINT_TOUCH_MOUSE_EVENTS, "0"}, /* else one tap answers twice */
	{SDL_HINT_MOUSE_TOUCH_EVENTS, "0"},
	{SDL_HINT_MOUSE_AUTO_CAPTURE, "0"},	      /* may lose a finger's release */
	{SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0"}, /* black under cage */
	{SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0"},
	{SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1"},
};

static void hints_set(void)
{
	for (size_t i = 0; i < countof(hints); i++)
		SDL_SetHintWithPriority(hints[i].name, hints[i].value, SDL_HINT_OVERRIDE);
	/* Reading the long table of composed keys takes as long as everything else at start. */
	setenv("XCOMPOSEFILE", "/dev/null", 1);
}

/* SDL falls back to drivers that show nothing; whoever wants one asks for it. */
static bool shows_nothing(void)
{
	const char *driver = SDL_GetCurrentVideoDriver();

	return !getenv("SDL_VIDEODRIVER") && driver &&
	       (strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0);
}

/* Where the screen gives memory to paint into, Mesa need not be loaded for it. */
static void surface_hint(void)
{
	const char *driver = SDL_GetCurrentVideoDriver();

	if (driver && strcmp(driver, "x11") == 0)
		SDL_SetHintWithPriority(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0", SDL_HINT_OVERRIDE);
}

static bool video_begin(struct problems *problems)
{
	hints_set();
	watch_signals();
	if (SDL_Init(SDL_INIT_VIDEO) == 0 && !shows_nothing()) {
		surface_hint();
		return true;
	}
	problem_error_at(problems, NULL, "Start it on a screen: from a desktop, or under cage.",
			 "There is no screen to show the pages on.");
	return false;
}

/* As large as the screen from the beginning: a compositor may keep the size that it was made with.
 */
static SDL_Window *window_create(const struct window_options *options)
{
	SDL_DisplayMode mode = {.w = options->width, .h = options->height};
	bool full = options->width == 0;

	if (full && SDL_GetDesktopDisplayMode(0, &mode) != 0)
		return NULL;
	/* On top: else a window manager's ways with the mouse put another window over it. */
	return SDL_CreateWindow(
		"Sayso", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, mode.w, mode.h,
		full ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_ALWAYS_ON_TOP : 0);
}

static void size_take(struct window *window)
{
	SDL_GetWindowSize(window->window, &window->events.width, &window->events.height);
	window->events.pixels_per_unit = window_page(window).pixels_per_unit;
}

static float density_of(const struct window_options *options, int width)
{
	float density = 0;

	if (options->screen_width_mm > 0)
		density = (float)width / (float)options->screen_width_mm;
	else if (options->width == 0)
		density = screen_density(width);
	return density > 0 ? density : DENSITY_UNKNOWN;
}

/* What is done while the screen opens, which is mostly waiting. */
struct meanwhile {
	const struct window_options *options;
	struct page page;
	pthread_t thread;
	bool running;
};

static void *meanwhile_thread(void *context)
{
	struct meanwhile *meanwhile = context;

	meanwhile->options->meanwhile(meanwhile->options->context, &meanwhile->page);
	return NULL;
}

static void meanwhile_begin(struct meanwhile *meanwhile, const struct window_options *options)
{
	SDL_DisplayMode mode = {.w = options->width, .h = options->height};

	*meanwhile = (struct meanwhile){.options = options};
	if (!options->meanwhile ||
	    (options->width == 0 && SDL_GetDesktopDisplayMode(0, &mode) != 0))
		return;
	meanwhile->page = page_of(mode.w, mode.h, density_of(options, mode.w));
	meanwhile->running =
		pthread_create(&meanwhile->thread, NULL, meanwhile_thread, meanwhile) == 0;
}

static void meanwhile_end(struct meanwhile *meanwhile)
{
	if (meanwhile->running)
		pthread_join(meanwhile->thread, NULL);
}

static bool screen_open(struct window *window, const struct window_options *options,
			struct problems *problems)
{
	struct meanwhile meanwhile;

	if (!video_begin(problems))
		return false;
	meanwhile_begin(&meanwhile, options);
	window->window = window_create(options);
	if (window->window)
		surface_take(window->window);
	meanwhile_end(&meanwhile);
	if (!window->window)
		problem_error_at(problems, NULL, NULL, "The screen cannot be opened.");
	return window->window != NULL;
}

struct window *window_open(const struct window_options *options, struct problems *problems)
{
	struct window *window = calloc(1, sizeof *window);
	int width, height;

	if (!window) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the window.");
		return NULL;
	}
	window->full_screen = options->width == 0;
	window->deadline_ms = INT64_MAX;
	hold_none(&window->hold);
	window->events.finger_down = events_finger_down;
	window->look_at_sticks = true;
	if (screen_open(window, options, problems))
		window->watch = watch_start(problems);
	if (!window->watch) {
		window_close(window);
		return NULL;
	}
	SDL_GetWindowSize(window->window, &width, &height);
	window->density = density_of(options, width);
	size_take(window);
	return window;
}

void window_close(struct window *window)
{
	if (!window)
		return;
	watch_stop(window->watch);
	if (window->window)
		SDL_DestroyWindow(window->window);
	SDL_Quit();
	free(window->own);
	free(window);
}

struct page window_page(const struct window *window)
{
	int width, height;

	SDL_GetWindowSize(window->window, &width, &height);
	return page_of(width, height, window->density);
}

/* One stick that went, or else one that came. */
static bool next_stick(struct window *window, struct input *input)
{
	struct sticks now;

	if (!window->look_at_sticks)
		return false;
	sticks_now(&now);
	size_t gone = sticks_missing(&window->sticks, &now);
	size_t come = sticks_missing(&now, &window->sticks);
	if (gone == SIZE_MAX && come == SIZE_MAX) {
		window->look_at_sticks = false;
		return false;
	}
	struct sticks *told = &window->sticks;
	if (gone != SIZE_MAX) {
		memcpy(window->stick, told->path[gone], STICK_PATH);
		memcpy(told->path[gone], told->path[--told->count], STICK_PATH);
		*input = (struct input){.kind = INPUT_STICK_OUT, .path = window->stick};
		return true;
	}
	memcpy(window->stick, now.path[come], STICK_PATH);
	memcpy(told->path[told->count++], now.path[come], STICK_PATH);
	*input = (struct input){.kind = INPUT_STICK_IN, .path = window->stick};
	return true;
}

static bool our_event(struct window *window, enum watched watched, struct input *input)
{
	if (watched == WATCHED_STICKS)
		window->look_at_sticks = true;
	*input = (struct input){.kind = INPUT_LEAVE};
	return watched == WATCHED_LEAVE;
}

static bool resized(struct window *window, struct input *input)
{
	int width = window->events.width, height = window->events.height;

	size_take(window);
	*input = (struct input){.kind = INPUT_RESIZE};
	return width != window->events.width || height != window->events.height;
}

/* A mouse shows where it is; a finger knows. */
static void cursor_for(const SDL_Event *event)
{
	if (event->type == SDL_FINGERDOWN)
		SDL_ShowCursor(SDL_DISABLE);
	else if (event->type == SDL_MOUSEMOTION)
		SDL_ShowCursor(SDL_ENABLE);
}

static bool take_event(struct window *window, const SDL_Event *event, struct input *input)
{
	enum watched watched;
	int kind = event->type == SDL_WINDOWEVENT ? event->window.event : SDL_WINDOWEVENT_NONE;

	if (watch_event(window->watch, event, &watched))
		return our_event(window, watched, input);
	cursor_for(event);
	if (kind == SDL_WINDOWEVENT_FOCUS_GAINED && window->full_screen)
		hold_begin(&window->hold, window->window, boot_clock_ms());
	if (kind == SDL_WINDOWEVENT_EXPOSED && window->shown)
		SDL_UpdateWindowSurface(window->window);
	if (kind == SDL_WINDOWEVENT_SIZE_CHANGED) {
		window->shown = false;
		return resized(window, input);
	}
	return events_input(&window->events, event, input);
}

static void wake_at(struct window *window, int64_t deadline_ms)
{
	if (window->hold.again_ms < deadline_ms)
		deadline_ms = window->hold.again_ms;
	if (deadline_ms != window->deadline_ms)
		watch_deadline(window->watch, deadline_ms);
	window->deadline_ms = deadline_ms;
}

void window_wait(struct window *window, int64_t deadline_ms, struct input *input)
{
	SDL_Event event;

	for (;;) {
		while (SDL_PollEvent(&event))
			if (take_event(window, &event, input))
				return;
		if (next_stick(window, input))
			return;
		hold_again(&window->hold, window->window, boot_clock_ms());
		*input = (struct input){.kind = INPUT_TICK};
		if (boot_clock_ms() >= deadline_ms)
			return;
		wake_at(window, deadline_ms);
		if (SDL_WaitEvent(&event) && take_event(window, &event, input))
			return;
	}
}

static bool canvas_of(struct window *window, SDL_Surface *surface, struct canvas *canvas)
{
	bool ours = surface->format->format == SDL_PIXELFORMAT_RGB888;
	size_t width = (size_t)surface->w, height = (size_t)surface->h;

	if (!ours && (surface->w != window->width || surface->h != window->height)) {
		free(window->own);
		window->own = calloc(width * height + 1, sizeof *window->own);
	}
	*canvas = ours ? (struct canvas){surface->pixels, surface->w, surface->h,
					 (size_t)surface->pitch / sizeof(uint32_t)}
		       : (struct canvas){window->own, surface->w, surface->h, width};
	return canvas->pixels != NULL;
}

static bool cannot_show(struct problems *problems)
{
	problem_error_at(problems, NULL, NULL, "The page cannot be shown on the screen.");
	return false;
}

static bool present(struct window *window, SDL_Surface *surface, const struct canvas *canvas,
		    const struct damage *damage, struct problems *problems)
{
	SDL_Rect areas[DAMAGE_AREAS_MOST];

	for (size_t i = 0; i < damage->count; i++) {
		struct area area = damage->areas[i];

		areas[i] = (SDL_Rect){area.x, area.y, area.width, area.height};
	}
	if (canvas->pixels != surface->pixels)
		surface_convert(surface, canvas, areas, damage->count);
	if (damage->count &&
	    SDL_UpdateWindowSurfaceRects(window->window, areas, (int)damage->count) != 0)
		return cannot_show(problems);
	window->shown = true;
	return true;
}

bool window_show(struct window *window, struct paint *paint, const struct marks *marks,
		 struct problems *problems)
{
	SDL_Surface *surface = SDL_GetWindowSurface(window->window);
	struct canvas canvas;
	struct damage damage;

	if (!surface || !canvas_of(window, surface, &canvas))
		return cannot_show(problems);
	if (surface->pixels != window->pixels || surface->w != window->width ||
	    surface->h != window->height)
		paint_anew(paint);
	window->pixels = surface->pixels;
	window->width = surface->w, window->height = surface->h;
	if (!paint_page(paint, &canvas, marks, &damage, problems) ||
	    !present(window, surface, &canvas, &damage, problems)) {
		paint_anew(paint);
		return false;
	}
	paint_prepare(paint, marks);
	return true;
}
