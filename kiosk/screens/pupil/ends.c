#include "kiosk/screens/pupil/parts.h"
#include "kiosk/screens/pupil/pupil_screens.h"

/* The pages that ask one thing: skipped, finish, stop, decline. Two answers that are alike, and the
 * way back in its corner. */

struct action screen_skipped(struct ui *ui, const struct view *view)
{
	char words[WORDS_FILLED_MOST];
	bool one = view->skipped_count == 1;
	const struct asking asking = {
		.tools = TOOLS_ALL,
		.title = numbered(ui, one ? WORD_SKIPPED_ONE : WORD_SKIPPED_MANY,
				  view->skipped_count, 0, words),
		.back = view->can_go_back ? WORD_BACK : WORDS,
		.welcome = view->welcome,
		.picture = picture_drawing("shell"),
		.twice = !one,
		.choices = {{WORD_SKIPPED_YES, ACTION_YES}, {WORD_SKIPPED_NO, ACTION_NO}},
	};
	return asking_draw(ui, &asking);
}

/* "No, keep them" stands where "Delete" stood: a second tap there keeps them. */
static struct asking deleting(const struct ui *ui)
{
	return (struct asking){
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_DELETE_TITLE)),
		.words = slice_of(ui_word(ui, WORD_DELETE_SURE)),
		.back = WORD_BACK,
		.choices = {{WORD_DELETE_YES, ACTION_YES}, {WORD_DELETE_NO, ACTION_NO}},
	};
}

static struct asking sealing(const struct ui *ui, const struct view *view)
{
	return (struct asking){
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_FINISH_TITLE)),
		.words = slice_of(ui_word(ui, WORD_FINISH_WORDS)),
		.back = view->can_go_back ? WORD_BACK : WORDS,
		.welcome = view->welcome,
		.picture = picture_drawing("bottle"),
		.choices = {{WORD_SEAL, ACTION_KEEP}, {WORD_DELETE, ACTION_DELETE}},
	};
}

static struct asking stopping(const struct ui *ui)
{
	return (struct asking){
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_STOP_TITLE)),
		.words = slice_of(ui_word(ui, WORD_STOP_WORDS)),
		.back = WORD_CARRY_ON,
		.picture = picture_drawing("anchor"),
		.choices = {{WORD_STOP_KEEP, ACTION_KEEP}, {WORD_STOP_DELETE, ACTION_DELETE}},
	};
}

/* The page, or in its place the one that asks before all is deleted. */
static struct action either_draw(struct ui *ui, struct asking page, bool deletes)
{
	struct asking delete = deleting(ui);
	delete.picture = page.picture;
	page.twin = &delete;
	delete.twin = &page;
	return asking_draw(ui, deletes ? &delete : &page);
}

struct action screen_finish(struct ui *ui, const struct view *view)
{
	return either_draw(ui, sealing(ui, view), view->deleting);
}

struct action screen_stop(struct ui *ui, const struct view *view)
{
	return either_draw(ui, stopping(ui), view->deleting);
}

/* In the manner of the Stop page, so that from two seats away it is that page. */
struct action screen_decline(struct ui *ui, const struct view *view)
{
	const struct asking asking = {
		.tools = TOOL_SIZES | TOOL_HELP | TOOL_COVER,
		.title = slice_of(ui_word(ui, WORD_DECLINE_TITLE)),
		.words = slice_of(ui_word(ui, WORD_DECLINE_WORDS)),
		.back = WORD_BACK,
		.picture = picture_drawing("anchor"),
		.choices = {{WORD_DECLINE_YES, ACTION_YES}, {WORD_DECLINE_NO, ACTION_NO}},
	};
	(void)view;
	return asking_draw(ui, &asking);
}
