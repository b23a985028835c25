/* What somebody before the machine can do: read the page, tap what has these words, press keys.
 * Knows of the page only what stands on it. */
#ifndef SAYSO_TESTS_PLAYER_HAND_H
#define SAYSO_TESTS_PLAYER_HAND_H

#include "tests/player/room.h"

/* The page's words in reading order, each blank one space; release it. */
struct buffer hand_read(const struct room *room);
bool hand_sees(const struct room *room, const char *words);
/* What can be pressed and has these words, or begins with them where they end in "...": how many,
 * and the first one's box. */
size_t hand_find(const struct room *room, const char *words, struct box *box);
/* Presses in the middle, and lets go 100 ms later; at the pace of somebody who has read the page.
 * False: not there once, or the app was left. */
MUST_USE bool hand_tap(struct room *room, const char *words);
MUST_USE bool hand_tap_box(struct room *room, struct box box);
/* Puts the finger down and leaves it there. */
MUST_USE bool hand_press(struct room *room, const char *words);
/* Slides the finger that is down to the middle of something else. */
MUST_USE bool hand_slide(struct room *room, const char *words);
MUST_USE bool hand_let_go(struct room *room);
/* A finger in the near top corner, for so long. */
MUST_USE bool hand_hold_corner(struct room *room, int64_t ms);
/* Twice, as fast as a hand can. */
MUST_USE bool hand_tap_twice(struct room *room, const char *words);
/* "Enter", "Tab", "Shift+Tab", "Ctrl+Alt+T", or one character. */
MUST_USE bool hand_key(struct room *room, const char *name);
/* The ring stands round what has these words. */
bool hand_has_focus(const struct room *room, const char *words);
/* Each character by the keyboard. */
MUST_USE bool hand_type(struct room *room, const char *text);
/* Each character by the keys on the page. */
MUST_USE bool hand_tap_each(struct room *room, const char *text);

/* Whether this page asks a question, and the pupil's way of answering it by chance: an answer,
 * seldom "I don't want to say", seldom none; then Next. */
bool hand_is_asked(const struct room *room);
MUST_USE bool hand_answer(struct room *room);

#endif
