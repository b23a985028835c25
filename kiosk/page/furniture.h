/* What stands on every page alike: where header, body and footer are, the tools at the top, Back
 * and Next at the foot. Uses the ids from FURNITURE_ID on; screens stay below. */
#ifndef SAYSO_FURNITURE_H
#define SAYSO_FURNITURE_H

#include "kiosk/page/ui.h"

#define FURNITURE_ID 200
enum furniture_id {
	ID_SMALLER = FURNITURE_ID,
	ID_LARGER,
	ID_HELP,
	ID_COVER,
	ID_STOP,
	ID_BACK,
	ID_NEXT,
	ID_REFUSE,
};

/* Header 13 high, footer 15, the body all between. On upright pages the header is a row of tools
 * with the words under it. */
struct frame {
	struct box header, body, footer;
};
struct frame layout_frame(const struct ui *ui);

/* Which tools: bits. A- and A+ are drawn while they would change this page (ui.text_size_down and
 * _up); their action's value is the size to go to. Cover answers Esc, + and - the sizes. */
#define TOOL_SIZES 1u
#define TOOL_HELP 2u
#define TOOL_COVER 4u
#define TOOL_STOP 8u
#define TOOLS_ALL (TOOL_SIZES | TOOL_HELP | TOOL_COVER | TOOL_STOP)
#define HEADER_TITLE 16u /* the words are the title of the page: bold, in ink */
/* words: progress and the like, in soft ink beside the tools or under them; may be empty. */
struct action page_header(struct ui *ui, unsigned tools, struct slice words);

/* Back in its corner (Backspace) and the one filled button in the other (Enter). */
struct page_footer {
	const char *back;	/* NULL: none */
	const char *next;	/* NULL: none */
	enum picture next_icon; /* stands after the words */
};
struct action page_footer(struct ui *ui, const struct page_footer *footer); /* BACK, NEXT or NONE */
float page_next_width(const struct ui *ui, const struct page_footer *footer);
/* What is between the two, for one more button; as if both were there. */
struct box page_footer_room(const struct ui *ui);

/* The small boat, in the water before its front wave. */
void page_boat(struct ui *ui, struct box box);

#endif
