/* Scores: by hand, and over every answer sheet of a small scale against the plain definition. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "surveys/scoring/scoring.h"

#define M     SCORE_ITEM_MISSING
#define ITEMS 10

/* The first `items` items of the form; bit i of reversed turns item i. */
struct rule {
	size_t items;
	unsigned reversed;
	enum scale_method method;
	int32_t least, most;
	size_t missing_most;
	bool prorate;
	enum scale_rounding rounding;
};

static struct score score_by(const struct rule *rule, const int32_t *values)
{
	struct scale_item items[ITEMS];
	for (size_t i = 0; i < ITEMS; i++)
		items[i] = (struct scale_item){i, (rule->reversed >> i & 1) != 0};
	struct scale scale = {
		.name = "s",
		.method = rule->method,
		.item_least = rule->least,
		.item_most = rule->most,
		.missing_most = rule->missing_most,
		.prorate = rule->prorate,
		.rounding = rule->rounding,
		.items = items,
		.item_count = rule->items,
	};
	return score_scale(&scale, values);
}

/* nogood, notproud, useless, respect, failure: the 2nd, 5th, 6th, 8th and 9th in this order. */
#define ROSENBERG                                                                                 \
	{                                                                                         \
		10, 0x1b2, SCALE_SUM, 0, 3, 2, true, ROUND_NONE                                   \
	}
#define SDQ                                                                                       \
	{                                                                                         \
		5, 0, SCALE_SUM, 0, 2, 2, true, ROUND_HALF_UP                                     \
	}
#define LIFESPAN                                                                                  \
	{                                                                                         \
		4, 0, SCALE_MEAN, 1, 5, 1, true, ROUND_NONE                                       \
	}
#define STRICT                                                                                    \
	{                                                                                         \
		4, 0, SCALE_SUM, 1, 5, 0, false, ROUND_NONE                                       \
	}

enum outcome { SCORED, MISSING, OUTSIDE };

static const struct {
	struct rule rule;
	int32_t values[ITEMS];
	enum outcome outcome;
	double value;
	size_t answered;
	bool prorated;
} rows[] = {
	/* the best of oneself: 3 where it is kept, 0 where it is turned */
	{ROSENBERG, {3, 0, 3, 3, 0, 0, 3, 0, 0, 3}, SCORED, 30, 10, false},
	{ROSENBERG, {0, 3, 0, 0, 3, 3, 0, 3, 3, 0}, SCORED, 0, 10, false},
	{ROSENBERG, {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, SCORED, 15, 10, false},
	{ROSENBERG, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, SCORED, 15, 10, false},
	{ROSENBERG, {2, 1, 2, 2, 1, 1, 2, 1, 1, 2}, SCORED, 20, 10, false},
	{ROSENBERG, {M, 0, 3, 3, 0, 0, 3, 0, 0, 3}, SCORED, 30, 9, true},
	{ROSENBERG, {2, M, 2, 2, M, 1, 2, 1, 1, 2}, SCORED, 20, 8, true},
	{ROSENBERG, {M, M, M, 3, 0, 0, 3, 0, 0, 3}, MISSING, 0, 7, false},
	{ROSENBERG, {3, 0, 3, 3, 0, 0, 3, 0, 0, 4}, OUTSIDE, 0, 10, false},
	{ROSENBERG, {3, 0, 3, 3, 0, 0, 3, 0, -1, 3}, OUTSIDE, 0, 10, false},
	{ROSENBERG, {3, -99, 3, 3, 0, 0, 3, 0, 0, 3}, OUTSIDE, 0, 10, false},
	/* half up: 2.5 is 3 */
	{SDQ, {1, 0, 2, 1, 0}, SCORED, 4, 5, false},
	{SDQ, {1, 0, 0, 1, M}, SCORED, 3, 4, true}, /* 2 x 5 / 4 = 2.5 */
	{SDQ, {1, 0, 0, M, M}, SCORED, 2, 3, true}, /* 5/3 = 1.67 */
	{SDQ, {1, 1, 0, M, M}, SCORED, 3, 3, true}, /* 10/3 = 3.33 */
	{SDQ, {2, 2, 2, 0, M}, SCORED, 8, 4, true}, /* 7.5 */
	{SDQ, {0, 0, 0, M, M}, SCORED, 0, 3, true},
	{SDQ, {1, 0, M, M, M}, MISSING, 0, 2, false},
	{LIFESPAN, {1, 2, 3, 4}, SCORED, 2.5, 4, false},
	{LIFESPAN, {5, 5, M, 5}, SCORED, 5, 3, true},
	{LIFESPAN, {1, 2, M, 2}, SCORED, 5.0 / 3, 3, true},
	{LIFESPAN, {M, M, 3, 4}, MISSING, 0, 2, false},
	{LIFESPAN, {M, M, M, M}, MISSING, 0, 0, false},
	{LIFESPAN, {0, 2, 3, 4}, OUTSIDE, 0, 4, false},
	{LIFESPAN, {M, 2, 3, 6}, OUTSIDE, 0, 3, false},
	{STRICT, {5, 5, 5, 5}, SCORED, 20, 4, false},
	{STRICT, {5, 5, 5, M}, MISSING, 0, 3, false},
	/* below zero: -2.5 is -2, as half up has it */
	{{2, 0, SCALE_MEAN, -3, 3, 0, false, ROUND_HALF_UP}, {-3, -2}, SCORED, -2, 2, false},
	{{2, 0, SCALE_MEAN, -3, 3, 0, false, ROUND_HALF_UP}, {-3, -3}, SCORED, -3, 2, false},
	{{2, 3, SCALE_SUM, -3, 3, 0, false, ROUND_NONE}, {-3, 1}, SCORED, 2, 2, false},
	{{2, 0, SCALE_MEAN, 1, 5, 0, false, ROUND_HALF_UP}, {2, 3}, SCORED, 3, 2, false},
	{{2, 0, SCALE_MEAN, 1, 5, 0, false, ROUND_HALF_UP}, {3, 4}, SCORED, 4, 2, false},
};

static void scores_as_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct score score = score_by(&rows[i].rule, rows[i].values);
		if (score.missing != (rows[i].outcome != SCORED) ||
		    score.outside != (rows[i].outcome == OUTSIDE) ||
		    score.answered != rows[i].answered || score.prorated != rows[i].prorated)
			fail_msg("row %zu: missing %d, outside %d, answered %zu, prorated %d", i,
				 score.missing, score.outside, score.answered, score.prorated);
		if (!score.missing && fabs(score.value - rows[i].value) > 1e-12)
			fail_msg("row %zu: %.17g", i, score.value);
	}
}

/* Every answer sheet of three items, 1 to 4 and missing, with every key: the plain sums. */
static void scores_every_sheet_of_a_small_scale(void **state)
{
	(void)state;
	size_t scored = 0;
	for (unsigned sheet = 0; sheet < 5 * 5 * 5 * 8; sheet++) {
		unsigned rest = sheet / 8;
		struct rule rule = {3, sheet % 8, SCALE_SUM, 1, 4, 1, true, ROUND_NONE};
		int32_t values[ITEMS], sum = 0;
		int answered = 0;
		for (size_t i = 0; i < 3; i++, rest /= 5) {
			values[i] = rest % 5 == 0 ? M : (int32_t)(rest % 5);
			if (values[i] == M)
				continue;
			sum += (sheet >> i & 1) != 0 ? 5 - values[i] : values[i];
			answered++;
		}
		struct score score = score_by(&rule, values);
		assert_int_equal(score.missing, answered < 2);
		if (score.missing)
			continue;
		assert_true(fabs(score.value - 3.0 * sum / answered) < 1e-12);
		scored++;
	}
	assert_int_equal(scored, 8 * (64 + 3 * 16));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_as_by_hand),
		cmocka_unit_test(scores_every_sheet_of_a_small_scale),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
