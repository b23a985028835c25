/* What may be seen of a session: three states, and when a sitting that closed shows as done. Were
 * it at once, the board would tell who said no: so it shows only when 5 minutes have passed, or the
 * session has ended (docs/threat-model.md); and a batch holds no more than shows. The times are in
 * memory alone, never on the disk. */
#ifndef SAYSO_BOARD_H
#define SAYSO_BOARD_H

#include "kiosk/flow/machine.h"
#include "kiosk/page/view.h"

/* When sittings were closed. A sitting of which nothing is known counts as closed when the program
 * started: else switching the machine off and on would show at once who is done. */
#define CLOSINGS_MOST 64
struct closings {
	struct closing {
		int64_t row, at_ms;
	} list[CLOSINGS_MOST];
	size_t count;	    /* since the beginning; the newest CLOSINGS_MOST are kept */
	int64_t unknown_ms; /* when those that are not in the list count as closed */
};

void closings_begin(struct closings *closings, int64_t now_ms);
void closings_add(struct closings *closings, int64_t row, int64_t now_ms);
/* Boot clock: from when on this row may show as done. */
int64_t closings_show_ms(const struct closings *closings, int64_t row);
/* The record shows as done, and so may leave this machine; of an ended session each does. */
bool closings_show(const struct closings *closings, const struct vault_due *due, int64_t now_ms);

struct board {
	/* In code order; without the rehearsal, and without spare codes that nobody has used. */
	struct board_tile tiles[CLASS_CODES_MOST];
	size_t count, done, answering, waiting;
	int64_t changes_ms; /* when the next of them shows; INT64_MAX: none */
};
MUST_USE bool board_read(struct board *board, struct machine *machine,
			 const struct vault_session *session, const struct closings *closings,
			 int64_t now_ms, struct problems *problems);

#endif
