/* The machine of the flows: what a start makes of days and of sessions that are over. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/flow/machine.h"
#include "tests/unit/classroom.h"

#define DAY_MS INT64_C(86400000)

struct bench {
	struct journey journey;
	struct machine machine;
	char folder[PATH_SIZE];
};

static int bench_set(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	*state = bench;
	assert_true(way_init(&bench->journey.way));
	set_up_machine(&bench->journey);
	open_session(&bench->journey);
	assert_true(path_join(bench->folder, bench->journey.way.folder, "machine"));
	vault_close(bench->journey.vault);
	bench->journey.vault = NULL;
	return 0;
}

static int bench_clear(void **state)
{
	struct bench *bench = *state;
	machine_release(&bench->machine);
	way_release(&bench->journey.way);
	free(bench);
	return 0;
}

/* Starts the machine on this day by its clock. */
static void start(struct bench *bench, int32_t wall_day)
{
	machine_release(&bench->machine);
	assert_true(machine_init(&bench->machine, bench->folder, NULL,
				 (struct clocks){.boot_ms = 1000, .wall_day = wall_day},
				 &bench->journey.way.problems));
}

static struct vault_session session(struct bench *bench)
{
	struct vault_session list[4];
	size_t count;
	assert_true(vault_sessions(bench->machine.vault, list, countof(list), &count,
				   &bench->journey.way.problems));
	assert_int_equal(count, 1);
	return list[0];
}

static void day_goes_on_with_the_uptime(void **state)
{
	struct bench *bench = *state;
	start(bench, WAY_DAY + 2);
	assert_int_equal(machine_day(&bench->machine, 1000), WAY_DAY + 2);
	assert_int_equal(machine_day(&bench->machine, 1000 + 3 * DAY_MS), WAY_DAY + 5);
	machine_confirm(&bench->machine, WAY_DAY + 1, 2000);
	assert_int_equal(machine_day(&bench->machine, 2000 + DAY_MS), WAY_DAY + 2);
	/* A clock that cannot be true is not believed. */
	start(bench, WAY_DAY - 300);
	assert_int_equal(machine_day(&bench->machine, 1000), WAY_DAY);
}

static void session_is_over_on_the_seventh_day(void **state)
{
	struct bench *bench = *state;
	start(bench, WAY_DAY + 6);
	assert_true(session(bench).open);
	assert_int_equal(session(bench).days_left, 7);
	assert_true(machine_expire(&bench->machine, WAY_DAY + 6, &bench->journey.way.problems));
	assert_true(session(bench).open);
	start(bench, WAY_DAY + 7);
	assert_false(session(bench).open);
}

static void clock_behind_counts_starts(void **state)
{
	struct bench *bench = *state;
	for (int starts = 1; starts < 7; starts++) {
		start(bench, WAY_DAY - 1);
		assert_true(session(bench).open);
		assert_int_equal(session(bench).days_left, 7 - starts);
	}
	start(bench, WAY_DAY - 1);
	assert_false(session(bench).open);
}

static void folder_that_cannot_be(void **state)
{
	struct bench *bench = *state;
	struct problems problems = {.count = 0};
	assert_false(machine_init(&bench->machine, "/proc/nowhere", NULL,
				  (struct clocks){.boot_ms = 1}, &problems));
	assert_true(problems.errors > 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)
	const struct CMUnitTest tests[] = {
		TEST(day_goes_on_with_the_uptime),
		TEST(session_is_over_on_the_seventh_day),
		TEST(clock_behind_counts_starts),
		TEST(folder_that_cannot_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
