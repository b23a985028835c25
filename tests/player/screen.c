#include "tests/player/screen.h"

#include "kiosk/loop.h"
#include "tests/player/commands_parts.h"

bool act_window(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	const struct window_options options = {.width = room->window_width,
					       .height = room->window_height};
	struct window *window = window_open(&options, &room->problems);
	(void)line;
	room->no_screen = window == NULL;
	if (window == NULL)
		return because(player, "no screen can be opened", "");
	struct page page = window_page(window);
	paint_scale(room->paint, &page);
	paint_anew(room->paint);
	loop_run(window, room->paint, room->app, room->clocks.boot_ms - loop_clocks(0).boot_ms,
		 &room->problems);
	window_close(window);
	return true;
}
