#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define INSET 7.0f /* from the margin, as the town stands */
#define TITLE_TOP 9.0f
#define LIGHTHOUSE 0.585f /* of the width: there it begins */
#define BUTTON_WIDTH 66.0f
#define BUTTON_HEIGHT 17.0f
#define PICTURE_WIDTH 256.0f /* of beach.svg */
#define PICTURE_HEIGHT 96.0f
#define FIND_GAP 3.0f
#define FIND_LEAST 7.0f
#define COVER_WIDTH 131.0f
#define FAULT_X 0.40f /* of the width: where the words begin */
#define FAULT_X_NARROW 0.34f
#define FAULT_GAP 5.0f
#define FAULT_CARD 31.0f

/* The pages on which nothing is asked any more: thanks, quiet; and cover and fault, which lie over
 * any page. */

enum { ID_ON = 1 };

/* The same for who finished, stopped, declined or deleted: whoever reads along learns nothing. */
static struct slice thanks_words(const struct ui *ui, const struct view *view,
				 char out[WORDS_FILLED_MOST])
{
	return study_said(ui, view, "thanks.words", WORD_THANKS_WORDS, out);
}

/* In the sky, before the lighthouse. */
static struct box thanks_box(const struct ui *ui)
{
	struct frame frame = layout_frame(ui);
	struct box words = frame.body;
	bool portrait = ui->marks->page.portrait;
	words.x += INSET;
	words.y = frame.header.y + (portrait ? frame.header.height : TITLE_TOP);
	words.width =
		portrait ? words.width - 2 * INSET : ui->marks->page.width * LIGHTHOUSE - words.x;
	return words;
}

static bool thanks_fits(const struct ui *ui, const void *context)
{
	char out[WORDS_FILLED_MOST];
	static const struct text_style style = {.type = TYPE_ANSWER};
	float width = thanks_box(ui).width;
	float line = ui_text_height(ui, width, slice_of("A"), style, NULL);
	return ui_text_height(ui, width, thanks_words(ui, context, out), style, NULL) < 2.5f * line;
}

struct action screen_thanks(struct ui *ui, const struct view *view)
{
	char out[WORDS_FILLED_MOST];
	page_fit(ui, thanks_fits, view);
	struct action action = page_header(ui, TOOL_SIZES | TOOL_HELP | TOOL_COVER, slice_of(""));
	struct box footer = layout_frame(ui).footer, words = thanks_box(ui);
	const struct button finished = {
		.id = ID_ON, .label = ui_word(ui, WORD_FINISHED), .style = BUTTON_NEXT};
	words.y += ui_text(ui, words, study_said(ui, view, "thanks.title", WORD_THANKS_TITLE, out),
			   (struct text_style){.type = TYPE_TITLE, .bold = true, .leading = 1.15f});
	ui_text(ui, words, thanks_words(ui, view, out), (struct text_style){.type = TYPE_ANSWER});
	struct box box = {words.x, footer.y + footer.height - BUTTON_HEIGHT - 3,
			  ui_button_width(ui, &finished, BUTTON_WIDTH), BUTTON_HEIGHT};
	return either(action, act_if(ui_button(ui, box, &finished), ACTION_FINISHED));
}

/* Looking is all there is to do: no touch, no score, nothing that tells who ended how. */
static const char *const to_find[] = {"snail", "bottle", "fish", "starfish", "ring"};

static void find_draw(struct ui *ui, struct box room)
{
	static const struct text_style style = {.type = TYPE_SMALL};
	struct slice words = slice_of(ui_word(ui, WORD_QUIET_FIND));
	float width = ui->measure->width(ui->measure->context, words, ui_em(ui, TYPE_SMALL), false);
	float most = (room.width - width) / (float)countof(to_find) - FIND_GAP;
	float size = room.height < most ? room.height : most;
	struct box picture = {room.x + width + FIND_GAP, room.y + (room.height - size) / 2, size,
			      size};
	if (size < FIND_LEAST)
		return;
	ui_text_middle(ui, room, words, style);
	for (size_t i = 0; i < countof(to_find); i++) {
		ui_picture(ui, picture, picture_drawing(to_find[i]), ROLE_NONE);
		picture.x += size + FIND_GAP;
	}
}

/* Beside the button; on upright pages under the picture. */
static struct box find_room(const struct ui *ui, const struct page_footer *footer,
			    struct box picture)
{
	struct box room = layout_frame(ui).footer;
	if (ui->marks->page.portrait)
		room.y = picture.y + picture.height + look_length(LENGTH_GUTTER);
	else
		room.width -= look_length(LENGTH_GUTTER) + page_next_width(ui, footer);
	return room;
}

/* As large as the body holds it, in the middle. */
static struct box picture_box(const struct ui *ui)
{
	struct box body = layout_frame(ui).body, picture;
	float padding = look_length(LENGTH_CARD_PADDING), width = body.width - 2 * padding;
	float most = (body.height - 2 * padding) * PICTURE_WIDTH / PICTURE_HEIGHT;
	picture.width = width < most ? width : most;
	picture.height = picture.width * PICTURE_HEIGHT / PICTURE_WIDTH;
	picture.x = body.x + (body.width - picture.width) / 2;
	picture.y = body.y + (body.height - picture.height) / 2;
	return picture;
}

struct action screen_quiet(struct ui *ui, const struct view *view)
{
	const struct page_footer footer = {.next = ui_word(ui, WORD_NEXT_PERSON)};
	struct action action = page_header(ui, TOOL_SIZES | TOOL_HELP | TOOL_COVER,
					   slice_of(ui_word(ui, WORD_QUIET_WORDS)));
	float padding = look_length(LENGTH_CARD_PADDING);
	struct box picture = picture_box(ui);
	ui_card(ui, (struct box){picture.x - padding, picture.y - padding,
				 picture.width + 2 * padding, picture.height + 2 * padding});
	ui_picture(ui, picture, PICTURE_BEACH, ROLE_NONE);
	find_draw(ui, find_room(ui, &footer, picture));
	(void)view;
	bool next = page_footer(ui, &footer).kind == ACTION_NEXT;
	return either(action, act_if(next, ACTION_NEXT_PERSON));
}

/* Alike for everybody and every page: nothing of what lies under it. */
struct action screen_cover(struct ui *ui, const struct view *view)
{
	static const struct text_style title = {
		.type = TYPE_QUESTION, .bold = true, .align = ALIGN_CENTRE};
	static const struct text_style soft = {
		.type = TYPE_ANSWER, .role = ROLE_SOFT_INK, .align = ALIGN_CENTRE};
	const struct page *page = &ui->marks->page;
	struct slice said =
		slice_of(ui_word(ui, view->still_there ? WORD_STILL_THERE : WORD_COVERED));
	struct slice words = slice_of(ui_word(ui, WORD_COVERED_WORDS));
	const struct button shown = {
		.id = ID_ON, .label = ui_word(ui, WORD_SHOW_PAGE), .style = BUTTON_NEXT};
	float padding = 2 * look_length(LENGTH_CARD_PADDING), most = page->width - 2 * padding;
	struct box card = {.width = COVER_WIDTH < most ? COVER_WIDTH : most};
	struct box in = {.width = card.width - padding};
	float title_height = ui_text_height(ui, in.width, said, title, NULL);
	float words_height = ui_text_height(ui, in.width, words, soft, NULL);
	float button_height = look_length(LENGTH_BUTTON_HEIGHT);
	card.height = title_height + words_height + button_height + 3 * padding;
	card.x = (page->width - card.width) / 2;
	card.y = (page->height - card.height) / 2;
	in.x = card.x + padding / 2;
	in.y = card.y + padding;
	ui_card(ui, card);
	in.y += ui_text(ui, in, said, title);
	in.y += ui_text(ui, in, words, soft) + padding;
	float width = ui_button_width(ui, &shown, look_length(LENGTH_NEXT_WIDTH));
	struct box box = {card.x + (card.width - width) / 2, in.y, width, button_height};
	return act_if(ui_button(ui, box, &shown), ACTION_UNCOVER);
}

static void fault_pictures(struct ui *ui, struct box words)
{
	const struct page *page = &ui->marks->page;
	float size = words.x * 0.6f;
	if (page->portrait)
		return;
	ui_picture(ui, (struct box){words.x * 0.22f, page->height * 0.73f - size, size, size},
		   PICTURE_DRAWING, ROLE_NONE); /* the boat */
	ui_picture(ui, (struct box){words.x * 0.8f, page->height * 0.75f, 12, 12},
		   picture_drawing("starfish"), ROLE_NONE);
}

/* Words, and the number below them. */
static struct box fault_words(const struct ui *ui)
{
	const struct page *page = &ui->marks->page;
	struct frame frame = layout_frame(ui);
	struct box words = frame.body;
	words.y = frame.header.y + look_length(LENGTH_TOOL_HEIGHT);
	if (page->portrait)
		return words;
	words.x = page->width * (page->narrow ? FAULT_X_NARROW : FAULT_X);
	words.width = frame.body.x + frame.body.width - words.x;
	return words;
}

static const struct text_style fault_title = {.type = TYPE_QUESTION, .bold = true};
static const struct text_style fault_style = {.type = TYPE_ANSWER};

static bool fault_fits(const struct ui *ui, const void *context)
{
	struct box words = fault_words(ui);
	bool fits = true;
	(void)context;
	float height = ui_text_height(ui, words.width, slice_of(ui_word(ui, WORD_FAULT_TITLE)),
				      fault_title, &fits) +
		       ui_text_height(ui, words.width, slice_of(ui_word(ui, WORD_FAULT_WORDS)),
				      fault_style, &fits) +
		       2 * FAULT_GAP + FAULT_CARD;
	return fits && words.y + height < ui->marks->page.height;
}

/* Nothing can be pressed: it is for the teacher, whose keys still work. */
struct action screen_fault(struct ui *ui, const struct view *view)
{
	char number[24];
	page_fit(ui, fault_fits, NULL);
	struct box words = fault_words(ui);
	fault_pictures(ui, words);
	words.y += ui_text(ui, words, slice_of(ui_word(ui, WORD_FAULT_TITLE)), fault_title) +
		   FAULT_GAP;
	words.y += ui_text(ui, words, slice_of(ui_word(ui, WORD_FAULT_WORDS)), fault_style) +
		   FAULT_GAP;
	snprintf(number, sizeof number, "%d", view->fault_number);
	struct box card = {words.x, words.y, 2 * FAULT_CARD, FAULT_CARD};
	ui_card(ui, card);
	ui_text_middle(ui, card, slice_of(number),
		       (struct text_style){.type = TYPE_BIG, .bold = true, .align = ALIGN_CENTRE});
	return (struct action){ACTION_NONE, 0};
}
