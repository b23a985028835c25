#include "kiosk/screens/pupil/asks.h"
#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

/* By kind of item; a note is only read. */
static const struct {
	void (*lay)(struct ask *ask);
	struct action (*draw)(struct ui *ui, const struct ask *ask, const struct layout *layout);
} kinds[] = {
	[ITEM_NOTE] = {NULL, NULL},
	[ITEM_SELECT_ONE] = {ask_choice_lay, ask_choice_draw},
	[ITEM_INTEGER] = {ask_number_lay, ask_number_draw},
	[ITEM_RANGE] = {ask_range_lay, ask_range_draw},
};

static void ask_lay(struct ask *ask, const struct view *view)
{
	const struct item *item = view->item;
	*ask = (struct ask){.view = view};
	for (size_t i = 0; i < item->option_count && i < LAYOUT_ANSWERS_MOST; i++)
		ask->options[i] = slice_of(item->options[i].label);
	ask->question.question = slice_of(item->label);
	if (item->hint != NULL)
		ask->question.hint = slice_of(item->hint);
	ask->question.options = ask->options;
	if (kinds[item->kind].lay != NULL)
		kinds[item->kind].lay(ask);
	if (ask->question.option_count > LAYOUT_ANSWERS_MOST)
		ask->question.option_count = LAYOUT_ANSWERS_MOST;
}

static struct slice nudge_words(const struct ui *ui, const struct ask *ask)
{
	const struct view *view = ask->view;
	const struct item *item = view->item;
	if (!item_is_asked(item))
		return (struct slice){NULL, 0};
	if (!view->required)
		return slice_of(ui_word(ui, ask->nudge));
	return slice_of(item->required_message != NULL ? item->required_message
						       : ui_word(ui, ask->nudge_required));
}

/* The one calm line that this page may have to say now; the welcome makes way for the nudge. */
static struct slice line_lay(const struct ui *ui, struct ask *ask)
{
	struct slice nudge = nudge_words(ui, ask);
	struct slice welcome = slice_of(ui_word(ui, WORD_WELCOME_BACK));
	if (!ask->view->welcome)
		return nudge;
	ask->question.other_line = ask->view->nudge ? welcome : nudge;
	return ask->view->nudge ? nudge : welcome;
}

static bool line_shows(const struct view *view)
{
	return view->nudge || view->welcome;
}

/* One manner for the whole wave: "Question 3 of 12" when the total is certain, else the part, if
 * there is more than one. */
static struct slice progress_words(const struct ui *ui, const struct view *view,
				   char out[WORDS_FILLED_MOST])
{
	const struct sitting_progress *progress = &view->progress;
	if (!item_is_asked(view->item))
		return (struct slice){NULL, 0};
	if (progress->of > 0)
		return numbered(ui, WORD_QUESTION_OF, progress->number, progress->of, out);
	if (progress->parts > 1)
		return numbered(ui, WORD_PART_OF, progress->part, progress->parts, out);
	return numbered(ui, WORD_QUESTION_NUMBER, progress->number, 0, out);
}

static struct action refuse_draw(struct ui *ui, const struct view *view, struct box box)
{
	const struct answer_box refuse = {
		.id = ID_REFUSE,
		.label = slice_of(ui_word(ui, WORD_REFUSE)),
		.chosen = view->answer.status == ANSWER_REFUSED,
		.number = -1,
		.shape = ANSWER_REFUSE,
	};
	if (!item_is_asked(view->item) || !ui_answer(ui, box, &refuse))
		return (struct action){ACTION_NONE, 0};
	return act_if(true, refuse.chosen ? ACTION_UNANSWER : ACTION_REFUSE);
}

static struct action header(struct ui *ui, const struct ask *ask, const struct layout *layout,
			    struct slice line)
{
	char out[WORDS_FILLED_MOST];
	bool in_header = line_shows(ask->view) && layout->nudge.width <= 0;
	struct slice rest,
		words = in_header ? first_line(line, &rest) : progress_words(ui, ask->view, out);
	return page_header(ui, TOOLS_ALL, words);
}

/* Reading order: tools, question, answers, refusal, Back, Next. */
struct action screen_question(struct ui *ui, const struct view *view)
{
	struct ask ask;
	ask_lay(&ask, view);
	if (view->item->option_count > LAYOUT_ANSWERS_MOST)
		ui->marks->overflowed = true; /* the fault page, never an answer missing */
	struct slice line = line_lay(ui, &ask);
	struct layout layout = layout_question(ui, &ask.question, line);
	const struct page_footer footer = {.back = view->can_go_back ? ui_word(ui, WORD_BACK)
								     : NULL,
					   .next = ui_word(ui, WORD_NEXT),
					   .next_icon = PICTURE_ICON_NEXT};
	struct action action = header(ui, &ask, &layout, line);
	layout_words(ui, &ask.question, &layout);
	if (line_shows(view) && layout.nudge.width > 0)
		layout_nudge(ui, &layout, line);
	else if (layout.drawing.width > 0)
		page_boat(ui, layout.drawing);
	if (kinds[view->item->kind].draw != NULL)
		action = either(action, kinds[view->item->kind].draw(ui, &ask, &layout));
	action = either(action, refuse_draw(ui, view, layout.refuse));
	return either(action, page_footer(ui, &footer));
}
