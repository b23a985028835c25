/* The teacher: setting the machine up, the PIN, sessions, the board, the stick. Owns what is being
 * set up and what is being typed (the set-up number, the PIN, the key made of the number), the last
 * three in guarded memory that is taken when the teacher comes and wiped when they go. Applies the
 * teacher's actions, and no others change anything. Never sees an answer. */
#ifndef SAYSO_TEACHER_H
#define SAYSO_TEACHER_H

#include "export/formats/secret.h"
#include "export/formats/setup_number.h"
#include "kiosk/flow/fit.h"
#include "kiosk/flow/stick.h"
#include "kiosk/page/screen.h"

#define TEACHER_SET_UP_STEPS 4
#define TEACHER_NAMES_MOST 256 /* classes of a school, waves of a class */

enum teacher_end { TEACHER_STAYS, TEACHER_TO_PUPILS, TEACHER_LEAVES };

struct teacher_flow {
	/* borrowed */
	struct machine *machine;
	const struct fit_screen *pupils_screen;
	const char *study_path; /* where the study to set up with is, or NULL: a stick */
	const char *outbox;	/* stands for a stick while none is in, or NULL */
	/* kept also while no teacher is there */
	struct closings closings;
	struct stick stick;
	int64_t wait_until_ms; /* after wrong PINs */
	/* what is seen */
	enum screen_name screen;
	enum teacher_end end; /* what the app has to do next */
	enum teacher_trouble trouble;
	struct problems said; /* the first of them is on the page */
	bool swaps, pin_changed;
	bool after_fault;    /* the way leads out of Sayso alone */
	struct secret block; /* of what is typed; none while no teacher is there */
	struct teacher_typed *typed;
	struct teacher_set_up {
		struct stick_studies studies;
		int chosen; /* of the studies; -1: none yet */
		uint32_t number;
		bool new_pin; /* no set-up: the PIN was forgotten */
		bool changes; /* nor that: a new one, by who knows the old */
		bool again;   /* the PIN is typed a second time */
	} set_up;
	struct teacher_open {
		struct vault_session about;
		size_t done, count;
	} open[VAULT_OPEN_MOST];       /* sessions */
	size_t open_count, open_first; /* first: on the page */
	size_t unsaved, answering;     /* pupils: done, but on no stick; the others who began */
	bool ended;		       /* a session was ended last, not opened */
	struct teacher_opening {
		enum opening step;
		const char *names[TEACHER_NAMES_MOST]; /* of the step's choice */
		size_t name_count, first;	       /* first: on the page */
		const char *class_name;
		const struct wave *wave;
		bool wave_asked; /* there was more than one */
		int32_t day, least;
	} opening;
	struct vault_session session; /* of the board */
	struct board board;
	enum stick_state stick_state;
	struct stick_batch batch;
	uint32_t newer; /* the issue that the stick brought, 0: none */
	struct teacher_view seen;
};

/* outbox: a folder that stands for a stick while none is in, or NULL. Machine, screen and
 * texts outlive the flow. */
void teacher_init(struct teacher_flow *flow, struct machine *machine,
		  const struct fit_screen *screen, const char *study_path, const char *outbox,
		  int64_t now_ms);
void teacher_release(struct teacher_flow *flow);

/* A teacher comes: the PIN page, or on a new machine the set-up. After a fault the same PIN leads
 * to the page that leaves Sayso, and so does any where the vault cannot be asked. */
MUST_USE bool teacher_enter(struct teacher_flow *flow, bool after_fault, int64_t now_ms,
			    struct problems *problems);
/* What was typed and found is wiped. */
void teacher_leave(struct teacher_flow *flow);

/* wall_day: today by the system's clock, to be confirmed. After each call `end` is to be looked at.
 * False: this machine failed, a problem was added. */
MUST_USE bool teacher_apply(struct teacher_flow *flow, struct action action, int32_t wall_day,
			    int64_t now_ms, struct problems *problems);
/* idle_ms: since the last touch. Waits, leaving, the board's changes, writing to the stick. */
MUST_USE bool teacher_time(struct teacher_flow *flow, int64_t idle_ms, int64_t now_ms,
			   struct problems *problems);
int64_t teacher_deadline_ms(const struct teacher_flow *flow, int64_t touched_ms, int64_t now_ms);

/* Also while no teacher is there. path: of INPUT_STICK_IN; of INPUT_STICK_OUT, or NULL: any. */
void teacher_stick_in(struct teacher_flow *flow, const char *path);
void teacher_stick_out(struct teacher_flow *flow, const char *path);
/* The screen is another one: what fits it is looked at again. */
void teacher_resized(struct teacher_flow *flow);
/* A pupil's sitting on this row has just been closed, however. */
void teacher_closed(struct teacher_flow *flow, int64_t row, int64_t now_ms);

/* Fills the teacher's part of the view, and what is typed. Valid until the flow changes. */
void teacher_view(struct teacher_flow *flow, int64_t now_ms, struct view *view);
/* Another number for every page and step: for ui_begin. */
uint16_t teacher_page_name(const struct teacher_flow *flow);

#endif
