/* The real screen, for the demonstration: from here on somebody sits before it. */
#ifndef SAYSO_TESTS_PLAYER_SCREEN_H
#define SAYSO_TESTS_PLAYER_SCREEN_H

#include "tests/player/commands.h"

/* The same app goes on in a window, by the machine's own clock, until it is left. False with
 * room.no_screen: none can be opened. */
bool act_window(struct player *player, const struct script_line *line);

#endif
