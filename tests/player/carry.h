/* What a teacher does at the end of a lesson, until it is done through the pages: ending a session,
 * and a batch of what is closed, straight from the vault. */
#ifndef SAYSO_TESTS_PLAYER_CARRY_H
#define SAYSO_TESTS_PLAYER_CARRY_H

#include "tests/player/room.h"

MUST_USE bool carry_end_session(struct room *room, const char *class_name);
MUST_USE bool carry_batch(struct room *room, const char *folder);

#endif
