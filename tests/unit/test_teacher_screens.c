/* Every page of the teacher's, in hand-made views at their fullest, on every kind of screen and in
 * the real font. With SHOTS=folder each is painted there as a picture. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/platform/paint.h"
#include "tests/unit/teacher_pages.h"

/* ---- Looking at them ---- */

struct desk_sight {
	struct sight sight;
	struct paint *paint;
	struct problems problems;
};

static void look_at(struct desk_sight *desk, const struct teacher_seen *seen)
{
	static const struct input tick = {.kind = INPUT_TICK};
	struct sight *sight = &desk->sight;
	sight->screen = screen_of(seen->screen);
	sight->view = (struct view){.look = LOOK_CALM,
				    .text_size = 1,
				    .machine_number = 12,
				    .typed_count = seen->typed_count,
				    .teacher = seen->teacher};
	snprintf(sight->view.typed, sizeof sight->view.typed, "%s", seen->typed);
	ui_forget(&sight->unit.ui);
	assert_int_equal(draw(sight, tick).kind, ACTION_NONE);
}

static void paint(struct desk_sight *desk, const char *folder)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s.png", folder, desk->sight.name);
	assert_true(paint_png(desk->paint, &desk->sight.unit.marks, path, &desk->problems));
}

static void each_teachers_page(struct desk_sight *desk, page_check *check)
{
	const char *shots = getenv("SHOTS");
	struct sight *sight = &desk->sight;
	for (size_t size = 0; size < countof(sizes); size++) {
		sight->unit.page =
			page_of(sizes[size].width, sizes[size].height, sizes[size].pixels_per_mm);
		paint_scale(desk->paint, &sight->unit.page);
		sight->unit.measure = paint_measure(desk->paint);
		for (size_t i = 0; i < countof(teachers_pages); i++) {
			look_at(desk, &teachers_pages[i]);
			snprintf(sight->name, sizeof sight->name, "%s-%s", teachers_pages[i].name,
				 sizes[size].name);
			if (shots != NULL)
				paint(desk, shots);
			check(sight);
		}
	}
}

/* Nothing to be pressed while the stick is written. */
static void no_teachers_button_is_dead(struct sight *sight)
{
	if (sight->view.teacher != &stick_writing)
		no_button_is_dead(sight);
}

/* Words stand on the sky, on cards and on buttons, never on the sea. */
static void nothing_stands_on_the_sea(struct sight *sight)
{
	const struct marks *marks = &sight->unit.marks;
	float sea = sight->unit.page.height - look_length(LENGTH_SEA_HEIGHT);
	if (marks->scene != SCENE_SHORE)
		return;
	for (size_t i = 0; i < marks->count; i++) {
		struct box ink = mark_ink(&marks->list[i]);
		bool dry = marks->list[i].kind != MARK_TEXT || ink.y + ink.height < sea;
		for (size_t j = 0; j < i && !dry; j++)
			dry = marks->list[j].kind == MARK_BOX && marks->list[j].fill != ROLE_NONE &&
			      boxes_overlap(marks->list[j].box, ink);
		if (!dry)
			fail_msg("%s: %.*s stands on the sea", sight->name,
				 (int)marks->list[i].text_size, marks->bytes + marks->list[i].text);
	}
}

static void no_teachers_button_is_dead_anywhere(void **state)
{
	each_teachers_page(*state, no_teachers_button_is_dead);
}

static void all_is_on_every_teachers_page(void **state)
{
	each_teachers_page(*state, all_is_on_the_page);
}

static void nothing_lies_upon_another_of_the_teachers(void **state)
{
	each_teachers_page(*state, nothing_lies_upon_another);
}

static void the_sea_is_empty(void **state)
{
	each_teachers_page(*state, nothing_stands_on_the_sea);
}

/* A PIN is dots: no digit of it is in the marks, in whatever way. */
static void a_pin_is_not_in_the_marks(void **state)
{
	struct desk_sight *desk = *state;
	for (size_t i = 0; i < countof(teachers_pages); i++) {
		if (teachers_pages[i].screen != SCREEN_PIN &&
		    teachers_pages[i].screen != SCREEN_SETUP_PIN)
			continue;
		look_at(desk, &teachers_pages[i]);
		struct marks before = desk->sight.unit.marks;
		snprintf(desk->sight.view.typed, sizeof desk->sight.view.typed, "735192");
		(void)draw(&desk->sight, (struct input){.kind = INPUT_TICK});
		assert_true(marks_equal(&before, &desk->sight.unit.marks));
	}
}

/* ---- Set-up ---- */

static int open_desk(void **state)
{
	struct desk_sight *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	*state = desk;
	views_make();
	page_unit_open(&desk->sight.unit, 1366, 768, 5.3f);
	desk->paint = paint_open("assets", NULL, &desk->problems);
	assert_non_null(desk->paint);
	paint_scale(desk->paint, &desk->sight.unit.page);
	desk->sight.unit.measure = paint_measure(desk->paint);
	return 0;
}

static int close_desk(void **state)
{
	struct desk_sight *desk = *state;
	paint_close(desk->paint);
	page_unit_close(&desk->sight.unit);
	free(desk);
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)
	const struct CMUnitTest tests[] = {
		TEST(no_teachers_button_is_dead_anywhere),
		TEST(all_is_on_every_teachers_page),
		TEST(nothing_lies_upon_another_of_the_teachers),
		TEST(the_sea_is_empty),
		TEST(a_pin_is_not_in_the_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
