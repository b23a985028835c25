#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define PADDING 2.6f
#define GAP 3.4f
#define DISC 14.0f
#define DISC_ROOM 27.0f /* from the card's edge to its words */

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};
static const struct text_style words_style = {.type = TYPE_SMALL, .role = ROLE_SOFT_INK};
static const struct text_style name_style = {.type = TYPE_ANSWER, .bold = true};
static const struct text_style number_style = {
	.type = TYPE_KEY, .bold = true, .role = ROLE_ACCENT, .align = ALIGN_END};

/* A person comes before a phone. */
struct helper {
	struct slice name, detail, number;
	enum picture icon;
};

static size_t helper_count(const struct view *view)
{
	return 1 + (view->study == NULL ? 0 : view->study->helpline_count);
}

static bool says_text(const char *detail)
{
	return strncmp(detail, "Text", 4) == 0;
}

static struct helper helper_at(const struct ui *ui, const struct view *view, size_t index,
			       char out[WORDS_FILLED_MOST])
{
	struct helper helper = {.icon = PICTURE_ICON_PERSON};
	if (index == 0) {
		if (view->school != NULL)
			helper.name = slice_of(view->school->person);
		helper.detail = study_said(ui, view, "help.person", WORD_HELP_PERSON, out);
		return helper;
	}
	const struct helpline *line = &view->study->helplines[index - 1];
	helper.name = slice_of(line->name);
	helper.detail = slice_of(line->detail);
	helper.number = slice_of(line->number);
	helper.icon = says_text(line->detail) ? PICTURE_ICON_TALK : PICTURE_ICON_PHONE;
	return helper;
}

/* One column; two where the page is too low for all of them. */
struct help_page {
	const struct view *view;
	struct box body;
	size_t columns;
	float column, title, words, card;
};

static float number_width(const struct ui *ui, const struct helper *helper)
{
	if (helper->number.size == 0)
		return 0;
	return ui->measure->width(ui->measure->context, helper->number, ui_em(ui, TYPE_KEY), true) +
	       GAP;
}

static float helper_height(const struct ui *ui, const struct help_page *page, size_t index,
			   bool *fits)
{
	char out[WORDS_FILLED_MOST];
	struct helper helper = helper_at(ui, page->view, index, out);
	float width = page->column - DISC_ROOM - 2 * PADDING - number_width(ui, &helper);
	return ui_text_height(ui, width, helper.name, name_style, fits) +
	       ui_text_height(ui, width, helper.detail, words_style, fits) + 2 * PADDING;
}

static struct help_page page_in(const struct ui *ui, const struct view *view, size_t columns,
				bool *fits)
{
	char out[WORDS_FILLED_MOST];
	struct help_page page = {.view = view, .body = layout_frame(ui).body, .columns = columns};
	page.column = (page.body.width + GAP) / (float)columns - GAP;
	page.title = ui_text_height(ui, page.body.width,
				    study_said(ui, view, "help.title", WORD_HELP_TITLE, out),
				    title_style, fits);
	page.words = ui_text_height(ui, page.body.width,
				    study_said(ui, view, "help.words", WORD_HELP_WORDS, out),
				    words_style, fits);
	for (size_t i = 0; i < helper_count(view); i++) {
		float height = helper_height(ui, &page, i, fits);
		page.card = height > page.card ? height : page.card;
	}
	return page;
}

static float rows_of(const struct help_page *page)
{
	return (float)((helper_count(page->view) + page->columns - 1) / page->columns);
}

static float height_of(const struct help_page *page)
{
	return page->title + page->words + 1 + rows_of(page) * (page->card + GAP) - GAP;
}

static struct help_page page_now(const struct ui *ui, const struct view *view, bool *fits)
{
	struct help_page page = page_in(ui, view, 1, fits);
	if ((*fits && height_of(&page) <= page.body.height) || ui->marks->page.portrait)
		return page;
	*fits = true;
	return page_in(ui, view, 2, fits);
}

static bool help_fits(const struct ui *ui, const void *context)
{
	bool fits = true;
	struct help_page page = page_now(ui, context, &fits);
	return fits && height_of(&page) <= page.body.height;
}

static void helper_draw(struct ui *ui, const struct helper *helper, struct box card)
{
	struct box disc = {card.x + 6, card.y + (card.height - DISC) / 2, DISC, DISC};
	struct box icon = {disc.x + 3, disc.y + 3, DISC - 6, DISC - 6};
	float number = number_width(ui, helper);
	struct box words = {card.x + DISC_ROOM, card.y,
			    card.width - DISC_ROOM - 2 * PADDING - number, 0};
	float height = ui_text_height(ui, words.width, helper->name, name_style, NULL) +
		       ui_text_height(ui, words.width, helper->detail, words_style, NULL);
	ui_card(ui, card);
	struct mark *mark = marks_add(ui->marks, MARK_BOX, disc);
	mark->fill = ROLE_PALE;
	mark->radius = DISC / 2;
	ui_picture(ui, icon, helper->icon, ROLE_INK);
	words.y += (card.height - height) / 2;
	words.y += ui_text(ui, words, helper->name, name_style);
	ui_text(ui, words, helper->detail, words_style);
	if (number > 0)
		ui_text_middle(ui,
			       (struct box){words.x + words.width, card.y, number + PADDING / 2,
					    card.height},
			       helper->number, number_style);
}

static void body_draw(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	bool fits = true;
	struct help_page page = page_now(ui, view, &fits);
	struct box body = page.body;
	body.y += ui_text(ui, body, study_said(ui, view, "help.title", WORD_HELP_TITLE, out),
			  title_style);
	body.y += ui_text(ui, body, study_said(ui, view, "help.words", WORD_HELP_WORDS, out),
			  words_style) +
		  1;
	for (size_t i = 0; i < helper_count(view); i++) {
		struct helper helper = helper_at(ui, view, i, out);
		struct box card = {body.x + (float)(i % page.columns) * (page.column + GAP),
				   body.y + (float)(i / page.columns) * (page.card + GAP),
				   page.column, page.card};
		helper_draw(ui, &helper, card);
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
static struct action on(struct ui *ui)
{
	const struct page_footer footer = {.next = ui_word(ui, WORD_NEXT),
					   .next_icon = PICTURE_ICON_NEXT};
	return page_footer(ui, &footer);
}

struct action screen_help(struct ui *ui, const struct view *view)
{
	page_fit(ui, help_fits, view);
	struct action action = page_header(ui, TOOL_SIZES | TOOL_COVER, slice_of(""));
	body_draw(ui, view);
	return either(action, view->helping ? back_to_page(ui) : on(ui));
}
