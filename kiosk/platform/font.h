/* Words in Andika, as coverage that any colour can be painted through.
 * Owns: the two faces, one open font a size and face, the widths measured, and the words drawn.
 * Promises: exact sizes (an eighth of a pixel), the same pixels under every video driver and
 * without any. Words on a page show answers: only those of the page that is shown are kept, in both
 * faces, so that not even the cache tells which one was chosen; all others are wiped.
 * Never colours, never breaks lines. */
#ifndef SAYSO_FONT_H
#define SAYSO_FONT_H

#include "kiosk/page/typeset.h"
#include "surveys/base/problem.h"

struct font;

/* NULL: Andika is not installed, or no memory. */
MUST_USE struct font *font_open(struct problems *problems);
void font_close(struct font *font);
/* Wipes everything drawn and measured. Before the first use, and when the screen changes. */
void font_scale(struct font *font, float pixels_per_unit);
/* Widths in units. Valid as long as the font. */
struct measure font_measure(struct font *font);

/* One byte a pixel, 0 to 255. left, top: of its first pixel, from the pen on the baseline, in
 * pixels; top is negative above. Valid until the next call. width 0: nothing to paint. */
struct drawn_words {
	const uint8_t *coverage;
	int left, top, width, height;
};
/* False: no memory, or the font refused it. em in units. */
MUST_USE bool font_draw(struct font *font, struct slice text, float em, bool bold,
			struct drawn_words *out);
/* Words not drawn since the last call are wiped. */
void font_turn_page(struct font *font);
/* Draws words that will be wanted soon; the next font_turn_page wipes them unless they were. */
void font_prepare(struct font *font, struct slice text, float em, bool bold);
/* Everything drawn and measured is wiped. */
void font_forget(struct font *font);
size_t font_words_kept(const struct font *font); /* so that a test sees them go */

#endif
