/* The painter against pictures that somebody has looked at, and the comparison itself. A golden is
 * changed by hand: look at build/golden/NAME.png, then copy it to tests/golden. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>

#include "tests/unit/golden.h"
#include "tests/unit/hand_page.h"

#define MADE "build/golden"

static void paint_to(const struct hand_page *hand, const char *path)
{
	struct problems *problems = calloc(1, sizeof *problems);
	struct marks *marks = calloc(1, sizeof *marks);
	struct paint *paint = paint_open("assets", NULL, problems);

	assert_non_null(problems);
	assert_non_null(marks);
	assert_non_null(paint);
	mkdir("build", 0755);
	mkdir(MADE, 0755);
	hand_page_make(marks, hand);
	assert_true(paint_png(paint, marks, path, problems));
	paint_close(paint);
	free(marks);
	free(problems);
}

static void test_pages(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int width, height;
		enum look look;
		enum scene scene;
		int chosen, focus;
	} rows[] = {
		{"hand-shore", 1000, 562, LOOK_SHORE, SCENE_SHORE, 3, -1},
		{"hand-calm", 800, 450, LOOK_CALM, SCENE_SHORE, 1, 1},
		{"hand-beach", 800, 450, LOOK_SHORE, SCENE_BEACH, -1, 0},
		{"hand-cover", 480, 270, LOOK_SHORE, SCENE_COVER, -1, -1},
	};
	size_t bad = 0;

	for (size_t i = 0; i < countof(rows); i++) {
		struct hand_page hand = {
			rows[i].look,
			rows[i].scene,
			page_of(rows[i].width, rows[i].height, (float)rows[i].width / 257),
			rows[i].chosen,
			rows[i].focus,
			{"Do you like being", "in the place", "where you live?"}};
		char made[128], golden[128], difference[128];

		snprintf(made, sizeof made, MADE "/%s.png", rows[i].name);
		snprintf(golden, sizeof golden, "tests/golden/%s.png", rows[i].name);
		snprintf(difference, sizeof difference, MADE "/%s-difference.png", rows[i].name);
		paint_to(&hand, made);
		size_t count = golden_compare(golden, made, difference);
		if (count > GOLDEN_PIXELS)
			print_message("%s: %zu pixels differ, see %s\n", golden, count, difference);
		bad += count > GOLDEN_PIXELS;
	}
	assert_int_equal(bad, 0);
}

static void flat_png(const char *path, int width, uint32_t colour, uint32_t corner)
{
	SDL_Surface *surface =
		SDL_CreateRGBSurfaceWithFormat(0, width, 20, 32, SDL_PIXELFORMAT_RGB888);

	assert_non_null(surface);
	SDL_FillRect(surface, NULL, colour);
	SDL_FillRect(surface, &(SDL_Rect){0, 0, 5, 2}, corner);
	mkdir("build", 0755);
	mkdir(MADE, 0755);
	assert_int_equal(IMG_SavePNG(surface, path), 0);
	SDL_FreeSurface(surface);
}

static void test_comparison(void **state)
{
	(void)state;
	static const struct {
		int width;
		uint32_t colour, corner;
		size_t count;
	} rows[] = {
		{20, 0x808080, 0x808080, 0},
		{20, 0x868080, 0x80807a, 0}, /* a shade */
		{20, 0x808080, 0x808087, 10},
		{20, 0x808780, 0x808080, 390},
		{21, 0x808080, 0x808080, GOLDEN_UNLIKE},
	};
	flat_png(MADE "/flat.png", 20, 0x808080, 0x808080);
	for (size_t i = 0; i < countof(rows); i++) {
		flat_png(MADE "/other.png", rows[i].width, rows[i].colour, rows[i].corner);
		assert_int_equal(golden_compare(MADE "/flat.png", MADE "/other.png",
						MADE "/flat-difference.png"),
				 rows[i].count);
	}
	assert_int_equal(golden_compare(MADE "/no-such.png", MADE "/other.png", MADE "/x.png"),
			 GOLDEN_UNLIKE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_comparison),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
