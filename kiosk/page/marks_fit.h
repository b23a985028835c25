/* Whether what was drawn can be read and pressed: everything on the page, nothing upon another. The
 * rules that a study is checked by before pupils see it, and that the tests hold every page to. */
#ifndef SAYSO_MARKS_FIT_H
#define SAYSO_MARKS_FIT_H

#include "kiosk/page/marks.h"

/* False also: more was drawn than the list holds, or a question that its page cannot hold. */
MUST_USE bool marks_fit(const struct marks *marks);

/* --- The rules one by one: the number of the mark, MARKS_MOST: none breaks it --- */
size_t marks_outside(const struct marks *marks);
/* Words and what can be pressed; marks upon what owns them are one thing. */
size_t marks_upon(const struct marks *marks, size_t *below);

/* From the capital letters' top to the baseline. */
struct box mark_ink(const struct mark *mark);
bool boxes_overlap(struct box a, struct box b); /* by more than rounding */

#endif
