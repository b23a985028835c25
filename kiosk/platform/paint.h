/* A page of marks, as pixels. Needs no window: the kiosk, the player and the goldens paint with
 * this one painter, and the same marks give the same bytes everywhere. Owns: fonts, pictures,
 * grounds, and for each mark of the page painted last where it stood and a hash of it, never its
 * words. Promises: what was painted in parts equals what would have been painted whole. Never shows
 * a page with something missing: what cannot be drawn is an error. */
#ifndef SAYSO_PAINT_H
#define SAYSO_PAINT_H

#include "kiosk/page/marks.h"
#include "kiosk/page/typeset.h"
#include "kiosk/platform/damage.h"
#include "surveys/base/problem.h"

struct paint;

/* assets: the folder of drawings and icons. cache: a folder for pictures that take long to draw,
 * made from assets alone, or NULL; it may be deleted at any time, and a bad file in it is drawn
 * anew. */
MUST_USE struct paint *paint_open(const char *assets, const char *cache, struct problems *problems);
void paint_close(struct paint *paint);

/* The size of everything; before the first page, and when the screen changes. page_of() makes page.
 */
void paint_scale(struct paint *paint, const struct page *page);
/* For the ui: widths of words, in units. Valid as long as the painter; after paint_scale. */
struct measure paint_measure(struct paint *paint);

/* Paints what changed since the last call into the same canvas: marks are compared, areas never
 * overlap. */
MUST_USE bool paint_page(struct paint *paint, const struct canvas *canvas,
			 const struct marks *marks, struct damage *damage,
			 struct problems *problems);
/* Before the first page is painted: its ground, pictures, words and shadows. What fails, fails
 * again then.
 */
void paint_ahead(struct paint *paint, const struct marks *marks, struct problems *problems);
/* After the page was shown: draws what the next press will need, the words in the other face. */
void paint_prepare(struct paint *paint, const struct marks *marks);
/* The canvas is another one, or its pixels are lost: the next page is painted whole. */
void paint_anew(struct paint *paint);
/* Wipes the words kept of the page. The canvas is the caller's. */
void paint_forget(struct paint *paint);
size_t paint_words_kept(const struct paint *paint); /* so that a test sees them go */

/* A whole page as a PNG, without a window: for tests and pictures. Sets the scale by marks->page.
 */
MUST_USE bool paint_png(struct paint *paint, const struct marks *marks, const char *path,
			struct problems *problems);

#endif
