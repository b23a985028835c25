/* Which day it is, and what has expired. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "kiosk/flow/days.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)

static void day_is_offered(void **state)
{
	static const struct {
		int32_t wall, pack, last, offered;
	} rows[] = {
		{20782, 20700, 0, 20782},     /* all is well */
		{20600, 20700, 0, 20700},     /* never before the pack's */
		{20600, 20700, 20710, 20710}, /* nor before one that was confirmed */
		{20710, 20700, 20710, 20710}, {0, 20700, 20650, 20700},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(days_offer(rows[i].wall, rows[i].pack, rows[i].last),
				 rows[i].offered);
}

static void start_goes_on_from_a_day(void **state)
{
	static const struct {
		int32_t wall, last, day;
	} rows[] = {
		{20782, 20782, 20782}, {20783, 20782, 20783}, {20788, 20782, 20788},
		{20789, 20782, 20782}, /* so far ahead that nothing is open any more */
		{20781, 20782, 20782}, /* behind */
		{0, 20782, 20782},     {20782, 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(days_start(rows[i].wall, rows[i].last), rows[i].day);
}

static void record_has_a_day(void **state)
{
	static const struct {
		int64_t at, now;
		int32_t day;
	} rows[] = {
		{5, 5, 20782},
		{5, 5 + DAY - 1, 20782},
		{5, 5 + DAY, 20783},
		{5, 5 + 3 * DAY + HOUR, 20785},
		{5 * DAY, HOUR, 20782}, /* never backwards */
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(days_of_record(20782, rows[i].at, rows[i].now), rows[i].day);
}

static void clock_behind_counts_a_day_a_start(void **state)
{
	(void)state;
	assert_int_equal(days_left_at_start(7, 20782, 20782), 7);
	assert_int_equal(days_left_at_start(7, 20790, 20782), 7); /* ahead: believed, not stored */
	assert_int_equal(days_left_at_start(7, 20781, 20782), 6);
	assert_int_equal(days_left_at_start(1, 20781, 20782), 0);
	assert_int_equal(days_left_at_start(0, 20781, 20782), 0);
}

static void session_is_over_after_seven_days(void **state)
{
	static const struct {
		int32_t opened, left, today;
		bool over;
	} rows[] = {
		{20782, 7, 20782, false}, {20782, 7, 20788, false}, {20782, 7, 20789, true},
		{20782, 7, 20781, false}, {20782, 1, 20781, false}, {20782, 0, 20781, true},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(days_over(rows[i].opened, rows[i].left, rows[i].today),
				 rows[i].over);
}

static void day_is_shown(void **state)
{
	static const struct {
		int32_t day;
		const char *shown;
	} rows[] = {
		{0, "Thursday 1 January 1970"},	    {-1, "Thursday 1 January 1970"},
		{20782, "Wednesday 25 November 2026"}, {20785, "Saturday 28 November 2026"},
		{20786, "Sunday 29 November 2026"},    {20787, "Monday 30 November 2026"},
		{20788, "Tuesday 1 December 2026"},    {21243, "Tuesday 29 February 2028"},
		{21183, "Friday 31 December 2027"},
	};
	char shown[40];
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		days_show(rows[i].day, shown, sizeof shown);
		assert_string_equal(shown, rows[i].shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_is_offered),
		cmocka_unit_test(start_goes_on_from_a_day),
		cmocka_unit_test(record_has_a_day),
		cmocka_unit_test(clock_behind_counts_a_day_a_start),
		cmocka_unit_test(session_is_over_after_seven_days),
		cmocka_unit_test(day_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
