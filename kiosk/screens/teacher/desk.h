/* What the teacher's pages share: words with something filled in, a row of buttons at the foot, a
 * field with a keypad, cards with rows. Text sizes are not to be chosen here. A page's own ids are
 * below FURNITURE_ID. */
#ifndef SAYSO_TEACHER_DESK_H
#define SAYSO_TEACHER_DESK_H

#include "kiosk/page/furniture.h"
#include "kiosk/page/keypad.h"
#include "kiosk/page/view.h"

/* Smaller on pages that are narrow or low: grown-ups read them. */
bool desk_is_small(const struct ui *ui);
float desk_gap(const struct ui *ui); /* between what stands under one another */
struct text_style desk_title(const struct ui *ui);
struct text_style desk_words(const struct ui *ui);
struct text_style desk_hint(const struct ui *ui); /* in soft ink */
static const struct text_style desk_small = {.type = TYPE_SMALL, .role = ROLE_SOFT_INK};

/* Words with {number}, {of}, {class} and {wave}, into memory of the caller. */
#define DESK_WORDS_MOST 320
struct desk_fill {
	size_t number, of;
	const char *class_name, *wave; /* NULL: "" */
};
struct slice desk_say(const struct ui *ui, enum word word, struct desk_fill fill,
		      char out[DESK_WORDS_MOST]);
/* One: `one`, else `many` with the number. */
struct slice desk_count(const struct ui *ui, enum word one, enum word many, size_t number,
			char out[DESK_WORDS_MOST]);

/* The row for a title: the header's row of tools, which here holds none; on upright pages the one
 * below. */
struct box desk_head(const struct ui *ui);
/* The header says where one is, in soft ink. */
void desk_header(struct ui *ui, struct slice words);
void desk_steps(struct ui *ui, const struct teacher_view *teacher); /* of the set-up */
/* Several buttons in the footer: the first is in Back's corner, the last in Next's, what is between
 * stands between; on upright pages that is at the top. In reading order. */
struct desk_button {
	struct button button; /* id 0: left out */
	enum action_kind kind;
};
struct action desk_footer(struct ui *ui, const struct desk_button *buttons, size_t count);
struct action desk_ways(struct ui *ui); /* Back and Next */
/* The usual ones: WORDS: none. */
struct desk_button desk_back(const struct ui *ui, enum word word, enum action_kind kind);
struct desk_button desk_next(const struct ui *ui, enum word word, enum picture icon,
			     enum action_kind kind);
struct desk_button desk_plain(const struct ui *ui, uint16_t id, enum word word, enum picture icon,
			      enum action_kind kind);

/* Left and right page; on upright pages one above the other. */
struct desk_spread {
	struct box left, right;
};
/* Left of a keypad, and its place. */
struct desk_spread desk_keypad_spread(const struct ui *ui, enum keypad keypad);
/* A keypad on the right page; ids from 1 on. */
struct action desk_keypad(struct ui *ui, enum keypad keypad, struct desk_spread *spread);

/* A picture in the water of the left page, and where words stand beside it. */
struct box desk_bottle(struct ui *ui, enum picture picture);
/* On one line, in the largest type up to the style's that is not too wide for the box. */
void desk_line(struct ui *ui, struct box box, struct slice words, struct text_style style);
/* Whether words of that height end above the sea: they are to stand on cards there. */
bool desk_is_dry(const struct ui *ui, struct box room, float height);
/* What is left of the room below; and below a title. */
void desk_down(struct box *room, float by);
void desk_headline(struct ui *ui, struct box *room, struct slice words);
/* A card with a row of icon and words each; small words where the room is not high enough. Returns
 * its height. */
#define DESK_ROWS_MOST 6
struct desk_row {
	enum picture icon;
	struct slice words;
};
float desk_card(struct ui *ui, struct box room, const struct desk_row *rows, size_t count);
/* A card with words alone, close around them. Returns its height. */
float desk_note(struct ui *ui, struct box room, struct slice words);
float desk_note_height(const struct ui *ui, float width, struct slice words);
/* What the machine said: sentence and hint. Nothing without a message. */
void desk_message(struct ui *ui, struct box room, const struct teacher_view *teacher);

/* The study's name and school, so that a wrong stick or letter is noticed; smaller, and without its
 * picture, where it would be higher than most. Returns its height. */
float desk_study(struct ui *ui, struct box room, const struct teacher_study *study, float most);

#endif
