/* The screen: one window that fills it, its own surface, and what comes in through it.
 * Owns: SDL, the window, and the thread that waits for sticks, deadlines and SIGTERM.
 * Promises: sleeps until something happens; holds the keyboard while it has the focus; nothing that
 * a pupil can press closes, shrinks or leaves it.
 * Never reads an answer: it shows marks. */
#ifndef SAYSO_WINDOW_H
#define SAYSO_WINDOW_H

#include "kiosk/page/input.h"
#include "kiosk/platform/paint.h"

struct window;

struct window_options {
	int width, height; /* pixels of a window for tests; 0: the whole screen */
	int screen_width_mm,
		screen_height_mm; /* of the screen; 0: its EDID, or else 5.3 pixels a mm */
	/* Run in a thread of its own while the screen opens, and over before window_open returns;
	 * page: as the screen will most likely be. NULL: nothing. */
	void (*meanwhile)(void *context, const struct page *page);
	void *context;
};

MUST_USE struct window *window_open(const struct window_options *options,
				    struct problems *problems);
void window_close(struct window *window);
/* As the screen is now. */
struct page window_page(const struct window *window);

/* Sleeps until something happens or until deadline_ms (boot clock; INT64_MAX: none), when it gives
 * INPUT_TICK. What input points to is valid until the next call. */
void window_wait(struct window *window, int64_t deadline_ms, struct input *input);
/* Paints what changed and shows it. After INPUT_RESIZE the page must be laid out anew first. */
MUST_USE bool window_show(struct window *window, struct paint *paint, const struct marks *marks,
			  struct problems *problems);

#endif
