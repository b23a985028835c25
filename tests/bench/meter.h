/* What the programs of `make bench` share: a clock, medians, and a line of the table.
 * Ours and what it stands beside are measured by turns, so that a busy machine slows both. */
#ifndef SAYSO_TESTS_METER_H
#define SAYSO_TESTS_METER_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define METER_MOST 4096

struct meter {
	double us[METER_MOST];
	size_t count;
};

static inline double meter_now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static inline void meter_add(struct meter *meter, double us)
{
	if (meter->count < METER_MOST)
		meter->us[meter->count++] = us;
}

static inline int meter_order(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

static inline double meter_median_us(struct meter *meter)
{
	qsort(meter->us, meter->count, sizeof meter->us[0], meter_order);
	return meter->count == 0 ? 0 : meter->us[meter->count / 2];
}

/* What tests/bench/run.sh reads: what, ours, the other, unit, most of ours / other. */
static inline void meter_print(const char *what, struct meter *ours, struct meter *other,
			       double limit)
{
	printf("%s\t%.1f\t%.1f\tus\t%.2f\n", what, meter_median_us(ours), meter_median_us(other),
	       limit);
}

#endif
