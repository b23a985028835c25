#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/ui_bench.h"

static void a_press_shows_at_once_and_acts_on_release(void **state)
{
	(void)state;
	assert_false(shown_pressed(SECOND));
	assert_int_equal(pass(at(INPUT_PRESS, 140, 55)), 0);
	assert_true(shown_pressed(SECOND));
	assert_false(shown_pressed(FIRST));
	assert_int_equal(pass((struct input){.kind = INPUT_TICK}), 0);
	assert_true(shown_pressed(SECOND));
	assert_int_equal(pass(at(INPUT_RELEASE, 240, 64)), SECOND);
	assert_false(shown_pressed(SECOND));
	assert_int_equal(pass((struct input){.kind = INPUT_TICK}), 0);
	assert_int_equal(pass(at(INPUT_RELEASE, 240, 64)), 0);
}

static void an_input_is_taken_once(void **state)
{
	(void)state;
	pass(at(INPUT_PRESS, 140, 55));
	assert_int_equal(unit.ui.input.kind, INPUT_TICK);
}

/* From the press on the first answer to the release: what acts. */
static const struct {
	float press_x, press_y, release_x, release_y;
	uint16_t acts;
} slides[] = {
	{140, 35, 245, 44, FIRST},    /* far, but in the box */
	{140, 35, 140, 60, 0},	      /* onto the next */
	{140, 35, 100, 35, 0},	      /* off the box */
	{131, 35, 127, 35, FIRST},    /* a finger drifts 4 */
	{131, 35, 125, 35, 0},	      /* 6 */
	{140, 44, 140, 48.5f, FIRST}, /* 4.5, into the half of the gap that is the next's */
	{140, 46, 140, 46, FIRST},    /* pressed in its half of the gap */
	{140, 49, 140, 49, SECOND},   /* and in the other half */
	{128, 35, 128, 35, FIRST},    /* beside it, within half of the largest gap */
	{127, 35, 127, 35, 0},	      /* farther */
	{60, 60, 140, 35, 0},	      /* from nowhere onto it */
};

static void sliding_off_cancels_and_drift_does_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(slides); i++) {
		int64_t now = SETTLED_MS * (int64_t)(i + 1); /* never a double tap */
		struct input release = at(INPUT_RELEASE, slides[i].release_x, slides[i].release_y);
		struct input move = at(INPUT_MOVE, slides[i].release_x, slides[i].release_y);
		pass_on(1, now, at(INPUT_PRESS, slides[i].press_x, slides[i].press_y));
		pass_on(1, now, move);
		uint16_t acts = pass_on(1, now, release);
		if (acts != slides[i].acts)
			fail_msg("slide %zu: %u, not %u", i, acts, slides[i].acts);
	}
}

static void the_pressed_shade_follows_the_finger(void **state)
{
	(void)state;
	pass(at(INPUT_PRESS, 140, 35));
	pass(at(INPUT_MOVE, 60, 35));
	assert_false(shown_pressed(FIRST));
	pass(at(INPUT_MOVE, 140, 35));
	assert_true(shown_pressed(FIRST));
	assert_int_equal(pass(at(INPUT_RELEASE, 140, 35)), FIRST);
}

static void a_press_without_release_is_forgotten(void **state)
{
	(void)state;
	pass(at(INPUT_PRESS, 140, 35));
	pass(at(INPUT_PRESS, 140, 75));
	assert_false(shown_pressed(FIRST));
	assert_int_equal(pass(at(INPUT_RELEASE, 140, 35)), 0);
	pass(at(INPUT_PRESS, 140, 35));
	pass((struct input){.kind = INPUT_CANCEL});
	assert_false(shown_pressed(FIRST));
	assert_int_equal(pass(at(INPUT_RELEASE, 140, 35)), 0);
	pass(at(INPUT_PRESS, 140, 35));
	assert_int_equal(pass_on(2, SETTLED_MS, at(INPUT_RELEASE, 140, 35)), 0);
}

/* After a change of the page; the last accepted press was on Next, at 220,130. */
static const struct {
	int64_t after_ms;
	float x, y;
	bool accepted;
} locked[] = {
	{0, 140, 35, false},	{299, 140, 35, false},	{300, 140, 35, true},
	{300, 215, 128, false}, {599, 215, 128, false}, {600, 215, 128, true},
	{300, 240, 130, true}, /* on Next, more than 10 away */
};

static void presses_right_after_a_change_are_dropped(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(locked); i++) {
		uint16_t page = (uint16_t)(2 + i);
		int64_t changed = 100000 * (int64_t)(i + 1), now = changed + locked[i].after_ms;
		pass_on(1, changed - 5000, (struct input){.kind = INPUT_TICK});
		pass_on(1, changed - 100, at(INPUT_PRESS, 220, 130));
		assert_int_equal(pass_on(1, changed - 50, at(INPUT_RELEASE, 220, 130)), NEXT);
		pass_on(page, changed, (struct input){.kind = INPUT_TICK});
		pass_on(page, now, at(INPUT_PRESS, locked[i].x, locked[i].y));
		uint16_t acts =
			pass_on(page, now + 1000, at(INPUT_RELEASE, locked[i].x, locked[i].y));
		if ((acts != 0) != locked[i].accepted)
			fail_msg("press %zu: %u", i, acts);
	}
}

/* On the same page: the first tap at 50,000, the second later, on the same or another. */
static const struct {
	uint16_t first, second;
	int64_t after_ms;
	bool accepted;
} doubles[] = {
	{FIRST, FIRST, 499, false}, {FIRST, FIRST, 500, true}, {FIRST, SECOND, 60, true},
	{NEXT, NEXT, 60, true},	    {BACK, BACK, 60, true},    {COVER, COVER, 60, true},
};

static uint16_t tap_on(uint16_t id, int64_t now_ms)
{
	static const float places[][2] = {
		[COVER] = {230, 10}, [FIRST] = {140, 35}, [SECOND] = {140, 55},
		[THIRD] = {140, 75}, [BACK] = {20, 130},  [NEXT] = {220, 130},
	};
	pass_on(1, now_ms, at(INPUT_PRESS, places[id][0], places[id][1]));
	return pass_on(1, now_ms, at(INPUT_RELEASE, places[id][0], places[id][1]));
}

static void a_double_tap_answers_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(doubles); i++) {
		int64_t now = 50000 * (int64_t)(i + 1);
		pass_on(1, now - 5000, (struct input){.kind = INPUT_TICK});
		assert_int_equal(tap_on(doubles[i].first, now), doubles[i].first);
		uint16_t acts = tap_on(doubles[i].second, now + doubles[i].after_ms);
		if (acts != (doubles[i].accepted ? doubles[i].second : 0))
			fail_msg("double tap %zu: %u", i, acts);
	}
}

static void keys_are_locked_out_too_but_not_the_cover(void **state)
{
	(void)state;
	pass_on(2, 20000, (struct input){.kind = INPUT_TICK});
	assert_int_equal(pass_on(2, 20299, key(KEY_ENTER)), 0);
	assert_int_equal(pass_on(2, 20299, key(KEY_BACKSPACE)), 0);
	assert_int_equal(pass_on(2, 20299, character('1')), 0);
	assert_int_equal(pass_on(2, 20001, key(KEY_ESCAPE)), COVER);
	assert_int_equal(pass_on(2, 20300, key(KEY_ENTER)), NEXT);
}

/* An input that comes with the change belongs to no page. */
static void what_comes_with_a_change_is_dropped(void **state)
{
	(void)state;
	assert_int_equal(pass_on(2, 20000, key(KEY_ENTER)), 0);
	assert_int_equal(pass_on(3, 20000, key(KEY_ESCAPE)), 0);
}

static void keys_move_and_act(void **state)
{
	static const struct {
		struct input input;
		uint16_t focus, acts;
		bool shown;
	} steps[] = {
		{{.kind = INPUT_KEY, .key = KEY_ENTER}, 0, NEXT, false},
		{{.kind = INPUT_KEY, .key = KEY_TAB}, FIRST, 0, true}, /* past the tools */
		{{.kind = INPUT_KEY, .key = KEY_SPACE}, FIRST, FIRST, true},
		{{.kind = INPUT_KEY, .key = KEY_ENTER}, FIRST, NEXT, true}, /* an answer */
		{{.kind = INPUT_KEY, .key = KEY_DOWN}, SECOND, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_TAB}, THIRD, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_TAB}, BACK, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_ENTER}, BACK, BACK, true}, /* a button */
		{{.kind = INPUT_KEY, .key = KEY_RIGHT}, NEXT, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_UP}, THIRD, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_TAB_BACK}, SECOND, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_UP}, FIRST, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_UP}, COVER, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_UP}, NEXT, 0, true}, /* round */
		{{.kind = INPUT_KEY, .key = KEY_TAB}, COVER, 0, true},
		{{.kind = INPUT_KEY, .key = KEY_BACKSPACE}, COVER, BACK, true},
		{{.kind = INPUT_KEY, .key = KEY_ESCAPE}, COVER, COVER, true},
		{{.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '3'}, THIRD, THIRD, true},
		{{.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '4'}, THIRD, 0, true},
		{{.kind = INPUT_PRESS, .x = 140, .y = 35}, FIRST, 0, false},
		{{.kind = INPUT_RELEASE, .x = 140, .y = 35}, FIRST, FIRST, false},
		{{.kind = INPUT_KEY, .key = KEY_SPACE}, FIRST, 0, true}, /* shows it first */
		{{.kind = INPUT_KEY, .key = KEY_SPACE}, FIRST, FIRST, true},
	};
	(void)state;
	for (size_t i = 0; i < countof(steps); i++) {
		uint16_t acts = pass(steps[i].input);
		if (acts != steps[i].acts || unit.ui.focus != steps[i].focus ||
		    (ring() != NULL) != steps[i].shown)
			fail_msg("step %zu: acts %u, focus %u, %s", i, acts, unit.ui.focus,
				 ring() != NULL ? "shown" : "not shown");
	}
}

static void the_ring_stands_round_the_focus(void **state)
{
	(void)state;
	pass(key(KEY_TAB));
	assert_non_null(ring());
	assert_true(ring()->box.x == answers[0].x - 2 && ring()->box.y == answers[0].y - 2);
	assert_true(ring()->box.width == answers[0].width + 4);
	assert_int_equal(ring()->line, ROLE_INK);
	assert_int_equal(ring()->fill, ROLE_WHITE);
}

static void a_press_then_enter_is_next(void **state)
{
	(void)state;
	pass(at(INPUT_PRESS, 20, 130));
	assert_int_equal(pass(at(INPUT_RELEASE, 20, 130)), BACK);
	assert_int_equal(pass(key(KEY_ENTER)), NEXT); /* no ring says that Back is meant */
}

static void what_is_hidden_has_no_live_key(void **state)
{
	(void)state;
	assert_int_equal(pass(key(KEY_BACKSPACE)), BACK);
	hide_back = true;
	pass((struct input){.kind = INPUT_TICK});
	assert_int_equal(pass(key(KEY_BACKSPACE)), 0);
	pass(at(INPUT_PRESS, 20, 130));
	assert_int_equal(pass(at(INPUT_RELEASE, 20, 130)), 0);
	/* one that goes between press and release does not act either */
	hide_back = false;
	pass((struct input){.kind = INPUT_TICK});
	pass(at(INPUT_PRESS, 20, 130));
	hide_back = true;
	pass((struct input){.kind = INPUT_TICK});
	assert_int_equal(pass(at(INPUT_RELEASE, 20, 130)), 0);
}

static void forgetting_leaves_nothing_of_the_page(void **state)
{
	(void)state;
	pass(key(KEY_TAB));
	ui_forget(&unit.ui);
	assert_int_equal(unit.ui.focus, 0);
	assert_int_equal(unit.ui.item_count + unit.ui.before_count, 0);
	assert_int_equal(unit.ui.items[0].id, 0);
	assert_ptr_equal(unit.ui.marks, &unit.marks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_press_shows_at_once_and_acts_on_release),
		TEST(an_input_is_taken_once),
		TEST(sliding_off_cancels_and_drift_does_not),
		TEST(the_pressed_shade_follows_the_finger),
		TEST(a_press_without_release_is_forgotten),
		TEST(presses_right_after_a_change_are_dropped),
		TEST(a_double_tap_answers_once),
		TEST(keys_are_locked_out_too_but_not_the_cover),
		TEST(what_comes_with_a_change_is_dropped),
		TEST(keys_move_and_act),
		TEST(the_ring_stands_round_the_focus),
		TEST(a_press_then_enter_is_next),
		TEST(what_is_hidden_has_no_live_key),
		TEST(forgetting_leaves_nothing_of_the_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
