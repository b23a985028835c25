#include <unistd.h>

#include "export/formats/file.h"
#include "tests/player/keep.h"
#include "tests/player/sound.h"

#define PAGE_SIZE_MOST ((size_t)1 << 18)
#define STARTING_MS 60000 /* a machine that starts again */

static bool shot_path(struct room *room, const char *name, char path[PATH_SIZE])
{
	int size = snprintf(path, PATH_SIZE, "%s/%s-%d.png", room->shots, name, room->width);
	return folder_make(room->shots, FILE_SHARED, &room->problems) && size > 0 &&
	       size < PATH_SIZE;
}

bool keep_shot(struct room *room, const char *name)
{
	char path[PATH_SIZE];
	if (room->shots == NULL)
		return true;
	if (!shot_path(room, name, path) ||
	    !real_shows(&room->real, room->paint, app_page(room->app)))
		return false;
	if (room->real.process == 0)
		return paint_png(room->paint, app_page(room->app), path, &room->problems);
	real_picture(&room->real, path);
	return true;
}

void keep_failed(struct room *room)
{
	char page[PATH_SIZE], window[PATH_SIZE];
	if (room->shots == NULL || room->app == NULL || !shot_path(room, "failed", page) ||
	    !shot_path(room, "failed-window", window))
		return;
	real_picture(&room->real, window);
	(void)!paint_png(room->paint, app_page(room->app), page, &room->problems);
}

static bool same_as_file(struct slice page, const char *path)
{
	struct problems ignored = {.count = 0};
	char *bytes;
	size_t size;
	if (!file_read(path, PAGE_SIZE_MOST, &bytes, &size, &ignored))
		return false;
	bool same = slice_equal(page, (struct slice){bytes, size});
	free(bytes);
	return same;
}

static bool put_beside(const char *path, struct slice page)
{
	struct problems ignored = {.count = 0};
	return folder_make("build/golden", FILE_SHARED, &ignored) &&
	       file_write(path, page, FILE_SHARED, true, &ignored) != FILE_FAILED;
}

bool keep_golden(const struct room *room, const char *name, char *why, size_t size)
{
	char path[PATH_SIZE], beside[PATH_SIZE];
	struct buffer page = buffer_growing(PAGE_SIZE_MOST);
	snprintf(path, sizeof path, "%s/%s-%d.txt", room->goldens, name, room->width);
	snprintf(beside, sizeof beside, "build/golden/%s-%d.txt", name, room->width);
	marks_dump(app_page(room->app), &page);
	bool sound = page_sound(app_page(room->app), why, size);
	bool same = strcmp(room->goldens, "none") == 0 || same_as_file(buffer_slice(&page), path);
	if (!same && sound)
		snprintf(why, size, "the page is not as %.200s has it: look at %.200s%s", path,
			 beside,
			 put_beside(beside, buffer_slice(&page)) ? "" : ", which is not there");
	buffer_release(&page);
	return same && sound;
}

/* ---- The place in a play ---- */

static void place_path(const struct player *player, char path[PATH_SIZE])
{
	snprintf(path, PATH_SIZE, "%s.place", player->room.data);
}

bool keep_place(const struct player *player)
{
	char path[PATH_SIZE];
	const struct room *room = &player->room;
	place_path(player, path);
	FILE *file = fopen(path, "w");
	if (file == NULL || room->card_count == 0)
		return false;
	fprintf(file, "%zu %zu %zu %zu %lld %d %llu %s %s\n", player->at + 1, player->repeat_from,
		player->repeat_left, room->card, (long long)room->clocks.boot_ms,
		(int)room->clocks.wall_day, (unsigned long long)room->chance, room->study,
		room->cards[0]->class_name);
	return fclose(file) == 0;
}

static bool place_read(struct player *player, const char *text, char study[32], char class_name[16])
{
	struct room *room = &player->room;
	long long boot_ms;
	int wall_day;
	unsigned long long chance;
	if (sscanf(text, "%zu %zu %zu %zu %lld %d %llu %31s %15s", &player->at,
		   &player->repeat_from, &player->repeat_left, &room->card, &boot_ms, &wall_day,
		   &chance, study, class_name) != 9)
		return false;
	room->clocks.boot_ms = boot_ms + STARTING_MS;
	room->clocks.wall_day = wall_day;
	room->chance = chance;
	return true;
}

bool keep_place_again(struct player *player, size_t line_count)
{
	struct room *room = &player->room;
	struct problems ignored = {.count = 0};
	char path[PATH_SIZE], study[32], class_name[16], *text;
	size_t size;
	place_path(player, path);
	if (!file_read(path, 400, &text, &size, &ignored))
		return true;
	bool fine = unlink(path) == 0 && place_read(player, text, study, class_name) &&
		    player->at <= line_count;
	free(text);
	size_t card = room->card;
	if (!fine || !room_study(room, study) || !room_cards_of(room, class_name))
		return false;
	room->card = card;
	return room_start(room);
}
