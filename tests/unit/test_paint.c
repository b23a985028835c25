/* The painter: the same bytes each time, what stands where, what is kept and for how long. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/desk.h"

static void test_same_bytes(void **state)
{
	(void)state;
	static const struct {
		int width, height;
		enum look look;
		enum scene scene;
	} rows[] = {
		{1366, 768, LOOK_SHORE, SCENE_SHORE},
		{1366, 768, LOOK_CALM, SCENE_SHORE},
		{1024, 600, LOOK_SHORE, SCENE_BEACH},
		{800, 1280, LOOK_SHORE, SCENE_SHORE},
		{1024, 768, LOOK_SHORE, SCENE_TOWN_DAY},
		{1366, 768, LOOK_SHORE, SCENE_COVER},
		{640, 480, LOOK_SHORE, SCENE_QUIET},
		{1280, 1024, LOOK_CALM, SCENE_TOWN_EVENING},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct hand_page hand =
			hand_of(rows[i].width, rows[i].height, rows[i].look, rows[i].scene);
		struct desk *a = desk_open(rows[i].width, rows[i].height, NULL);
		struct desk *b = desk_open(rows[i].width, rows[i].height, NULL);

		hand_page_make(&a->marks, &hand);
		hand_page_make(&b->marks, &hand);
		memset(b->canvas.pixels, 0x5a, canvas_size(&b->canvas));
		desk_paint(a);
		desk_paint(b);
		assert_memory_equal(a->canvas.pixels, b->canvas.pixels, canvas_size(&a->canvas));
		desk_close(a);
		desk_close(b);
	}
}

static void test_nothing_changed(void **state)
{
	(void)state;
	struct desk *desk = desk_open(1366, 768, NULL);
	struct hand_page hand = hand_of(1366, 768, LOOK_SHORE, SCENE_SHORE);

	hand_page_make(&desk->marks, &hand);
	assert_int_equal(desk_paint(desk).count, 1);
	assert_int_equal(desk_paint(desk).count, 0);
	/* Another answer: two boxes, not the page. */
	hand.chosen = 0;
	hand_page_make(&desk->marks, &hand);
	struct damage damage = desk_paint(desk);
	int pixels = 0;
	for (size_t i = 0; i < damage.count; i++)
		pixels += damage.areas[i].width * damage.areas[i].height;
	assert_in_range(damage.count, 2, 4);
	assert_true(pixels < 1366 * 768 / 6);
	desk_close(desk);
}

static void assert_pixel(const struct desk *desk, float x, float y, enum role role)
{
	float scale = desk->marks.page.pixels_per_unit;
	uint32_t pixel = *canvas_at(&desk->canvas, to_pixel(x, scale), to_pixel(y, scale));

	assert_int_equal(pixel, pixel_of(look_colour(desk->marks.look, role)));
}

static void test_colours(void **state)
{
	(void)state;
	struct desk *desk = desk_open(1366, 768, NULL);
	struct page page = page_of(1366, 768, 5.3f);
	struct box box = {60, 40, 80, 30};

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_QUIET, &page);
	hand_box(&desk->marks, box, ROLE_CARD, ROLE_ACCENT, 1, 4.5f)->shadow = true;
	hand_ring(&desk->marks, box);
	desk_paint(desk);
	assert_pixel(desk, 100, 55, ROLE_CARD);
	assert_pixel(desk, 100, 40.4f, ROLE_ACCENT);
	assert_pixel(desk, 60.4f, 55, ROLE_ACCENT);
	assert_pixel(desk, 139.4f, 55, ROLE_ACCENT);
	assert_pixel(desk, 100, 38.6f, ROLE_INK);
	assert_pixel(desk, 100, 39.6f, ROLE_WHITE);
	desk_close(desk);
}

static uint32_t brightness(const struct canvas *canvas, int x, int y)
{
	uint32_t pixel = *canvas_at(canvas, x, y);

	return (pixel >> 16) + (pixel >> 8 & 255) + (pixel & 255);
}

static void test_shadow_falls_down(void **state)
{
	(void)state;
	struct desk *desk = desk_open(1366, 768, NULL);
	struct page page = page_of(1366, 768, 5.3f);

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_QUIET, &page);
	desk_paint(desk);
	uint32_t above = brightness(&desk->canvas, 531, 210);
	uint32_t below = brightness(&desk->canvas, 531, 375);
	hand_box(&desk->marks, (struct box){60, 40, 80, 30}, ROLE_CARD, ROLE_NONE, 0, 4.5f)
		->shadow = true;
	desk_paint(desk);
	uint32_t shade_above = above - brightness(&desk->canvas, 531, 210);
	uint32_t shade_below = below - brightness(&desk->canvas, 531, 375);
	assert_in_range(shade_above, 1, 80);
	assert_in_range(shade_below, shade_above + 5, 120);
	desk_close(desk);
}

static void test_dithered(void **state)
{
	(void)state;
	struct desk *desk = desk_open(640, 480, NULL);
	struct page page = page_of(640, 480, 5.3f);
	struct colour top = look_colour(LOOK_SHORE, ROLE_GROUND_TOP);
	struct colour foot = look_colour(LOOK_SHORE, ROLE_GROUND_FOOT);

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_QUIET, &page);
	desk_paint(desk);
	for (int y = 0; y < 480; y += 8) {
		float blue = 0;
		float wanted = (float)top.blue +
			       ((float)foot.blue - (float)top.blue) * ((float)y + 4) / 480;

		for (int i = 0; i < 64; i++)
			blue += (float)(*canvas_at(&desk->canvas, i % 8, y + i / 8) & 255);
		assert_float_equal(blue / 64, wanted, 0.1f);
	}
	desk_close(desk);
}

static void test_what_cannot_be_drawn(void **state)
{
	(void)state;
	struct desk *desk = desk_open(640, 480, NULL);
	struct page page = page_of(640, 480, 5.3f);
	struct paint *lost = paint_open("tests/no-such-folder", NULL, &desk->problems);
	struct damage damage;

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_SHORE, &page);
	hand_picture(&desk->marks, (struct box){10, 10, 20, 20}, PICTURE_ICON_HELP, ROLE_INK);
	assert_false(paint_page(lost, &desk->canvas, &desk->marks, &damage, &desk->problems));
	assert_string_equal(problems_first(&desk->problems),
			    "The picture is missing or cannot be read.");
	paint_close(lost);
	desk_close(desk);
}

/* Kept for the page alone. */
static void test_words_forgotten(void **state)
{
	(void)state;
	struct desk *desk = desk_open(640, 480, NULL);
	struct page page = page_of(640, 480, 5.3f);

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_SHORE, &page);
	hand_text(&desk->marks, 10, 20, "Never", 8, true, ROLE_INK);
	hand_text(&desk->marks, 10, 40, "Always", 8, false, ROLE_INK);
	desk_paint(desk);
	assert_int_equal(paint_words_kept(desk->paint), 2);
	paint_prepare(desk->paint, &desk->marks);
	assert_int_equal(paint_words_kept(desk->paint), 4);
	marks_begin(&desk->marks, LOOK_SHORE, SCENE_COVER, &page);
	hand_text(&desk->marks, 10, 20, "Covered", 8, true, ROLE_INK);
	desk_paint(desk);
	assert_int_equal(paint_words_kept(desk->paint), 1);
	paint_forget(desk->paint);
	assert_int_equal(paint_words_kept(desk->paint), 0);
	desk_close(desk);
}

#define CACHE "build/test_paint.cache"
#define CACHED CACHE "/town-day-640x360.rows"

static void paint_town(struct canvas *out)
{
	struct desk *desk = desk_open(640, 360, CACHE);
	struct page page = page_of(640, 360, 5.3f);

	marks_begin(&desk->marks, LOOK_SHORE, SCENE_TOWN_DAY, &page);
	desk_paint(desk);
	*out = desk->canvas;
	desk->canvas.pixels = NULL;
	desk_close(desk);
}

static void change_byte(const char *path, long at)
{
	FILE *file = fopen(path, "r+b");

	assert_non_null(file);
	fseek(file, at, at < 0 ? SEEK_END : SEEK_SET);
	int byte = fgetc(file);
	fseek(file, at, at < 0 ? SEEK_END : SEEK_SET);
	fputc(byte ^ 0x11, file);
	fclose(file);
}

/* Lengths of runs, starts of rows, the head: each is noticed, and the town is drawn anew. */
static void test_bad_cache(void **state)
{
	(void)state;
	static const long bytes[] = {0, 17, 25, 32, 36, 40, 48, 52, 1492, 1495, 1499, -1, -5};
	struct canvas good, other;

	mkdir("build", 0755);
	mkdir(CACHE, 0755);
	unlink(CACHED);
	paint_town(&good);
	for (size_t i = 0; i < countof(bytes); i++) {
		change_byte(CACHED, bytes[i]);
		paint_town(&other);
		assert_memory_equal(good.pixels, other.pixels, canvas_size(&good));
		free(other.pixels);
	}
	assert_int_equal(truncate(CACHED, 5000), 0);
	paint_town(&other);
	assert_memory_equal(good.pixels, other.pixels, canvas_size(&good));
	free(other.pixels);
	free(good.pixels);
	unlink(CACHED);
	rmdir(CACHE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_bytes),	cmocka_unit_test(test_nothing_changed),
		cmocka_unit_test(test_colours),		cmocka_unit_test(test_shadow_falls_down),
		cmocka_unit_test(test_dithered),	cmocka_unit_test(test_what_cannot_be_drawn),
		cmocka_unit_test(test_words_forgotten), cmocka_unit_test(test_bad_cache),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
