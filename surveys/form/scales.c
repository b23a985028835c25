#include "surveys/form/scales.h"

#include "surveys/base/csv.h"
#include "surveys/form/expr_lex.h"
#include "surveys/form/sheet.h"

enum column {
	COLUMN_NAME,
	COLUMN_LABEL,
	COLUMN_METHOD,
	COLUMN_ITEM_LEAST,
	COLUMN_ITEM_MOST,
	COLUMN_DIRECTION,
	COLUMN_MISSING_MOST,
	COLUMN_MISSING_RULE,
	COLUMN_ROUNDING,
	COLUMN_LEAST,
	COLUMN_MOST,
	COLUMN_RULE,
	COLUMN_LICENCE,
	COLUMN_CITATION,
	COLUMNS,
};

static const char *const column_names[] = {
	"name",      "label",        "method",       "item_least", "item_most",
	"direction", "missing_most", "missing_rule", "rounding",   "least",
	"most",      "rule",         "licence",      "citation",   NULL,
};

/* The words that a column may hold, in the order of its enum. */
static const char *const methods[] = {"sum", "mean", NULL};
static const char *const directions[] = {"better", "worse", "neither", NULL};
static const char *const missing_rules[] = {"none", "prorate", NULL};
static const char *const roundings[] = {"none", "half_up", NULL};
static const char *const rules[] = {"official", "author", "project", NULL};

#define ITEM_VALUE_MOST 10000 /* of a declared range, either side of 0 */

struct loading {
	struct csv_table table;
	const struct source *source;
	const struct form *form;
	struct arena *arena;
	struct problems *problems;
	struct scale *list;
	size_t count;
	bool no_memory;
};

static struct slice cell(const struct loading *loading, enum column column)
{
	return csv_table_cell(&loading->table, column).text;
}

static void fail(struct loading *loading, enum column column, const char *hint, const char *text)
{
	problem_error(loading->problems, csv_table_place(&loading->table, column), hint, "%s: %s",
		      column_names[column], text);
}

static int32_t whole_read(struct loading *loading, enum column column, int32_t least, int32_t most)
{
	int64_t value = least;
	enum number_fault fault = number_read(cell(loading, column), least, most, &value);
	if (fault == NUMBER_TOO_SMALL || fault == NUMBER_TOO_LARGE)
		fail(loading, column, NULL, "this number is out of range");
	else if (fault != NUMBER_FINE)
		fail(loading, column, NULL, "this is not a whole number");
	return (int32_t)value;
}

/* The place of the cell's word among words; 0, and an error, when it is none of them. */
static size_t word_read(struct loading *loading, enum column column, const char *const *words)
{
	char hint[100] = "write";
	size_t size = strlen(hint);
	for (size_t i = 0; words[i]; i++) {
		if (slice_is(cell(loading, column), words[i]))
			return i;
		size += (size_t)snprintf(hint + size, sizeof hint - size, "%s %s",
					 i > 0 ? " or" : "", words[i]);
	}
	fail(loading, column, hint, "this word is not known");
	return 0;
}

static const char *text_read(struct loading *loading, enum column column)
{
	struct slice text = cell(loading, column);
	const char *copy = arena_text(loading->arena, text);
	if (text.size == 0)
		fail(loading, column, "every cell of a scale has a value", "the cell is empty");
	else if (text.size > LABEL_MOST && column == COLUMN_LABEL)
		fail(loading, column, "shorten it", "the label is too long");
	loading->no_memory |= !copy;
	return copy;
}

static const char *name_read(struct loading *loading)
{
	struct slice name = cell(loading, COLUMN_NAME);
	if (name.size > 0 && !name_valid(name))
		fail(loading, COLUMN_NAME, "use letters, digits and _, a letter first, at most 40",
		     "this cannot be the name of a scale");
	for (size_t i = 0; i < loading->count; i++)
		if (slice_is(name, loading->list[i].name))
			fail(loading, COLUMN_NAME, "a scale has one row",
			     "another scale has this name already");
	return text_read(loading, COLUMN_NAME);
}

static bool item_in_scale(const struct item *item, struct slice scale)
{
	struct slice rest = slice_of(item->scales ? item->scales : ""), word;
	while ((word = slice_next_word(&rest)).size > 0)
		if (slice_equal(word, scale))
			return true;
	return false;
}

/* Its options are whole numbers in the declared range: nothing else can be scored. */
static void item_check(struct loading *loading, const struct scale *scale, const struct item *item)
{
	struct place place = csv_table_place(&loading->table, COLUMN_NAME);
	if (item->option_count == 0)
		problem_error(loading->problems, place, "use select_one or range",
			      "the item `%s` of this scale has no options", item->name);
	for (size_t i = 0; i < item->option_count; i++) {
		int64_t value;
		enum number_fault fault = number_read(slice_of(item->options[i].name),
						      scale->item_least, scale->item_most, &value);
		if (fault == NUMBER_FINE)
			continue;
		problem_error(loading->problems, place,
			      "name options by whole numbers from item_least to item_most",
			      "the item `%s` has an option outside the scale's range", item->name);
		return;
	}
}

static void items_find(struct loading *loading, struct scale *scale)
{
	struct slice name = slice_of(scale->name);
	const struct form *form = loading->form;
	struct scale_item *items = arena_take(loading->arena, form->item_count, sizeof *items);
	loading->no_memory |= !items;
	for (size_t i = 0; items && i < form->item_count; i++) {
		if (!item_in_scale(&form->items[i], name))
			continue;
		items[scale->item_count++] = (struct scale_item){i, form->items[i].reverse};
		item_check(loading, scale, &form->items[i]);
	}
	scale->items = items;
	if (items && scale->item_count == 0)
		fail(loading, COLUMN_NAME, "write it in the column scale of its items",
		     "no item of the form is of this scale");
}

static void missing_check(struct loading *loading, const struct scale *scale)
{
	if (scale->item_count > 0 && scale->missing_most >= scale->item_count)
		fail(loading, COLUMN_MISSING_MOST, "ask for some answers",
		     "all items of the scale might be missing");
	else if (scale->prorate && scale->missing_most == 0)
		fail(loading, COLUMN_MISSING_MOST,
		     "write how many may be missing, or the rule none",
		     "prorate needs at least 1");
	else if (!scale->prorate && scale->missing_most > 0)
		fail(loading, COLUMN_MISSING_MOST, "write 0, or the rule prorate",
		     "without a rule none may be missing");
}

/* What items and method give is what the author must have written: a check of the whole row. */
static double bound_read(struct loading *loading, enum column column, const struct scale *scale,
			 int32_t of_item)
{
	double written = expr_number(cell(loading, column));
	double expected = scale->method == SCALE_SUM ? (double)of_item * (double)scale->item_count
						     : (double)of_item;
	if (scale->item_count > 0 && !(written == expected)) {
		char text[80];
		snprintf(text, sizeof text, "%zu items of this range give %g", scale->item_count,
			 expected);
		fail(loading, column, "correct the number, or the items that name the scale",
		     text);
	}
	return expected;
}

static void scale_read(struct loading *loading)
{
	struct scale *scale = &loading->list[loading->count];
	scale->name = name_read(loading);
	scale->label = text_read(loading, COLUMN_LABEL);
	scale->licence = text_read(loading, COLUMN_LICENCE);
	scale->citation = text_read(loading, COLUMN_CITATION);
	scale->method = (enum scale_method)word_read(loading, COLUMN_METHOD, methods);
	scale->direction = (enum scale_direction)word_read(loading, COLUMN_DIRECTION, directions);
	scale->rounding = (enum scale_rounding)word_read(loading, COLUMN_ROUNDING, roundings);
	scale->rule = (enum scale_rule)word_read(loading, COLUMN_RULE, rules);
	scale->prorate = word_read(loading, COLUMN_MISSING_RULE, missing_rules) == 1;
	scale->item_least =
		whole_read(loading, COLUMN_ITEM_LEAST, -ITEM_VALUE_MOST, ITEM_VALUE_MOST);
	scale->item_most =
		whole_read(loading, COLUMN_ITEM_MOST, -ITEM_VALUE_MOST, ITEM_VALUE_MOST);
	scale->missing_most = (size_t)whole_read(loading, COLUMN_MISSING_MOST, 0, FORM_ITEMS_MOST);
	if (loading->no_memory)
		return;
	if (scale->item_least >= scale->item_most) {
		fail(loading, COLUMN_ITEM_MOST, NULL, "must be above item_least");
		return;
	}
	items_find(loading, scale);
	missing_check(loading, scale);
	scale->least = bound_read(loading, COLUMN_LEAST, scale, scale->item_least);
	scale->most = bound_read(loading, COLUMN_MOST, scale, scale->item_most);
}

static bool scale_present(const struct loading *loading, struct slice name)
{
	for (size_t i = 0; i < loading->count; i++)
		if (slice_is(name, loading->list[i].name))
			return true;
	return false;
}

/* A scale that the form names and this file does not have would be lost unseen. */
static void form_scales_check(struct loading *loading)
{
	for (size_t i = 0; i < loading->form->item_count; i++) {
		const struct item *item = &loading->form->items[i];
		struct slice rest = slice_of(item->scales ? item->scales : ""), word;
		while ((word = slice_next_word(&rest)).size > 0)
			if (!scale_present(loading, word))
				problem_error(loading->problems, place_at(loading->source, 0),
					      "add a row for it, or take the name out of the form",
					      "`%s` is of the scale `%.*s`, which has no row here",
					      item->name, (int)word.size, word.bytes);
	}
}

static void rows_read(struct loading *loading)
{
	while (!loading->no_memory && csv_table_next(&loading->table)) {
		if (loading->count == SCALES_MOST) {
			fail(loading, COLUMN_NAME, NULL, "the form has too many scales");
			return;
		}
		scale_read(loading);
		loading->count++;
	}
	if (loading->no_memory)
		problem_error(loading->problems, place_at(loading->source, 0), NULL,
			      "the scales need more memory than they may have");
	else if (!loading->table.reader.failed)
		form_scales_check(loading);
}

const struct scales *scales_load(const struct source *source, const struct form *form,
				 struct arena *arena, struct problems *problems)
{
	size_t errors = problems->errors;
	struct loading loading = {
		.source = source, .form = form, .arena = arena, .problems = problems};
	struct scales *scales = arena_take(arena, 1, sizeof *scales);
	loading.list = arena_take(arena, SCALES_MOST, sizeof *loading.list);
	loading.no_memory = !scales || !loading.list;
	if (!csv_table_open(&loading.table, source, NULL, column_names, COLUMNS, arena, problems))
		return NULL;
	rows_read(&loading);
	if (problems->errors > errors || loading.no_memory)
		return NULL;
	*scales = (struct scales){form, loading.list, loading.count};
	return scales;
}
