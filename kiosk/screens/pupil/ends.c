#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

/* The pages that ask one thing: skipped, finish, stop. Two answers that are alike, and the way back
 * in its corner. */

static enum picture drawing(const char *name)
{
	return (enum picture)(PICTURE_DRAWING + drawing_index(slice_of(name)));
}

static struct action way_back(struct ui *ui, bool drawn, enum word label)
{
	const struct page_footer footer = {.back = drawn ? ui_word(ui, label) : NULL};
	return page_footer(ui, &footer);
}

struct action screen_skipped(struct ui *ui, const struct view *view)
{
	char words[WORDS_FILLED_MOST];
	bool one = view->skipped_count == 1;
	const struct asking asking = {
		.tools = TOOLS_ALL,
		.title = numbered(ui, one ? WORD_SKIPPED_ONE : WORD_SKIPPED_MANY,
				  view->skipped_count, 0, words),
		.picture = drawing("shell"),
		.twice = !one,
		.choices = {{WORD_SKIPPED_YES, ACTION_YES}, {WORD_SKIPPED_NO, ACTION_NO}},
	};
	struct action action = asking_draw(ui, &asking);
	return either(action, way_back(ui, view->can_go_back, WORD_BACK));
}

/* "Yes, delete them" does not stand where "Delete" stood: a second tap there keeps them. */
static struct asking deleting(const struct ui *ui)
{
	return (struct asking){
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_DELETE_TITLE)),
		.words = slice_of(ui_word(ui, WORD_DELETE_SURE)),
		.picture = drawing("bottle"),
		.choices = {{WORD_DELETE_YES, ACTION_YES}, {WORD_DELETE_NO, ACTION_NO}},
	};
}

static struct asking sealing(const struct ui *ui)
{
	return (struct asking){
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_FINISH_TITLE)),
		.words = slice_of(ui_word(ui, WORD_FINISH_WORDS)),
		.picture = drawing("bottle"),
		.choices = {{WORD_SEAL, ACTION_KEEP}, {WORD_DELETE, ACTION_DELETE}},
	};
}

struct action screen_finish(struct ui *ui, const struct view *view)
{
	const struct asking asking = view->deleting ? deleting(ui) : sealing(ui);
	struct action action = asking_draw(ui, &asking);
	return either(action, way_back(ui, view->deleting || view->can_go_back, WORD_BACK));
}

struct action screen_stop(struct ui *ui, const struct view *view)
{
	const struct asking asking = {
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_STOP_TITLE)),
		.words = slice_of(ui_word(ui, WORD_STOP_WORDS)),
		.picture = drawing("anchor"),
		.choices = {{WORD_STOP_KEEP, ACTION_KEEP}, {WORD_STOP_DELETE, ACTION_DELETE}},
	};
	struct action action = asking_draw(ui, &asking);
	(void)view;
	return either(action, way_back(ui, true, WORD_CARRY_ON));
}
