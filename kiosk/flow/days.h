/* Which day it is, and what has expired. No clock is trusted (design.md, Days). */
#ifndef SAYSO_DAYS_H
#define SAYSO_DAYS_H

#include "surveys/base/text.h"

/* What the clocks said, as the platform read them. */
struct clocks {
	int64_t boot_ms;  /* CLOCK_BOOTTIME */
	int32_t wall_day; /* local date by CLOCK_REALTIME, days since 1970-01-01 */
};

/* The day to offer when a session is opened: the wall's, never before the pack's day or the last
 * one confirmed. */
int32_t days_offer(int32_t wall_day, int32_t pack_day, int32_t last_confirmed);
/* The day of a record: the confirmed day plus whole days of uptime since. */
int32_t days_of_record(int32_t confirmed, int64_t confirmed_at_ms, int64_t now_ms);
void days_show(int32_t day, char *out, size_t size); /* "Wednesday 25 November 2026" */

#endif
