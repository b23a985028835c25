/* The const all that a screen may see. Filled by the flows for each pass, wiped with the sitting:
 * it shows answers. */
#ifndef SAYSO_VIEW_H
#define SAYSO_VIEW_H

#include "kiosk/page/action.h"
#include "kiosk/page/word_list.h"
#include "surveys/sitting/sitting.h"

enum code_trouble {
	CODE_FINE,
	CODE_SHORT,
	CODE_STRANGER /* a character that no code has */,
	CODE_FULL /* one more than six */,
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
	bool locked;	  /* it would be, but for the PIN: the machine was switched off */

	char typed[24]; /* code, PIN dots, number: what the field holds */
	size_t typed_count;
	enum code_trouble code_trouble;
	uint8_t drawings[4];
	int drawing_chosen; /* 0 to 3, or -1 */
	bool drawing_wrong;

	const struct item *item;
	struct answer answer;
	bool typing; /* a number, in `typed`: no answer yet */
	struct sitting_progress progress;
	bool nudge;    /* Next was pressed without an answer */
	bool required; /* the item is: another nudge, and no more than that */
	bool welcome;  /* the first page after an interruption */
	bool can_go_back;
	size_t question_count, skipped_count;
	bool still_there; /* the cover asks "Are you still there?" */
	bool deleting;	  /* finish and stop page: "Delete all your answers?" */
	bool helping;	  /* help page: over another; else it is the page after the end */
	int fault_number;

	const struct teacher_view *teacher; /* NULL: no teacher's page */
};

/* --- The teacher's pages --- */

enum teacher_trouble {
	TEACHER_FINE,
	TEACHER_SHORT,	   /* digits are missing */
	TEACHER_SLIP,	   /* no such number can be */
	TEACHER_WRONG,	   /* not this PIN; not the number of this study and school */
	TEACHER_DIFFERENT, /* the two PINs */
	TEACHER_EASY,	   /* a PIN that anybody would try */
	TEACHER_LETTER,	   /* a PIN that stands in the letter */
	TEACHER_RANGE,	   /* no machine of the school has this number */
};
enum tile_state { TILE_WAITING = 2, TILE_ANSWERING = 3, TILE_DONE = 4 };
enum opening { OPENING_CLASS, OPENING_WAVE, OPENING_DAY };
enum stick_state { STICK_NONE, STICK_WRITING, STICK_WRITTEN, STICK_NOT_WRITTEN };
enum stick_trouble { STICK_FINE, STICK_GONE, STICK_PROTECTED, STICK_FULL, STICK_FAILING };

#define SET_UP_DIGITS 16
#define TEACHER_STUDIES_MOST 4
#define TEACHER_SESSIONS_MOST 8 /* on a page */
#define TEACHER_CHOICES_MOST 24

struct teacher_view {
	enum teacher_trouble trouble;
	int64_t wait_seconds;	    /* no PIN is taken before; 0: it is */
	bool pin_changed;	    /* just now */
	const char *message, *hint; /* sentences of the vault or the stick, or NULL */
	bool swaps; /* keys or answers may reach the disk: swap or hibernation is on */

	/* set-up, and a new PIN by the set-up number */
	int step, steps;
	bool new_pin, again; /* again: the PIN a second time */
	bool bad_study;	     /* a .study file on the stick cannot be read */
	bool set_aside;	     /* the data was damaged and put aside */
	struct teacher_study {
		const char *title, *school;
		uint32_t machines;
	} studies[TEACHER_STUDIES_MOST];
	size_t study_count;
	int study_chosen; /* -1: none yet */

	struct teacher_session {
		const char *class_name, *wave;
		size_t done, count;
	} sessions[TEACHER_SESSIONS_MOST];
	size_t session_count;
	enum action_kind next_step; /* of the home page: what is usually done now */
	size_t unsaved;		    /* pupils who are done, but not on a stick */
	bool after_fault;	    /* only to leave Sayso */

	/* opening one; also class and wave of the board */
	enum opening opening;
	const char *choices[TEACHER_CHOICES_MOST];
	size_t choice_count;
	bool more; /* choices or sessions than fit the page */
	const char *class_name, *wave;
	char day[40]; /* "Wednesday 25 November 2026" */
	bool can_be_earlier;

	struct board_tile {
		char code[8]; /* "3KM 3WR" */
		enum tile_state state;
	} tiles[CLASS_CODES_MOST];
	size_t tile_count, done, answering, waiting;

	enum stick_state stick;
	enum stick_trouble stick_trouble;
	bool stick_in, stick_checked, newer_study;
	size_t done_on_stick, still_answering; /* pupils */
	bool stick_all; /* what this machine has is on it; else some is for a later one */
};

#endif
