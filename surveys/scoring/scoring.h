/* Answers + scales -> scores. Each item is reversed once; the missing rule is the scale's. Never in
 * the kiosk. */
#ifndef SAYSO_SCORING_H
#define SAYSO_SCORING_H

#include "surveys/form/scales.h"

#define SCORE_ITEM_MISSING INT32_MIN

struct score {
	bool missing;
	double value;
	size_t answered;
	bool prorated;
	bool outside; /* a value was outside the declared range: no score */
};

/* values: one for each item of the form, raw as the option's name says, or SCORE_ITEM_MISSING. */
struct score score_scale(const struct scale *scale, const int32_t *values);

#endif
