/* The app's start: what it puts off until the first page is shown. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/vault/slots.h"
#include "tests/unit/app_bench.h"

#define LEFT_FROM 1000
#define LEFT_TO 1010
static unsigned keys_left(struct slots *slots, struct problems *problems)
{
	uint8_t key[32];
	uint32_t generation;
	unsigned count = 0;
	for (uint32_t slot = LEFT_FROM; slot < LEFT_TO; slot++)
		count += slot_read(slots, slot, &generation, key, sizeof key, problems) ==
			 SLOT_VALID;
	return count;
}

/* What a cut left undone does not hold the first page, and is done before anything else. */
static void keys_left_by_a_cut_go_after_the_first_page(void **state)
{
	static const char key[32] = "of a sitting that nothing names";
	struct app_bench *bench = *state;
	struct problems *problems = &bench->journey.way.problems;
	const struct app_options options = bench_options(bench);
	char path[PATH_SIZE];
	struct slots slots;
	assert_true(path_join(path, bench->journey.way.folder, "machine/keys"));
	assert_true(slots_open(&slots, path, false, problems));
	for (uint32_t slot = LEFT_FROM; slot < LEFT_TO; slot++)
		assert_true(slot_write(&slots, slot, 1, (struct slice){key, 32}, problems));
	bench_start(bench, &options);
	assert_non_null(bench_mark(bench, "Start"));
	assert_int_equal(app_deadline_ms(bench->app), bench->clocks.boot_ms);
	assert_int_equal(keys_left(&slots, problems), LEFT_TO - LEFT_FROM);
	bench_wait(bench, 0);
	assert_int_equal(app_deadline_ms(bench->app), INT64_MAX);
	/* One may be the open session's own. */
	assert_true(keys_left(&slots, problems) <= 1);
	slots_close(&slots);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys_left_by_a_cut_go_after_the_first_page,
						bench_machine, bench_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
