/* Which sticks are in: what the system has mounted where sticks are mounted.
 * Owns nothing; mounts nothing, opens nothing on a stick. */
#ifndef SAYSO_MOUNTS_H
#define SAYSO_MOUNTS_H

#include "surveys/base/text.h"

#define STICKS_MOST 8
#define STICK_PATH 512

struct sticks {
	char path[STICKS_MOST][STICK_PATH];
	size_t count;
};

/* From the text of /proc/self/mountinfo (proc(5)): devices mounted whole, below /media or
 * /run/media. Lines that are not understood are passed over. */
void sticks_read(struct slice mountinfo, struct sticks *sticks);
/* As it is now; none where it cannot be read. */
void sticks_now(struct sticks *sticks);
/* The place in a of the first path that b has not; SIZE_MAX: none. */
size_t sticks_missing(const struct sticks *a, const struct sticks *b);

#endif
