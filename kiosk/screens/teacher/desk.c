#include "kiosk/screens/teacher/desk.h"

#define LOW_BELOW 140.0f
#define GAP 5.0f
#define GAP_SMALL 3.0f
#define BOTTLE 56.0f
#define BOTTLE_SMALL 44.0f
#define TOP_SHARE 0.6f	   /* of a row of tools that holds none: for buttons */
#define KEYPAD_SHARE 0.49f /* of the width, at most */
#define KEYPAD_SHARE_SMALL 0.4f
#define BOTTLE_SHARE_SMALL 0.28f
#define BOTTLE_SHARE 0.36f /* of the width: the left page */
#define SINKS 9.0f	   /* into the first wave */

bool desk_is_small(const struct ui *ui)
{
	const struct page *page = &ui->marks->page;
	return page->narrow || page->height < LOW_BELOW;
}

float desk_gap(const struct ui *ui)
{
	return desk_is_small(ui) ? GAP_SMALL : GAP;
}

struct text_style desk_title(const struct ui *ui)
{
	return (struct text_style){.type = desk_is_small(ui) ? TYPE_ANSWER : TYPE_QUESTION,
				   .bold = true};
}

struct text_style desk_words(const struct ui *ui)
{
	return (struct text_style){.type = desk_is_small(ui) ? TYPE_SMALL : TYPE_ANSWER};
}

struct text_style desk_hint(const struct ui *ui)
{
	struct text_style style = desk_words(ui);
	style.role = ROLE_SOFT_INK;
	return style;
}

/* ---- Words ---- */

struct slice desk_say(const struct ui *ui, enum word word, struct desk_fill fill,
		      char out[DESK_WORDS_MOST])
{
	char number[24], of[24];
	struct buffer buffer = buffer_over(out, DESK_WORDS_MOST);
	const struct filling fillings[] = {
		{"number", number},
		{"of", of},
		{"class", fill.class_name == NULL ? "" : fill.class_name},
		{"wave", fill.wave == NULL ? "" : fill.wave},
	};
	snprintf(number, sizeof number, "%zu", fill.number);
	snprintf(of, sizeof of, "%zu", fill.of);
	words_fill(&buffer, slice_of(ui_word(ui, word)), fillings, countof(fillings));
	return buffer_slice(&buffer);
}

struct slice desk_count(const struct ui *ui, enum word one, enum word many, size_t number,
			char out[DESK_WORDS_MOST])
{
	return desk_say(ui, number == 1 ? one : many, (struct desk_fill){.number = number}, out);
}

void desk_line(struct ui *ui, struct box box, struct slice words, struct text_style style)
{
	static const enum type types[] = {TYPE_QUESTION, TYPE_ANSWER, TYPE_SMALL};
	for (size_t i = 0; i < countof(types); i++) {
		style.type = types[i] < style.type ? types[i] : style.type;
		if (ui->measure->width(ui->measure->context, words, ui_em(ui, style.type),
				       style.bold) <= box.width)
			break;
	}
	ui_text_middle(ui, box, words, style);
}

bool desk_is_dry(const struct ui *ui, struct box room, float height)
{
	float sea = ui->marks->page.height - look_length(LENGTH_SEA_HEIGHT);
	return room.y + height < sea;
}

void desk_down(struct box *room, float by)
{
	room->y += by;
	room->height -= by;
}

void desk_headline(struct ui *ui, struct box *room, struct slice words)
{
	desk_down(room, ui_text(ui, *room, words, desk_title(ui)) + desk_gap(ui));
}

void desk_header(struct ui *ui, struct slice words)
{
	(void)page_header(ui, 0, words);
}

void desk_steps(struct ui *ui, const struct teacher_view *teacher)
{
	char words[DESK_WORDS_MOST];
	const struct desk_fill fill = {.number = (size_t)teacher->step,
				       .of = (size_t)teacher->steps};
	desk_header(ui,
		    desk_say(ui, teacher->new_pin ? WORD_NEW_PIN_STEP : WORD_SETUP, fill, words));
}

/* The header's row of tools, on upright pages its near part. */
static struct box top_row(const struct ui *ui)
{
	struct box row = layout_frame(ui).header;
	row.height = look_length(LENGTH_TOOL_HEIGHT);
	if (ui->marks->page.portrait)
		row.width *= TOP_SHARE;
	return row;
}

struct box desk_head(const struct ui *ui)
{
	struct box row = layout_frame(ui).header;
	float top = look_length(LENGTH_TOOL_HEIGHT) + look_length(LENGTH_TOOL_GAP);
	if (ui->marks->page.portrait)
		desk_down(&row, top);
	return row;
}

/* ---- Buttons at the foot ---- */

struct desk_button desk_back(const struct ui *ui, enum word word, enum action_kind kind)
{
	return (struct desk_button){{.id = ID_BACK,
				     .label = ui_word(ui, word),
				     .icon = PICTURE_ICON_BACK,
				     .key = KEY_BACKSPACE},
				    kind};
}

struct desk_button desk_next(const struct ui *ui, enum word word, enum picture icon,
			     enum action_kind kind)
{
	return (struct desk_button){{.id = ID_NEXT,
				     .label = ui_word(ui, word),
				     .icon = icon,
				     .icon_after = icon == PICTURE_ICON_NEXT,
				     .style = BUTTON_NEXT},
				    kind};
}

struct desk_button desk_plain(const struct ui *ui, uint16_t id, enum word word, enum picture icon,
			      enum action_kind kind)
{
	return (struct desk_button){{.id = id, .label = ui_word(ui, word), .icon = icon}, kind};
}

/* In order: what stands in the row, at the left, in the middle, at the right. */
struct row {
	struct box box;
	float em; /* 0: the buttons' own */
};

static float width_in(const struct ui *ui, const struct row *row, const struct button *button,
		      float least)
{
	struct button sized = *button;
	sized.em = row->em;
	return button->id == 0 ? 0 : ui_button_width(ui, &sized, least);
}

static struct action button_draw(struct ui *ui, const struct row *row,
				 const struct desk_button *button, float x, float width)
{
	struct button sized = button->button;
	struct box box = {x, row->box.y, width, row->box.height};
	sized.em = row->em;
	return act_if(sized.id != 0 && ui_button(ui, box, &sized), button->kind);
}

/* Evenly between two places. */
static struct action middle_draw(struct ui *ui, const struct row *row,
				 const struct desk_button *buttons, size_t count)
{
	struct action action = {ACTION_NONE, 0};
	float all = 0, shown = 0;
	for (size_t i = 0; i < count; i++) {
		all += width_in(ui, row, &buttons[i].button, 0);
		shown += buttons[i].button.id != 0;
	}
	float gap = (row->box.width - all) / (shown + 1), x = row->box.x + gap;
	for (size_t i = 0; i < count; i++) {
		float width = width_in(ui, row, &buttons[i].button, 0);
		action = either(action, button_draw(ui, row, &buttons[i], x, width));
		x += width > 0 ? width + gap : 0;
	}
	return action;
}

/* Small words where the usual ones are too wide together. */
static float footer_em(const struct ui *ui, struct box row, const struct desk_button *buttons,
		       size_t count)
{
	const struct row usual = {row, 0};
	float all = 0;
	for (size_t i = 0; i < count; i++)
		if (!ui->marks->page.portrait || i == 0 || i + 1 == count)
			all += width_in(ui, &usual, &buttons[i].button, 0) + GAP_SMALL;
	return all - GAP_SMALL > row.width ? ui_em(ui, TYPE_SMALL) : 0;
}

struct action desk_footer(struct ui *ui, const struct desk_button *buttons, size_t count)
{
	bool portrait = ui->marks->page.portrait;
	const struct desk_button *last = &buttons[count - 1];
	struct row row = {.box = layout_frame(ui).footer};
	row.em = footer_em(ui, row.box, buttons, count);
	bool narrow = row.em > 0 || count > 3;
	float left =
		width_in(ui, &row, &buttons[0].button, narrow ? 0 : look_length(LENGTH_BACK_WIDTH));
	float right =
		width_in(ui, &row, &last->button, narrow ? 0 : look_length(LENGTH_NEXT_WIDTH));
	struct action action = button_draw(ui, &row, &buttons[0], row.box.x, left);
	struct row middle = row;
	middle.box.x += left;
	middle.box.width -= left + right;
	if (portrait)
		middle = (struct row){top_row(ui), ui_em(ui, TYPE_SMALL)};
	action = either(action, middle_draw(ui, &middle, buttons + 1, count - 2));
	return either(action,
		      button_draw(ui, &row, last, row.box.x + row.box.width - right, right));
}

struct action desk_ways(struct ui *ui)
{
	const struct desk_button buttons[] = {
		desk_back(ui, WORD_BACK, ACTION_BACK),
		desk_next(ui, WORD_NEXT, PICTURE_ICON_NEXT, ACTION_NEXT)};
	return desk_footer(ui, buttons, countof(buttons));
}

/* ---- Two pages ---- */

/* right_height: on upright pages. */
static struct desk_spread spread_of(const struct ui *ui, float right_width, float right_height)
{
	struct box body = layout_frame(ui).body;
	struct desk_spread spread = {body, body};
	float gutter = look_length(LENGTH_GUTTER);
	if (ui->marks->page.portrait) {
		spread.right.height = right_height;
		spread.right.y += body.height - right_height;
		spread.left.height -= right_height + gutter;
		return spread;
	}
	spread.right.width = right_width;
	spread.right.x += body.width - right_width;
	spread.left.width -= right_width + gutter;
	return spread;
}

struct desk_spread desk_keypad_spread(const struct ui *ui, enum keypad keypad)
{
	float width, height, most;
	most = layout_frame(ui).body.width *
	       (desk_is_small(ui) ? KEYPAD_SHARE_SMALL : KEYPAD_SHARE);
	keypad_size(keypad, &width, &height);
	if (!ui->marks->page.portrait && width > most)
		width = most;
	return spread_of(ui, width, height);
}

struct action desk_keypad(struct ui *ui, enum keypad keypad, struct desk_spread *spread)
{
	*spread = desk_keypad_spread(ui, keypad);
	return keypad_draw(ui, keypad, spread->right, 1);
}

struct box desk_bottle(struct ui *ui, enum picture picture)
{
	const struct page *page = &ui->marks->page;
	struct box body = layout_frame(ui).body;
	if (page->portrait)
		return body;
	float left = body.width * (desk_is_small(ui) ? BOTTLE_SHARE_SMALL : BOTTLE_SHARE);
	float sea = page->height - look_length(LENGTH_SEA_HEIGHT);
	float size = desk_is_small(ui) ? BOTTLE_SMALL : BOTTLE;
	struct box box = {body.x + (left - size) / 2, sea + SINKS - size, size, size};
	struct mark *mark = marks_add(ui->marks, MARK_PICTURE, box);
	mark->picture = picture;
	mark->fill = ROLE_INK;
	mark->line = ROLE_SEA_1;
	body.x += left;
	body.width -= left;
	return body;
}
