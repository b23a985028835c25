#include "kiosk/page/furniture.h"

#define TOOLS 5
#define NARROW_TOOLS_BELOW 170.0f
#define SPARE_SIDE 43.0f /* margins of large screens: 22 units at the sides of a 24 inch one */
#define SPARE_TOP 14.0f
#define HEADER_WORDS_GAP 6.0f

static float words_height(const struct ui *ui)
{
	return ui_em(ui, TYPE_SMALL) * EM_LEADING_ANSWER;
}

struct frame layout_frame(const struct ui *ui)
{
	const struct page *page = &ui->marks->page;
	bool small = ui_is_tight(ui);
	float side = look_length(small ? LENGTH_MARGIN_SIDE_SMALL : LENGTH_MARGIN_SIDE);
	float top = look_length(small ? LENGTH_MARGIN_TOP_SMALL : LENGTH_MARGIN_TOP);
	float foot = look_length(small ? LENGTH_MARGIN_FOOT_SMALL : LENGTH_MARGIN_FOOT);
	side += page->spare * SPARE_SIDE;
	top += page->spare * SPARE_TOP;
	foot += page->spare * SPARE_TOP;
	float width = page->width - 2 * side;
	struct frame frame = {
		.header = {side, top, width, look_length(LENGTH_TOOL_HEIGHT)},
		.footer = {side, page->height - foot - look_length(LENGTH_BUTTON_HEIGHT), width,
			   look_length(LENGTH_BUTTON_HEIGHT)},
	};
	if (page->portrait)
		frame.header.height += look_length(LENGTH_TOOL_GAP) + words_height(ui);
	float above = look_length(ui->tight ? LENGTH_ANSWER_GAP_SIX : LENGTH_HEADER_GAP);
	float below = look_length(ui->tight ? LENGTH_ANSWER_GAP_SIX : LENGTH_FOOTER_GAP);
	float body_top = top + frame.header.height + above;
	frame.body = (struct box){side, body_top, width, frame.footer.y - below - body_top};
	return frame;
}

/* The tools of a page in their order; those without an id leave their place empty. */
struct tools {
	struct button button[TOOLS];
	enum action_kind action[TOOLS];
	float width[TOOLS];
	size_t count;
	float all; /* with gaps */
};

static void add_tool(struct tools *tools, struct button button, enum action_kind action)
{
	button.style = BUTTON_TOOL;
	tools->button[tools->count] = button;
	tools->action[tools->count++] = action;
}

/* The signs are drawn larger and smaller, whatever the text size. */
static void add_sizes(struct ui *ui, struct tools *tools)
{
	bool down = ui->text_size_down > 0, up = ui->text_size_up > 0;
	add_tool(tools,
		 (struct button){.id = down ? ID_SMALLER : 0,
				 .label = ui_word(ui, WORD_TEXT_SMALLER),
				 .drawn = "A\u2212",
				 .em = 6.2f,
				 .bold = true,
				 .character = '-'},
		 ACTION_TEXT_SMALLER);
	add_tool(tools,
		 (struct button){.id = up ? ID_LARGER : 0,
				 .label = ui_word(ui, WORD_TEXT_LARGER),
				 .em = 8.6f,
				 .bold = true,
				 .character = '+'},
		 ACTION_TEXT_LARGER);
}

static void tools_measure(const struct ui *ui, struct tools *tools, bool icons_only)
{
	float least = look_length(LENGTH_TOOL_HEIGHT);
	tools->all = -look_length(LENGTH_TOOL_GAP);
	for (size_t i = 0; i < tools->count; i++) {
		struct button *button = &tools->button[i];
		if (icons_only && button->icon != PICTURE_NONE)
			button->drawn = "";
		tools->width[i] = button->icon == PICTURE_NONE || icons_only
					  ? least
					  : ui_button_width(ui, button, least);
		tools->all += tools->width[i] + look_length(LENGTH_TOOL_GAP);
	}
}

static struct tools tools_of(struct ui *ui, unsigned which, float room)
{
	const struct page *page = &ui->marks->page;
	struct tools tools = {.count = 0};
	if (which & TOOL_SIZES)
		add_sizes(ui, &tools);
	if (which & TOOL_HELP)
		add_tool(&tools,
			 (struct button){.id = ID_HELP,
					 .label = ui_word(ui, WORD_HELP),
					 .icon = PICTURE_ICON_HELP},
			 ACTION_HELP);
	if (which & TOOL_COVER)
		add_tool(&tools,
			 (struct button){.id = ID_COVER,
					 .label = ui_word(ui, WORD_COVER),
					 .icon = PICTURE_ICON_COVER,
					 .key = KEY_ESCAPE},
			 ACTION_COVER);
	if (which & TOOL_STOP)
		add_tool(&tools,
			 (struct button){.id = ID_STOP,
					 .label = ui_word(ui, WORD_STOP),
					 .icon = PICTURE_ICON_STOP},
			 ACTION_STOP);
	bool icons_only = page->portrait || page->width < NARROW_TOOLS_BELOW ||
			  (page->narrow && ui->text_size >= 3);
	tools_measure(ui, &tools, icons_only);
	if (!icons_only && tools.all > room)
		tools_measure(ui, &tools, true);
	return tools;
}

/* An upright page has the tools across its whole width. */
static void tools_stretch(struct tools *tools, float width)
{
	float gap = look_length(LENGTH_TOOL_GAP), count = (float)tools->count;
	for (size_t i = 0; i < tools->count; i++)
		tools->width[i] = (width + gap) / count - gap;
	tools->all = width;
}

static struct action draw_tools(struct ui *ui, const struct tools *tools, struct box row)
{
	struct action action = {ACTION_NONE, 0};
	float x = row.x + row.width - tools->all;
	for (size_t i = 0; i < tools->count; i++) {
		struct box box = {x, row.y, tools->width[i], look_length(LENGTH_TOOL_HEIGHT)};
		x += tools->width[i] + look_length(LENGTH_TOOL_GAP);
		if (tools->button[i].id == 0 || !ui_button(ui, box, &tools->button[i]))
			continue;
		action.kind = tools->action[i];
		if (action.kind == ACTION_TEXT_SMALLER)
			action.value = ui->text_size_down;
		if (action.kind == ACTION_TEXT_LARGER)
			action.value = ui->text_size_up;
	}
	return action;
}

struct action page_header(struct ui *ui, unsigned which, struct slice words)
{
	struct box row = layout_frame(ui).header;
	bool portrait = ui->marks->page.portrait;
	bool title = which & HEADER_TITLE;
	float words_width = 0, tool_height = look_length(LENGTH_TOOL_HEIGHT);
	if (words.size > 0 && !portrait)
		words_width = ui->measure->width(ui->measure->context, words, ui_em(ui, TYPE_SMALL),
						 title) +
			      HEADER_WORDS_GAP;
	struct tools tools = tools_of(ui, which, row.width - words_width);
	if (portrait)
		tools_stretch(&tools, row.width);
	struct box place = {row.x, row.y, row.width - (tools.all > 0 ? tools.all + 1 : 0),
			    tool_height};
	if (portrait)
		place = (struct box){row.x, row.y + tool_height + look_length(LENGTH_TOOL_GAP),
				     row.width, words_height(ui)};
	if (words.size > 0)
		ui_text_middle(ui, place, words,
			       (struct text_style){.bold = title,
						   .role = title ? ROLE_INK : ROLE_SOFT_INK});
	return draw_tools(ui, &tools, row);
}

static struct button back_button(const char *words)
{
	return (struct button){
		.id = ID_BACK, .label = words, .icon = PICTURE_ICON_BACK, .key = KEY_BACKSPACE};
}

static struct button next_button(const char *words, enum picture icon)
{
	return (struct button){.id = ID_NEXT,
			       .label = words,
			       .icon = icon,
			       .icon_after = true,
			       .style = BUTTON_NEXT};
}

float page_next_width(const struct ui *ui, const struct page_footer *footer)
{
	struct button next = next_button(footer->next, footer->next_icon);
	return ui_button_width(ui, &next, look_length(LENGTH_NEXT_WIDTH));
}

struct action page_footer(struct ui *ui, const struct page_footer *footer)
{
	struct box row = layout_frame(ui).footer, left = row, right = row;
	struct action action = {ACTION_NONE, 0};
	if (footer->back != NULL) {
		struct button back = back_button(footer->back);
		left.width = ui_button_width(ui, &back, look_length(LENGTH_BACK_WIDTH));
		if (ui_button(ui, left, &back))
			action.kind = ACTION_BACK;
	}
	if (footer->next != NULL) {
		struct button next = next_button(footer->next, footer->next_icon);
		right.width = page_next_width(ui, footer);
		right.x = row.x + row.width - right.width;
		if (ui_button(ui, right, &next))
			action.kind = ACTION_NEXT;
	}
	return action;
}

struct box page_footer_room(const struct ui *ui)
{
	struct box row = layout_frame(ui).footer;
	struct button back = back_button(ui_word(ui, WORD_BACK));
	struct button next = next_button(ui_word(ui, WORD_NEXT), PICTURE_ICON_NEXT);
	float gap = look_length(LENGTH_ANSWER_GAP_SIX);
	float left = ui_button_width(ui, &back, look_length(LENGTH_BACK_WIDTH)) + gap;
	float right = ui_button_width(ui, &next, look_length(LENGTH_NEXT_WIDTH)) + gap;
	return (struct box){row.x + left, row.y, row.width - left - right, row.height};
}

void page_boat(struct ui *ui, struct box box)
{
	struct mark *boat = marks_add(ui->marks, MARK_PICTURE, box);
	boat->picture = PICTURE_DRAWING; /* the first of the drawings is the boat */
	boat->fill = ROLE_INK;
	boat->line = ROLE_SEA_1;
}
