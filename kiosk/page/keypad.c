#include "kiosk/page/keypad.h"

#include "surveys/study/respondent_code.h"

#define ROWS 4
#define RUB '\b'

static const struct {
	const char *keys; /* row by row; a space: no key */
	size_t columns;
	enum length width, height, gap;
} keypads[] = {
	[KEYPAD_CODE] = {CODE_ALPHABET "\b", 5, LENGTH_CODE_KEY_WIDTH, LENGTH_CODE_KEY_HEIGHT,
			 LENGTH_CODE_KEY_GAP},
	[KEYPAD_DIGITS] = {"123456789 0\b", 3, LENGTH_PIN_KEY_WIDTH, LENGTH_PIN_KEY_HEIGHT,
			   LENGTH_PIN_KEY_GAP},
	[KEYPAD_SETUP] = {"123456789 0\b", 3, LENGTH_SETUP_KEY_WIDTH, LENGTH_PIN_KEY_HEIGHT,
			  LENGTH_PIN_KEY_GAP},
	[KEYPAD_NUMBER] = {"123456789 0\b", 3, LENGTH_PIN_KEY_WIDTH, LENGTH_PIN_KEY_HEIGHT,
			   LENGTH_PIN_KEY_GAP},
};

void keypad_size(enum keypad keypad, float *width, float *height)
{
	float columns = (float)keypads[keypad].columns, gap = look_length(keypads[keypad].gap);
	*width = columns * (look_length(keypads[keypad].width) + gap) - gap;
	*height = ROWS * (look_length(keypads[keypad].height) + gap) - gap;
}

static struct action draw_key(struct ui *ui, enum keypad keypad, char character, struct box box,
			      uint16_t id)
{
	char label[2] = {character, '\0'};
	float em = ui_em(ui, TYPE_KEY), most = box.height * 0.6f;
	struct button button = {.id = id,
				.label = label,
				.style = BUTTON_KEY,
				.character = character,
				.em = em < most ? em : most};
	if (character == RUB) {
		button.label = ui_word(ui, WORD_RUB);
		button.drawn = "";
		button.icon = PICTURE_ICON_RUB;
		button.style = BUTTON_KEY_SPECIAL;
		button.character = '\0';
		button.key = keypad == KEYPAD_NUMBER ? KEY_NONE : KEY_BACKSPACE;
	}
	if (!ui_button(ui, box, &button))
		return (struct action){ACTION_NONE, 0};
	return (struct action){character == RUB ? ACTION_RUB : ACTION_TYPE, character};
}

struct action keypad_draw(struct ui *ui, enum keypad keypad, struct box box, uint16_t first_id)
{
	struct action action = {ACTION_NONE, 0};
	size_t columns = keypads[keypad].columns;
	float gap = look_length(keypads[keypad].gap), width, height;
	keypad_size(keypad, &width, &height);
	width = width < box.width ? width : box.width;
	height = height < box.height ? height : box.height;
	float key_width = (width + gap) / (float)columns - gap,
	      key_height = (height + gap) / ROWS - gap;
	for (uint16_t i = 0; keypads[keypad].keys[i] != '\0'; i++) {
		struct box place = {
			box.x + box.width - width + (float)(i % columns) * (key_width + gap),
			box.y + (float)(i / columns) * (key_height + gap), key_width, key_height};
		if (keypads[keypad].keys[i] == ' ')
			continue;
		struct action key = draw_key(ui, keypad, keypads[keypad].keys[i], place,
					     (uint16_t)(first_id + i));
		if (key.kind != ACTION_NONE)
			action = key;
	}
	return action;
}
