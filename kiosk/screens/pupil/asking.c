#include "kiosk/screens/pupil/parts.h"

#define PICTURE_SHARE 0.40f /* of the page's width */
#define CHOICE_WIDTH 100.0f
#define CHOICE_HEIGHT 18.0f
#define TITLE_GAP 4.0f
#define CHOICES_GAP 6.0f
#define SMALL_ONE 0.56f /* of the large picture */

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};
static const struct text_style words_style = {.type = TYPE_ANSWER};

static size_t choice_count(const struct asking *asking)
{
	return countof(asking->choices);
}

static struct button choice_button(const struct ui *ui, const struct asking *asking, size_t index)
{
	return (struct button){.id = (uint16_t)(1 + index),
			       .label = ui_word(ui, asking->choices[index].label),
			       .style = BUTTON_EQUAL};
}

/* As wide as the widest needs: they are to be alike. */
static float choices_width(const struct ui *ui, const struct asking *asking, float most)
{
	float width = CHOICE_WIDTH;
	for (size_t i = 0; i < choice_count(asking); i++) {
		struct button button = choice_button(ui, asking, i);
		width = ui_button_width(ui, &button, width);
	}
	return width < most ? width : most;
}

/* Where words and choices stand; the picture has what is left. */
static struct box words_column(const struct ui *ui)
{
	struct box box = layout_frame(ui).body;
	if (!ui->marks->page.portrait) {
		box.x += box.width * PICTURE_SHARE;
		box.width *= 1 - PICTURE_SHARE;
	}
	return box;
}

static float height_of(const struct ui *ui, const struct asking *asking, float width, bool *fits)
{
	float count = (float)choice_count(asking);
	float height = ui_text_height(ui, width, asking->title, title_style, fits) + CHOICES_GAP +
		       count * (CHOICE_HEIGHT + look_length(LENGTH_COLUMN_GAP));
	if (asking->words.size > 0)
		height += TITLE_GAP + ui_text_height(ui, width, asking->words, words_style, fits);
	return height;
}

static bool asking_fits(const struct ui *ui, const void *context)
{
	struct box column = words_column(ui);
	bool fits = true;
	return height_of(ui, context, column.width, &fits) <= column.height && fits;
}

static void picture_draw(struct ui *ui, const struct asking *asking, struct box column)
{
	struct box body = layout_frame(ui).body;
	float size = (column.x - body.x) * 0.7f;
	if (ui->marks->page.portrait)
		return;
	size = size < body.height * 0.7f ? size : body.height * 0.7f;
	struct box large = {body.x + 6, body.y + body.height - size - 6, size, size};
	ui_picture(ui, large, asking->picture, ROLE_NONE);
	if (!asking->twice)
		return;
	struct box small = {large.x + size + 3, large.y + size * (1 - SMALL_ONE) + 5,
			    size * SMALL_ONE, size * SMALL_ONE};
	if (small.x + small.width < column.x)
		ui_picture(ui, small, asking->picture, ROLE_NONE);
}

static struct action choices_draw(struct ui *ui, const struct asking *asking, struct box column)
{
	struct action action = {ACTION_NONE, 0};
	column.width = choices_width(ui, asking, column.width);
	column.height = CHOICE_HEIGHT;
	for (size_t i = 0; i < choice_count(asking); i++) {
		struct button button = choice_button(ui, asking, i);
		if (ui_button(ui, column, &button))
			action.kind = asking->choices[i].kind;
		column.y += CHOICE_HEIGHT + look_length(LENGTH_COLUMN_GAP);
	}
	return action;
}

struct action asking_draw(struct ui *ui, const struct asking *asking)
{
	page_fit(ui, asking_fits, asking);
	struct action action = page_header(ui, asking->tools, slice_of(""));
	struct box column = words_column(ui);
	float spare = column.height - height_of(ui, asking, column.width, NULL);
	picture_draw(ui, asking, column);
	column.y += spare > 0 ? spare / 3 : 0;
	column.y += ui_text(ui, column, asking->title, title_style);
	if (asking->words.size > 0) {
		column.y += TITLE_GAP;
		column.y += ui_text(ui, column, asking->words, words_style);
	}
	column.y += CHOICES_GAP;
	return either(action, choices_draw(ui, asking, column));
}
