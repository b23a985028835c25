#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

#define TITLE_GAP 3.0f

enum { ID_DRAWINGS = 1 };

static const struct text_style title_style = {.type = TYPE_QUESTION, .bold = true};

static struct slice title_of(const struct ui *ui, const struct view *view)
{
	if (view->drawing_wrong)
		return slice_of(ui_word(ui, WORD_DRAWING_WRONG));
	return slice_of(ui_word(ui, view->nudge ? WORD_DRAWING_NONE : WORD_DRAWING_TITLE));
}

/* Every title of this page in one line, so that the drawings never move. */
static bool drawing_fits(const struct ui *ui, const void *context)
{
	static const enum word titles[] = {WORD_DRAWING_TITLE, WORD_DRAWING_WRONG,
					   WORD_DRAWING_NONE};
	struct box body = layout_frame(ui).body;
	float line = ui_text_height(ui, body.width, slice_of("A"), title_style, NULL);
	bool fits = true;
	(void)context;
	for (size_t i = 0; i < countof(titles); i++)
		fits = fits && ui_text_height(ui, body.width, slice_of(ui_word(ui, titles[i])),
					      title_style, NULL) <= line * 1.1f;
	return fits;
}

/* Two lines where one is not enough even at size 1: upright pages. */
static float title_height(const struct ui *ui, float width)
{
	float one = ui_text_height(ui, width, slice_of("A"), title_style, NULL);
	return drawing_fits(ui, NULL) ? one : 2 * one;
}

static struct action drawings_draw(struct ui *ui, const struct view *view, struct box room)
{
	struct action action = {ACTION_NONE, 0};
	float gap = look_length(LENGTH_ANSWER_GAP_MOST);
	size_t columns = ui->marks->page.portrait ? 2 : 4;
	float rows = (float)(countof(view->drawings) / columns);
	float width = (room.width + gap) / (float)columns - gap;
	float height = (room.height + gap) / rows - gap;
	for (size_t i = 0; i < countof(view->drawings); i++) {
		struct answer_box answer = {
			.id = (uint16_t)(ID_DRAWINGS + i),
			.label = slice_of(drawing_name(view->drawings[i])),
			.chosen = view->drawing_chosen == (int)i,
			.number = (int)i + 1,
			.shape = ANSWER_DRAWING,
			.picture = (enum picture)(PICTURE_DRAWING + view->drawings[i]),
		};
		struct box box = {room.x + (float)(i % columns) * (width + gap),
				  room.y + (float)(i / columns) * (height + gap), width, height};
		if (ui_answer(ui, box, &answer))
			action = (struct action){ACTION_DRAWING, (int32_t)i};
	}
	return action;
}

struct action screen_drawing(struct ui *ui, const struct view *view)
{
	page_fit(ui, drawing_fits, NULL);
	const struct page_footer footer = {.back = ui_word(ui, WORD_BACK),
					   .next = ui_word(ui, WORD_NEXT),
					   .next_icon = PICTURE_ICON_NEXT};
	struct action action = page_header(ui, TOOL_SIZES | TOOL_HELP | TOOL_COVER, slice_of(""));
	struct box body = layout_frame(ui).body;
	float title = title_height(ui, body.width) + TITLE_GAP;
	ui_text(ui, body, title_of(ui, view), title_style);
	body.y += title;
	body.height -= title;
	action = either(action, drawings_draw(ui, view, body));
	return either(action, page_footer(ui, &footer));
}
