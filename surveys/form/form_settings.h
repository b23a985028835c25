/* The sheet `settings`: which form this is, and in which language. */
#ifndef SAYSO_FORM_SETTINGS_H
#define SAYSO_FORM_SETTINGS_H

#include "surveys/form/form.h"
#include "surveys/form/sheet.h"

/* Fills id, title, version and language. False only when memory ends; errors are added. */
MUST_USE bool settings_read(const struct workbook *workbook, struct form *form, struct arena *arena,
			    struct problems *problems);

/* yes, true, true() and no, false, false(), as pyxform takes them. Anything else is neither. */
bool form_yes(struct slice text);
bool form_no(struct slice text);

#endif
