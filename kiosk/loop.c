#include "kiosk/loop.h"

#include <time.h>

struct clocks loop_clocks(int64_t ahead_ms)
{
	struct timespec boot = {0};
	time_t wall = time(NULL);
	struct tm local = {0};

	clock_gettime(CLOCK_BOOTTIME, &boot);
	localtime_r(&wall, &local);
	return (struct clocks){(int64_t)boot.tv_sec * 1000 + boot.tv_nsec / 1000000 + ahead_ms,
			       (int32_t)(((int64_t)wall + local.tm_gmtoff) / 86400)};
}

struct seen {
	uint32_t forgotten, page;
	bool shown;
};

static void look(struct window *window, struct paint *paint, const struct app *app,
		 struct seen *seen, struct problems *problems)
{
	if (app_forgotten(app) != seen->forgotten)
		paint_forget(paint);
	seen->forgotten = app_forgotten(app);
	seen->shown = window_show(window, paint, app_page(app), problems);
	seen->page = app_page_number(app);
}

void loop_run(struct window *window, struct paint *paint, struct app *app, int64_t ahead_ms,
	      struct problems *problems)
{
	struct seen seen = {.forgotten = app_forgotten(app)};
	struct input input = {.kind = INPUT_RESIZE};

	do {
		int64_t deadline_ms;
		if (input.kind == INPUT_RESIZE)
			app_resize(app, window_page(window));
		if (!seen.shown || input.kind == INPUT_RESIZE || seen.page != app_page_number(app))
			look(window, paint, app, &seen, problems);
		deadline_ms = app_deadline_ms(app);
		window_wait(window, deadline_ms == INT64_MAX ? deadline_ms : deadline_ms - ahead_ms,
			    &input);
	} while (app_step(app, &input, loop_clocks(ahead_ms)));
}
