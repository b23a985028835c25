/* One pupil, from the code to the quiet page. Owns the sitting: one guarded block, taken when the
 * right drawing was picked, wiped when it closes. Applies the pupil's actions, and no others change
 * anything. What is seen changes only after a save came back; after any false the block is wiped
 * and the screen is the fault page. */
#ifndef SAYSO_PUPIL_H
#define SAYSO_PUPIL_H

#include "export/formats/secret.h"
#include "kiosk/flow/packs.h"
#include "kiosk/page/screen.h"

struct pupil_flow {
	/* borrowed */
	struct vault *vault;
	struct packs *packs;
	/* what is seen: `page`, or what lies over it */
	enum screen_name screen, page;
	bool helping, covered, still_there;
	int64_t page_since_ms; /* when `page` came */
	/* of the session with a pupil, else of the newest pack */
	const struct study *study;
	const struct school *school;
	const struct wave *wave; /* NULL before the code */
	enum look look;
	struct pupil_home { /* between two pupils */
		const struct study *study;
		const struct school *school;
		enum look look;
		bool open;
	} home;
	/* the pupil at hand */
	struct pupil_card {
		char typed[CODE_SIZE + 1];
		size_t typed_count;
		enum code_trouble trouble;
		const struct study_code *code;
		struct vault_row row;
		uint8_t drawings[4];
		int chosen; /* -1: none */
		bool wrong;
		int times_wrong; /* since the code was typed */
	} card;
	struct secret block;	 /* sitting, record, resume bytes */
	struct sitting *sitting; /* in it; NULL: none under way */
	char *record;
	uint8_t *resume;
	struct pupil_number { /* being typed: no answer before the page is left */
		bool under_way;
		char digits[9 + 1]; /* INTEGER_MOST has nine */
		size_t count;
	} number;
	bool nudge, deleting, skipped_asked;
	bool welcome;	   /* came back; until the page is turned */
	bool nudged;	   /* since the page was turned */
	uint32_t spent_ms; /* on this question, before it was last out of sight */
	int64_t shown_ms;  /* since when it is seen again */
	enum sitting_state ended;
	int text_size; /* 1 to 4, until the next pupil */
};

/* The packs and the vault outlive the flow. pupil_refresh is still to be called. */
void pupil_init(struct pupil_flow *flow, struct vault *vault, struct packs *packs);
void pupil_release(struct pupil_flow *flow); /* wipes */
/* At the beginning, after the teacher's pages, after a session ran out: which sessions are open,
 * the newest pack. A sitting whose session was ended meanwhile is wiped: the start page. */
MUST_USE bool pupil_refresh(struct pupil_flow *flow, int64_t now_ms, struct problems *problems);

/* day: of a record that begins now (days_of_record). */
MUST_USE bool pupil_apply(struct pupil_flow *flow, struct action action, enum input_way way,
			  int32_t day, int64_t now_ms, struct problems *problems);
/* Idle, cover, parking, thank-you and quiet pages by time. idle_ms: since the last touch. */
void pupil_time(struct pupil_flow *flow, int64_t idle_ms, int64_t now_ms);
/* When pupil_time next has something to do; INT64_MAX: never, untouched. */
int64_t pupil_deadline_ms(const struct pupil_flow *flow, int64_t touched_ms);
/* An adult takes the machine: a running sitting is covered, and stays as it is. */
void pupil_cover(struct pupil_flow *flow, int64_t now_ms);
/* A running sitting lies on the disk already, so its block is wiped; the start page shows. */
void pupil_park(struct pupil_flow *flow, int64_t now_ms);

/* Fills all of the view but fault_number and teacher. Answers are in it only while they are seen.
 */
void pupil_view(const struct pupil_flow *flow, struct view *view);
/* Another number for every page and question: for ui_begin, so that presses are locked out. */
uint16_t pupil_page_name(const struct pupil_flow *flow);

#endif
