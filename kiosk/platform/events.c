#include "kiosk/platform/events.h"

/* Every key that means something. */
static const struct {
	SDL_Keycode code;
	enum key plain, shifted;
} keys[] = {
	{SDLK_TAB, KEY_TAB, KEY_TAB_BACK},
	{SDLK_UP, KEY_UP, KEY_UP},
	{SDLK_DOWN, KEY_DOWN, KEY_DOWN},
	{SDLK_LEFT, KEY_LEFT, KEY_LEFT},
	{SDLK_RIGHT, KEY_RIGHT, KEY_RIGHT},
	{SDLK_SPACE, KEY_SPACE, KEY_SPACE},
	{SDLK_RETURN, KEY_ENTER, KEY_ENTER},
	{SDLK_KP_ENTER, KEY_ENTER, KEY_ENTER},
	{SDLK_BACKSPACE, KEY_BACKSPACE, KEY_BACKSPACE},
	{SDLK_ESCAPE, KEY_ESCAPE, KEY_ESCAPE},
};

/* Held together with any key, these make it a command to a system or a window manager: Alt-F4,
 * Alt-Tab, Ctrl-Alt-F2, Ctrl-W, Super-D. All are refused but the teacher's. The right Alt types
 * characters on many keyboards. */
static const uint16_t refused_modifiers[] = {KMOD_LCTRL, KMOD_RCTRL, KMOD_LALT, KMOD_LGUI,
					     KMOD_RGUI};

static bool is_refused(uint16_t modifiers)
{
	for (size_t i = 0; i < countof(refused_modifiers); i++)
		if (modifiers & refused_modifiers[i])
			return true;
	return false;
}

static bool is_teachers(const SDL_Keysym *key)
{
	return key->scancode == SDL_SCANCODE_T && (key->mod & KMOD_CTRL) &&
	       (key->mod & KMOD_LALT) && !(key->mod & (KMOD_GUI | KMOD_SHIFT));
}

static enum key key_of(const SDL_Keysym *key)
{
	if (is_teachers(key))
		return KEY_TEACHER;
	if (is_refused(key->mod))
		return KEY_NONE;
	for (size_t i = 0; i < countof(keys); i++)
		if (keys[i].code == key->sym)
			return key->mod & KMOD_SHIFT ? keys[i].shifted : keys[i].plain;
	return KEY_NONE;
}

static bool key_down(struct events *events, const SDL_KeyboardEvent *event, struct input *input)
{
	events->no_text = event->repeat || is_refused(event->keysym.mod);
	if (event->repeat)
		return false;
	input->kind = INPUT_KEY;
	input->key = key_of(&event->keysym);
	return input->key != KEY_NONE;
}

/* The space is a key. */
static bool character(const struct events *events, const SDL_TextInputEvent *event,
		      struct input *input)
{
	char c = event->text[0];

	if (events->no_text || c <= ' ' || c > '~' || event->text[1] != '\0')
		return false;
	input->kind = INPUT_KEY;
	input->key = KEY_CHARACTER;
	input->character = c;
	return true;
}

static void at_pixel(const struct events *events, float x, float y, struct input *input)
{
	input->x = x / events->pixels_per_unit;
	input->y = y / events->pixels_per_unit;
}

static bool button_event(struct events *events, const SDL_MouseButtonEvent *event,
			 struct input *input)
{
	if (event->which == SDL_TOUCH_MOUSEID)
		return false;
	at_pixel(events, (float)event->x + 0.5f, (float)event->y + 0.5f, input);
	if (event->type == SDL_MOUSEBUTTONDOWN) {
		events->held[0] = (struct held){.by = HELD_BUTTON, .button = event->button};
		input->kind = INPUT_PRESS;
		return true;
	}
	if (events->held[0].by != HELD_BUTTON || events->held[0].button != event->button)
		return false;
	events->held[0].by = HELD_NOTHING;
	input->kind = INPUT_RELEASE;
	return true;
}

static bool motion_event(const struct events *events, const SDL_MouseMotionEvent *event,
			 struct input *input)
{
	if (event->which == SDL_TOUCH_MOUSEID || events->held[0].by != HELD_BUTTON)
		return false;
	at_pixel(events, (float)event->x + 0.5f, (float)event->y + 0.5f, input);
	input->kind = INPUT_MOVE;
	return true;
}

bool events_finger_down(SDL_TouchID touch, SDL_FingerID finger)
{
	int count = SDL_GetNumTouchFingers(touch);

	for (int i = 0; i < count; i++) {
		const SDL_Finger *one = SDL_GetTouchFinger(touch, i);

		if (one && one->id == finger)
			return true;
	}
	return false;
}

/* FINGERS: it is none of those that are down. */
static uint8_t finger_of(const struct events *events, const SDL_TouchFingerEvent *event)
{
	uint8_t i = 0;

	while (i < FINGERS &&
	       (events->held[i].by != HELD_FINGER || events->held[i].touch != event->touchId ||
		events->held[i].finger != event->fingerId))
		i++;
	return i;
}

/* A button is forgotten at the next press; a finger keeps its place while it is really down. */
static bool is_taken(const struct events *events, uint8_t place)
{
	const struct held *held = &events->held[place];

	return held->by == HELD_FINGER && events->finger_down(held->touch, held->finger);
}

/* The first place that is free. */
static uint8_t finger_press(struct events *events, const SDL_TouchFingerEvent *event)
{
	uint8_t i = finger_of(events, event);

	if (i == FINGERS)
		for (i = 0; i < FINGERS && is_taken(events, i);)
			i++;
	if (i < FINGERS)
		events->held[i] = (struct held){
			.by = HELD_FINGER, .touch = event->touchId, .finger = event->fingerId};
	return i;
}

static bool finger_event(struct events *events, const SDL_TouchFingerEvent *event,
			 struct input *input)
{
	bool down = event->type == SDL_FINGERDOWN;
	uint8_t finger = down ? finger_press(events, event) : finger_of(events, event);

	if (finger == FINGERS)
		return false;
	at_pixel(events, event->x * (float)events->width, event->y * (float)events->height, input);
	input->finger = finger;
	input->kind = down ? INPUT_PRESS : INPUT_MOVE;
	if (event->type == SDL_FINGERUP) {
		input->kind = INPUT_RELEASE;
		events->held[finger].by = HELD_NOTHING;
	}
	return true;
}

static bool window_event(struct events *events, const SDL_WindowEvent *event, struct input *input)
{
	if (event->event != SDL_WINDOWEVENT_FOCUS_LOST)
		return false;
	memset(events->held, 0, sizeof events->held);
	input->kind = INPUT_CANCEL;
	return true;
}

bool events_input(struct events *events, const SDL_Event *event, struct input *input)
{
	*input = (struct input){.kind = INPUT_TICK};
	switch (event->type) {
	case SDL_KEYDOWN:
		return key_down(events, &event->key, input);
	case SDL_TEXTINPUT:
		return character(events, &event->text, input);
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		return button_event(events, &event->button, input);
	case SDL_MOUSEMOTION:
		return motion_event(events, &event->motion, input);
	case SDL_FINGERDOWN:
	case SDL_FINGERUP:
	case SDL_FINGERMOTION:
		return finger_event(events, &event->tfinger, input);
	case SDL_WINDOWEVENT:
		return window_event(events, &event->window, input);
	default:
		return false; /* SDL_QUIT too: nothing closes the kiosk from outside */
	}
}
