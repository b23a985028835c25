#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/player/commands_parts.h"
#include "tests/player/keep.h"

/* ---- Before the pages ---- */

bool act_study(struct player *player, const struct script_line *line)
{
	return room_study(&player->room, line->words[1]) ||
	       because(player, "the study cannot be set up: ", line->words[1]);
}

bool act_open_session(struct player *player, const struct script_line *line)
{
	return (room_open_session(&player->room, line->words[1], line->words[2]) &&
		room_start(&player->room)) ||
	       because(player, "the session cannot be opened", "");
}

/* What has these words leaves the kiosk. */
bool act_leave(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	if (hand_tap(room, line->words[1]) || !room->left)
		return because(player, "the kiosk is not left by ", line->words[1]);
	room_stop(room);
	return true;
}

/* Of the window alone: the app is never told of such keys. */
bool act_refused(struct player *player, const struct script_line *line)
{
	struct room *room = &player->room;
	if (!real_shows(&room->real, room->paint, app_page(room->app)))
		return because(player, "the window does not show the page", "");
	real_refused(&room->real, line->words[1]);
	return real_shows(&room->real, room->paint, app_page(room->app)) ||
	       because(player, "this key did something: ", line->words[1]);
}

/* Of a folder that a play names: it lies beside the machine's. */
static bool beside(const struct room *room, const char *name, char path[PATH_SIZE])
{
	int size = snprintf(path, PATH_SIZE, "%s-%s", room->data, name);
	return size > 0 && size < PATH_SIZE;
}

bool act_letter(struct player *player, const struct script_line *line)
{
	return room_letter(&player->room, line->words[1]) ||
	       because(player, "there is no such study: ", line->words[1]);
}

bool act_study_in(struct player *player, const struct script_line *line)
{
	char folder[PATH_SIZE];
	return (beside(&player->room, line->words[1], folder) &&
		room_put_study(&player->room, folder)) ||
	       because(player, "the study cannot be put there", "");
}

/* Of the letter; "slip": with one digit wrong; "other": of another letter. */
bool act_number(struct player *player, const struct script_line *line)
{
	char digits[SETUP_NUMBER_DIGITS + 1];
	const char *how = line->count == 2 ? line->words[1] : "";
	if (!room_number(&player->room, digits))
		return because(player, "the letter has no number", "");
	if (strcmp(how, "slip") == 0)
		digits[3] = digits[3] == '7' ? '1' : '7';
	else if (strcmp(how, "other") == 0)
		setup_number_make(digits);
	else if (how[0] != '\0')
		return because(player, "a number is the letter's, slip or other", "");
	return hand_tap_each(&player->room, digits) ||
	       because(player, "the number cannot be typed", "");
}

bool act_switch_on(struct player *player, const struct script_line *line)
{
	(void)line;
	room_stop(&player->room);
	return room_switch_on(&player->room) || because(player, "the app does not start", "");
}

bool act_start(struct player *player, const struct script_line *line)
{
	(void)line;
	return room_start(&player->room) || because(player, "the app does not start", "");
}

bool act_restart(struct player *player, const struct script_line *line)
{
	(void)line;
	room_stop(&player->room);
	return room_start(&player->room) || because(player, "the app does not start again", "");
}

bool act_stick(struct player *player, const struct script_line *line)
{
	char folder[PATH_SIZE];
	const struct input in = {.kind = INPUT_STICK_IN, .path = folder};
	const struct input out = {.kind = INPUT_STICK_OUT};
	bool put_in = strcmp(line->words[1], "in") == 0 && line->count == 3;
	if (!put_in && strcmp(line->words[1], "out") != 0)
		return because(player, "stick in FOLDER, or stick out", "");
	if (put_in && (!beside(&player->room, line->words[2], folder) ||
		       !folder_make(folder, FILE_SHARED, &player->room.problems)))
		return because(player, "there is no such stick: ", line->words[2]);
	return room_input(&player->room, put_in ? &in : &out);
}

/* What the disk takes from now on: nothing, or all. */
bool act_disk(struct player *player, const struct script_line *line)
{
	bool full = strcmp(line->words[1], "full") == 0;
	const struct rlimit limit = {full ? 0 : RLIM_INFINITY, RLIM_INFINITY};
	if (!full && strcmp(line->words[1], "fine") != 0)
		return because(player, "disk full, or disk fine", "");
	return (signal(SIGXFSZ, SIG_IGN) != SIG_ERR && setrlimit(RLIMIT_FSIZE, &limit) == 0) ||
	       because(player, "the disk cannot be limited", "");
}

/* Stands still until somebody has taken away the file that says so. */
bool act_hold(struct player *player, const struct script_line *line)
{
	char path[PATH_SIZE];
	const struct timespec while_waiting = {.tv_nsec = 20000000};
	struct room *room = &player->room;
	if (room->app != NULL && !real_shows(&room->real, room->paint, app_page(room->app)))
		return because(player, "the window does not show the page", "");
	FILE *file = beside(room, line->words[1], path) ? fopen(path, "w") : NULL;
	if (file == NULL || fclose(file) != 0)
		return because(player, "the file cannot be written: ", line->words[1]);
	while (access(path, F_OK) == 0)
		nanosleep(&while_waiting, NULL);
	return true;
}

bool act_crash(struct player *player, const struct script_line *line)
{
	(void)line;
	if (!keep_place(player))
		return because(player, "the place cannot be kept", "");
	return kill(getpid(), SIGKILL) == 0;
}
