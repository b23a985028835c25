/* What the files of the teacher's flow share; for them alone. Whoever returns false has added a
 * problem: the fault page. What a teacher can mend is said on the page instead (flow->said). */
#ifndef SAYSO_TEACHER_PARTS_H
#define SAYSO_TEACHER_PARTS_H

#include "kiosk/flow/teacher.h"

#define TEACHER_FIELD_MOST SETUP_NUMBER_DIGITS

struct teacher_typed {
	char field[TEACHER_FIELD_MOST + 1]; /* of the page at hand; NUL-terminated */
	size_t count;
	char first[VAULT_PIN_MOST + 1];	      /* the new PIN, while it is typed again */
	char number[SETUP_NUMBER_DIGITS + 1]; /* once it fitted: no PIN is made of it */
	uint8_t key[32];		      /* of the set-up number, once it fitted */
};

struct teacher_act {
	struct action action;
	int32_t wall_day;
	int64_t now_ms;
};

/* --- teacher_page.c: below all others but the field --- */
/* Another page: what was typed and said goes, the key and the first PIN stay. */
void teacher_show(struct teacher_flow *flow, enum screen_name screen);
/* The sentence on the page. */
void teacher_say_nothing(struct teacher_flow *flow);
/* The page of sessions, counted anew. */
MUST_USE bool teacher_home(struct teacher_flow *flow, int64_t now_ms, struct problems *problems);
MUST_USE bool teacher_board(struct teacher_flow *flow, int64_t now_ms, struct problems *problems);

/* --- teacher_field.c: digits --- */
size_t teacher_field_most(const struct teacher_flow *flow); /* 0: the page has no field */
void teacher_field_apply(struct teacher_flow *flow, struct action action);
void teacher_field_clear(struct teacher_flow *flow);
struct slice teacher_field(const struct teacher_flow *flow);

/* --- teacher_setup.c --- */
void teacher_setup_begin(struct teacher_flow *flow); /* everything of a set-up goes */
void teacher_setup_look(struct teacher_flow *flow);  /* for studies on the stick */
void teacher_new_pin_begin(struct teacher_flow *flow);
MUST_USE bool teacher_setup_apply(struct teacher_flow *flow, const struct teacher_act *act,
				  struct problems *problems);
MUST_USE bool teacher_setup_finish(struct teacher_flow *flow, int64_t now_ms,
				   struct problems *problems);

/* --- teacher_pin.c: to come in, and a new one --- */
bool teacher_waits(const struct teacher_flow *flow, int64_t now_ms); /* nothing is taken */
void teacher_change_pin_begin(struct teacher_flow *flow);
MUST_USE bool teacher_pin_apply(struct teacher_flow *flow, const struct teacher_act *act,
				struct problems *problems);

/* --- teacher_session.c --- */
MUST_USE bool teacher_session_apply(struct teacher_flow *flow, const struct teacher_act *act,
				    struct problems *problems);

/* --- teacher_opening.c --- */
MUST_USE bool teacher_opening_begin(struct teacher_flow *flow, struct problems *problems);
MUST_USE bool teacher_opening_apply(struct teacher_flow *flow, const struct teacher_act *act,
				    struct problems *problems);

/* --- teacher_apply.c --- */
/* What stands for a stick takes its place. */
void teacher_stick_gone(struct teacher_flow *flow);

#endif
