/* The date that this machine believes in. Nothing hangs on it alone: a person confirms it. */
#ifndef SAYSO_WALL_CLOCK_H
#define SAYSO_WALL_CLOCK_H

#include "surveys/base/text.h"

int32_t wall_day(void); /* local date, days since 1970-01-01; 0 when there is none after that */

#endif
