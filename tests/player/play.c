/* The player: acts a play on the real app, with a clock that the play turns and a data folder of
 * its own. It presses what stands on the page and knows no other way in.
 *
 *	play [--data DIR] [--studies DIR] [--shots DIR] [--goldens DIR] [--size WxH] [--acks]
 *	     [--outbox DIR] [--window WxH] [--screen FILE --kiosk COMMAND] FILE
 *
 * --screen, --kiosk: COMMAND is a kiosk in a window on a screen that lies in FILE; it is worked in
 * the same way beside the play, and has to show the same pages (real.h).
 * `kill` ends it as kill -9 would; started again with the same --data it goes on behind that line.
 * Exit status: 0 as written, 1 not, 2 the play or the options cannot be read, 3 `window` found no
 * screen. */
#include "tests/player/commands.h"
#include "tests/player/keep.h"
#include "tests/player/script.h"

enum { PLAY_FINE, PLAY_WRONG, PLAY_USAGE, PLAY_NO_SCREEN };

/* (getopt.h has a struct option of its own.) The play's file, or NULL. */
static const char *options_read(struct room *room, char **argv)
{
	const char *size = NULL, *window = NULL;
	const struct {
		const char *name, **value;
	} options[] = {{"--data", &room->data},
		       {"--studies", &room->studies},
		       {"--shots", &room->shots},
		       {"--goldens", &room->goldens},
		       {"--assets", &room->assets},
		       {"--outbox", &room->outbox},
		       {"--size", &size},
		       {"--window", &window},
		       {"--screen", &room->real.screen},
		       {"--kiosk", &room->real.kiosk}};
	for (argv++; *argv != NULL && strncmp(*argv, "--", 2) == 0; argv++) {
		bool known = strcmp(*argv, "--acks") == 0;
		room->acks = room->acks || known;
		for (size_t i = 0; i < countof(options) && !known; i++)
			if ((known = strcmp(*argv, options[i].name) == 0))
				*options[i].value = *++argv;
		if (!known || *argv == NULL)
			return NULL;
	}
	if ((room->real.screen == NULL) != (room->real.kiosk == NULL))
		return NULL;
	bool sized = size == NULL || sscanf(size, "%dx%d", &room->width, &room->height) == 2;
	sized = sized && (window == NULL ||
			  sscanf(window, "%dx%d", &room->window_width, &room->window_height) == 2);
	return sized && room->data != NULL && *argv != NULL && argv[1] == NULL ? *argv : NULL;
}

/* A study's warnings are its author's business. */
static void problems_say(const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		if (problems->list[i].severity == PROBLEM_ERROR)
			fprintf(stderr, "%s: %s; %s\n", problems->list[i].where,
				problems->list[i].text, problems->list[i].hint);
}

static bool last_page_shows(struct room *room)
{
	return room->app == NULL || real_shows(&room->real, room->paint, app_page(room->app));
}

static bool acted(struct player *player, struct script *script)
{
	if (!player_resume(player, script))
		return false;
	while (player->at < script->count)
		if (!player_line(player, script))
			return false;
	return player->differ == 0 && last_page_shows(&player->room);
}

int main(int count, char **argv)
{
	(void)count;
	static struct player player;
	static struct script script;
	player.room = (struct room){.studies = "build/plays",
				    .assets = "assets",
				    .goldens = "tests/golden",
				    .width = 1366,
				    .height = 768};
	const char *path = options_read(&player.room, argv);
	if (path == NULL) {
		fprintf(stderr, "usage: play --data DIR [--studies DIR] [--shots DIR] "
				"[--goldens DIR] [--assets DIR] [--size WxH] [--acks] "
				"[--outbox DIR] [--window WxH] [--screen FILE --kiosk COMMAND] "
				"FILE\n");
		return PLAY_USAGE;
	}
	if (!script_load(&script, path))
		return PLAY_USAGE;
	bool fine = room_init(&player.room) && acted(&player, &script);
	if (!fine)
		keep_failed(&player.room);
	if (!fine && !player.room.no_screen)
		problems_say(&player.room.problems);
	room_release(&player.room);
	fine = fine && !player.room.real.wrong;
	script_release(&script);
	return fine ? PLAY_FINE : player.room.no_screen ? PLAY_NO_SCREEN : PLAY_WRONG;
}
