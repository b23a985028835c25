#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define PADDING 2.6f
#define PADDING_TIGHT 1.0f /* above and below, on low pages */
#define GAP 3.4f
#define GAP_TIGHT 2.4f
#define DISC 14.0f
#define DISC_ROOM 25.0f /* from the card's edge to its words */
#define BEGUN_MOST 100

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};
static const struct text_style words_style = {.type = TYPE_SMALL, .role = ROLE_SOFT_INK};
static const struct text_style name_style = {.type = TYPE_ANSWER, .bold = true};

/* A person comes before a phone. */
struct helper {
	struct slice name, detail, number;
	enum picture icon;
	char words[WORDS_FILLED_MOST], first[BEGUN_MOST];
};

static size_t helper_count(const struct view *view)
{
	return 1 + (view->study == NULL ? 0 : view->study->helpline_count);
}

/* "your head of year" stands in the midst of a sentence elsewhere; here it begins a line. */
static struct slice begun_large(const char *name, char out[BEGUN_MOST])
{
	size_t size = strlen(name);
	if (size == 0 || size >= BEGUN_MOST || name[0] < 'a' || name[0] > 'z')
		return slice_of(name);
	memcpy(out, name, size);
	out[0] = (char)(out[0] - 'a' + 'A');
	return (struct slice){out, size};
}

static void helper_read(const struct ui *ui, const struct view *view, size_t index,
			struct helper *helper)
{
	*helper = (struct helper){.icon = PICTURE_ICON_PERSON};
	if (index == 0) {
		if (view->school != NULL)
			helper->name = begun_large(view->school->person, helper->first);
		helper->detail =
			study_said(ui, view, "help.person", WORD_HELP_PERSON, helper->words);
		return;
	}
	const struct helpline *line = &view->study->helplines[index - 1];
	helper->name = slice_of(line->name);
	helper->detail = slice_of(line->detail);
	helper->number = slice_of(line->number);
	helper->icon =
		slice_starts(helper->detail, "Text") ? PICTURE_ICON_TALK : PICTURE_ICON_PHONE;
}

/* How the helpers stand: one column with large numbers at the far side; two, with the number on the
 * name's line; one, close together. */
static const struct arrangement {
	size_t columns;
	enum type number;
	float padding, gap;
} arrangements[] = {
	{1, TYPE_KEY, PADDING, GAP},
	{2, TYPE_ANSWER, PADDING, GAP},
	{1, TYPE_KEY, PADDING_TIGHT, GAP_TIGHT},
};

struct help_page {
	const struct view *view;
	const struct arrangement *as;
	struct box body;
	float column, title, words, card;
	bool fits;
};

static struct text_style number_style(const struct help_page *page)
{
	return (struct text_style){
		.type = page->as->number, .bold = true, .role = ROLE_ACCENT, .align = ALIGN_END};
}

static float number_width(const struct ui *ui, const struct help_page *page,
			  const struct helper *helper)
{
	if (helper->number.size == 0)
		return 0;
	return ui->measure->width(ui->measure->context, helper->number, ui_em(ui, page->as->number),
				  true) +
	       GAP;
}

static bool upright(const struct ui *ui)
{
	return ui->marks->page.portrait;
}

static struct box words_of(struct box card)
{
	return (struct box){card.x + DISC_ROOM, card.y, card.width - DISC_ROOM - 3 * PADDING,
			    card.height};
}

/* Name and detail; beside a number that is as high as both, both are narrower. */
static float helper_height(const struct ui *ui, const struct help_page *page,
			   const struct helper *helper, bool *fits)
{
	float width = words_of((struct box){.width = page->column}).width;
	float beside = width - number_width(ui, page, helper);
	return ui_text_height(ui, beside, helper->name, name_style, fits) +
	       ui_text_height(ui, page->as->columns == 1 ? beside : width, helper->detail,
			      words_style, fits);
}

/* The title stands beside the tools, where there is room; upright pages have none. */
static struct help_page page_as(const struct ui *ui, const struct view *view,
				const struct arrangement *as)
{
	struct helper helper;
	struct help_page page = {
		.view = view, .as = as, .body = layout_frame(ui).body, .fits = true};
	page.column = (page.body.width + as->gap) / (float)as->columns - as->gap;
	if (upright(ui))
		page.title = ui_text_height(
			ui, page.body.width,
			study_said(ui, view, "help.title", WORD_HELP_TITLE, helper.words),
			title_style, &page.fits);
	page.words =
		ui_text_height(ui, page.body.width,
			       study_said(ui, view, "help.words", WORD_HELP_WORDS, helper.words),
			       words_style, &page.fits);
	for (size_t i = 0; i < helper_count(view); i++) {
		helper_read(ui, view, i, &helper);
		float height = helper_height(ui, &page, &helper, &page.fits) + 2 * as->padding;
		page.card = height > page.card ? height : page.card;
	}
	size_t rows = (helper_count(view) + as->columns - 1) / as->columns;
	float all = page.title + page.words + (float)rows * (page.card + as->gap);
	page.fits = page.fits && all <= page.body.height + 0.01f;
	return page;
}

static struct help_page page_now(const struct ui *ui, const struct view *view)
{
	struct help_page page = {.fits = false};
	for (size_t i = 0; i < countof(arrangements) && !page.fits; i++)
		if (arrangements[i].columns == 1 || !upright(ui))
			page = page_as(ui, view, &arrangements[i]);
	return page;
}

static bool help_fits(const struct ui *ui, const void *context)
{
	return page_now(ui, context).fits;
}

static void disc_draw(struct ui *ui, struct box card, enum picture icon)
{
	struct box disc = {card.x + (DISC_ROOM - DISC) / 2, card.y + (card.height - DISC) / 2, DISC,
			   DISC};
	struct mark *mark = marks_add(ui->marks, MARK_BOX, disc);
	mark->fill = ROLE_PALE;
	mark->radius = DISC / 2;
	ui_picture(ui, (struct box){disc.x + 3, disc.y + 3, DISC - 6, DISC - 6}, icon, ROLE_INK);
}

static void helper_draw(struct ui *ui, const struct help_page *page, size_t index, struct box card)
{
	struct helper helper;
	helper_read(ui, page->view, index, &helper);
	struct box words = words_of(card), beside = words, number = words;
	beside.width -= number_width(ui, page, &helper);
	ui_card(ui, card);
	disc_draw(ui, card, helper.icon);
	beside.y += (card.height - helper_height(ui, page, &helper, NULL)) / 2;
	words.y = number.y = beside.y;
	words.y += ui_text(ui, beside, helper.name, name_style);
	if (page->as->columns == 1) {
		words.width = beside.width;
		number.y = card.y;
	} else {
		number.height = words.y - number.y;
	}
	ui_text(ui, words, helper.detail, words_style);
	if (helper.number.size > 0)
		ui_text_middle(ui, number, helper.number, number_style(page));
}

static void title_draw(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	struct frame frame = layout_frame(ui);
	struct slice title = study_said(ui, view, "help.title", WORD_HELP_TITLE, out);
	if (upright(ui))
		ui_text(ui, frame.body, title, title_style);
	else
		ui_text_middle(ui, frame.header, title, title_style);
}

static void body_draw(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	struct help_page page = page_now(ui, view);
	struct box at = page.body;
	at.y += page.title;
	at.y += ui_text(ui, at, study_said(ui, view, "help.words", WORD_HELP_WORDS, out),
			words_style) +
		page.as->gap;
	for (size_t i = 0; i < helper_count(view); i++) {
		size_t row = i / page.as->columns, column = i % page.as->columns;
		struct box card = {at.x + (float)column * (page.column + page.as->gap),
				   at.y + (float)row * (page.card + page.as->gap), page.column,
				   page.card};
		helper_draw(ui, &page, i, card);
	}
}

/* Over a page the one filled button leads back to it, from the corner of Back. */
static struct action back_to_page(struct ui *ui)
{
	const struct button back = {.id = ID_BACK,
				    .label = ui_word(ui, WORD_HELP_BACK),
				    .icon = PICTURE_ICON_BACK,
				    .style = BUTTON_NEXT,
				    .key = KEY_BACKSPACE};
	struct box box = layout_frame(ui).footer;
	box.width = ui_button_width(ui, &back, look_length(LENGTH_BACK_WIDTH));
	return act_if(ui_button(ui, box, &back), ACTION_BACK);
}

/* After the end, for everybody: how it ended is not to be seen. */
static struct action way_on(struct ui *ui)
{
	const struct page_footer footer = {.next = ui_word(ui, WORD_NEXT),
					   .next_icon = PICTURE_ICON_NEXT};
	return page_footer(ui, &footer);
}

struct action screen_help(struct ui *ui, const struct view *view)
{
	page_fit(ui, help_fits, view);
	struct action action = page_header(ui, TOOL_SIZES | TOOL_COVER, slice_of(""));
	title_draw(ui, view);
	body_draw(ui, view);
	return either(action, view->helping ? back_to_page(ui) : way_on(ui));
}
