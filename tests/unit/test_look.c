#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "kiosk/page/look.h"

/* The least contrast of a pair: its floor, and what shore and calm have, worst case. */
static const struct pair {
	enum role upon, under[4];
	double floor, shore, calm;
} pairs[] = {
	{ROLE_INK, {ROLE_CARD}, 10, 13.0, 14.3},
	{ROLE_INK, {ROLE_GROUND_TOP, ROLE_GROUND_FOOT}, 10, 11.6, 12.4},
	{ROLE_INK, {ROLE_PLATE}, 10, 10.8, 11.6},
	{ROLE_SOFT_INK, {ROLE_GROUND_TOP, ROLE_GROUND_FOOT}, 4.5, 6.3, 6.8},
	{ROLE_SOFT_INK, {ROLE_HILL_1, ROLE_HILL_2}, 4.5, 5.4, 5.8},
	{ROLE_EDGE, {ROLE_CARD}, 3, 5.1, 4.9},
	{ROLE_EDGE, {ROLE_GROUND_TOP, ROLE_GROUND_FOOT}, 3, 4.5, 4.3},
	{ROLE_EDGE, {ROLE_SEA_1, ROLE_SEA_2, ROLE_SEA_3}, 3, 3.2, 3.2},
	{ROLE_ACCENT, {ROLE_CARD}, 3, 6.9, 8.3},
	{ROLE_ACCENT, {ROLE_SEA_1, ROLE_SEA_2, ROLE_SEA_3}, 3, 4.3, 5.4},
	{ROLE_ON_ACCENT, {ROLE_ACCENT}, 7, 7.0, 8.3},
	/* the same of pairs that stand side by side less often */
	{ROLE_EDGE, {ROLE_PLATE}, 3, 4.2, 3.9},
	{ROLE_SOFT_INK, {ROLE_CARD}, 4.5, 7.1, 7.9},
	{ROLE_INK, {ROLE_PALE}, 10, 10.9, 11.9},
	{ROLE_INK, {ROLE_HILL_1, ROLE_HILL_2}, 4.5, 9.9, 10.6},
};

static double worst(enum look look, const struct pair *pair)
{
	double least = 21;
	for (size_t i = 0; i < countof(pair->under) && pair->under[i] != ROLE_NONE; i++) {
		double contrast = colour_contrast(look_colour(look, pair->upon),
						  look_colour(look, pair->under[i]));
		least = contrast < least ? contrast : least;
	}
	return least;
}

static void contrasts_are_those_of_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(pairs); i++)
		for (enum look look = LOOK_SHORE; look <= LOOK_CALM; look++) {
			double told = look == LOOK_SHORE ? pairs[i].shore : pairs[i].calm;
			double is = worst(look, &pairs[i]);
			if (fabs(is - told) > 0.06 || is < pairs[i].floor)
				fail_msg("pair %zu, look %d: %.2f, table %.1f, floor %.1f", i, look,
					 is, told, pairs[i].floor);
		}
}

static void contrast_knows_its_ends(void **state)
{
	(void)state;
	struct colour black = {0, 0, 0, 255}, white = {255, 255, 255, 255};
	struct colour ink = {0x1A, 0x1A, 0x1A, 255}, cream = {0xFF, 0xF8, 0xE7, 255};
	assert_true(fabs(colour_contrast(black, white) - 21) < 0.001);
	assert_true(fabs(colour_contrast(white, black) - 21) < 0.001);
	assert_true(fabs(colour_contrast(white, white) - 1) < 0.001);
	assert_true(fabs(colour_contrast(ink, cream) - 16.4) < 0.06); /* pages.md 11 */
}

static void every_role_has_a_colour(void **state)
{
	(void)state;
	for (enum look look = LOOK_SHORE; look <= LOOK_CALM; look++)
		for (enum role role = ROLE_NONE + 1; role < ROLES; role++)
			assert_int_not_equal(look_colour(look, role).alpha, 0);
	assert_int_equal(look_colour(LOOK_SHORE, ROLE_SHADOW).alpha, 40); /* 16 % */
	assert_int_equal(look_colour(LOOK_CALM, ROLE_SHADOW).alpha, 33);
}

/* Targets at least so large (pages.md 1, 7, 14, 15), in units: a millimetre or more. */
static const struct {
	enum length length;
	float least;
} floors[] = {
	{LENGTH_ANSWER_HEIGHT, 15},
	{LENGTH_ANSWER_HEIGHT_SIX, 12.7f},
	{LENGTH_ANSWER_HEIGHT_SEVEN, 10},
	{LENGTH_BUTTON_HEIGHT, 15},
	{LENGTH_BACK_WIDTH, 40},
	{LENGTH_NEXT_WIDTH, 40},
	{LENGTH_TOOL_HEIGHT, 12.7f},
	{LENGTH_TOOL_GAP, 3},
	{LENGTH_ANSWER_GAP, 3},
	{LENGTH_ANSWER_GAP_SIX, 3},
	{LENGTH_COLUMN_GAP, 3},
	{LENGTH_ROW_GAP, 3},
	{LENGTH_ROW_BOX_LEAST, 12.7f},
	{LENGTH_HEADER_GAP, 3},
	{LENGTH_FOOTER_GAP, 3},
	{LENGTH_CODE_KEY_WIDTH, 15},
	{LENGTH_CODE_KEY_HEIGHT, 15},
	{LENGTH_CODE_KEY_GAP, 3},
	{LENGTH_PIN_KEY_WIDTH, 15},
	{LENGTH_SETUP_KEY_WIDTH, 15},
	{LENGTH_PIN_KEY_HEIGHT, 15},
	{LENGTH_PIN_KEY_GAP, 3},
	{LENGTH_RING, 1},
	{LENGTH_LINE_CHOSEN, 1},
	{LENGTH_DRIFT, 5},
};

static void targets_keep_their_floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(floors); i++)
		if (look_length(floors[i].length) < floors[i].least)
			fail_msg("length %d is %.1f, floor %.1f", floors[i].length,
				 (double)look_length(floors[i].length), (double)floors[i].least);
	/* a ring of 1 + 1 around one box stays off the next */
	assert_true(look_length(LENGTH_RING_AWAY) >= 2 * look_length(LENGTH_RING));
	assert_true(look_length(LENGTH_RING_AWAY) < look_length(LENGTH_ANSWER_GAP_SIX));
}

static float x_height(enum look look, enum type type, int size, bool narrow)
{
	return look_em(look, type, size, narrow) * EM_X_HEIGHT;
}

/* pages.md 8: questions 5.0 and 4.2, answers 4.2, nothing under 3.3; every size larger. */
static void letters_keep_their_floors(void **state)
{
	(void)state;
	for (enum look look = LOOK_SHORE; look <= LOOK_CALM; look++)
		for (int narrow = 0; narrow <= 1; narrow++) {
			for (enum type type = TYPE_SMALL; type <= TYPE_QUESTION; type++)
				for (int size = 2; size <= 4; size++)
					assert_true(look_em(look, type, size, narrow == 1) >
						    look_em(look, type, size - 1, narrow == 1));
			assert_true(x_height(look, TYPE_SMALL, 1, narrow == 1) >= 3.299f);
			assert_true(x_height(look, TYPE_ANSWER, 1, narrow == 1) >= 4.199f);
			assert_true(x_height(look, TYPE_QUESTION, 1, narrow == 1) >=
				    (look == LOOK_SHORE ? 4.999f : 4.199f));
			assert_true(x_height(look, TYPE_KEY, 1, narrow == 1) >= 4.199f);
		}
	assert_true(fabsf(look_em(LOOK_SHORE, TYPE_QUESTION, 1, false) - 10.63f) < 0.01f);
	assert_true(fabsf(x_height(LOOK_SHORE, TYPE_ANSWER, 4, true) - 4.9f) < 0.01f);
	assert_true(fabsf(x_height(LOOK_SHORE, TYPE_ANSWER, 4, false) - 5.8f) < 0.01f);
}

static const struct {
	int width, height;
	float pixels_per_mm;
	float units_wide, units_high, enlarged;
	bool narrow, portrait;
} screens[] = {
	{1366, 768, 5.3f, 257.0f, 144.5f, 1.003f, false, false}, /* 11.6 inch */
	{1366, 768, 0, 257.0f, 144.5f, 1.003f, false, false},	 /* nothing known */
	{1920, 1080, 3.6f, 333.3f, 187.5f, 1.6f, false, false},	 /* 24 inch */
	{1920, 1080, 5.56f, 257.0f, 144.6f, 1.344f, false, false},
	{1024, 600, 4.6f, 222.6f, 130.4f, 1, true, false},
	{800, 1280, 5.3f, 150.9f, 241.5f, 1, true, true},
	{1024, 600, 5.3f, 222.0f, 130.1f, 0.870f, true, false}, /* smaller than made for */
	{800, 480, 5.3f, 222.0f, 133.2f, 0.68f, true, false},
	{600, 1024, 6.7f, 150.0f, 256.0f, 0.597f, true, true},
	{600, 1024, 5.3f, 150.0f, 256.0f, 0.755f, true, true},
};

static void pages_are_enlarged_up_to_their_most(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(screens); i++) {
		float mm = screens[i].pixels_per_mm > 0 ? screens[i].pixels_per_mm
							: PIXELS_PER_MM_UNKNOWN;
		struct page page =
			page_of(screens[i].width, screens[i].height, screens[i].pixels_per_mm);
		if (fabsf(page.width - screens[i].units_wide) > 0.2f ||
		    fabsf(page.height - screens[i].units_high) > 0.2f ||
		    fabsf(page.pixels_per_unit / mm - screens[i].enlarged) > 0.005f)
			fail_msg("screen %zu: %.1f x %.1f units, enlarged %.3f", i,
				 (double)page.width, (double)page.height,
				 (double)(page.pixels_per_unit / mm));
		assert_int_equal(page.narrow, screens[i].narrow);
		assert_int_equal(page.portrait, screens[i].portrait);
		assert_true((page.spare > 0.01f) == (screens[i].enlarged >= 1.6f));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrasts_are_those_of_the_table),
		cmocka_unit_test(contrast_knows_its_ends),
		cmocka_unit_test(every_role_has_a_colour),
		cmocka_unit_test(targets_keep_their_floors),
		cmocka_unit_test(letters_keep_their_floors),
		cmocka_unit_test(pages_are_enlarged_up_to_their_most),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
