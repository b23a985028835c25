/* An item's relevant or required: an expression that names only what is asked before it, and
 * compares it only with options that it has. */
#ifndef SAYSO_FORM_CONDITION_H
#define SAYSO_FORM_CONDITION_H

#include "surveys/form/form.h"
#include "surveys/form/sheet.h"

struct condition {
	const struct workbook *workbook;
	const struct item *items; /* of the form, in order */
	size_t count, index;      /* index: whose condition it is */
	struct arena *arena;
	struct problems *problems;
};

/* NULL when there was an error. */
MUST_USE const struct expr *condition_read(struct condition *condition, struct csv_cell cell);

#endif
