#include <math.h>

#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define INSET 7.0f    /* from the margin, as the town stands */
#define NAME_TOP 2.0f /* all of it in the sky */
#define START_WIDTH 76.0f
#define START_HEIGHT 20.0f
#define NOTE_WIDTH 122.0f
#define NOTE_PADDING 3.5f
#define NOTE_GAP 2.0f
#define NOTE_X 0.215f /* of the width: past the pier, before the boat */
#define NOTE_RIGHT 0.535f
#define NOTE_LEAST 79.0f

enum { ID_START = 1, ID_TEACHER };

/* The machine's number and the teacher's way in, in the far top corner. */
static bool corner_draw(struct ui *ui, const struct view *view, struct box row)
{
	char words[WORDS_FILLED_MOST];
	float em = ui_em(ui, TYPE_SMALL), far = row.x + row.width;
	const struct button teacher = {.id = ID_TEACHER,
				       .label = ui_word(ui, WORD_TEACHER),
				       .icon = PICTURE_ICON_KEY,
				       .style = BUTTON_TOOL};
	if (view->machine_number > 0) {
		struct slice machine = numbered(ui, WORD_MACHINE, view->machine_number, 0, words);
		struct box card = {.y = row.y, .height = row.height};
		card.width = ui->measure->width(ui->measure->context, machine, em, false) +
			     2 * look_length(LENGTH_CARD_PADDING);
		far = card.x = far - card.width;
		ui_card(ui, card);
		ui_text_middle(ui, card, machine,
			       (struct text_style){.role = ROLE_SOFT_INK, .align = ALIGN_CENTRE});
		far -= look_length(LENGTH_TOOL_GAP);
	}
	struct box place = {.y = row.y, .height = row.height};
	place.width = ui_button_width(ui, &teacher, look_length(LENGTH_TOOL_HEIGHT));
	place.x = far - place.width;
	return ui_button(ui, place, &teacher);
}

/* What the demonstration says to whoever stands before it. */
static void note_draw(struct ui *ui, const char *note, struct box room)
{
	static const struct text_style style = {.type = TYPE_SMALL};
	float padding = NOTE_PADDING;
	float width = ui->marks->page.width;
	struct box card = room;
	card.width = card.width < NOTE_WIDTH ? card.width : NOTE_WIDTH;
	if (!ui->marks->page.portrait) {
		card.x = fminf(width * NOTE_X, width * NOTE_RIGHT - NOTE_LEAST);
		card.width = width * NOTE_RIGHT - card.x;
	}
	struct box words = {card.x + padding, card.y + padding, card.width - 2 * padding, 0};
	card.height = ui_text_height(ui, words.width, slice_of(note), style, NULL) + 2 * padding;
	ui_card(ui, card);
	ui_text(ui, words, slice_of(note), style);
}

static struct action start_button(struct ui *ui, struct box body)
{
	float foot = ui->marks->page.height - (body.y + body.height);
	struct button start = {.id = ID_START,
			       .label = ui_word(ui, WORD_START),
			       .icon = PICTURE_ICON_NEXT,
			       .icon_after = true,
			       .style = BUTTON_NEXT,
			       .em = ui_em(ui, TYPE_KEY)};
	struct box box = {body.x, body.y + body.height + foot / 2 - START_HEIGHT / 2, START_WIDTH,
			  START_HEIGHT};
	return act_if(ui_button(ui, box, &start), ACTION_START);
}

static enum word ready_words(const struct view *view)
{
	if (view->open)
		return WORD_READY;
	return view->locked ? WORD_LOCKED : WORD_NOT_OPEN;
}

struct action screen_start(struct ui *ui, const struct view *view)
{
	ui->text_size = 1; /* nobody has chosen one yet */
	struct frame frame = layout_frame(ui);
	struct box corner = frame.header;
	corner.height = look_length(LENGTH_TOOL_HEIGHT);
	struct action action = act_if(corner_draw(ui, view, corner), ACTION_TEACHER);
	struct box body = frame.body;
	body.x += INSET;
	body.width -= 2 * INSET;
	struct box words = body;
	words.y = frame.header.y + NAME_TOP;
	if (ui->marks->page.portrait)
		words.y += frame.header.height;
	words.y += ui_text(ui, words, slice_of("Sayso"),
			   (struct text_style){.type = TYPE_NAME, .bold = true, .leading = 1.15f});
	words.y += ui_text(ui, words, slice_of(ui_word(ui, ready_words(view))),
			   (struct text_style){.type = TYPE_ANSWER});
	if (view->open)
		words.y += ui_text(ui, words, slice_of(ui_word(ui, WORD_COMING_BACK)),
				   (struct text_style){.type = TYPE_ANSWER});
	words.y += NOTE_GAP;
	if (view->note != NULL)
		note_draw(ui, view->note, words);
	return view->open ? either(action, start_button(ui, body)) : action;
}
