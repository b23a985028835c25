/* What the player keeps in files: pictures, goldens, and its place in a play that it was killed in.
 */
#ifndef SAYSO_TESTS_PLAYER_KEEP_H
#define SAYSO_TESTS_PLAYER_KEEP_H

#include "tests/player/commands.h"

/* SHOTS/NAME-WIDTH.png; nothing without --shots. */
MUST_USE bool keep_shot(struct room *room, const char *name);
/* SHOTS/failed-WIDTH.png and, of the window beside it, SHOTS/failed-window-WIDTH.png. */
void keep_failed(struct room *room);
/* The page as text against GOLDENS/NAME-WIDTH.txt. What differs goes into build/golden, for
 * somebody to look at: a golden changes by hand only. And whether the page is sound (sound.h); only
 * that if GOLDENS is `none`. */
MUST_USE bool keep_golden(const struct room *room, const char *name, char *why, size_t size);

/* DATA.place: the line behind which the play goes on, and the clock. */
MUST_USE bool keep_place(const struct player *player);
MUST_USE bool keep_place_again(struct player *player, size_t line_count);

#endif
