/* What is painted in parts equals the whole, and nothing else changes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/desk.h"

/* Made up, but the same each time. */
static uint32_t next_number(uint32_t *seed)
{
	*seed ^= *seed << 13, *seed ^= *seed >> 17, *seed ^= *seed << 5;
	return *seed;
}

static float within(uint32_t *seed, float most)
{
	return (float)(next_number(seed) % 10000) / 10000 * most;
}

static void any_mark(struct marks *marks, uint32_t *seed)
{
	static const char *const words[] = {"jam", "Most of the time", "fjord \xc5\xb5", "   ", ""};
	struct box box = {within(seed, 160) - 5, within(seed, 110) - 5, 2 + within(seed, 60),
			  2 + within(seed, 40)};
	struct mark *mark;

	switch (next_number(seed) % 4) {
	case 0:
		mark = hand_box(marks, box, next_number(seed) % 3 ? ROLE_CARD : ROLE_NONE,
				next_number(seed) % 3 ? ROLE_EDGE : ROLE_NONE, within(seed, 2),
				within(seed, 9));
		mark->shadow = next_number(seed) % 2;
		break;
	case 1:
		hand_text(marks, box.x, box.y, words[next_number(seed) % countof(words)],
			  4 + within(seed, 8), next_number(seed) % 2, ROLE_INK);
		break;
	case 2:
		mark = hand_picture(marks, box, PICTURE_ICON_HELP + next_number(seed) % 12,
				    ROLE_INK);
		if (next_number(seed) % 2)
			mark->picture = PICTURE_DRAWING + next_number(seed) % DRAWINGS;
		mark->line = next_number(seed) % 2 ? ROLE_SEA_1 : ROLE_NONE;
		break;
	default:
		hand_ring(marks, box);
	}
}

static void remove_mark(struct marks *marks, size_t at)
{
	memmove(&marks->list[at], &marks->list[at + 1],
		(marks->count - at - 1) * sizeof marks->list[0]);
	marks->count--;
}

/* One to four things: a mark comes, goes, or changes places with another. */
static void change_something(struct marks *marks, uint32_t *seed)
{
	for (uint32_t n = 1 + next_number(seed) % 4; n > 0; n--) {
		size_t at = marks->count ? next_number(seed) % marks->count : 0;
		size_t other = marks->count ? next_number(seed) % marks->count : 0;
		struct mark held = marks->list[at];

		if (marks->count < 4 || (next_number(seed) % 3 == 0 && marks->count < 30)) {
			any_mark(marks, seed);
		} else if (next_number(seed) % 2) {
			remove_mark(marks, at);
		} else {
			marks->list[at] = marks->list[other];
			marks->list[other] = held;
		}
	}
}

static void assert_apart(const struct damage *damage, const struct canvas *canvas)
{
	struct area whole = {0, 0, canvas->width, canvas->height};

	for (size_t i = 0; i < damage->count; i++) {
		struct area area = damage->areas[i], cut = area_common(area, whole);

		assert_false(area_empty(area));
		assert_memory_equal(&cut, &area, sizeof area);
		for (size_t j = i + 1; j < damage->count; j++)
			assert_true(area_empty(area_common(area, damage->areas[j])));
	}
}

static bool in_damage(const struct damage *damage, int x, int y)
{
	for (size_t i = 0; i < damage->count; i++)
		if (!area_empty(area_common(damage->areas[i], (struct area){x, y, 1, 1})))
			return true;
	return false;
}

/* What was not said to change did not: only that is sent to the screen. */
static void assert_outside_same(const struct canvas *before, const struct canvas *now,
				const struct damage *damage)
{
	for (int y = 0; y < now->height; y++)
		for (int x = 0; x < now->width; x++)
			if (*canvas_at(before, x, y) != *canvas_at(now, x, y))
				assert_true(in_damage(damage, x, y));
}

static void test_parts_equal_whole(void **state)
{
	(void)state;
	const int width = 800, height = 560;
	struct desk *parts = desk_open(width, height, NULL),
		    *whole = desk_open(width, height, NULL);
	struct canvas before = canvas_take(width, height);
	struct page page = page_of(width, height, 5.3f);
	uint32_t seed = 20261125;

	marks_begin(&parts->marks, LOOK_SHORE, SCENE_SHORE, &page);
	for (int round = 0; round < 120; round++) {
		if (parts->marks.bytes_used > MARKS_TEXT_MOST - 256)
			marks_begin(&parts->marks, LOOK_SHORE, SCENE_SHORE, &page);
		change_something(&parts->marks, &seed);
		memcpy(before.pixels, parts->canvas.pixels, canvas_size(&before));
		struct damage damage = desk_paint(parts);
		if (round % 2)
			paint_prepare(parts->paint, &parts->marks);
		whole->marks = parts->marks;
		paint_anew(whole->paint);
		desk_paint(whole);
		assert_memory_equal(parts->canvas.pixels, whole->canvas.pixels,
				    canvas_size(&before));
		assert_apart(&damage, &parts->canvas);
		assert_outside_same(&before, &parts->canvas, &damage);
	}
	free(before.pixels);
	desk_close(parts);
	desk_close(whole);
}

/* Two that are apart, and a third that joins one of them to the other. */
static void test_joined(void **state)
{
	(void)state;
	static const struct area areas[] = {{5, 1, 2, 2}, {0, 0, 4, 20}, {3, 10, 10, 2}};
	struct damage damage = {.count = 0};

	damage_add(&damage, (struct area){3, 3, 0, 5}); /* nothing */
	assert_int_equal(damage.count, 0);
	damage_add(&damage, areas[0]);
	damage_add(&damage, areas[1]);
	assert_int_equal(damage.count, 2);
	damage_add(&damage, areas[2]);
	assert_int_equal(damage.count, 1);
	assert_memory_equal(&damage.areas[0], (&(struct area){0, 0, 13, 20}), sizeof(struct area));
	/* More than can be told apart. */
	for (int i = 0; i < 3 * DAMAGE_AREAS_MOST; i++)
		damage_add(&damage, (struct area){100 + 10 * i, 100, 5, 5});
	assert_in_range(damage.count, 1, DAMAGE_AREAS_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_equal_whole),
		cmocka_unit_test(test_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
