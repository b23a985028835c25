/* Immediate mode: a screen calls these in reading order; each appends marks and tells whether it
 * was just pressed. Ids are small and given by the screen, unique on a page. Acts on release inside
 * the same box; keys move a focus that shows once a key was used. No SDL, no clock of its own,
 * nothing changed through a pointer. */
#ifndef SAYSO_UI_H
#define SAYSO_UI_H

#include "kiosk/page/action.h"
#include "kiosk/page/input.h"
#include "kiosk/page/marks.h"
#include "kiosk/page/typeset.h"
#include "kiosk/page/word_list.h"

#define UI_ITEMS_MOST 96

struct ui {
	/* given for each pass */
	struct marks *marks;
	const struct measure *measure;
	const struct words *words;
	struct input input;
	int64_t now_ms;
	int text_size; /* 1 to 4 */
	/* kept between passes; wiped with the sitting */
	uint16_t focus, pressed; /* ids; 0: none */
	float pressed_x, pressed_y;
	bool keys_used;
	int64_t page_since_ms; /* for the lock-out */
	float last_x, last_y;  /* of the last accepted press */
	uint16_t page_name;    /* of the screen drawn last: a change locks presses out */
	struct ui_item {
		uint16_t id;
		struct box box;
		enum mark_part part;
	} items[UI_ITEMS_MOST],
		before[UI_ITEMS_MOST]; /* this pass's, and the last's, for the keys */
	size_t item_count, before_count;
	uint16_t default_id; /* Enter goes here unless the focus is on a button */
	bool used;	     /* somebody has pressed the input; nobody else gets it */
};

void ui_begin(struct ui *ui, struct marks *marks, uint16_t page_name, enum look look,
	      enum scene scene, const struct page *page);
void ui_end(struct ui *ui);    /* moves the focus, draws the ring */
void ui_forget(struct ui *ui); /* at the end of a sitting: wipes what shows answers */

/* Text that only speaks. Returns the height used. */
struct text_style {
	enum type type;
	bool bold;
	enum role role; /* ROLE_INK if ROLE_NONE */
	float leading;	/* em; 0: the type's own */
	enum { ALIGN_START, ALIGN_CENTRE, ALIGN_END } align;
};
float ui_text(struct ui *ui, struct box box, struct slice text, struct text_style style);
float ui_text_height(struct ui *ui, float width, struct slice text, struct text_style style,
		     bool *fits);
void ui_card(struct ui *ui, struct box box); /* paper with a shadow */
void ui_plate(struct ui *ui, struct box box);
void ui_picture(struct ui *ui, struct box box, enum picture picture, enum role role);

enum button_style {
	BUTTON_PLAIN, /* card and edge: Back */
	BUTTON_NEXT,  /* filled with the accent: one a page */
	BUTTON_EQUAL, /* accent line, bold: two answers that must be alike */
	BUTTON_TOOL,  /* flat plate */
	BUTTON_KEY,   /* a key of a keypad */
	BUTTON_KEY_SPECIAL,
	BUTTON_TILE,
};
struct button {
	uint16_t id;
	const char *label;
	enum picture icon;
	bool icon_after;
	enum button_style style;
	enum key key;	/* a key that presses it too, such as KEY_BACKSPACE; a hidden button has no
			   live key */
	char character; /* or a character, such as '+' */
	bool chosen;
};
MUST_USE bool ui_button(struct ui *ui, struct box box, const struct button *button);
float ui_button_width(struct ui *ui, const struct button *button, float least);

/* One response option: marker, words, tick; number: the digit that picks it, or -1. */
struct answer_box {
	uint16_t id;
	struct slice label;
	bool chosen;
	int number;
	enum { ANSWER_LIST, ANSWER_TALL, ANSWER_DRAWING, ANSWER_REFUSE } shape;
	enum picture picture;
};
MUST_USE bool ui_answer(struct ui *ui, struct box box, const struct answer_box *answer);

const char *ui_word(const struct ui *ui, enum word word);

#endif
