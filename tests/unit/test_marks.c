#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/page_unit.h"

static const struct box place = {130, 30, 120, 15};
static struct page_unit unit;

static int begin(void **state)
{
	(void)state;
	page_unit_open(&unit, 1366, 768, 5.3f);
	return 0;
}

static int end(void **state)
{
	(void)state;
	page_unit_close(&unit);
	return 0;
}

static void draw(uint16_t id)
{
	struct button button = {.id = id, .label = "word"};
	assert_false(ui_button(&unit.ui, place, &button));
}

static void draw_page(uint16_t id)
{
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	draw(id);
	ui_end(&unit.ui);
}

static void too_much_is_said(void **state)
{
	(void)state;
	ui_begin(&unit.ui, 1, LOOK_SHORE, SCENE_SHORE, &unit.page);
	for (uint16_t i = 0; i < UI_ITEMS_MOST; i++)
		draw((uint16_t)(1 + i));
	assert_false(unit.marks.overflowed);
	draw(UI_ITEMS_MOST + 1);
	assert_true(unit.marks.overflowed);
	marks_begin(&unit.marks, LOOK_SHORE, SCENE_SHORE, &unit.page);
	for (int i = 0; i < MARKS_MOST + 5; i++)
		assert_non_null(marks_add(&unit.marks, MARK_BOX, place));
	assert_int_equal(unit.marks.count, MARKS_MOST);
	assert_true(unit.marks.overflowed);
}

static void a_page_reads_as_text(void **state)
{
	static char bytes[4096];
	struct buffer out = buffer_over(bytes, sizeof bytes);
	struct answer_box answer = {
		.id = 7, .label = slice_of("Often"), .chosen = true, .number = -1};
	(void)state;
	ui_begin(&unit.ui, 1, LOOK_CALM, SCENE_BEACH, &unit.page);
	ui_text(&unit.ui, (struct box){9, 24, 60, 40}, slice_of("Two words\nand more"),
		(struct text_style){.type = TYPE_ANSWER});
	(void)!ui_answer(&unit.ui, place, &answer);
	assert_true(slice_is(marks_label(&unit.marks, &unit.marks.list[0]), "Two words\nand more"));
	marks_dump(&unit.marks, &out);
	buffer_add_char(&out, '\0');
	assert_string_equal(bytes, "calm beach  257x144\n"
				   "text \"Two words\"  9,32 35x8\n"
				   "text \"and more\"  9,42 31x8\n"
				   "answer \"Often\" chosen  130,30 120x15\n"
				   "  box  135,34 8x8\n"
				   "  picture icons/tick.svg  136,34 7x7\n"
				   "  text \"Often\" bold  147,40 21x8\n");
}

static void equal_pages_are_equal(void **state)
{
	static struct marks before;
	(void)state;
	draw_page(7);
	before = unit.marks;
	draw_page(7);
	assert_true(marks_equal(&before, &unit.marks));
	draw_page(8);
	assert_false(marks_equal(&before, &unit.marks));
	before = unit.marks;
	unit.marks.bytes[0] ^= 1;
	assert_false(marks_equal(&before, &unit.marks));
	marks_wipe(&unit.marks);
	for (size_t i = 0; i < sizeof unit.marks; i++)
		assert_int_equal(((const char *)&unit.marks)[i], 0);
}

static void every_picture_has_a_file(void **state)
{
	(void)state;
	for (enum picture picture = PICTURE_NONE + 1; picture < PICTURES; picture++) {
		char path[80];
		assert_non_null(picture_file(picture));
		snprintf(path, sizeof path, "assets/%s", picture_file(picture));
		struct slice file = file_load(path);
		if (file.size == 0)
			fail_msg("%s is not there", path);
		free((void *)(uintptr_t)file.bytes);
	}
	for (size_t i = 0; i < DRAWINGS; i++) {
		char name[80];
		snprintf(name, sizeof name, "drawings/%s.svg", drawing_name(i));
		assert_string_equal(picture_file((enum picture)(PICTURE_DRAWING + i)), name);
	}
	assert_null(picture_file(PICTURE_NONE));
	assert_null(picture_file(PICTURES));
	assert_true(picture_is_icon(PICTURE_ICON_WAVE) && !picture_is_icon(PICTURE_BEACH));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(too_much_is_said),
		TEST(a_page_reads_as_text),
		TEST(equal_pages_are_equal),
		TEST(every_picture_has_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
