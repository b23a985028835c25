#include "surveys/form/form_choices.h"

#include "surveys/form/expr_lex.h"
#include "surveys/form/form_columns.h"

#define MISSING_CODE_LEAST (-99)
#define MISSING_CODE_MOST (-95)

static const char missing_code_hint[] = "-99 to -95 stand for answers that are missing";

struct reading {
	const struct workbook *workbook;
	const struct sheet *sheet;
	struct choice_lists *lists;
	struct arena *arena;
	struct problems *problems;
	size_t list_name, name, label; /* columns */
};

/* However it is written: the codes of missing answers. */
static bool is_missing_code(struct slice name)
{
	double number = expr_number(name);
	return number >= MISSING_CODE_LEAST && number <= MISSING_CODE_MOST;
}

static bool option_name_valid(struct slice name)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = name.bytes[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '_' || c == '-' || c == '.'))
			return false;
	}
	return name.size > 0 && name.size <= NAME_MOST;
}

struct choice_list *choices_find(const struct choice_lists *lists, struct slice name)
{
	for (size_t i = 0; i < lists->count; i++)
		if (slice_equal(lists->list[i].name, name))
			return &lists->list[i];
	return NULL;
}

/* Counts each list's rows, so that its options can be taken at once. */
static void lists_count(struct reading *reading)
{
	for (const struct sheet_row *row = reading->sheet->rows; row; row = row->next) {
		struct csv_cell cell = sheet_cell(row, reading->list_name);
		struct choice_list *list = choices_find(reading->lists, cell.text);
		if (cell.text.size == 0)
			continue;
		if (!list) {
			list = &reading->lists->list[reading->lists->count++];
			*list = (struct choice_list){.name = cell.text, .cell = cell};
		}
		list->count++;
	}
}

static void option_check(const struct reading *reading, const struct choice_list *list,
			 struct csv_cell name, struct csv_cell label)
{
	struct place place = sheet_place(reading->workbook, name);
	if (name.text.size == 0)
		problem_error(reading->problems, place, "give it a short name, such as a number",
			      "this option has no name");
	else if (!option_name_valid(name.text))
		problem_error(reading->problems, place,
			      "use letters, digits, _ - and ., at most 40 and no spaces",
			      "this cannot be the name of an option");
	else if (is_missing_code(name.text))
		problem_error(reading->problems, place, missing_code_hint,
			      "this value is kept for missing answers");
	for (size_t i = 0; i < list->count; i++)
		if (name.text.size > 0 && slice_is(name.text, list->options[i].name))
			problem_error(reading->problems, place,
				      "names are unique within their list",
				      "the list has an option with this name already");
	if (label.text.size == 0)
		problem_error(reading->problems, sheet_place(reading->workbook, name),
			      "every option has words on the page", "this option has no label");
	else if (label.text.size > LABEL_MOST)
		problem_error(reading->problems, sheet_place(reading->workbook, label),
			      "shorten it", "the label has more than %d bytes", LABEL_MOST);
}

static bool option_read(struct reading *reading, const struct sheet_row *row)
{
	struct csv_cell cell = sheet_cell(row, reading->list_name);
	struct csv_cell name = sheet_cell(row, reading->name);
	struct csv_cell label = sheet_cell(row, reading->label);
	struct choice_list *list = choices_find(reading->lists, cell.text);
	if (!list) {
		if (name.text.size > 0 || label.text.size > 0)
			problem_error(reading->problems, sheet_place(reading->workbook, cell),
				      "write the list's name in each of its rows",
				      "this option belongs to no list");
		return true;
	}
	option_check(reading, list, name, label);
	struct option *option = &list->options[list->count++];
	option->name = arena_text(reading->arena, name.text);
	option->label = arena_text(reading->arena, label.text);
	return option->name && option->label;
}

static bool lists_fill(struct reading *reading)
{
	for (size_t i = 0; i < reading->lists->count; i++) {
		struct choice_list *list = &reading->lists->list[i];
		if (list->count > FORM_OPTIONS_MOST)
			problem_error(reading->problems, sheet_place(reading->workbook, list->cell),
				      NULL, "the list has more than %d options", FORM_OPTIONS_MOST);
		list->options = arena_take(reading->arena, list->count, sizeof *list->options);
		if (!list->options)
			return false;
		list->count = 0;
	}
	for (const struct sheet_row *row = reading->sheet->rows; row; row = row->next)
		if (!option_read(reading, row))
			return false;
	return true;
}

static bool columns_find(struct reading *reading)
{
	const struct sheet *sheet = reading->sheet;
	reading->list_name = sheet_find(sheet, "list_name");
	reading->name = sheet_find(sheet, "name");
	reading->label = columns_words(sheet, "label");
	if (sheet->rows && (reading->list_name == SIZE_MAX || reading->name == SIZE_MAX)) {
		problem_error(reading->problems, place_at(reading->workbook->source, sheet->offset),
			      "choices has the columns list_name, name and label",
			      "the sheet `choices` has no column `%s`",
			      reading->name == SIZE_MAX ? "name" : "list_name");
		return false;
	}
	return sheet->rows != NULL;
}

bool choices_read(const struct workbook *workbook, struct choice_lists *lists, struct arena *arena,
		  struct problems *problems)
{
	const struct sheet *sheet = &workbook->sheets[SHEET_CHOICES];
	struct reading reading = {.workbook = workbook,
				  .sheet = sheet,
				  .lists = lists,
				  .arena = arena,
				  .problems = problems};
	*lists = (struct choice_lists){.count = 0};
	if (!columns_find(&reading))
		return true;
	if (sheet->row_count > FORM_CHOICES_MOST) {
		problem_error(problems, place_at(workbook->source, sheet->offset), NULL,
			      "the form has more than %d options", FORM_CHOICES_MOST);
		return true;
	}
	lists->list = arena_take(arena, sheet->row_count, sizeof *lists->list);
	if (!lists->list)
		return false;
	lists_count(&reading);
	return lists_fill(&reading);
}

/* The parameters of a range, as they are found. */
struct range {
	const struct workbook *workbook;
	struct csv_cell cell;
	struct problems *problems;
	int64_t start, end, step;
	struct slice words; /* tick_labelset */
	bool failed;
};

static void range_fail(struct range *range, const char *hint, const char *text)
{
	problem_error(range->problems, sheet_place(range->workbook, range->cell), hint, "%s", text);
	range->failed = true;
}

/* "start=0" between spaces, commas or semicolons; empty at the end. */
static struct slice parameter_next(struct slice *rest)
{
	size_t start = 0, end;
	while (start < rest->size && strchr(" \t\r\n,;", rest->bytes[start]))
		start++;
	for (end = start; end < rest->size && !strchr(" \t\r\n,;", rest->bytes[end]);)
		end++;
	struct slice word = slice_from(*rest, start);
	word.size = end - start;
	*rest = slice_from(*rest, end);
	return word;
}

static void range_number(struct range *range, struct slice text, int64_t *number)
{
	if (number_read(text, -1000000, 1000000, number) != NUMBER_FINE)
		range_fail(range, "write start=0 end=10 step=1",
			   "start, end and step of a range are whole numbers");
}

static void parameter_take(struct range *range, struct slice word)
{
	const char *equals = memchr(word.bytes, '=', word.size);
	size_t at = equals ? (size_t)(equals - word.bytes) : word.size;
	struct slice key = {word.bytes, at}, value = slice_from(word, at + 1);
	if (slice_is(key, "start"))
		range_number(range, value, &range->start);
	else if (slice_is(key, "end"))
		range_number(range, value, &range->end);
	else if (slice_is(key, "step"))
		range_number(range, value, &range->step);
	else if (slice_is(key, "tick_labelset"))
		range->words = value;
	else if (slice_is(key, "tick_interval") || slice_is(key, "placeholder"))
		range_fail(range, "take it away",
			   "this parameter is not supported yet by this version");
	else
		range_fail(range, "a range has start, end, step and tick_labelset",
			   "a parameter of this range is not known");
}

static void range_check(struct range *range)
{
	if (range->failed)
		return;
	if (range->step < 1 || range->end <= range->start)
		range_fail(range, "write start=0 end=10 step=1",
			   "a range that falls is not supported yet by this version");
	else if ((range->end - range->start) % range->step != 0)
		range_fail(range, "choose a step that ends at the end",
			   "the range does not reach its end in whole steps");
	else if ((range->end - range->start) / range->step >= RANGE_STEPS_MOST)
		range_fail(range, "use start=0 end=10", "a page holds at most 11 boxes of a range");
	else if (range->start <= MISSING_CODE_MOST && range->end >= MISSING_CODE_LEAST)
		range_fail(range, missing_code_hint,
			   "a step of this range is kept for missing answers");
}

static bool range_options(const struct range *range, struct item *item, struct arena *arena)
{
	size_t count = (size_t)((range->end - range->start) / range->step) + 1;
	struct option *options = arena_take(arena, count, sizeof *options);
	if (!options)
		return false;
	for (size_t i = 0; i < count; i++) {
		char text[24];
		int size = snprintf(text, sizeof text, "%lld",
				    (long long)(range->start + (int64_t)i * range->step));
		options[i].name = arena_text(arena, (struct slice){text, (size_t)size});
		options[i].label = options[i].name;
		if (!options[i].name)
			return false;
	}
	item->options = options;
	item->option_count = count;
	return true;
}

/* Words for the ends: a list of two whose names are the first and the last step. */
static void range_words(struct range *range, const struct choice_lists *lists, struct item *item)
{
	struct choice_list *list = choices_find(lists, range->words);
	const struct option *first = &item->options[0],
			    *last = &item->options[item->option_count - 1];
	if (range->words.size == 0)
		return;
	if (!list) {
		range_fail(range, "add it to the sheet choices",
			   "no list has the name that tick_labelset gives");
		return;
	}
	list->used = true;
	if (list->count != 2)
		range_fail(
			range, "give words to the start and the end alone",
			"words between the ends of a range are not supported yet by this version");
	else if (strcmp(list->options[0].name, first->name) != 0 ||
		 strcmp(list->options[1].name, last->name) != 0)
		range_fail(range, "name the list's two rows after the range's start and end",
			   "the list of tick_labelset does not begin and end as the range does");
	item->low_words = list->options[0].label;
	item->high_words = list->options[list->count - 1].label;
}

bool range_read(const struct workbook *workbook, struct csv_cell parameters,
		const struct choice_lists *lists, struct item *item, struct arena *arena,
		struct problems *problems)
{
	struct range range = {.workbook = workbook,
			      .cell = parameters,
			      .problems = problems,
			      .start = 1,
			      .end = 10,
			      .step = 1};
	struct slice rest = parameters.text, word;
	while ((word = parameter_next(&rest)).size > 0)
		parameter_take(&range, word);
	range_check(&range);
	if (range.failed)
		return true;
	if (!range_options(&range, item, arena))
		return false;
	range_words(&range, lists, item);
	return true;
}
