/* The const all that a screen may see. Filled by the flows for each pass, wiped with the sitting:
 * it shows answers. */
#ifndef SAYSO_VIEW_H
#define SAYSO_VIEW_H

#include "kiosk/page/word_list.h"
#include "surveys/sitting/sitting.h"

enum code_trouble {
	CODE_FINE,
	CODE_SHORT,
	CODE_SLIP /* no such code can be */,
	CODE_UNKNOWN /* of another class or school */,
	CODE_DONE,
	CODE_OTHER_CARD /* two wrong drawings */
};

struct view {
	const struct study *study; /* NULL before set-up */
	const struct school *school;
	enum look look;
	int text_size;
	uint32_t machine_number;
	const char *note; /* on the start page, or NULL */
	bool open;	  /* a session is open */

	char typed[24]; /* code, PIN dots, number: what the field holds */
	size_t typed_count;
	enum code_trouble code_trouble;
	uint8_t drawings[4];
	int drawing_chosen; /* 0 to 3, or -1 */
	bool drawing_wrong;

	const struct item *item;
	struct answer answer;
	struct sitting_progress progress;
	bool nudge; /* Next was pressed without an answer */
	bool can_go_back;
	size_t question_count, skipped_count;
	bool still_there;	  /* the cover asks "Are you still there?" */
	bool deleting;		  /* finish page: "Delete all your answers?" */
	bool helping;		  /* help page: over another; else it is the page after the end */
	enum sitting_state ended; /* help and thank-you pages: how; PARTIAL: still under way */
	int fault_number;

	const struct teacher_view *teacher; /* NULL: no teacher's page */
};

/* The teacher's pages. */
#define TEACHER_CHOICES_MOST 24
struct teacher_view {
	enum { TEACHER_FINE, TEACHER_WRONG, TEACHER_WAIT, TEACHER_SLIP, TEACHER_DIFFERENT } trouble;
	int64_t wait_seconds;
	int step, steps;	    /* of the set-up */
	const char *title, *school; /* of the study found */
	const char *const *choices; /* classes, waves, sessions */
	size_t choice_count;
	int chosen;
	char day[40]; /* "Wednesday 25 November 2026" */
	const char *class_name, *wave;
	struct board_tile {
		char code[8];
		enum { TILE_WAITING = 2, TILE_ANSWERING = 3, TILE_DONE = 4 } state;
	} tiles[60];
	size_t tile_count, done, answering, waiting;
	size_t records_on_stick, still_answering;
	enum { STICK_NONE, STICK_WRITING, STICK_WRITTEN, STICK_NOT_CHECKED, STICK_FAILED } stick;
	const char *message; /* a sentence from the disk or stick, or NULL */
	bool swaps;	     /* keys or answers may reach the disk: swap or hibernation is on */
};

#endif
