/* Which day it is, and what has expired. No clock is trusted: a day counts once a
 * teacher has confirmed it; from then on days are counted by the uptime. */
#ifndef SAYSO_DAYS_H
#define SAYSO_DAYS_H

#include "surveys/base/text.h"

/* What the clocks said, as the platform read them. */
struct clocks {
	int64_t boot_ms;  /* CLOCK_BOOTTIME */
	int32_t wall_day; /* local date by CLOCK_REALTIME, days since 1970-01-01 */
};

#define DAYS_OPEN 7 /* of a session, the first one counted */

/* The day to offer when a session is opened: the wall's, never before the pack's day or the last
 * one confirmed. */
int32_t days_offer(int32_t wall_day, int32_t pack_day, int32_t last_confirmed);
/* The day that a start goes on from: the wall's where a session confirmed last may still be open,
 * else the last one confirmed. */
int32_t days_start(int32_t wall_day, int32_t last_confirmed);
/* The day of a record: the confirmed day plus whole days of uptime since. */
int32_t days_of_record(int32_t confirmed, int64_t confirmed_at_ms, int64_t now_ms);

/* What a start leaves of an open session's days: a clock that is behind cannot say how many have
 * passed, so each start counts one. One that is ahead is believed, by days_over, but not stored. */
int32_t days_left_at_start(int32_t days_left, int32_t wall_day, int32_t last_confirmed);
/* The session is to be ended. today: the wall's at start, the record's day later. */
bool days_over(int32_t opened, int32_t days_left, int32_t today);

void days_show(int32_t day, char *out, size_t size); /* "Wednesday 25 November 2026" */

#endif
