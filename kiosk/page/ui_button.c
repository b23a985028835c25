#include "kiosk/page/ui_parts.h"

/* Of each style: its colours, type and shape. */
static const struct button_look {
	enum role fill, line, ink, pressed;
	enum type type;
	bool bold, shadow;
	enum mark_part part;
} button_looks[] = {
	[BUTTON_PLAIN] = {ROLE_CARD, ROLE_EDGE, ROLE_INK, ROLE_PLATE, TYPE_ANSWER, false, true,
			  PART_BUTTON},
	[BUTTON_NEXT] = {ROLE_ACCENT, ROLE_ACCENT, ROLE_ON_ACCENT, ROLE_PLATE, TYPE_ANSWER, true,
			 true, PART_BUTTON},
	[BUTTON_EQUAL] = {ROLE_CARD, ROLE_ACCENT, ROLE_INK, ROLE_PLATE, TYPE_ANSWER, true, true,
			  PART_BUTTON},
	[BUTTON_TOOL] = {ROLE_PLATE, ROLE_NONE, ROLE_INK, ROLE_CARD, TYPE_SMALL, false, false,
			 PART_TOOL},
	[BUTTON_KEY] = {ROLE_CARD, ROLE_EDGE, ROLE_INK, ROLE_PLATE, TYPE_KEY, false, true,
			PART_KEY},
	[BUTTON_KEY_SPECIAL] = {ROLE_PLATE, ROLE_EDGE, ROLE_INK, ROLE_CARD, TYPE_KEY, false, true,
				PART_KEY},
	[BUTTON_TILE] = {ROLE_CARD, ROLE_EDGE, ROLE_INK, ROLE_PLATE, TYPE_SMALL, false, true,
			 PART_TILE},
};

static float radius_of(const struct ui *ui, enum button_style style)
{
	return style == BUTTON_TOOL ? look_length(LENGTH_TOOL_RADIUS)
				    : look_radius(ui->marks->look);
}

/* Icon, gap and words, as they stand beside one another. */
struct content {
	struct slice words;
	float em, icon, gap, width;
	bool bold;
};

static struct content content_of(const struct ui *ui, const struct button *button)
{
	const struct button_look *look = &button_looks[button->style];
	const char *drawn = button->drawn != NULL ? button->drawn : button->label;
	struct content content = {.words = slice_of(drawn),
				  .bold = look->bold || button->bold || button->chosen};
	content.em = button->em > 0 ? button->em : ui_em(ui, look->type);
	if (button->icon != PICTURE_NONE)
		content.icon =
			content.words.size > 0 ? content.em * 0.96f : look_length(LENGTH_ICON);
	if (content.icon > 0 && content.words.size > 0)
		content.gap = look_length(LENGTH_TOOL_ICON_GAP);
	content.width = content.icon + content.gap;
	if (content.words.size > 0)
		content.width += ui->measure->width(ui->measure->context, content.words, content.em,
						    content.bold);
	return content;
}

static void draw_box(struct ui *ui, struct box box, const struct button *button, bool down)
{
	const struct button_look *look = &button_looks[button->style];
	bool strong = button->chosen || button->style == BUTTON_EQUAL;
	struct mark *mark = marks_add(ui->marks, MARK_BOX, box);
	mark->fill = down ? look->pressed : look->fill;
	mark->line = button->chosen ? ROLE_ACCENT : look->line;
	if (down && look->line == ROLE_NONE)
		mark->line = ROLE_EDGE;
	if (mark->line != ROLE_NONE)
		mark->line_width = look_length(strong ? LENGTH_LINE_CHOSEN : LENGTH_LINE);
	mark->radius = radius_of(ui, button->style);
	mark->shadow = look->shadow && !down;
	mark->id = button->id;
	mark->part = look->part;
	mark->chosen = button->chosen;
	marks_set_label(ui->marks, mark, slice_of(button->label));
}

static void draw_content(struct ui *ui, struct box box, const struct button *button, bool down)
{
	struct content content = content_of(ui, button);
	enum role ink = down ? ROLE_INK : button_looks[button->style].ink;
	float x = box.x + (box.width - content.width) / 2;
	float icon_x = button->icon_after ? x + content.width - content.icon : x;
	if (content.icon > 0) {
		struct box place = {icon_x, box.y + (box.height - content.icon) / 2, content.icon,
				    content.icon};
		ui_picture(ui, place, button->icon, ink);
		ui->marks->list[ui->marks->count - 1].owner = button->id;
	}
	if (content.words.size == 0)
		return;
	struct box words = {button->icon_after ? x : x + content.icon + content.gap, box.y,
			    content.width - content.icon - content.gap, box.height};
	struct lines line = {.line = {content.words}, .count = 1, .fits = true};
	struct text_style style = {.bold = content.bold, .role = ink};
	ui_lines(ui, words, &line, button->id, content.em, style);
}

bool ui_button(struct ui *ui, struct box box, const struct button *button)
{
	bool down = ui_is_down(ui, button->id);
	struct ui_item item = {.id = button->id,
			       .box = box,
			       .radius = radius_of(ui, button->style),
			       .part = button_looks[button->style].part,
			       .key = button->key,
			       .character = button->character,
			       .number = -1,
			       .equal = button->style == BUTTON_EQUAL};
	draw_box(ui, box, button, down);
	draw_content(ui, box, button, down);
	if (button->style == BUTTON_NEXT)
		ui->default_id = button->id;
	return ui_take(ui, &item);
}

float ui_button_width(const struct ui *ui, const struct button *button, float least)
{
	enum length padding =
		button->style == BUTTON_TOOL ? LENGTH_TOOL_PADDING : LENGTH_BUTTON_PADDING;
	float width = content_of(ui, button).width + 2 * look_length(padding);
	return width > least ? width : least;
}
