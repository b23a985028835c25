/* What holds for every page, whatever stands on it: nothing that can be pressed lies over another
 * or over words that are not its own, and all of it is on the page. */
#ifndef SAYSO_TESTS_PLAYER_SOUND_H
#define SAYSO_TESTS_PLAYER_SOUND_H

#include "kiosk/page/marks.h"

bool page_sound(const struct marks *page, char *why, size_t size);

#endif
