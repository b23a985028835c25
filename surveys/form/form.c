#include "surveys/form/form.h"

size_t form_item_index(const struct form *form, struct slice name)
{
	for (size_t i = 0; i < form->item_count; i++)
		if (slice_is(name, form->items[i].name))
			return i;
	return SIZE_MAX;
}

size_t item_option_index(const struct item *item, struct slice name)
{
	for (size_t i = 0; i < item->option_count; i++)
		if (slice_is(name, item->options[i].name))
			return i;
	return SIZE_MAX;
}

bool item_is_asked(const struct item *item)
{
	return item->kind != ITEM_NOTE;
}
