#include <math.h>

#include "kiosk/screens/pupil/parts.h"

#define PICTURE_SHARE 0.40f /* of the body's width */
#define PICTURE_SIZE 0.7f   /* of its share; of two the larger one */
#define PICTURE_SIZE_TWO 0.55f
#define SMALL_ONE 0.56f /* of the larger */
#define CHOICE_WIDTH 100.0f
#define CHOICE_HEIGHT_MOST 18.0f
#define WORDS_FOOT 0.56f /* of the page's height: there the beach has its sea */
#define TITLE_GAP 3.0f
#define CHOICES_GAP 5.0f

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};
static const struct text_style words_style = {.type = TYPE_ANSWER};

/* Where words and choices stand. A page too low for that has no picture, and the choices beside one
 * another. */
struct places {
	struct box column;
	size_t in_a_row;
	float words;	     /* height, title and all */
	float width, height; /* of a choice */
	bool fits;
};

static size_t choice_count(void)
{
	return countof(((const struct asking *)NULL)->choices);
}

static struct button choice_button(const struct ui *ui, const struct asking *asking, size_t index)
{
	return (struct button){.id = (uint16_t)(1 + index),
			       .label = ui_word(ui, asking->choices[index].label),
			       .style = BUTTON_EQUAL};
}

static float words_height(const struct ui *ui, const struct asking *asking, float width, bool *fits)
{
	if (asking == NULL)
		return 0;
	float height = ui_text_height(ui, width, asking->title, title_style, fits);
	if (asking->words.size > 0)
		height += TITLE_GAP + ui_text_height(ui, width, asking->words, words_style, fits);
	return height;
}

static float choices_width(const struct ui *ui, const struct asking *asking, float needed)
{
	for (size_t i = 0; asking != NULL && i < choice_count(); i++) {
		struct button button = choice_button(ui, asking, i);
		needed = ui_button_width(ui, &button, needed);
	}
	return needed;
}

/* All alike: as wide as the widest needs, as high as there is room. */
static void choices_measure(const struct ui *ui, const struct asking *asking, struct places *places)
{
	float gap = look_length(LENGTH_COLUMN_GAP), in_a_row = (float)places->in_a_row;
	float rows = (float)(choice_count() / places->in_a_row);
	float room = places->column.height - places->words - CHOICES_GAP;
	float needed = choices_width(ui, asking->twin, choices_width(ui, asking, 0));
	float most = (places->column.width + gap) / in_a_row - gap;
	places->width = needed > CHOICE_WIDTH ? needed : CHOICE_WIDTH;
	places->width = places->width < most ? places->width : most;
	places->height = (room + gap) / rows - gap;
	if (places->height > CHOICE_HEIGHT_MOST)
		places->height = CHOICE_HEIGHT_MOST;
	places->fits = places->fits && needed <= most &&
		       places->height >= look_length(LENGTH_BUTTON_HEIGHT);
}

static struct places places_try(const struct ui *ui, const struct asking *asking, float picture,
				size_t in_a_row)
{
	struct places places = {
		.column = layout_frame(ui).body, .in_a_row = in_a_row, .fits = true};
	places.column.x += places.column.width * picture;
	places.column.width *= 1 - picture;
	places.words = fmaxf(words_height(ui, asking, places.column.width, &places.fits),
			     words_height(ui, asking->twin, places.column.width, &places.fits));
	if (!ui->marks->page.portrait)
		places.fits = places.fits &&
			      places.column.y + places.words <= ui->marks->page.height * WORDS_FOOT;
	choices_measure(ui, asking, &places);
	return places;
}

static struct places places_of(const struct ui *ui, const struct asking *asking)
{
	if (ui->marks->page.portrait)
		return places_try(ui, asking, 0, 1);
	struct places places = places_try(ui, asking, PICTURE_SHARE, 1);
	return places.fits ? places : places_try(ui, asking, 0, choice_count());
}

static bool asking_fits(const struct ui *ui, const void *context)
{
	return places_of(ui, context).fits;
}

static void picture_draw(struct ui *ui, const struct asking *asking, struct box column)
{
	struct box body = layout_frame(ui).body;
	float size = (column.x - body.x) * (asking->twice ? PICTURE_SIZE_TWO : PICTURE_SIZE);
	size = size < body.height * PICTURE_SIZE ? size : body.height * PICTURE_SIZE;
	struct box large = {body.x + 4, body.y + body.height - size - 6, size, size};
	struct box small = {large.x + size + 2, large.y + size * (1 - SMALL_ONE) + 5,
			    size * SMALL_ONE, size * SMALL_ONE};
	if (column.x <= body.x)
		return;
	ui_picture(ui, large, asking->picture, ROLE_NONE);
	if (asking->twice)
		ui_picture(ui, small, asking->picture, ROLE_NONE);
}

static struct action choices_draw(struct ui *ui, const struct asking *asking,
				  const struct places *places, float y)
{
	struct action action = {ACTION_NONE, 0};
	float gap = look_length(LENGTH_COLUMN_GAP);
	for (size_t i = 0; i < choice_count(); i++) {
		size_t row = i / places->in_a_row, column = i % places->in_a_row;
		struct box box = {places->column.x + (float)column * (places->width + gap),
				  y + (float)row * (places->height + gap), places->width,
				  places->height};
		struct button button = choice_button(ui, asking, i);
		if (ui_button(ui, box, &button))
			action.kind = asking->choices[i].kind;
	}
	return action;
}

/* Where there is room to spare, the words stand a little lower. */
static float lowered(const struct ui *ui, const struct places *places)
{
	float gap = look_length(LENGTH_COLUMN_GAP), used = places->words + CHOICES_GAP - gap;
	used += (places->height + gap) * (float)(choice_count() / places->in_a_row);
	float spare = (places->column.height - used) / 3;
	float most = ui->marks->page.height * WORDS_FOOT - places->column.y - places->words;
	float by = spare < most ? spare : most;
	return by > 0 ? by : 0;
}

struct action asking_draw(struct ui *ui, const struct asking *asking)
{
	page_fit(ui, asking_fits, asking);
	const struct places places = places_of(ui, asking);
	const struct page_footer footer = {
		.back = asking->back == WORDS ? NULL : ui_word(ui, asking->back)};
	struct slice rest, said = {NULL, 0};
	if (asking->welcome)
		said = first_line(slice_of(ui_word(ui, WORD_WELCOME_BACK)), &rest);
	struct action action = page_header(ui, asking->tools, said);
	action = either(action, page_footer(ui, &footer));
	struct box at = places.column;
	picture_draw(ui, asking, places.column);
	at.y += lowered(ui, &places) + places.words;
	float choices = at.y + CHOICES_GAP;
	at.y -= words_height(ui, asking, at.width, NULL);
	at.y += ui_text(ui, at, asking->title, title_style);
	if (asking->words.size > 0) {
		at.y += TITLE_GAP;
		ui_text(ui, at, asking->words, words_style);
	}
	return either(action, choices_draw(ui, asking, &places, choices));
}
