/* What can be picked: the lists of the sheet `choices`, and the steps of a range. */
#ifndef SAYSO_FORM_CHOICES_H
#define SAYSO_FORM_CHOICES_H

#include "surveys/form/form.h"
#include "surveys/form/sheet.h"

#define OPTIONS_ON_PAGE 12 /* what a page holds at most */
#define RANGE_STEPS_MOST 11 /* 0 to 10 */

struct choice_list {
	struct slice name;
	struct option *options;
	size_t count;
	struct csv_cell cell; /* where its name stands first */
	bool used;
};

struct choice_lists {
	struct choice_list *list;
	size_t count;
};

/* False only when memory ends; errors are added. */
MUST_USE bool choices_read(const struct workbook *workbook, struct choice_lists *lists,
			   struct arena *arena, struct problems *problems);
struct choice_list *choices_find(const struct choice_lists *lists, struct slice name);

/* Reads start, end, step and tick_labelset of a range and fills the item's options and words. */
MUST_USE bool range_read(const struct workbook *workbook, struct csv_cell parameters,
			 const struct choice_lists *lists, struct item *item, struct arena *arena,
			 struct problems *problems);

#endif
