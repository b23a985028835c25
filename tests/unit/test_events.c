/* What SDL reports, as input: keys, the refused ones, buttons, fingers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/platform/events.h"

static bool never_down(SDL_TouchID touch, SDL_FingerID finger)
{
	(void)touch, (void)finger;
	return false;
}

static bool first_down(SDL_TouchID touch, SDL_FingerID finger)
{
	(void)touch;
	return finger == 1;
}

static bool all_down(SDL_TouchID touch, SDL_FingerID finger)
{
	(void)touch, (void)finger;
	return true;
}

static struct events events_new(void)
{
	return (struct events){
		.width = 1000, .height = 500, .pixels_per_unit = 5, .finger_down = first_down};
}

static bool key_press(struct events *events, SDL_Keycode code, SDL_Scancode scancode, int modifiers,
		      bool repeat, struct input *input)
{
	SDL_Event event = {.key = {.type = SDL_KEYDOWN,
				   .repeat = repeat,
				   .keysym = {scancode, code, (uint16_t)modifiers, 0}}};

	return events_input(events, &event, input);
}

static void test_keys(void **state)
{
	(void)state;
	static const struct {
		SDL_Keycode code;
		int modifiers;
		enum key key;
	} rows[] = {
		{SDLK_TAB, 0, KEY_TAB},
		{SDLK_TAB, KMOD_LSHIFT, KEY_TAB_BACK},
		{SDLK_TAB, KMOD_LSHIFT | KMOD_NUM | KMOD_CAPS, KEY_TAB_BACK},
		{SDLK_UP, 0, KEY_UP},
		{SDLK_DOWN, 0, KEY_DOWN},
		{SDLK_LEFT, 0, KEY_LEFT},
		{SDLK_RIGHT, KMOD_NUM, KEY_RIGHT},
		{SDLK_SPACE, 0, KEY_SPACE},
		{SDLK_RETURN, 0, KEY_ENTER},
		{SDLK_KP_ENTER, 0, KEY_ENTER},
		{SDLK_BACKSPACE, 0, KEY_BACKSPACE},
		{SDLK_ESCAPE, 0, KEY_ESCAPE},
		/* refused: commands to a system or a window manager */
		{SDLK_F4, KMOD_LALT, KEY_NONE},
		{SDLK_TAB, KMOD_LALT, KEY_NONE},
		{SDLK_TAB, KMOD_LALT | KMOD_LSHIFT, KEY_NONE},
		{SDLK_ESCAPE, KMOD_LCTRL, KEY_NONE},
		{SDLK_ESCAPE, KMOD_LALT, KEY_NONE},
		{SDLK_SPACE, KMOD_LALT, KEY_NONE},
		{SDLK_SPACE, KMOD_LGUI, KEY_NONE},
		{SDLK_RETURN, KMOD_LALT, KEY_NONE},
		{SDLK_BACKSPACE, KMOD_LCTRL | KMOD_LALT, KEY_NONE},
		{SDLK_F2, KMOD_LCTRL | KMOD_LALT, KEY_NONE},
		{SDLK_DELETE, KMOD_LCTRL | KMOD_LALT, KEY_NONE},
		{SDLK_q, KMOD_LCTRL, KEY_NONE},
		{SDLK_w, KMOD_RCTRL, KEY_NONE},
		{SDLK_LEFT, KMOD_RGUI, KEY_NONE},
		/* nothing on their own */
		{SDLK_LGUI, 0, KEY_NONE},
		{SDLK_F1, 0, KEY_NONE},
		{SDLK_F5, 0, KEY_NONE},
		{SDLK_F11, 0, KEY_NONE},
		{SDLK_PRINTSCREEN, 0, KEY_NONE},
		{SDLK_SYSREQ, 0, KEY_NONE},
		{SDLK_APPLICATION, 0, KEY_NONE},
		{SDLK_MENU, 0, KEY_NONE},
		{SDLK_POWER, 0, KEY_NONE},
		{SDLK_SLEEP, 0, KEY_NONE},
		{SDLK_AC_BACK, 0, KEY_NONE},
		{SDLK_DELETE, 0, KEY_NONE},
		{SDLK_PAGEDOWN, 0, KEY_NONE},
		{SDLK_a, 0, KEY_NONE}, /* its character comes by itself */
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct events events = events_new();
		struct input input;
		bool taken = key_press(&events, rows[i].code, SDL_GetScancodeFromKey(rows[i].code),
				       rows[i].modifiers, false, &input);

		assert_int_equal(taken, rows[i].key != KEY_NONE);
		assert_int_equal(input.key, rows[i].key);
		if (taken)
			assert_int_equal(input.kind, INPUT_KEY);
		/* Held down it does nothing more. */
		assert_false(key_press(&events, rows[i].code, SDL_SCANCODE_UNKNOWN,
				       rows[i].modifiers, true, &input));
	}
}

static void test_teachers_key(void **state)
{
	(void)state;
	static const struct {
		int modifiers;
		bool taken;
	} rows[] = {
		{KMOD_LCTRL | KMOD_LALT, true},
		{KMOD_RCTRL | KMOD_LALT | KMOD_NUM, true},
		{KMOD_LCTRL, false},
		{KMOD_LALT, false},
		{KMOD_LCTRL | KMOD_LALT | KMOD_LSHIFT, false},
		{KMOD_LCTRL | KMOD_LALT | KMOD_LGUI, false},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct events events = events_new();
		struct input input;

		assert_int_equal(key_press(&events, SDLK_t, SDL_SCANCODE_T, rows[i].modifiers,
					   false, &input),
				 rows[i].taken);
		assert_int_equal(input.key, rows[i].taken ? KEY_TEACHER : KEY_NONE);
	}
}

static bool text_input(struct events *events, const char *text, struct input *input)
{
	SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};

	snprintf(event.text.text, sizeof event.text.text, "%s", text);
	return events_input(events, &event, input);
}

static void test_characters(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int modifiers;
		bool repeat;
		char character; /* '\0': none */
	} rows[] = {
		{"a", 0, false, 'a'},	       {"W", KMOD_LSHIFT, false, 'W'},
		{"7", 0, false, '7'},	       {"+", 0, false, '+'},
		{"-", 0, false, '-'},	       {"~", KMOD_RALT, false, '~'},
		{"a", 0, true, '\0'},	       {"a", KMOD_LCTRL, false, '\0'},
		{"a", KMOD_LALT, false, '\0'}, {" ", 0, false, '\0'},
		{"\xc5\xb5", 0, false, '\0'},  {"ab", 0, false, '\0'},
		{"", 0, false, '\0'},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct events events = events_new();
		struct input input;

		assert_false(key_press(&events, SDLK_a, SDL_SCANCODE_A, rows[i].modifiers,
				       rows[i].repeat, &input));
		assert_int_equal(text_input(&events, rows[i].text, &input),
				 rows[i].character != '\0');
		assert_int_equal(input.character, rows[i].character);
		assert_int_equal(input.key, rows[i].character ? KEY_CHARACTER : KEY_NONE);
	}
}

/* One line a report: "d" a button down, "u" up, "m" motion; "D", "U", "M" the same of a finger. */
struct report {
	char what;
	uint32_t which;	      /* button or finger */
	float x, y;	      /* pixels, or the finger's share of the window in thousandths */
	enum input_kind kind; /* INPUT_TICK: nothing */
	uint8_t finger;	      /* as which it is reported */
};

static SDL_Event event_of(const struct report *report)
{
	static const struct {
		char what;
		uint32_t type;
	} types[] = {
		{'d', SDL_MOUSEBUTTONDOWN}, {'u', SDL_MOUSEBUTTONUP}, {'m', SDL_MOUSEMOTION},
		{'D', SDL_FINGERDOWN},	    {'U', SDL_FINGERUP},      {'M', SDL_FINGERMOTION},
	};
	SDL_Event event = {0};

	for (size_t i = 0; i < countof(types); i++)
		if (types[i].what == report->what)
			event.type = types[i].type;
	if (report->what == 'm') {
		event.motion.x = (int)report->x, event.motion.y = (int)report->y;
	} else if (report->what == 'd' || report->what == 'u') {
		event.button.button = (uint8_t)report->which;
		event.button.x = (int)report->x, event.button.y = (int)report->y;
	} else {
		event.tfinger.touchId = 9;
		event.tfinger.fingerId = report->which;
		event.tfinger.x = report->x / 1000, event.tfinger.y = report->y / 1000;
	}
	return event;
}

static void reports(const struct report *list, size_t count,
		    bool (*finger_down)(SDL_TouchID, SDL_FingerID))
{
	struct events events = events_new();

	events.finger_down = finger_down;
	for (size_t i = 0; i < count; i++) {
		SDL_Event event = event_of(&list[i]);
		struct input input;
		bool taken = events_input(&events, &event, &input);

		assert_int_equal(taken, list[i].kind != INPUT_TICK);
		if (!taken)
			continue;
		assert_int_equal(input.kind, list[i].kind);
		assert_int_equal(input.finger, list[i].finger);
	}
}

static void test_buttons(void **state)
{
	(void)state;
	static const struct report list[] = {
		{'m', 0, 10, 10, INPUT_TICK, 0},  {'d', 1, 10, 10, INPUT_PRESS, 0},
		{'m', 0, 12, 10, INPUT_MOVE, 0},  {'u', 1, 12, 10, INPUT_RELEASE, 0},
		{'u', 1, 12, 10, INPUT_TICK, 0},  {'m', 0, 12, 10, INPUT_TICK, 0},
		{'d', 3, 10, 10, INPUT_PRESS, 0}, /* any button */
		{'u', 1, 10, 10, INPUT_TICK, 0},  {'u', 3, 10, 10, INPUT_RELEASE, 0},
		{'d', 1, 10, 10, INPUT_PRESS, 0}, /* its release was lost */
		{'d', 1, 20, 10, INPUT_PRESS, 0}, {'u', 1, 20, 10, INPUT_RELEASE, 0},
	};
	reports(list, countof(list), first_down);
}

static void test_fingers(void **state)
{
	(void)state;
	static const struct report list[] = {
		{'M', 1, 10, 10, INPUT_TICK, 0},    {'D', 1, 10, 10, INPUT_PRESS, 0},
		{'D', 2, 90, 10, INPUT_PRESS, 1}, /* the second finger */
		{'M', 2, 91, 10, INPUT_MOVE, 1},    {'M', 1, 12, 10, INPUT_MOVE, 0},
		{'U', 2, 91, 10, INPUT_RELEASE, 1}, {'U', 1, 12, 10, INPUT_RELEASE, 0},
		{'D', 2, 90, 10, INPUT_PRESS, 0},   {'U', 2, 90, 10, INPUT_RELEASE, 0},
		{'U', 2, 90, 10, INPUT_TICK, 0},
	};
	static const struct report lost[] = {
		{'D', 1, 10, 10, INPUT_PRESS, 0}, /* its release never comes */
		{'D', 2, 90, 10, INPUT_PRESS, 0},
		{'U', 2, 90, 10, INPUT_RELEASE, 0},
	};
	static const struct report many[] = {
		{'D', 1, 10, 10, INPUT_PRESS, 0}, {'D', 2, 20, 10, INPUT_PRESS, 1},
		{'D', 3, 30, 10, INPUT_PRESS, 2}, {'D', 4, 40, 10, INPUT_PRESS, 3},
		{'D', 5, 50, 10, INPUT_TICK, 0}, /* a hand laid on the screen */
		{'U', 5, 50, 10, INPUT_TICK, 0},  {'U', 1, 10, 10, INPUT_RELEASE, 0},
		{'M', 2, 20, 10, INPUT_MOVE, 1}, /* does not become the first */
		{'D', 5, 50, 10, INPUT_PRESS, 0}, {'D', 2, 20, 10, INPUT_PRESS, 1},
		{'d', 1, 10, 10, INPUT_PRESS, 0}, {'U', 5, 50, 10, INPUT_TICK, 0},
	};
	reports(list, countof(list), first_down);
	reports(lost, countof(lost), never_down);
	reports(many, countof(many), all_down);
}

static void test_units(void **state)
{
	(void)state;
	struct events events = events_new();
	SDL_Event press = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = 1, .x = 100, .y = 50}};
	SDL_Event touch = {.tfinger = {.type = SDL_FINGERDOWN, .x = 0.5f, .y = 0.25f}};
	struct input input;

	assert_true(events_input(&events, &press, &input));
	assert_float_equal(input.x, 20.1f, 0.01f);
	assert_float_equal(input.y, 10.1f, 0.01f);
	assert_true(events_input(&events, &touch, &input));
	assert_float_equal(input.x, 100, 0.01f);
	assert_float_equal(input.y, 25, 0.01f);
}

/* A touch also makes a click: one tap would answer twice. */
static void test_touch_is_no_mouse(void **state)
{
	(void)state;
	struct events events = events_new();
	SDL_Event press = {
		.button = {.type = SDL_MOUSEBUTTONDOWN, .which = SDL_TOUCH_MOUSEID, .button = 1}};
	struct input input;

	assert_false(events_input(&events, &press, &input));
}

static void test_focus_lost(void **state)
{
	(void)state;
	struct events events = events_new();
	SDL_Event press = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = 1}};
	SDL_Event lost = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}};
	SDL_Event up = {.button = {.type = SDL_MOUSEBUTTONUP, .button = 1}};
	struct input input;

	assert_true(events_input(&events, &press, &input));
	assert_true(events_input(&events, &lost, &input));
	assert_int_equal(input.kind, INPUT_CANCEL);
	assert_false(events_input(&events, &up, &input));
}

static void test_quit_is_nothing(void **state)
{
	(void)state;
	struct events events = events_new();
	SDL_Event quit = {.type = SDL_QUIT};
	SDL_Event closed = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}};
	struct input input;

	assert_false(events_input(&events, &quit, &input));
	assert_false(events_input(&events, &closed, &input));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_teachers_key),
		cmocka_unit_test(test_characters),
		cmocka_unit_test(test_buttons),
		cmocka_unit_test(test_fingers),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_touch_is_no_mouse),
		cmocka_unit_test(test_focus_lost),
		cmocka_unit_test(test_quit_is_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
