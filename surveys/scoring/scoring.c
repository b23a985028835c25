#include "surveys/scoring/scoring.h"

/* The item's value as it counts; reversal happens here and nowhere else. */
static int64_t counted(const struct scale *scale, const struct scale_item *item, int32_t raw)
{
	return item->reverse ? (int64_t)scale->item_least + scale->item_most - raw : raw;
}

/* Half up, by whole numbers: 2.5 is 3, -2.5 is -2; no binary fraction can tip it over. */
static double rounded_half_up(int64_t numerator, int64_t denominator)
{
	int64_t doubled = 2 * numerator + denominator, by = 2 * denominator;
	int64_t whole = doubled / by;
	return (double)(doubled % by < 0 ? whole - 1 : whole);
}

struct score score_scale(const struct scale *scale, const int32_t *values)
{
	struct score score = {.missing = true};
	int64_t sum = 0, count = (int64_t)scale->item_count;
	for (size_t i = 0; i < scale->item_count; i++) {
		int32_t raw = values[scale->items[i].index];
		if (raw == SCORE_ITEM_MISSING)
			continue;
		score.outside |= raw < scale->item_least || raw > scale->item_most;
		sum += counted(scale, &scale->items[i], raw);
		score.answered++;
	}
	size_t missing = scale->item_count - score.answered;
	if (score.outside || score.answered == 0 || missing > scale->missing_most ||
	    (missing > 0 && !scale->prorate))
		return score;
	/* The person's own mean stands in for what is missing: sum x items / answered. */
	int64_t numerator = scale->method == SCALE_SUM ? sum * count : sum;
	int64_t denominator = (int64_t)score.answered;
	score.missing = false;
	score.prorated = missing > 0;
	score.value = scale->rounding == ROUND_HALF_UP ? rounded_half_up(numerator, denominator)
						       : (double)numerator / (double)denominator;
	return score;
}
