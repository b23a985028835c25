/* One pupil, from the code to the quiet page. Owns the sitting: one guarded block, taken when the
 * drawing was picked, wiped when it closes. Applies the pupil's actions, and no others change
 * anything. */
#ifndef SAYSO_PUPIL_H
#define SAYSO_PUPIL_H

#include "export/formats/secret.h"
#include "kiosk/page/screen.h"
#include "kiosk/vault/vault.h"

struct pupil_flow {
	/* borrowed; set by pupil_init */
	struct vault *vault;
	const struct study *study;
	const struct school *school;
	/* where */
	enum screen_name screen, under; /* under: below help or cover */
	struct secret block;		/* sitting, record and resume bytes */
	struct sitting *sitting;
	struct vault_row row;
	int32_t day;
	int64_t page_since_ms, closed_ms;
	char typed[16];
	size_t typed_count;
	enum code_trouble code_trouble;
	int drawing_chosen;
	bool drawing_wrong, nudge, still_there;
	int text_size;
};

void pupil_init(struct pupil_flow *flow, struct vault *vault, const struct study *study,
		const struct school *school);
void pupil_release(struct pupil_flow *flow); /* wipes */
/* False: a fault; the problem says which. The sitting is then safe on the disk as it last was. */
MUST_USE bool pupil_apply(struct pupil_flow *flow, struct action action, enum input_way way,
			  int32_t day, int64_t now_ms, struct problems *problems);
/* Idle, cover, parking, thank-you and quiet pages by time. idle_ms: since the last touch. */
MUST_USE bool pupil_time(struct pupil_flow *flow, int64_t idle_ms, int64_t now_ms,
			 struct problems *problems);
int64_t pupil_deadline_ms(const struct pupil_flow *flow, int64_t touched_ms); /* INT64_MAX: none */
void pupil_view(const struct pupil_flow *flow, struct view *view);
MUST_USE bool pupil_leave(struct pupil_flow *flow,
			  struct problems *problems); /* parks a running sitting */

#endif
