/* Immediate mode: a screen calls these in reading order; each appends marks and tells whether it
 * was just pressed. Ids are small, given by the screen, unique on a page. An input is judged
 * against the page that stood on the screen when it came, so what was seen is what is pressed.
 * Presses act on release inside the same box; keys move a focus that shows once a key was used; a
 * control that is not drawn has no live key. No SDL, no clock of its own, nothing changed through a
 * pointer. */
#ifndef SAYSO_UI_H
#define SAYSO_UI_H

#include "kiosk/page/action.h"
#include "kiosk/page/input.h"
#include "kiosk/page/marks.h"
#include "kiosk/page/typeset.h"
#include "kiosk/page/word_list.h"

#define UI_ITEMS_MOST 96

/* What can be pressed. */
struct ui_item {
	uint16_t id;
	struct box box;
	float radius;
	enum mark_part part;
	enum key key;
	char character;
	int number; /* digit that picks it, or -1 */
	bool equal; /* one of two that must be alike: no key begins there */
};

struct ui {
	/* given for each pass */
	struct marks *marks;
	const struct measure *measure;
	const struct words *words;
	struct input input; /* taken once: ui_begin makes it INPUT_TICK */
	int64_t now_ms;
	int text_size; /* 1 to 4; layout_question may lower it for its page */
	/* set by layout_question where a narrow page would not hold the question otherwise; from
	 * ui_begin on it is off: smaller margins and gaps, as with the largest text */
	bool tight;
	/* both from ui_begin on false: of this page's words some are not on it, for no line holds
	 * them; and the page is fuller than it is meant to be, at the smallest text size too */
	bool lost, crowded;
	/* for A- and A+: the next size that would change this page, 0: none */
	int text_size_down, text_size_up;
	/* kept between passes; wiped with the sitting */
	uint16_t focus; /* an id; 0: none */
	struct ui_press {
		uint16_t id; /* 0: nothing pressed */
		bool over;   /* still under the finger */
		float x, y;  /* where it began */
	} presses[FINGERS];
	bool keys_used;
	int64_t page_since_ms; /* for the lock-out */
	float last_x, last_y;  /* of the last accepted press */
	uint16_t last_id;
	int64_t last_ms;
	uint16_t page_name; /* of the page drawn last: a change locks presses out */
	struct ui_item items[UI_ITEMS_MOST], before[UI_ITEMS_MOST]; /* this pass's, the last's */
	size_t item_count, before_count;
	uint16_t default_id, default_before; /* Enter goes here unless the focus is on a button */
	uint16_t acted;			     /* what this input pressed */
	char stray;			     /* a character typed that nothing on the page has */
};

/* Wipes what shows answers: at the end of a sitting, and to begin with. */
void ui_forget(struct ui *ui);
/* page_name: not 0, and another for each page that a pupil takes for another: on question pages
 * the item belongs in it. */
void ui_begin(struct ui *ui, uint16_t page_name, enum look look, enum scene scene,
	      const struct page *page);
void ui_end(struct ui *ui); /* the focus ring */

const char *ui_word(const struct ui *ui, enum word word);
float ui_em(const struct ui *ui, enum type type); /* at this page's look, size and width */
bool ui_is_tight(const struct ui *ui);		  /* margins, gaps and leading of small pages */

/* Text that only speaks, from the top of the box down; words as wide as the box allows. Returns the
 * height used. A newline breaks. */
struct text_style {
	enum type type;
	bool bold;
	enum role role; /* ROLE_INK if ROLE_NONE */
	float leading;	/* em; 0: the type's own */
	enum { ALIGN_START, ALIGN_CENTRE, ALIGN_END } align;
};
float ui_text(struct ui *ui, struct box box, struct slice text, struct text_style style);
/* The same, in the middle of the box's height. */
void ui_text_middle(struct ui *ui, struct box box, struct slice text, struct text_style style);
float ui_text_height(const struct ui *ui, float width, struct slice text, struct text_style style,
		     bool *fits);	      /* fits may be NULL; never set to true */
void ui_card(struct ui *ui, struct box box);  /* paper with a shadow */
void ui_plate(struct ui *ui, struct box box); /* flat */
void ui_picture(struct ui *ui, struct box box, enum picture picture, enum role role);
/* Slots for what is typed; bold characters, a cursor in the next. groups: a wider gap after every
 * so many, 0: none. Returns the width used. */
float ui_slots(struct ui *ui, struct box first, size_t slots, size_t group, struct slice typed);
/* One field for a number: what is typed and a cursor. */
void ui_field(struct ui *ui, struct box box, struct slice typed);
/* Slots for a PIN: dots. */
float ui_dots(struct ui *ui, float x, float y, size_t dots, size_t typed);

enum button_style {
	BUTTON_PLAIN, /* card and edge: Back */
	BUTTON_NEXT,  /* filled with the accent, Enter's: one a page */
	BUTTON_EQUAL, /* accent line, bold: two answers that must be alike */
	BUTTON_TOOL,  /* flat plate */
	BUTTON_KEY,   /* a key of a keypad */
	BUTTON_KEY_SPECIAL,
	BUTTON_TILE,
};
struct button {
	uint16_t id;
	const char *label; /* spoken, and drawn unless `drawn` says otherwise */
	const char *drawn; /* "": the icon alone */
	enum picture icon;
	bool icon_after;
	enum button_style style;
	float em;	/* 0: the style's own */
	enum key key;	/* a key that presses it too, such as KEY_BACKSPACE */
	char character; /* or a character, such as '+' */
	bool bold;	/* also where the style is not */
	bool chosen;
};
MUST_USE bool ui_button(struct ui *ui, struct box box, const struct button *button);
float ui_button_width(const struct ui *ui, const struct button *button, float least);

/* One response option; number: the digit that picks it, or -1. */
struct answer_box {
	uint16_t id;
	struct slice label;
	bool chosen;
	int number;
	enum {
		ANSWER_LIST,	/* marker, words beside it */
		ANSWER_TALL,	/* words in the middle, the tick above them */
		ANSWER_DRAWING, /* picture, words below it, marker in the corner */
		ANSWER_REFUSE,	/* shell, words beside it */
	} shape;
	enum picture picture;
};
MUST_USE bool ui_answer(struct ui *ui, struct box box, const struct answer_box *answer);
/* Least height of a box of that width whose words do not touch its edge; and whether no word is too
 * wide. Measured with the bold face, so that choosing moves nothing. */
size_t ui_answer_lines(const struct ui *ui, float width, const struct answer_box *answer);
float ui_answer_width(const struct ui *ui, const struct answer_box *answer); /* on one line */
MUST_USE bool ui_answer_height(const struct ui *ui, float width, const struct answer_box *answer,
			       float *height);

#endif
