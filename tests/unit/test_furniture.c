#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/page/keypad.h"
#include "tests/unit/page_unit.h"

#define SETTLED_MS 10000 /* no lock-out any more */

static const struct box place = {130, 30, 120, 15};
static struct page_unit unit;

static int begin(void **state)
{
	(void)state;
	page_unit_open(&unit, 1366, 768, 5.3f);
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	ui_end(&unit.ui);
	return 0;
}

static int end(void **state)
{
	(void)state;
	page_unit_close(&unit);
	return 0;
}

static struct input at(enum input_kind kind, float x, float y)
{
	return (struct input){.kind = kind, .x = x, .y = y};
}

static struct input character(char c)
{
	return (struct input){.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = c};
}

static const struct mark *mark_of(uint16_t id)
{
	for (size_t i = 0; i < unit.marks.count; i++)
		if (unit.marks.list[i].kind == MARK_BOX && unit.marks.list[i].id == id)
			return &unit.marks.list[i];
	fail_msg("no mark %u", id);
	return NULL;
}

/* The lines of the words of an answer, '|' between. */
static void words_of_answer(const char *label, bool chosen, float width, char *out, size_t size)
{
	struct answer_box answer = {
		.id = 1, .label = slice_of(label), .chosen = chosen, .number = -1};
	size_t used = 0;
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	(void)!ui_answer(&unit.ui, (struct box){10, 10, width, 30}, &answer);
	out[0] = '\0';
	for (size_t i = 0; i < unit.marks.count; i++) {
		struct slice text = marks_text(&unit.marks, &unit.marks.list[i]);
		if (unit.marks.list[i].kind == MARK_TEXT)
			used += (size_t)snprintf(out + used, size - used, "|%.*s", (int)text.size,
						 text.bytes);
	}
}

static void choosing_breaks_no_line_anew(void **state)
{
	char rest[80], chosen[80];
	(void)state;
	for (float width = 40; width < 120; width += 0.5f) {
		words_of_answer("Quite a lot of the time", false, width, rest, sizeof rest);
		words_of_answer("Quite a lot of the time", true, width, chosen, sizeof chosen);
		assert_string_equal(rest, chosen);
	}
}

static void states_of_an_answer_are_those_of_the_table(void **state)
{
	struct answer_box answer = {
		.id = 1, .label = slice_of("Often"), .chosen = true, .number = -1};
	(void)state;
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	(void)!ui_answer(&unit.ui, place, &answer);
	const struct mark *box = &unit.marks.list[0], *marker = box + 1, *tick = box + 2,
			  *words = box + 3;
	assert_int_equal(unit.marks.count, 4);
	assert_true(box->line == ROLE_ACCENT && box->line_width == 1 && box->fill == ROLE_CARD);
	assert_true(box->chosen && box->part == PART_ANSWER && box->id == 1);
	assert_true(slice_is(marks_label(&unit.marks, box), "Often"));
	assert_true(marker->fill == ROLE_ACCENT && marker->radius == marker->box.width / 2);
	assert_true(marker->box.width == 8 && marker->box.x == place.x + 5);
	assert_true(tick->picture == PICTURE_ICON_TICK && tick->fill == ROLE_ON_ACCENT);
	assert_true(words->bold && words->owner == 1);
	assert_true(words->box.x == place.x + 5 + 8 + 4);
	answer.chosen = false;
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	(void)!ui_answer(&unit.ui, place, &answer);
	assert_int_equal(unit.marks.count, 3);
	assert_true(box->line == ROLE_EDGE && box->line_width == 0.5f && box->shadow);
	assert_true(marker->fill == ROLE_CARD && marker->line == ROLE_EDGE);
	assert_false(unit.marks.list[2].bold);
}

/* The code's keys: what a keyboard or a finger types. */
static struct action keypad_pass(enum keypad keypad, struct input input)
{
	struct action action;
	unit.ui.now_ms = SETTLED_MS;
	unit.ui.input = input;
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	struct action footer =
		page_footer(&unit.ui, &(struct page_footer){.back = "Back", .next = "Next"});
	action = keypad_draw(&unit.ui, keypad, (struct box){120, 24, 128, 95}, 1);
	ui_end(&unit.ui);
	return action.kind != ACTION_NONE ? action : footer;
}

static void keys_of_a_keypad_type(void **state)
{
	static const struct {
		enum keypad keypad;
		struct input input;
		enum action_kind kind;
		char typed;
	} rows[] = {
		{KEYPAD_CODE,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = 'k'},
		 ACTION_TYPE,
		 'K'},
		{KEYPAD_CODE,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '3'},
		 ACTION_TYPE,
		 '3'},
		{KEYPAD_CODE,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = 'A'},
		 ACTION_NONE,
		 0},
		{KEYPAD_CODE, {.kind = INPUT_KEY, .key = KEY_BACKSPACE}, ACTION_RUB, 0},
		{KEYPAD_CODE, {.kind = INPUT_KEY, .key = KEY_ENTER}, ACTION_NEXT, 0},
		{KEYPAD_DIGITS,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '0'},
		 ACTION_TYPE,
		 '0'},
		{KEYPAD_DIGITS,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = ' '},
		 ACTION_NONE,
		 0},
		{KEYPAD_SETUP,
		 {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '9'},
		 ACTION_TYPE,
		 '9'},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		keypad_pass(rows[i].keypad, (struct input){.kind = INPUT_TICK});
		struct action action = keypad_pass(rows[i].keypad, rows[i].input);
		if (action.kind != rows[i].kind ||
		    (action.kind == ACTION_TYPE && action.value != rows[i].typed))
			fail_msg("row %zu: %d, %d", i, action.kind, action.value);
	}
}

static void every_key_can_be_pressed(void **state)
{
	static const char keys[] = "34679CDFGHJKMNPRTWX";
	(void)state;
	keypad_pass(KEYPAD_CODE, (struct input){.kind = INPUT_TICK});
	for (uint16_t i = 0; i < sizeof keys - 1; i++) {
		struct box box = mark_of((uint16_t)(1 + i))->box;
		assert_true(box.width >= 15 && box.height >= 15);
		float x = box.x + box.width / 2, y = box.y + box.height / 2;
		keypad_pass(KEYPAD_CODE, at(INPUT_PRESS, x, y));
		struct action action = keypad_pass(KEYPAD_CODE, at(INPUT_RELEASE, x, y));
		assert_int_equal(action.kind, ACTION_TYPE);
		assert_int_equal(action.value, keys[i]);
	}
}

/* Which sizes A- and A+ go to; 0: not there. */
static void sizes_that_would_change_nothing_are_not_there(void **state)
{
	static const struct {
		int size, down, up;
	} rows[] = {{1, 0, 2}, {2, 1, 3}, {3, 2, 4}, {4, 3, 0}};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		for (int larger = 0; larger <= 1; larger++) {
			struct action action = {ACTION_NONE, 0};
			int expected = larger == 1 ? rows[i].up : rows[i].down;
			for (int step = 0; step < 2; step++) {
				unit.ui.text_size = rows[i].size;
				unit.ui.now_ms = SETTLED_MS;
				if (step == 1)
					unit.ui.input = character(larger == 1 ? '+' : '-');
				ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
				action = page_header(&unit.ui, TOOLS_ALL, slice_of("Words"));
				ui_end(&unit.ui);
			}
			assert_int_equal(action.value, expected);
			assert_int_equal(action.kind, expected == 0 ? ACTION_NONE
						      : larger == 1 ? ACTION_TEXT_LARGER
								    : ACTION_TEXT_SMALLER);
		}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(choosing_breaks_no_line_anew),
		TEST(states_of_an_answer_are_those_of_the_table),
		TEST(keys_of_a_keypad_type),
		TEST(every_key_can_be_pressed),
		TEST(sizes_that_would_change_nothing_are_not_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
