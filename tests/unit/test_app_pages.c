/* Pages that do what no page may: the app shows the fault page instead. The table of screens is
 * this file's own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/screens/screens.h"
#include "tests/unit/app_bench.h"

static struct action start_draw(struct ui *ui, const struct view *view)
{
	static const struct {
		const char *label;
		enum action_kind kind;
	} buttons[] = {{"on", ACTION_START}, {"not allowed", ACTION_LEAVE}};
	struct action action = {ACTION_NONE, 0};
	(void)view;
	for (uint16_t i = 0; i < countof(buttons); i++) {
		const struct button button = {.id = (uint16_t)(i + 1), .label = buttons[i].label};
		const struct box box = {10, 10 + 20.0f * (float)i, 60, 15};
		if (ui_button(ui, box, &button))
			action.kind = buttons[i].kind;
	}
	return action;
}

/* More than a page can hold. */
static struct action code_draw(struct ui *ui, const struct view *view)
{
	(void)view;
	for (size_t i = 0; i <= MARKS_MOST; i++)
		ui_card(ui, (struct box){1, 1, 5, 5});
	return (struct action){ACTION_NONE, 0};
}

static struct action fault_draw(struct ui *ui, const struct view *view)
{
	char number[4];
	snprintf(number, sizeof number, "%d", view->fault_number);
	ui_text(ui, (struct box){10, 10, 60, 60}, slice_of(number),
		(struct text_style){.type = TYPE_BIG});
	return (struct action){ACTION_NONE, 0};
}

const struct screen *screen_of(enum screen_name name)
{
	static const struct screen start = {"start", start_draw, SCENE_SHORE, ALLOW(ACTION_START)};
	static const struct screen code = {"code", code_draw, SCENE_SHORE, 0};
	static const struct screen fault = {"fault", fault_draw, SCENE_BEACH, 0};
	return name == SCREEN_START ? &start : name == SCREEN_CODE ? &code : &fault;
}

static void action_that_the_page_may_not_ask_for(void **state)
{
	struct app_bench *bench = *state;
	assert_int_equal(app_fault(bench->app), FAULT_NONE);
	bench_tap(bench, "not allowed");
	assert_int_equal(app_fault(bench->app), FAULT_ACTION);
	assert_null(bench_mark(bench, "on"));
	assert_true(bench_sees(bench, "6"));
}

static void page_that_holds_too_much(void **state)
{
	struct app_bench *bench = *state;
	bench_tap(bench, "on");
	assert_int_equal(app_fault(bench->app), FAULT_PAGE);
	assert_false(app_page(bench->app)->overflowed);
	assert_true(bench_sees(bench, "5"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(action_that_the_page_may_not_ask_for, bench_set_up,
						bench_tear_down),
		cmocka_unit_test_setup_teardown(page_that_holds_too_much, bench_set_up,
						bench_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
