/* What the files of the pupil's flow share; for them alone. Whoever returns false has added a
 * problem, and pupil_apply makes the fault page of it. */
#ifndef SAYSO_PUPIL_PARTS_H
#define SAYSO_PUPIL_PARTS_H

#include "kiosk/flow/pupil.h"

/* One action and its circumstances. */
struct pupil_act {
	struct action action;
	enum input_way way;
	int32_t day;
	int64_t now_ms;
};

/* --- pupil_page.c: below all others --- */
/* A session is open, and the machine was unlocked. */
bool pupil_is_open(const struct pupil_flow *flow);
/* Another page; what lay over the old one goes. */
void pupil_show(struct pupil_flow *flow, enum screen_name page, int64_t now_ms);
/* After every change: works out the screen, and the time that the question was seen. */
void pupil_settle(struct pupil_flow *flow, int64_t now_ms);
void pupil_wipe(struct pupil_flow *flow); /* the guarded block */
/* Everything of this pupil goes; the start page. */
void pupil_reset(struct pupil_flow *flow, int64_t now_ms);

/* --- pupil_sitting.c --- */
/* The sitting of card.row: a new one, or as it was left. */
MUST_USE bool pupil_sit_down(struct pupil_flow *flow, const struct pupil_act *act,
			     struct problems *problems);
MUST_USE bool pupil_save(struct pupil_flow *flow, struct problems *problems);
/* Closes it; the help page for everybody, whatever the state. */
MUST_USE bool pupil_close(struct pupil_flow *flow, enum sitting_state state, int64_t now_ms,
			  struct problems *problems);
bool pupil_has_answered(const struct pupil_flow *flow);
bool pupil_has_begun(const struct pupil_flow *flow); /* past the first page */

/* --- the pages --- */
MUST_USE bool pupil_code_apply(struct pupil_flow *flow, const struct pupil_act *act,
			       struct problems *problems);
MUST_USE bool pupil_drawing_apply(struct pupil_flow *flow, const struct pupil_act *act,
				  struct problems *problems);
void pupil_first_apply(struct pupil_flow *flow, const struct pupil_act *act);
MUST_USE bool pupil_decline_apply(struct pupil_flow *flow, const struct pupil_act *act,
				  struct problems *problems);
MUST_USE bool pupil_question_apply(struct pupil_flow *flow, const struct pupil_act *act,
				   struct problems *problems);
MUST_USE bool pupil_skipped_apply(struct pupil_flow *flow, const struct pupil_act *act,
				  struct problems *problems);
MUST_USE bool pupil_finish_apply(struct pupil_flow *flow, const struct pupil_act *act,
				 struct problems *problems);
MUST_USE bool pupil_stop_apply(struct pupil_flow *flow, const struct pupil_act *act,
			       struct problems *problems);
/* To where the sitting stands: a question, "You skipped", or the finish page. */
void pupil_go_on(struct pupil_flow *flow, int64_t now_ms);

#endif
