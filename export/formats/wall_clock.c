#include "export/formats/wall_clock.h"

int32_t wall_day(void)
{
	time_t now = time(NULL);
	struct tm date;
	char text[16];
	int32_t day;
	if (localtime_r(&now, &date) == NULL ||
	    strftime(text, sizeof text, "%Y-%m-%d", &date) == 0 || !day_read(slice_of(text), &day))
		return 0;
	return day;
}
