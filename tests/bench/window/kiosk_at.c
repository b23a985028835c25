/* kiosk_at PLAY DATA STUDIES WIDTHxHEIGHT WORDS WORDS: the real kiosk in a window, at the page to
 * which a play brings it. Prints where two answers are (in pixels: the middle, and a place in the
 * marker), then runs until SIGTERM. */
#include "kiosk/loop.h"
#include "kiosk/platform/watch.h"
#include "tests/player/commands.h"

static bool act(struct player *player, const char *path)
{
	static struct script script;
	bool fine = script_load(&script, path) && room_init(&player->room);

	while (fine && player->at < script.count)
		fine = player_line(player, &script);
	return fine;
}

static bool print_spot(const struct room *room, const char *words)
{
	float scale = app_page(room->app)->page.pixels_per_unit;
	struct box box;

	if (hand_find(room, words, &box) != 1)
		return false;
	int middle = to_pixel(box.y + box.height / 2, scale);
	printf("%d %d %d\n", to_pixel(box.x + box.width - 10, scale), middle,
	       to_pixel(box.x + look_length(LENGTH_MARKER_EDGE) + 1.5f, scale));
	return true;
}

static bool run(struct player *player)
{
	struct room *room = &player->room;
	struct window *window = window_open(&(struct window_options){0}, &room->problems);

	if (!window)
		return false;
	fflush(stdout);
	loop_run(window, room->paint, room->app, room->clocks.boot_ms - boot_clock_ms(),
		 &room->problems);
	window_close(window);
	return true;
}

int main(int argc, char **argv)
{
	static struct player player;

	if (argc != 7)
		return 2;
	player.room = (struct room){.data = argv[2], .studies = argv[3], .assets = "assets"};
	if (sscanf(argv[4], "%dx%d", &player.room.width, &player.room.height) != 2)
		return 2;
	bool fine = act(&player, argv[1]) && print_spot(&player.room, argv[5]) &&
		    print_spot(&player.room, argv[6]) && run(&player);
	problems_print(&player.room.problems, stderr);
	room_release(&player.room);
	return fine ? 0 : 1;
}
