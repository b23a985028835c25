#include "kiosk/flow/days.h"

#define DAY_MS INT64_C(86400000)

int32_t days_offer(int32_t wall_day, int32_t pack_day, int32_t last_confirmed)
{
	int32_t day = wall_day > pack_day ? wall_day : pack_day;
	return day > last_confirmed ? day : last_confirmed;
}

int32_t days_start(int32_t wall_day, int32_t last_confirmed)
{
	bool near = wall_day >= last_confirmed && wall_day - last_confirmed < DAYS_OPEN;
	return near ? wall_day : last_confirmed;
}

int32_t days_of_record(int32_t confirmed, int64_t confirmed_at_ms, int64_t now_ms)
{
	int64_t passed = (now_ms - confirmed_at_ms) / DAY_MS;
	return passed > 0 ? confirmed + (int32_t)passed : confirmed;
}

int32_t days_left_at_start(int32_t days_left, int32_t wall_day, int32_t last_confirmed)
{
	bool behind = wall_day < last_confirmed;
	return behind && days_left > 0 ? days_left - 1 : days_left;
}

bool days_over(int32_t opened, int32_t days_left, int32_t today)
{
	return days_left <= 0 || today - opened >= DAYS_OPEN;
}

void days_show(int32_t day, char *out, size_t size)
{
	static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
					       "Friday", "Saturday", "Sunday"};
	static const char *const months[] = {"January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December"};
	char date[11];
	day = day < 0 ? 0 : day;
	day_write(day, date);
	size_t month = (size_t)(date[5] - '0') * 10 + (size_t)(date[6] - '0') - 1;
	const char *number = date[8] == '0' ? date + 9 : date + 8;
	/* 1970-01-01 was a Thursday. */
	snprintf(out, size, "%s %s %s %.4s", weekdays[(day + 3) % 7], number, months[month], date);
}
