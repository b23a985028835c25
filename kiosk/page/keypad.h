/* On-screen keys: the code's nineteen characters, and digits. Keys type on release; a keyboard
 * types the same. */
#ifndef SAYSO_KEYPAD_H
#define SAYSO_KEYPAD_H

#include "kiosk/page/ui.h"

enum keypad {
	KEYPAD_CODE /* 5 x 4 */,
	KEYPAD_DIGITS /* 3 x 4, PIN */,
	KEYPAD_SETUP /* 3 x 4, narrower */,
	KEYPAD_NUMBER /* as PIN, while nothing is being typed: Backspace is Back's */
};
void keypad_size(enum keypad keypad, float *width, float *height); /* as it likes to be */
/* In the far top corner of the box, at most as large as it likes to be; smaller keys where the box
 * is smaller. ACTION_TYPE with the character, ACTION_RUB, or ACTION_NONE. Ids from first_id on. */
struct action keypad_draw(struct ui *ui, enum keypad keypad, struct box box, uint16_t first_id);

#endif
