#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/wall_clock.h"

/* The day changes at midnight where the school is, not in Greenwich. */
static void the_day_is_that_of_the_place(void **state)
{
	int32_t east, west;
	(void)state;
	setenv("TZ", "EAST-14", 1);
	tzset();
	east = wall_day();
	setenv("TZ", "WEST12", 1);
	tzset();
	west = wall_day();
	assert_in_range(east - west, 1, 2);
	assert_true(west > 20000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_day_is_that_of_the_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
