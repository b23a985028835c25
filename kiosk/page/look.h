/* How a page looks: colours by role and look, lengths in units, sizes of type. One list, nothing
 * else decides a number. A unit is a millimetre, enlarged on large screens (struct page). A test
 * recomputes the contrasts and checks the floors. */
#ifndef SAYSO_LOOK_H
#define SAYSO_LOOK_H

#include "surveys/study/study.h"

enum role {
	ROLE_NONE, /* not drawn */
	ROLE_GROUND_TOP,
	ROLE_GROUND_FOOT, /* two-stop gradient of the whole page */
	ROLE_CARD,	  /* answers, keys, information cards */
	ROLE_INK,	  /* all text, icons */
	ROLE_SOFT_INK,	  /* progress words, hints */
	ROLE_EDGE,	  /* line round what can be pressed */
	ROLE_ACCENT,	  /* Next, chosen line and marker, cursor */
	ROLE_ON_ACCENT,
	ROLE_PLATE, /* tools, pressed state, special keys */
	ROLE_SEA_1,
	ROLE_SEA_2,
	ROLE_SEA_3,
	ROLE_HILL_1,
	ROLE_HILL_2,
	ROLE_SHADOW,
	ROLE_TILE_1,
	ROLE_TILE_2,
	ROLE_TILE_3,
	ROLE_TILE_4,
	ROLE_TILE_LINE, /* the cover, one for every look */
	ROLE_PALE,	/* behind drawings of codes and helplines' icons */
	ROLE_WHITE,
	ROLES,
};

struct colour {
	uint8_t red, green, blue, alpha;
};
struct colour look_colour(enum look look, enum role role);
double colour_contrast(struct colour a, struct colour b); /* WCAG 2: 1 to 21 */

/* X(name, value, what it is). In units; in brackets the rule of pages.md. */
#define LOOK_LENGTHS(X)                                                        \
	X(MARGIN_SIDE, 9, "page margin at the sides")                          \
	X(MARGIN_TOP, 6, "page margin at the top")                             \
	X(MARGIN_FOOT, 6, "page margin at the foot")                           \
	X(MARGIN_SIDE_SMALL, 7, "the same, page under 240 wide, largest text") \
	X(MARGIN_TOP_SMALL, 4, "the same")                                     \
	X(MARGIN_FOOT_SMALL, 5, "the same")                                    \
	X(TOOL_HEIGHT, 13, "tools (floor 12.7, 1)")                            \
	X(TOOL_RADIUS, 4, "")                                                  \
	X(TOOL_GAP, 3, "(1)")                                                  \
	X(TOOL_PADDING, 3.2, "tool with a word: sides")                        \
	X(TOOL_ICON_GAP, 1.8, "icon to word")                                  \
	X(HEADER_GAP, 5, "header to body")                                     \
	X(FOOTER_GAP, 5, "body to footer")                                     \
	X(BUTTON_HEIGHT, 15, "Back, Next (1)")                                 \
	X(BACK_WIDTH, 40, "least (1)")                                         \
	X(NEXT_WIDTH, 44, "least (1)")                                         \
	X(SEA_HEIGHT, 33, "sea begins above the foot")                         \
	X(ANSWER_HEIGHT, 15, "(1)")                                            \
	X(ANSWER_HEIGHT_SIX, 12.7, "six answers (7)")                          \
	X(ANSWER_HEIGHT_SEVEN, 10, "seven answers (7)")                        \
	X(LINE, 0.5, "edge of what can be pressed")                            \
	X(LINE_CHOSEN, 1, "edge of the chosen (15)")                           \
	X(RADIUS_SHORE, 4.5, "")                                               \
	X(RADIUS_CALM, 3.5, "")                                                \
	X(MARKER, 8, "size of the marker in an answer")                        \
	X(MARKER_EDGE, 5, "from the edge to the marker")                       \
	X(MARKER_GAP, 4, "marker to text")                                     \
	X(ANSWER_HEIGHT_MOST, 18, "on large pages")                            \
	X(ANSWER_HEIGHT_FEW, 20, "up to four answers, where there is room")    \
	X(ANSWER_GAP, 3.5, "least between answers")                            \
	X(ANSWER_GAP_SIX, 3, "six and seven answers, small pages (1)")         \
	X(ANSWER_GAP_MOST, 5, "most between answers")                          \
	X(COLUMN_GAP, 4, "between columns of answers")                         \
	X(ANSWER_PADDING, 4, "text to the far edge of an answer")              \
	X(MARKER_EDGE_SMALL, 3.5, "page under 240 wide, largest text")         \
	X(MARKER_GAP_SMALL, 3, "the same")                                     \
	X(TICK, 7, "tick in a marker")                                         \
	X(ICON, 8, "icon without a word")                                      \
	X(BUTTON_PADDING, 6, "button: sides")                                  \
	X(SPREAD_LEAST, 200, "page width for a spread")                        \
	X(SPREAD_ANSWERS, 122, "most, column of answers of a spread")          \
	X(SPREAD_ANSWERS_LARGE, 134, "the same on large pages")                \
	X(ROW_CARD, 44.6, "widest box of a row; eleven are 18.6")              \
	X(ROW_BOX_LEAST, 12.7, "narrowest (floor of 1)")                       \
	X(ROW_HEIGHT, 30, "")                                                  \
	X(ROW_GAP, 3.4, "")                                                    \
	X(GUTTER, 12, "between the two pages of a spread")                     \
	X(CARD_RADIUS, 6, "information card")                                  \
	X(CARD_PADDING, 5, "information card")                                 \
	X(CODE_KEY_WIDTH, 21.3, "code keypad")                                 \
	X(CODE_KEY_HEIGHT, 19.4, "")                                           \
	X(CODE_KEY_GAP, 3.4, "")                                               \
	X(PIN_KEY_WIDTH, 36, "PIN keypad")                                     \
	X(SETUP_KEY_WIDTH, 30, "set-up keypad")                                \
	X(PIN_KEY_HEIGHT, 20, "")                                              \
	X(PIN_KEY_GAP, 4, "")                                                  \
	X(TILE_HEIGHT, 12.6, "")                                               \
	X(TILE_GAP, 3, "")                                                     \
	X(RING, 1, "focus ring: ink, and inside it white (14)")                \
	X(RING_AWAY, 2, "outside the box")                                     \
	X(SHADOW_DOWN, 0.7, "")                                                \
	X(SHADOW_SIGMA, 1.3, "")                                               \
	X(DRIFT, 5, "allowed while pressed (3)")

enum length {
#define X(name, value, why) LENGTH_##name,
	LOOK_LENGTHS(X)
#undef X
		LENGTHS,
};
float look_length(enum length length);
float look_radius(enum look look);

/* Times in milliseconds; in brackets the rule of pages.md. */
#define LOCK_OUT_MS 300	     /* after a page change (5) */
#define LOCK_OUT_NEAR_MS 600 /* within 10 mm of the last accepted press (5) */
#define LOCK_OUT_NEAR_UNITS 10.0f
#define DOUBLE_TAP_MS 500	   /* a second tap on the same answer (5) */
#define IDLE_MS 90000		   /* untouched: cover and "Are you still there?" (38) */
#define STILL_THERE_MS 45000	   /* the question stands so long (38) */
#define PARK_MS 300000		   /* untouched: the sitting parks (38) */
#define THANKS_MS 30000		   /* (40) */
#define QUIET_MS 300000		   /* (40) */
#define TEACHER_CORNER_MS 3000	   /* hold the top left corner (48) */
#define TEACHER_CORNER_UNITS 13.0f /* as large as a tool */
#define PIN_IDLE_MS 10000	   /* the PIN page, left alone (48) */
#define DONE_SHOWS_MS 300000	   /* before the board says done */

/* Sizes of type: by kind, look and text size, 1 to 4. */
#define TEXT_SIZES 4
enum type {
	TYPE_SMALL,
	TYPE_ANSWER,
	TYPE_QUESTION,
	TYPE_KEY /* keys, code slots, 0 to 10; the same at every text size, as are all below */,
	TYPE_BIG /* number of the fault page */,
	TYPE_TITLE /* Thank you */,
	TYPE_NAME /* Sayso */
};
/* Units: x-height / 0.508. text_size 1 to 4. */
float look_em(enum look look, enum type type, int text_size, bool narrow);
#define EM_LEADING_QUESTION 1.42f
#define EM_LEADING_QUESTION_SMALL 1.16f
#define EM_LEADING_ANSWER 1.25f
#define EM_CAP_HEIGHT 0.725f
#define EM_X_HEIGHT 0.508f

/* The page in units, worked out from the screen. */
struct page {
	float width, height; /* units */
	float pixels_per_unit;
	bool narrow; /* under 240 wide */
	bool portrait;
	float spare; /* 0; on large screens what enlarging left over, as a share of 257 x 144.5 */
};
/* pixels_per_mm: 5.3 where nothing is known. Enlarges by min(W/257, H/144.5), 1 to 1.6;
 * on smaller screens reduces, down to 0.59: an upright one of 7 inches. */
#define PIXELS_PER_MM_UNKNOWN 5.3f
struct page page_of(int width_px, int height_px, float pixels_per_mm);
struct page page_reference(void); /* 1366x768 of 11.6 inch: what studies are checked by */

#endif
