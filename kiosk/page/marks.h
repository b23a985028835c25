/* What stands on a page: a list between the screens and the painter, so that tests read a page as
 * text. It shows answers: it is wiped with the sitting. A full list is the fault page, and
 * so is a question that its page cannot hold: never a page with something missing. */
#ifndef SAYSO_MARKS_H
#define SAYSO_MARKS_H

#include "kiosk/page/look.h"
#include "surveys/base/buffer.h"

struct box {
	float x, y, width, height; /* units, from the top left */
};

/* What lies behind everything. */
enum scene {
	SCENE_SHORE, /* paper sky, far hills, the sea at the foot; the look's colours */
	SCENE_BEACH, /* the same with sand at the foot: skipped, fault */
	SCENE_TOWN_DAY,
	SCENE_TOWN_EVENING,
	SCENE_COVER, /* tile of waves, alike for everybody */
	SCENE_QUIET, /* plain ground for the quiet page's picture */
};

enum picture {
	PICTURE_NONE,
	PICTURE_ICON_BACK,
	PICTURE_ICON_COVER,
	PICTURE_ICON_CROSS,
	PICTURE_ICON_DASH,
	PICTURE_ICON_GLOBE,
	PICTURE_ICON_HELP,
	PICTURE_ICON_KEY,
	PICTURE_ICON_LISTEN,
	PICTURE_ICON_LOCK,
	PICTURE_ICON_NEXT,
	PICTURE_ICON_PAUSE,
	PICTURE_ICON_PERSON,
	PICTURE_ICON_PHONE,
	PICTURE_ICON_RUB,
	PICTURE_ICON_SHELL,
	PICTURE_ICON_STICK,
	PICTURE_ICON_STOP,
	PICTURE_ICON_TALK,
	PICTURE_ICON_TICK,
	PICTURE_ICON_WAVE,
	PICTURE_BEACH,
	PICTURE_DRAWING, /* + drawing index of respondent_code.h */
	PICTURES = PICTURE_DRAWING + DRAWINGS,
};
/* The drawing of this name (respondent_code.h), which there is. */
enum picture picture_drawing(const char *name);
const char *picture_file(enum picture picture); /* "icons/back.svg", below assets */
bool picture_is_icon(enum picture picture);	/* one colour: painted in the mark's role */

enum mark_kind { MARK_BOX, MARK_TEXT, MARK_PICTURE, MARK_RING };

/* What a mark is to a test or a switch scanner. */
enum mark_part { PART_NONE, PART_BUTTON, PART_ANSWER, PART_KEY, PART_TOOL, PART_TITLE, PART_TILE };

struct mark {
	enum mark_kind kind;
	/* Text: x, baseline y, width, em as height. Box: the outer side of its line. Ring: its
	 * outer side; a line of line_width inwards, then one of `fill`. */
	struct box box;
	/* Text, icons: fill is the colour. A drawing with line ROLE_SEA_1 stands in the water: the
	 * first wave goes over it. */
	enum role fill, line;
	float line_width, radius;
	bool shadow, bold;
	float em;
	uint16_t text, text_size; /* into the list's bytes */
	enum picture picture;
	/* What can be pressed or is read out as one thing: its box has an id and a part; marks
	 * upon that box name it as their owner. */
	uint16_t id, owner; /* 0: none */
	enum mark_part part;
	uint16_t label, label_size; /* as it is spoken; of text in lines: the first has all */
	bool chosen;
};

#define MARKS_MOST 320
#define MARKS_TEXT_MOST 16384

struct marks {
	enum look look;
	enum scene scene;
	struct page page;
	struct mark list[MARKS_MOST + 1]; /* the last is the spare */
	size_t count;
	char bytes[MARKS_TEXT_MOST];
	size_t bytes_used;
	bool overflowed;
};

void marks_begin(struct marks *marks, enum look look, enum scene scene, const struct page *page);
void marks_wipe(struct marks *marks);
/* Never NULL: a full list gives a spare. Everything but kind and box is zero. */
struct mark *marks_add(struct marks *marks, enum mark_kind kind, struct box box);
void marks_set_text(struct marks *marks, struct mark *mark, struct slice text);
void marks_set_label(struct marks *marks, struct mark *mark, struct slice label);
struct slice marks_text(const struct marks *marks, const struct mark *mark);
struct slice marks_label(const struct marks *marks, const struct mark *mark);
bool marks_equal(const struct marks *a, const struct marks *b); /* nothing to repaint */
/* The page as text, one line a thing, in the order of drawing: for tests and goldens. Places and
 * sizes in whole units. */
void marks_dump(const struct marks *marks, struct buffer *out);

#endif
