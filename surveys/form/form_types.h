/* Every type and appearance of XLSForm, in one table each: shown now, not yet, or never and why. */
#ifndef SAYSO_FORM_TYPES_H
#define SAYSO_FORM_TYPES_H

#include "surveys/form/form.h"

enum type_use { TYPE_NOW, TYPE_LATER, TYPE_NEVER };

struct form_type {
	const char *words; /* as it is written, before the name of a list */
	enum type_use use;
	enum item_kind kind;
	bool takes_list;
	const char *reason; /* TYPE_NEVER */
};

/* The type of a cell; NULL when it is unknown. *rest: what stands behind it ("yesno or_other"). */
const struct form_type *form_type_of(struct slice cell, struct slice *rest);

struct form_appearance {
	const char *word;
	bool likert, later;
	const char *shown; /* how it is shown instead, for the check; NULL: nothing to say */
};
const struct form_appearance *form_appearance_of(struct slice word); /* NULL: unknown */

#endif
