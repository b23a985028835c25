#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define PROMISES 4
#define TITLE_GAP 1.0f
#define GAP 3.0f
#define PADDING 2.6f	   /* above and below the words of a card */
#define PICTURE 20.0f	   /* of a promise */
#define PICTURE_ROOM 29.0f /* from the card's edge to its words */
#define PERSON_ROOM 16.0f

enum { ID_NO = 1, ID_YES };

/* Drawn beside the promises: a bottle, a shell, an anchor, a kite. */
static const struct {
	const char *page, *drawing;
	enum word otherwise;
} promises[PROMISES] = {
	{"first.promise1", "bottle", WORD_FIRST_PROMISE1},
	{"first.promise2", "shell", WORD_FIRST_PROMISE2},
	{"first.promise3", "anchor", WORD_FIRST_PROMISE3},
	{"first.promise4", "kite", WORD_FIRST_PROMISE4},
};

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};

/* Where everything stands at the text size at hand. */
struct first_page {
	const struct view *view;
	struct box body;
	enum type type; /* of the promises: as answers, or small where the page is */
	float title, card, talk;
	size_t columns;
	float column;
};

static float promise_height(const struct ui *ui, const struct first_page *page, size_t index)
{
	char words[WORDS_FILLED_MOST];
	struct slice rest, first = first_line(study_said(ui, page->view, promises[index].page,
							 promises[index].otherwise, words),
					      &rest);
	float width = page->column - PICTURE_ROOM - PADDING;
	struct text_style style = {.type = page->type, .bold = true};
	float height = ui_text_height(ui, width, first, style, NULL);
	style.bold = false;
	return height + ui_text_height(ui, width, rest, style, NULL) + 2 * PADDING;
}

static struct slice talk_words(const struct ui *ui, const struct view *view,
			       char out[WORDS_FILLED_MOST])
{
	return study_said(ui, view, "first.talk", WORD_FIRST_TALK, out);
}

static struct first_page page_of_type(const struct ui *ui, const struct view *view, enum type type)
{
	char words[WORDS_FILLED_MOST];
	struct first_page page = {.view = view, .body = layout_frame(ui).body, .type = type};
	page.columns = ui->marks->page.portrait ? 1 : 2;
	page.column = (page.body.width + GAP) / (float)page.columns - GAP;
	page.title = ui_text_height(ui, page.body.width,
				    study_said(ui, view, "first.title", WORD_FIRST_TITLE, words),
				    title_style, NULL);
	page.talk =
		ui_text_height(ui, page.body.width - PERSON_ROOM - GAP, talk_words(ui, view, words),
			       (struct text_style){.type = TYPE_SMALL}, NULL) +
		2 * PADDING;
	for (size_t i = 0; i < PROMISES; i++) {
		float height = promise_height(ui, &page, i);
		page.card = height > page.card ? height : page.card;
	}
	return page;
}

static float height_of(const struct first_page *page)
{
	float rows = (float)(PROMISES / page->columns);
	return page->title + TITLE_GAP + rows * (page->card + GAP) + page->talk;
}

static struct first_page page_now(const struct ui *ui, const struct view *view)
{
	struct first_page page = page_of_type(ui, view, TYPE_ANSWER);
	if (height_of(&page) > page.body.height)
		page = page_of_type(ui, view, TYPE_SMALL);
	return page;
}

static bool first_fits(const struct ui *ui, const void *context)
{
	struct first_page page = page_now(ui, context);
	return height_of(&page) <= page.body.height;
}

static void promise_draw(struct ui *ui, const struct first_page *page, size_t index,
			 struct box card)
{
	char words[WORDS_FILLED_MOST];
	struct slice rest, first = first_line(study_said(ui, page->view, promises[index].page,
							 promises[index].otherwise, words),
					      &rest);
	float size = card.height - 2 < PICTURE ? card.height - 2 : PICTURE;
	struct box picture = {card.x + (PICTURE_ROOM - size) / 2, card.y + (card.height - size) / 2,
			      size, size};
	struct box place = {card.x + PICTURE_ROOM, card.y, card.width - PICTURE_ROOM - PADDING, 0};
	struct text_style bold = {.type = page->type, .bold = true}, plain = {.type = page->type};
	float height = ui_text_height(ui, place.width, first, bold, NULL) +
		       ui_text_height(ui, place.width, rest, plain, NULL);
	ui_card(ui, card);
	ui_picture(
		ui, picture,
		(enum picture)(PICTURE_DRAWING + drawing_index(slice_of(promises[index].drawing))),
		ROLE_NONE);
	place.y += (card.height - height) / 2;
	place.y += ui_text(ui, place, first, bold);
	ui_text(ui, place, rest, plain);
}

static void talk_draw(struct ui *ui, const struct view *view, struct box plate)
{
	char words[WORDS_FILLED_MOST];
	struct box icon = {plate.x + 5, plate.y + (plate.height - 7) / 2, 7, 7};
	struct box place = {plate.x + PERSON_ROOM, plate.y, plate.width - PERSON_ROOM - GAP,
			    plate.height};
	ui_plate(ui, plate);
	ui_picture(ui, icon, PICTURE_ICON_PERSON, ROLE_INK);
	ui_text_middle(ui, place, talk_words(ui, view, words),
		       (struct text_style){.type = TYPE_SMALL});
}

static void body_draw(struct ui *ui, const struct view *view, float room)
{
	char words[WORDS_FILLED_MOST];
	struct first_page page = page_now(ui, view);
	struct box body = page.body;
	float spare = room - height_of(&page), rows = (float)(PROMISES / page.columns);
	float gap = GAP + (spare > 0 && spare < rows * 3 ? spare / rows : spare > 0 ? 3 : 0);
	body.y += ui_text(ui, body, study_said(ui, view, "first.title", WORD_FIRST_TITLE, words),
			  title_style) +
		  TITLE_GAP;
	for (size_t i = 0; i < PROMISES; i++) {
		struct box card = {body.x + (float)(i % page.columns) * (page.column + GAP),
				   body.y + (float)(i / page.columns) * (page.card + gap),
				   page.column, page.card};
		promise_draw(ui, &page, i, card);
	}
	body.y += rows * (page.card + gap);
	body.height = page.talk;
	talk_draw(ui, view, body);
}

/* Yes and No alike: neither is filled, both are as wide as the wider one needs. */
static struct action answers_draw(struct ui *ui)
{
	struct box room = layout_frame(ui).footer;
	struct button no = {.id = ID_NO,
			    .label = ui_word(ui, WORD_NO_THANKS),
			    .style = BUTTON_EQUAL},
		      yes = {.id = ID_YES,
			     .label = ui_word(ui, WORD_YES_START),
			     .style = BUTTON_EQUAL};
	float gap = look_length(LENGTH_COLUMN_GAP);
	float width = ui_button_width(ui, &yes, ui_button_width(ui, &no, 62));
	float back = look_length(LENGTH_BACK_WIDTH) + gap;
	if (room.width - back < 2 * width + gap)
		width = (room.width - back - gap) / 2;
	struct box box = {room.x + room.width - 2 * width - gap, room.y, width, room.height};
	if (ui_button(ui, box, &no))
		return act_if(true, ACTION_NO);
	box.x += width + gap;
	return act_if(ui_button(ui, box, &yes), ACTION_YES);
}

struct action screen_first(struct ui *ui, const struct view *view)
{
	page_fit(ui, first_fits, view);
	const struct page_footer footer = {.back = ui_word(ui, WORD_BACK)};
	struct action action = page_header(ui, TOOL_SIZES | TOOL_HELP | TOOL_COVER,
					   slice_of(ui_word(ui, WORD_FIRST)));
	body_draw(ui, view, layout_frame(ui).body.height);
	action = either(action, page_footer(ui, &footer));
	return either(action, answers_draw(ui));
}
