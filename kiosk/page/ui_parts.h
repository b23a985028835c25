/* What the files of ui share; not for screens. */
#ifndef SAYSO_UI_PARTS_H
#define SAYSO_UI_PARTS_H

#include "kiosk/page/ui.h"

struct box box_grown(struct box box, float by);
struct box box_middle(struct box in, float width, float height); /* centred */
/* Of the page that stood on the screen when the input came; NULL: not on it. */
const struct ui_item *ui_item_before(const struct ui *ui, uint16_t id);
/* Presses that were meant for the page before (pages.md 5). */
bool ui_locked_out(const struct ui *ui);
void ui_press_key(struct ui *ui, enum key key, char character);
/* Enters what can be pressed into the page; too many overflow the marks. True: the input pressed
 * it. */
MUST_USE bool ui_take(struct ui *ui, const struct ui_item *item);
bool ui_is_down(const struct ui *ui, uint16_t id); /* under the finger: shown as pressed */
/* Lines centred on the middle of the box, owned by id. */
void ui_lines(struct ui *ui, struct box box, const struct lines *lines, uint16_t owner, float em,
	      struct text_style style);

#endif
