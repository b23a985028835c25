#include "kiosk/page/keypad.h"
#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define SLOT_WIDTH 14.3f
#define SLOT_HEIGHT 19.0f
#define SLOTS_WIDTH 99.2f /* six, in threes */
#define SLOTS_GAP 4.0f
#define LEFT_LEAST 80.0f     /* on upright pages: title, slots and what may have to be said */
#define BACK_AWAY 2.0f	     /* from Back, for words that are many */
#define TROUBLE_PADDING 2.6f /* above and below; at the sides as any card */
#define CARD_WIDTH 55.0f
#define CARD_HEIGHT 30.5f
#define BLOCK 2.7f

enum { ID_KEYS = 1 };

static struct text_style title_style(const struct ui *ui)
{
	return (struct text_style){.type = TYPE_QUESTION,
				   .bold = true,
				   .leading =
					   ui->marks->page.narrow ? EM_LEADING_QUESTION_SMALL : 0};
}

/* WORDS: nothing to say. */
static enum word trouble_words(enum code_trouble trouble)
{
	switch (trouble) {
	case CODE_SHORT:
		return WORD_CODE_SHORT;
	case CODE_STRANGER:
		return WORD_CODE_STRANGER;
	case CODE_FULL:
		return WORD_CODE_FULL;
	case CODE_SLIP:
		return WORD_CODE_SLIP;
	case CODE_UNKNOWN:
		return WORD_CODE_UNKNOWN;
	case CODE_DONE:
		return WORD_CODE_DONE;
	case CODE_OTHER_CARD:
		return WORD_CODE_OTHER_CARD;
	case CODE_FINE:
		break;
	}
	return WORDS;
}

/* Title, slots and what lies below them; the keys. */
struct places {
	struct box left, keys;
};

static struct places places_of(const struct ui *ui)
{
	struct box body = layout_frame(ui).body;
	struct places places = {body, body};
	float width, height;
	keypad_size(KEYPAD_CODE, &width, &height);
	if (ui->marks->page.portrait) {
		float most = body.height - LEFT_LEAST - look_length(LENGTH_GUTTER);
		places.keys.height = height < most ? height : most;
		places.keys.y += body.height - places.keys.height;
		places.left.height = body.height - places.keys.height - look_length(LENGTH_GUTTER);
		return places;
	}
	float most = body.width - SLOTS_WIDTH - look_length(LENGTH_GUTTER);
	places.keys.width = width < most ? width : most;
	places.keys.x += body.width - places.keys.width;
	places.left.width -= places.keys.width + look_length(LENGTH_GUTTER);
	return places;
}

/* What stands below title and slots, down to the way back. */
static struct box room_below(const struct ui *ui)
{
	struct box left = places_of(ui).left;
	float used = ui_text_height(ui, left.width, slice_of(ui_word(ui, WORD_CODE_TITLE)),
				    title_style(ui), NULL) +
		     SLOT_HEIGHT + 2 * SLOTS_GAP;
	float more = ui->marks->page.portrait ? 0 : look_length(LENGTH_FOOTER_GAP) - BACK_AWAY;
	return (struct box){left.x, left.y + used, left.width, left.height - used + more};
}

static bool trouble_fits(const struct ui *ui, enum word word, enum type type)
{
	struct box room = room_below(ui);
	float padding = 2 * look_length(LENGTH_CARD_PADDING);
	bool fits = true;
	float height = ui_text_height(ui, room.width - padding, slice_of(ui_word(ui, word)),
				      (struct text_style){.type = type}, &fits);
	return fits && height + 2 * TROUBLE_PADDING <= room.height;
}

/* Whatever may have to be said finds room. */
static bool code_fits(const struct ui *ui, const void *context)
{
	bool fits = true;
	(void)context;
	for (enum code_trouble trouble = CODE_SHORT; trouble <= CODE_OTHER_CARD; trouble++)
		fits = fits && trouble_fits(ui, trouble_words(trouble), TYPE_SMALL);
	return fits;
}

static void trouble_draw(struct ui *ui, struct box room, enum word word)
{
	float padding = look_length(LENGTH_CARD_PADDING);
	struct slice words = slice_of(ui_word(ui, word));
	const struct text_style style = {.type = trouble_fits(ui, word, TYPE_ANSWER) ? TYPE_ANSWER
										     : TYPE_SMALL};
	struct box inner = {room.x + padding, room.y + TROUBLE_PADDING, room.width - 2 * padding,
			    0};
	room.height = ui_text_height(ui, inner.width, words, style, NULL) + 2 * TROUBLE_PADDING;
	ui_card(ui, room);
	ui_text(ui, inner, words, style);
}

static struct mark *block(struct ui *ui, struct box box, enum role role)
{
	struct mark *mark = marks_add(ui->marks, MARK_BOX, box);
	mark->fill = role;
	mark->radius = box.height < box.width ? box.height / 2 : 0.7f;
	return mark;
}

/* A card as the pupil holds it: a place for the drawing, six characters, two lines. The place holds
 * no drawing that is on any card. */
static void card_draw(struct ui *ui, struct box at)
{
	struct box card = {at.x + 3, at.y, CARD_WIDTH, CARD_HEIGHT};
	struct mark *paper = block(ui, card, ROLE_CARD);
	paper->radius = look_length(LENGTH_RADIUS_CALM);
	paper->line = ROLE_INK;
	paper->line_width = look_length(LENGTH_LINE_CHOSEN);
	paper->shadow = true;
	struct box panel = {card.x + 4, card.y + 4, 21.5f, CARD_HEIGHT - 8};
	block(ui, panel, ROLE_PALE)->radius = 2;
	ui_picture(ui, (struct box){panel.x + 4.7f, panel.y + 5, 12, 12}, PICTURE_ICON_WAVE,
		   ROLE_INK);
	for (int i = 0; i < CODE_SIZE; i++) {
		float x = card.x + 28.2f + (float)i * (BLOCK + 0.9f) + (i < 3 ? 0 : 1.6f);
		block(ui, (struct box){x, card.y + 10, BLOCK, 4.8f}, ROLE_INK);
	}
	block(ui, (struct box){card.x + 28.2f, card.y + 19.5f, 21, 1.2f}, ROLE_EDGE);
	block(ui, (struct box){card.x + 28.2f, card.y + 23.5f, 15, 1.2f}, ROLE_EDGE);
}

static void left_draw(struct ui *ui, const struct view *view, struct box left)
{
	enum word trouble = trouble_words(view->code_trouble);
	struct box below = room_below(ui);
	ui_text(ui, left, slice_of(ui_word(ui, WORD_CODE_TITLE)), title_style(ui));
	ui_slots(ui,
		 (struct box){left.x, below.y - SLOTS_GAP - SLOT_HEIGHT, SLOT_WIDTH, SLOT_HEIGHT},
		 CODE_SIZE, 3, (struct slice){view->typed, view->typed_count});
	if (trouble != WORDS)
		trouble_draw(ui, below, trouble);
	else if (below.height >= CARD_HEIGHT)
		card_draw(ui, below);
}

struct action screen_code(struct ui *ui, const struct view *view)
{
	page_fit(ui, code_fits, NULL);
	const struct page_footer footer = {.back = ui_word(ui, WORD_BACK),
					   .next = ui_word(ui, WORD_NEXT),
					   .next_icon = PICTURE_ICON_NEXT};
	struct places places = places_of(ui);
	struct action action = page_header(ui, TOOL_SIZES | TOOL_HELP | TOOL_COVER, slice_of(""));
	left_draw(ui, view, places.left);
	action = either(action, keypad_draw(ui, KEYPAD_CODE, places.keys, ID_KEYS));
	action = either(action, page_footer(ui, &footer));
	/* A character without a key here: something is said of it. */
	return either(action,
		      (struct action){ui->stray != 0 ? ACTION_TYPE : ACTION_NONE, ui->stray});
}
