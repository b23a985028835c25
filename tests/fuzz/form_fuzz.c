/* surveys/form: whatever loads is a form that the kiosk can show and evaluate. */
#include "surveys/form/form_check.h"
#include "tests/fuzz/fuzz.h"

static struct slice text_of(const void *context, size_t index)
{
	const struct form *form = context;
	const struct item *item = &form->items[index];
	CHECK(index < form->item_count && item_is_asked(item));
	return slice_of(item->option_count > 0 ? item->options[0].name : "7");
}

static void earlier(void *context, size_t index)
{
	CHECK(index < *(const size_t *)context);
}

static void item_hold(const struct form *form, size_t index)
{
	const struct item *item = &form->items[index];
	struct expr_values values = {text_of, form};
	CHECK(form_item_index(form, slice_of(item->name)) == index);
	CHECK(strlen(item->label) > 0 && strlen(item->label) <= LABEL_MOST);
	CHECK((item->kind == ITEM_SELECT_ONE || item->kind == ITEM_RANGE) ==
	      (item->option_count > 0));
	CHECK(item->option_count <= 12);
	for (size_t i = 0; i < item->option_count; i++)
		CHECK(item_option_index(item, slice_of(item->options[i].name)) == i &&
		      item->options[i].label[0] != '\0');
	const struct expr *const conditions[] = {item->relevant, item->required};
	for (size_t i = 0; i < countof(conditions); i++) {
		if (conditions[i] == NULL)
			continue;
		expr_each_name(conditions[i], earlier, &index);
		CHECK(expr_true(conditions[i], &values) == expr_true(conditions[i], &values));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t digest[32];
	struct fuzz fuzz;
	fuzz_begin(&fuzz, "f.csv", bytes, size);
	const struct form *form = form_load(&fuzz.source, digest, &fuzz.arena, fuzz.problems);
	CHECK((form != NULL) == (fuzz.problems->errors == 0));
	for (size_t i = 0; form != NULL && i < form->item_count; i++)
		item_hold(form, i);
	if (form != NULL)
		form_check_ages(form, 8, &fuzz.source, fuzz.problems);
	fuzz_end(&fuzz, form != NULL);
	return 0;
}
