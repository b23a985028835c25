/* The commands on the machine and the room, for the table in commands.c alone. */
#ifndef SAYSO_TESTS_PLAYER_COMMANDS_PARTS_H
#define SAYSO_TESTS_PLAYER_COMMANDS_PARTS_H

#include "tests/player/commands.h"

/* Keeps why a line failed. Always false. */
bool because(struct player *player, const char *why, const char *what);
bool number_of(const char *text, int64_t *number);

bool act_study(struct player *player, const struct script_line *line);
bool act_open_session(struct player *player, const struct script_line *line);
bool act_letter(struct player *player, const struct script_line *line);
bool act_switch_on(struct player *player, const struct script_line *line);
bool act_study_in(struct player *player, const struct script_line *line);
bool act_number(struct player *player, const struct script_line *line);
bool act_start(struct player *player, const struct script_line *line);
bool act_restart(struct player *player, const struct script_line *line);
bool act_disk(struct player *player, const struct script_line *line);
bool act_leave(struct player *player, const struct script_line *line);
bool act_refused(struct player *player, const struct script_line *line);
bool act_stick(struct player *player, const struct script_line *line);
bool act_hold(struct player *player, const struct script_line *line);
bool act_crash(struct player *player, const struct script_line *line);

#endif
