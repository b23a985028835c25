/* The machine as the flows need it: its vault, the packs in it, and which day it is. Knows no page
 * and no pupil. */
#ifndef SAYSO_MACHINE_H
#define SAYSO_MACHINE_H

#include "kiosk/flow/days.h"
#include "kiosk/flow/packs.h"

struct machine {
	struct vault *vault;
	struct packs packs;
	int32_t confirmed; /* the day, and when it was confirmed or the program started */
	int64_t confirmed_at_ms;
	bool set_aside; /* a damaged vault was put aside: nothing is set up any more */
};

/* Opens the vault in the folder, or takes `vault` over if it is not NULL, and ends the sessions
 * that are over. To be released also when it failed. */
MUST_USE bool machine_init(struct machine *machine, const char *folder, struct vault *vault,
			   struct clocks clocks, struct problems *problems);
void machine_release(struct machine *machine);

/* A teacher has confirmed the day. */
void machine_confirm(struct machine *machine, int32_t day, int64_t now_ms);
int32_t machine_day(const struct machine *machine, int64_t now_ms); /* of a record */
/* Ends the open sessions that are over on this day. Not while a pupil answers. */
MUST_USE bool machine_expire(struct machine *machine, int32_t today, struct problems *problems);

#endif
