/* The rules of good pages as warnings: what an author should look at again. A validated instrument
 * keeps its wording, so nothing here is an error. */
#ifndef SAYSO_FORM_CHECK_H
#define SAYSO_FORM_CHECK_H

#include "surveys/form/form.h"

#define YOUNG_MOST 10 /* years: the rules for the youngest hold up to here */

void form_check(const struct form *form, const struct source *source, struct problems *problems);

/* What holds for the youngest pupils who will see it, in years. source may be NULL: the file is not
 * at hand. Called for each wave by who knows its school years. */
void form_check_ages(const struct form *form, int32_t youngest_years, const struct source *source,
		     struct problems *problems);

/* Minutes for its items, at 20 s each to age 10 and 12 s above, without the rest of a sitting. */
double form_minutes(const struct form *form, int32_t youngest_years);

#endif
