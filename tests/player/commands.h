/* What can stand in a play: one table of commands. */
#ifndef SAYSO_TESTS_PLAYER_COMMANDS_H
#define SAYSO_TESTS_PLAYER_COMMANDS_H

#include "tests/player/hand.h"
#include "tests/player/script.h"

struct player {
	struct room room;
	size_t at; /* the line that is next */
	/* the repeat that is going on: its first line, and rounds still to come */
	size_t repeat_from, repeat_left;
	size_t differ; /* pages that are not as their goldens */
	char why[512]; /* of the line that failed */
};

/* Acts the next line. False: it was said why, with place and page. */
MUST_USE bool player_line(struct player *player, const struct script *script);
/* Goes on behind the `kill` that a play with this data folder ended with; else from its start. */
MUST_USE bool player_resume(struct player *player, const struct script *script);

#endif
