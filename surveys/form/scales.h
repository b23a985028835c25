/* NAME.scales.csv: how a form's items make scales, as data. Const once loaded, in the arena. */
#ifndef SAYSO_SCALES_H
#define SAYSO_SCALES_H

#include "surveys/form/form.h"

enum scale_method { SCALE_SUM, SCALE_MEAN };
enum scale_direction { HIGHER_IS_BETTER, HIGHER_IS_WORSE, HIGHER_IS_NEITHER };
enum scale_rounding { ROUND_NONE, ROUND_HALF_UP };
enum scale_rule { RULE_OFFICIAL, RULE_AUTHOR, RULE_PROJECT };

struct scale_item {
	size_t index; /* in the form */
	bool reverse;
};

struct scale {
	const char *name, *label;
	enum scale_method method;
	int32_t item_least, item_most; /* the items' range; reversed is least + most - value */
	enum scale_direction direction;
	size_t missing_most;           /* items that may be missing */
	bool prorate; /* by the person's mean; else an item missing is a score missing */
	enum scale_rounding rounding;
	double least, most;            /* of the score */
	enum scale_rule rule;
	const char *licence, *citation;
	const struct scale_item *items;
	size_t item_count;
};

struct scales {
	const struct form *form;
	const struct scale *list;
	size_t count;
};

/* Checks that every item of a scale has whole-number option names inside the range, that each scale
 * which the form names is there, that least and most are what the rule gives. NULL on error. */
MUST_USE const struct scales *scales_load(const struct source *source, const struct form *form,
					  struct arena *arena, struct problems *problems);

#endif
