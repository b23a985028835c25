/* Several fingers: on keypads each types, elsewhere the first alone counts (pages.md 6). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/ui_bench.h"

static struct input by(uint8_t finger, enum input_kind kind, float x, float y)
{
	return (struct input){.kind = kind, .finger = finger, .x = x, .y = y};
}

/* Two thumbs: the second key goes down before the first comes up. */
static void each_finger_types_on_its_release(void **state)
{
	(void)state;
	has_keys = true;
	pass((struct input){.kind = INPUT_TICK});
	assert_int_equal(pass(by(0, INPUT_PRESS, 15, 50)), 0);
	assert_int_equal(pass(by(1, INPUT_PRESS, 40, 50)), 0);
	assert_true(shown_pressed(KEY_A));
	assert_true(shown_pressed(KEY_B));
	assert_int_equal(pass(by(0, INPUT_RELEASE, 15, 50)), KEY_A);
	assert_false(shown_pressed(KEY_A));
	assert_true(shown_pressed(KEY_B));
	assert_int_equal(pass(by(0, INPUT_PRESS, 15, 50)), 0);
	assert_int_equal(pass(by(1, INPUT_RELEASE, 40, 50)), KEY_B);
	assert_int_equal(pass(by(0, INPUT_RELEASE, 15, 50)), KEY_A);
	/* one slides off, the other stays */
	pass(by(0, INPUT_PRESS, 15, 50));
	pass(by(2, INPUT_PRESS, 40, 50));
	assert_int_equal(pass(by(0, INPUT_RELEASE, 80, 50)), 0);
	assert_int_equal(pass(by(2, INPUT_RELEASE, 40, 50)), KEY_B);
	/* and all are forgotten at once */
	pass(by(0, INPUT_PRESS, 15, 50));
	pass(by(1, INPUT_PRESS, 40, 50));
	pass((struct input){.kind = INPUT_CANCEL});
	assert_int_equal(pass(by(1, INPUT_RELEASE, 40, 50)), 0);
	assert_int_equal(pass(by(0, INPUT_RELEASE, 15, 50)), 0);
}

static void the_first_finger_alone_answers(void **state)
{
	(void)state;
	has_keys = true;
	pass((struct input){.kind = INPUT_TICK});
	pass(by(0, INPUT_PRESS, 60, 60)); /* a thumb rests beside everything */
	pass(by(1, INPUT_PRESS, 140, 35));
	assert_false(shown_pressed(FIRST));
	assert_int_equal(pass(by(1, INPUT_RELEASE, 140, 35)), 0);
	pass(by(1, INPUT_PRESS, 220, 130));
	assert_int_equal(pass(by(1, INPUT_RELEASE, 220, 130)), 0);
	pass(by(1, INPUT_PRESS, 40, 50));
	assert_int_equal(pass(by(1, INPUT_RELEASE, 40, 50)), KEY_B);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_finger_types_on_its_release),
		TEST(the_first_finger_alone_answers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
