#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define PROMISES 4
#define TITLE_GAP 1.0f
#define GAP 3.4f
#define PADDING 2.6f	   /* above and below the words of a card */
#define PADDING_TIGHT 1.6f /* on low pages */
#define PICTURE 20.0f	   /* of a promise */
#define PICTURE_ROOM 24.0f /* from the card's edge to its words */
#define PERSON 7.0f
#define PERSON_ROOM 16.0f
#define ANSWER_WIDTH 62.0f

enum { ID_NO = 1, ID_YES };

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
static const struct text_style talk_style = {.type = TYPE_SMALL};
static const struct text_style person_style = {.type = TYPE_SMALL, .bold = true};

/* How much is drawn: all of it with words as large as answers, or smaller, or on low pages without
 * the drawings and with the title beside the tools. */
static const struct arrangement {
	enum type head, rest;
	bool title_in_header;
	float picture, padding;
} arrangements[] = {
	{TYPE_ANSWER, TYPE_ANSWER, false, PICTURE_ROOM, PADDING},
	{TYPE_ANSWER, TYPE_SMALL, false, PICTURE_ROOM, PADDING},
	{TYPE_SMALL, TYPE_SMALL, false, PICTURE_ROOM, PADDING},
	{TYPE_SMALL, TYPE_SMALL, false, PICTURE_ROOM, PADDING_TIGHT},
	{TYPE_SMALL, TYPE_SMALL, false, PADDING_TIGHT * 2, PADDING_TIGHT},
	{TYPE_SMALL, TYPE_SMALL, true, PADDING_TIGHT * 2, PADDING_TIGHT},
};

/* Promises in rows, each as high as the higher one needs; below them whom to talk to. */
struct first_page {
	const struct view *view;
	const struct arrangement *as;
	struct box body;
	float title, talk, rows[PROMISES];
	size_t columns, row_count;
	float column;
};

struct promise {
	struct slice head, rest;
	char words[WORDS_FILLED_MOST];
};

static void promise_read(const struct ui *ui, const struct view *view, size_t index,
			 struct promise *promise)
{
	struct slice words = study_said(ui, view, promises[index].page, promises[index].otherwise,
					promise->words);
	promise->head = first_line(words, &promise->rest);
}

static struct text_style head_style(const struct first_page *page)
{
	return (struct text_style){.type = page->as->head, .bold = true};
}

static struct text_style rest_style(const struct first_page *page)
{
	return (struct text_style){.type = page->as->rest};
}

static float promise_height(const struct ui *ui, const struct first_page *page,
			    const struct promise *promise)
{
	float width = page->column - page->as->picture - PADDING;
	return ui_text_height(ui, width, promise->head, head_style(page), NULL) +
	       ui_text_height(ui, width, promise->rest, rest_style(page), NULL);
}

/* The last sentence names the person; what stands before it says who reads. */
static struct slice talk_read(const struct ui *ui, const struct view *view,
			      char out[WORDS_FILLED_MOST], struct slice *person)
{
	struct slice words = study_said(ui, view, "first.talk", WORD_FIRST_TALK, out);
	size_t end = words.size;
	for (size_t i = 0; i + 2 < words.size; i++)
		if (words.bytes[i] == '.' && words.bytes[i + 1] == ' ')
			end = i + 1;
	*person = slice_trim(slice_from(words, end));
	return (struct slice){words.bytes, end};
}

static float talk_width(const struct first_page *page)
{
	float width = page->body.width - PERSON_ROOM - GAP;
	return page->columns == 1 ? width : (width - GAP) / 2;
}

static float talk_height(const struct ui *ui, const struct first_page *page)
{
	char out[WORDS_FILLED_MOST];
	struct slice person, talk = talk_read(ui, page->view, out, &person);
	float first = ui_text_height(ui, talk_width(page), talk, talk_style, NULL);
	float second = ui_text_height(ui, talk_width(page), person, person_style, NULL);
	if (page->columns == 1)
		return first + second + 2 * page->as->padding;
	return (first > second ? first : second) + 2 * page->as->padding;
}

/* Upright pages have the answers in a row of their own, for the footer is too narrow. */
static struct box body_of(const struct ui *ui)
{
	struct box body = layout_frame(ui).body;
	if (ui->marks->page.portrait)
		body.height -= look_length(LENGTH_BUTTON_HEIGHT) + look_length(LENGTH_FOOTER_GAP);
	return body;
}

static struct first_page page_as(const struct ui *ui, const struct view *view,
				 const struct arrangement *as)
{
	struct promise promise;
	struct first_page page = {.view = view, .as = as, .body = body_of(ui)};
	page.columns = ui->marks->page.portrait ? 1 : 2;
	page.row_count = PROMISES / page.columns;
	page.column = (page.body.width + GAP) / (float)page.columns - GAP;
	struct slice title = study_said(ui, view, "first.title", WORD_FIRST_TITLE, promise.words);
	if (!as->title_in_header)
		page.title = ui_text_height(ui, page.body.width, title, title_style, NULL);
	page.talk = talk_height(ui, &page);
	for (size_t i = 0; i < PROMISES; i++) {
		promise_read(ui, view, i, &promise);
		float height = promise_height(ui, &page, &promise) + 2 * as->padding;
		float *row = &page.rows[i / page.columns];
		*row = height > *row ? height : *row;
	}
	return page;
}

static float height_of(const struct first_page *page)
{
	float height = page->title + TITLE_GAP + page->talk;
	for (size_t i = 0; i < page->row_count; i++)
		height += page->rows[i] + GAP;
	return height;
}

static bool fits(const struct first_page *page)
{
	return height_of(page) <= page->body.height + 0.01f;
}

/* Rather smaller words than a page without its drawings; an upright page has no room for the title
 * beside its tools. */
static bool may_be(const struct ui *ui, const struct arrangement *as)
{
	bool bare = as->picture < PICTURE_ROOM;
	return !bare || as->title_in_header != ui->marks->page.portrait;
}

static struct first_page page_now(const struct ui *ui, const struct view *view)
{
	struct first_page page = page_as(ui, view, &arrangements[0]);
	for (size_t i = 1; i < countof(arrangements) && !fits(&page); i++)
		if (may_be(ui, &arrangements[i]))
			page = page_as(ui, view, &arrangements[i]);
	return page;
}

static bool first_fits(const struct ui *ui, const void *context)
{
	const struct first_page page = page_now(ui, context);
	return fits(&page);
}

static void promise_draw(struct ui *ui, const struct first_page *page, size_t index,
			 struct box card)
{
	struct promise promise;
	promise_read(ui, page->view, index, &promise);
	float size = card.height - 2 < PICTURE ? card.height - 2 : PICTURE;
	float room = page->as->picture;
	struct box picture = {card.x + (room - size) / 2, card.y + (card.height - size) / 2, size,
			      size};
	struct box words = {card.x + room, card.y, card.width - room - PADDING, 0};
	ui_card(ui, card);
	if (size < room)
		ui_picture(ui, picture, picture_drawing(promises[index].drawing), ROLE_NONE);
	words.y += (card.height - promise_height(ui, page, &promise)) / 2;
	words.y += ui_text(ui, words, promise.head, head_style(page));
	ui_text(ui, words, promise.rest, rest_style(page));
}

static void talk_draw(struct ui *ui, const struct first_page *page, struct box plate)
{
	char out[WORDS_FILLED_MOST];
	struct slice person, talk = talk_read(ui, page->view, out, &person);
	struct box icon = {plate.x + 5, plate.y + (plate.height - PERSON) / 2, PERSON, PERSON};
	struct box words = {plate.x + PERSON_ROOM, plate.y, talk_width(page), plate.height};
	ui_plate(ui, plate);
	ui_picture(ui, icon, PICTURE_ICON_PERSON, ROLE_INK);
	if (page->columns == 1) {
		words.y += page->as->padding;
		words.y += ui_text(ui, words, talk, talk_style);
		ui_text(ui, words, person, person_style);
		return;
	}
	ui_text_middle(ui, words, talk, talk_style);
	words.x += words.width + GAP;
	ui_text_middle(ui, words, person, person_style);
}

/* What is left over goes into the cards. */
static void body_draw(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	struct first_page page = page_now(ui, view);
	struct box at = page.body;
	float spare = page.body.height - height_of(&page), rows = (float)page.row_count;
	float more = spare > 0 ? (spare / rows < PADDING ? spare / rows : PADDING) : 0;
	if (!page.as->title_in_header)
		ui_text(ui, at, study_said(ui, view, "first.title", WORD_FIRST_TITLE, out),
			title_style);
	at.y += page.title + TITLE_GAP;
	for (size_t i = 0; i < PROMISES; i++) {
		size_t row = i / page.columns, column = i % page.columns;
		struct box card = {at.x + (float)column * (page.column + GAP), at.y, page.column,
				   page.rows[row] + more};
		promise_draw(ui, &page, i, card);
		if (column + 1 == page.columns)
			at.y += card.height + GAP;
	}
	at.height = page.talk;
	talk_draw(ui, &page, at);
}

/* Yes and No alike: neither is filled, both are as wide as the wider one needs. */
static struct action answers_draw(struct ui *ui)
{
	const struct button no = {
		.id = ID_NO, .label = ui_word(ui, WORD_NO_THANKS), .style = BUTTON_EQUAL};
	const struct button yes = {
		.id = ID_YES, .label = ui_word(ui, WORD_YES_START), .style = BUTTON_EQUAL};
	struct box row = layout_frame(ui).footer;
	bool portrait = ui->marks->page.portrait;
	float gap = look_length(LENGTH_COLUMN_GAP), back = look_length(LENGTH_BACK_WIDTH) + gap;
	float width = ui_button_width(ui, &yes, ui_button_width(ui, &no, ANSWER_WIDTH));
	float most = (row.width - (portrait ? 0 : back) - gap) / 2;
	if (portrait)
		row.y -= row.height + look_length(LENGTH_FOOTER_GAP);
	width = width < most ? width : most;
	struct box box = {row.x + row.width - 2 * width - gap, row.y, width, row.height};
	bool pressed_no = ui_button(ui, box, &no);
	box.x += width + gap;
	bool pressed_yes = ui_button(ui, box, &yes);
	return either(act_if(pressed_no, ACTION_NO), act_if(pressed_yes, ACTION_YES));
}

struct action screen_first(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	page_fit(ui, first_fits, view);
	const struct page_footer footer = {.back = ui_word(ui, WORD_BACK)};
	struct slice words = slice_of(ui_word(ui, WORD_FIRST));
	unsigned tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER;
	if (page_now(ui, view).as->title_in_header) {
		words = study_said(ui, view, "first.title", WORD_FIRST_TITLE, out);
		tools |= HEADER_TITLE;
	}
	struct action action = page_header(ui, tools, words);
	body_draw(ui, view);
	action = either(action, page_footer(ui, &footer));
	return either(action, answers_draw(ui));
}
