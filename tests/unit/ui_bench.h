/* The page that test_ui and test_ui_fingers press on. cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_UI_BENCH_H
#define SAYSO_TESTS_UI_BENCH_H

#include "tests/unit/page_unit.h"

#define SETTLED_MS 10000 /* no lock-out any more */

/* A page of three answers in one column, tools above, Back and Next below; and two keys. */
enum { COVER = 1, FIRST, SECOND, THIRD, BACK, NEXT, KEY_A, KEY_B };
static const struct box answers[] = {{130, 30, 120, 15}, {130, 50, 120, 15}, {130, 70, 120, 15}};

static struct page_unit unit;
static bool hide_back, has_keys;

static inline bool draw_button(uint16_t id, struct box box, enum button_style style, enum key key)
{
	struct button button = {.id = id, .label = "word", .style = style, .key = key};
	return ui_button(&unit.ui, box, &button);
}

/* One pass with an input; what was pressed, 0: nothing. */
static inline uint16_t pass_on(uint16_t page, int64_t now_ms, struct input input)
{
	uint16_t acted = 0;
	unit.ui.now_ms = now_ms;
	unit.ui.input = input;
	ui_begin(&unit.ui, page, LOOK_SHORE, SCENE_SHORE, &unit.page);
	if (draw_button(COVER, (struct box){220, 6, 30, 13}, BUTTON_TOOL, KEY_ESCAPE))
		acted = COVER;
	for (uint16_t i = 0; i < countof(answers); i++) {
		struct answer_box answer = {
			.id = (uint16_t)(FIRST + i), .label = slice_of("Often"), .number = i + 1};
		if (ui_answer(&unit.ui, answers[i], &answer))
			acted = answer.id;
	}
	if (!hide_back &&
	    draw_button(BACK, (struct box){9, 123, 40, 15}, BUTTON_PLAIN, KEY_BACKSPACE))
		acted = BACK;
	if (draw_button(NEXT, (struct box){204, 123, 44, 15}, BUTTON_NEXT, KEY_NONE))
		acted = NEXT;
	if (has_keys && draw_button(KEY_A, (struct box){9, 40, 20, 20}, BUTTON_KEY, KEY_NONE))
		acted = KEY_A;
	if (has_keys && draw_button(KEY_B, (struct box){33, 40, 20, 20}, BUTTON_KEY, KEY_NONE))
		acted = KEY_B;
	ui_end(&unit.ui);
	return acted;
}

static inline uint16_t pass(struct input input)
{
	return pass_on(1, SETTLED_MS, input);
}

static inline struct input at(enum input_kind kind, float x, float y)
{
	return (struct input){.kind = kind, .x = x, .y = y};
}

static inline struct input key(enum key key)
{
	return (struct input){.kind = INPUT_KEY, .key = key};
}

static inline struct input character(char c)
{
	return (struct input){.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = c};
}

static inline int begin(void **state)
{
	(void)state;
	hide_back = has_keys = false;
	page_unit_open(&unit, 1366, 768, 5.3f);
	pass_on(1, 0, (struct input){.kind = INPUT_TICK});
	return 0;
}

static inline int end(void **state)
{
	(void)state;
	page_unit_close(&unit);
	return 0;
}

static inline const struct mark *mark_of(uint16_t id)
{
	for (size_t i = 0; i < unit.marks.count; i++)
		if (unit.marks.list[i].kind == MARK_BOX && unit.marks.list[i].id == id)
			return &unit.marks.list[i];
	fail_msg("no mark %u", id);
	return NULL;
}

static inline const struct mark *ring(void)
{
	for (size_t i = 0; i < unit.marks.count; i++)
		if (unit.marks.list[i].kind == MARK_RING)
			return &unit.marks.list[i];
	return NULL;
}

static inline bool shown_pressed(uint16_t id)
{
	return mark_of(id)->fill == ROLE_PLATE && !mark_of(id)->shadow;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
