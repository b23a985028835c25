#include "surveys/form/form_condition.h"

#include "surveys/form/expr_lex.h"

static size_t index_of(const void *context, struct slice name)
{
	const struct condition *condition = context;
	for (size_t i = 0; i < condition->count; i++)
		if (slice_is(name, condition->items[i].name))
			return i;
	return SIZE_MAX;
}

static struct place place_of(const struct condition *condition)
{
	return place_at(condition->workbook->source, condition->items[condition->index].offset);
}

/* Only what was asked before is known: so no circles, and one pass in order is enough. */
static void name_check(void *context, size_t index)
{
	const struct condition *condition = context;
	const struct item *named = &condition->items[index];
	const char *name = condition->items[condition->index].name;
	if (index >= condition->index)
		problem_error(condition->problems, place_of(condition), "move this item behind it",
			      "`%s` depends on `%s`, which is not asked before it", name,
			      named->name);
	else if (!item_is_asked(named))
		problem_error(condition->problems, place_of(condition), NULL,
			      "`%s` depends on `%s`, which is a note and has no answer", name,
			      named->name);
}

static bool option_present(const struct item *item, const struct expr_option *option)
{
	if (!option->is_number)
		return item_option_index(item, option->text) != SIZE_MAX;
	for (size_t i = 0; i < item->option_count; i++)
		if (expr_number(slice_of(item->options[i].name)) == option->number)
			return true;
	return false;
}

/* An option that is not there would never be picked: the question would be asked of nobody. */
static void option_check(void *context, const struct expr_option *option)
{
	const struct condition *condition = context;
	const struct item *named = &condition->items[option->index];
	bool unanswered = !option->is_number && option->text.size == 0;
	if (named->option_count == 0 || unanswered || option_present(named, option))
		return;
	problem_error(condition->problems, place_of(condition),
		      "write the option's name, not its label",
		      "`%s` depends on an option that `%s` does not have",
		      condition->items[condition->index].name, named->name);
}

const struct expr *condition_read(struct condition *condition, struct csv_cell cell)
{
	struct expr_names names = {index_of, condition};
	const struct expr *expr = expr_compile(cell.text, sheet_place(condition->workbook, cell),
					       &names, condition->arena, condition->problems);
	if (!expr)
		return NULL;
	expr_each_name(expr, name_check, condition);
	expr_each_option(expr, option_check, condition);
	return expr;
}
