#include "surveys/form/form_check.h"
#include "surveys/form/form_choices.h"
#include "surveys/form/form_columns.h"
#include "surveys/form/form_condition.h"
#include "surveys/form/form_settings.h"
#include "surveys/form/form_types.h"

/* The columns of `survey`, found once. */
struct columns {
	size_t type, name, label, hint, required, required_message, relevant, appearance,
		parameters;
	size_t scale, reverse;
};

struct loading {
	struct workbook workbook;
	struct arena *arena;
	struct problems *problems;
	struct choice_lists lists;
	struct columns columns;
	struct form *form;
	struct item *items;
	const struct sheet_row **rows; /* beside each item */
	size_t count;
	bool no_memory;
};

static struct place place_of(const struct loading *loading, struct csv_cell cell)
{
	return sheet_place(&loading->workbook, cell);
}

static const char *text_keep(struct loading *loading, struct slice text)
{
	const char *copy = arena_text(loading->arena, text);
	loading->no_memory |= copy == NULL;
	return copy;
}

/* Words that a pupil reads; NULL where the cell is empty. */
static const char *words_keep(struct loading *loading, struct csv_cell cell, const char *what)
{
	if (cell.text.size == 0)
		return NULL;
	if (cell.text.size > LABEL_MOST)
		problem_error(loading->problems, place_of(loading, cell), "shorten it",
			      "the %s has more than %d bytes", what, LABEL_MOST);
	for (size_t i = 0; i + 1 < cell.text.size; i++) {
		if (cell.text.bytes[i] != '$' || cell.text.bytes[i + 1] != '{')
			continue;
		problem_error(loading->problems, place_of(loading, cell), "write it without ${ }",
			      "an answer inside a %s is not supported yet by this version", what);
		break;
	}
	return text_keep(loading, cell.text);
}

static void name_read(struct loading *loading, const struct sheet_row *row, struct item *item)
{
	struct csv_cell cell = sheet_cell(row, loading->columns.name);
	char generated[32];
	/* pyxform gives names to notes that have none. */
	if (cell.text.size == 0 && item->kind == ITEM_NOTE) {
		int size = snprintf(generated, sizeof generated, "note_%zu", loading->count + 1);
		cell.text = (struct slice){generated, (size_t)size};
	}
	if (cell.text.size == 0)
		problem_error(loading->problems, place_of(loading, cell),
			      "scores and answers are found by it", "this item has no name");
	else if (!name_valid(cell.text))
		problem_error(loading->problems, place_of(loading, cell),
			      "use letters, digits and _, a letter first, at most 40",
			      "this cannot be the name of an item");
	for (size_t i = 0; i < loading->count; i++)
		if (cell.text.size > 0 && slice_is(cell.text, loading->items[i].name))
			problem_error(loading->problems, place_of(loading, cell),
				      "names are unique in the form",
				      "another item has this name already");
	item->name = text_keep(loading, cell.text);
}

static void list_read(struct loading *loading, struct csv_cell type, struct slice rest,
		      struct item *item)
{
	struct slice name = slice_next_word(&rest);
	struct choice_list *list = choices_find(&loading->lists, name);
	struct place place = place_of(loading, type);
	if (slice_is(slice_trim(rest), "or_other"))
		problem_error(loading->problems, place, "add an option for other answers",
			      "or_other is not supported yet by this version");
	else if (slice_trim(rest).size > 0)
		problem_error(loading->problems, place, "write select_one LIST",
			      "more than the name of a list stands behind the type");
	if (name.size == 0)
		problem_error(loading->problems, place, "write select_one LIST",
			      "the type does not name its list");
	else if (!list)
		problem_error(loading->problems, place, "add it to the sheet choices",
			      "no list is called `%.*s`", (int)(name.size < 60 ? name.size : 60),
			      name.bytes);
	if (!list)
		return;
	list->used = true;
	item->options = list->options;
	item->option_count = list->count;
	if (list->count > OPTIONS_ON_PAGE)
		problem_error(
			loading->problems, place, "offer fewer options",
			"more than %d options on a page are not supported yet by this version",
			OPTIONS_ON_PAGE);
}

static void type_details_read(struct loading *loading, const struct sheet_row *row,
			      const struct form_type *type, struct slice rest, struct item *item)
{
	struct csv_cell cell = sheet_cell(row, loading->columns.type);
	struct csv_cell parameters = sheet_cell(row, loading->columns.parameters);
	if (type->takes_list)
		list_read(loading, cell, rest, item);
	else if (rest.size > 0)
		problem_error(loading->problems, place_of(loading, cell), NULL,
			      "nothing can stand behind the type `%s`", type->words);
	if (type->kind == ITEM_RANGE)
		loading->no_memory |= !range_read(&loading->workbook, parameters, &loading->lists,
						  item, loading->arena, loading->problems);
	else if (parameters.text.size > 0)
		problem_error(loading->problems, place_of(loading, parameters), "empty the cell",
			      "parameters of this type are not supported yet by this version");
}

static void appearance_read(struct loading *loading, const struct sheet_row *row,
			    struct item *item)
{
	struct csv_cell cell = sheet_cell(row, loading->columns.appearance);
	struct place place = place_of(loading, cell);
	for (struct slice rest = cell.text, word; (word = slice_next_word(&rest)).size > 0;) {
		const struct form_appearance *appearance = form_appearance_of(word);
		int size = (int)(word.size < 60 ? word.size : 60);
		if (!appearance)
			problem_warning(loading->problems, place, NULL,
					"the appearance `%.*s` is not known and not used", size,
					word.bytes);
		else if (appearance->later)
			problem_error(loading->problems, place, "take it away",
				      "the appearance `%s` is not supported yet by this version",
				      appearance->word);
		else if (appearance->shown)
			problem_warning(loading->problems, place, NULL, "`%s` is shown %s",
					appearance->word, appearance->shown);
		item->likert |= appearance && appearance->likert;
	}
}

static void scale_read(struct loading *loading, const struct sheet_row *row, struct item *item)
{
	struct csv_cell scale = sheet_cell(row, loading->columns.scale);
	struct csv_cell reverse = sheet_cell(row, loading->columns.reverse);
	for (struct slice rest = scale.text, word; (word = slice_next_word(&rest)).size > 0;)
		if (!name_valid(word))
			problem_error(loading->problems, place_of(loading, scale),
				      "names of scales with spaces between",
				      "this cannot be the name of a scale");
	if (scale.text.size > 0 && item->kind == ITEM_NOTE)
		problem_error(loading->problems, place_of(loading, scale), "empty the cell",
			      "a note has no answer that could be scored");
	item->scales = scale.text.size > 0 ? text_keep(loading, scale.text) : NULL;
	item->reverse = form_yes(reverse.text);
	if (!item->reverse && reverse.text.size > 0 && !form_no(reverse.text))
		problem_error(loading->problems, place_of(loading, reverse),
			      "write yes or leave it empty", "reverse is yes or empty");
	else if (item->reverse && scale.text.size == 0)
		problem_error(loading->problems, place_of(loading, reverse), "name its scale too",
			      "an item of no scale cannot be reversed");
}

/* The type of a row; NULL when it is no item: nothing but a comment, or reported. */
static const struct form_type *type_read(struct loading *loading, const struct sheet_row *row,
					 struct slice *rest)
{
	struct csv_cell cell = sheet_cell(row, loading->columns.type);
	struct csv_cell name = sheet_cell(row, loading->columns.name);
	struct csv_cell label = sheet_cell(row, loading->columns.label);
	const struct form_type *type = form_type_of(cell.text, rest);
	if (cell.text.size == 0) {
		if (name.text.size > 0 || label.text.size > 0)
			problem_error(loading->problems, place_of(loading, cell),
				      "write note, select_one LIST, integer or range",
				      "this item has no type");
		return NULL;
	}
	if (!type)
		problem_error(loading->problems, place_of(loading, cell),
			      "this version has note, select_one LIST, integer and range",
			      "no type is called `%.*s`",
			      (int)(cell.text.size < 60 ? cell.text.size : 60), cell.text.bytes);
	else if (type->use == TYPE_LATER)
		problem_error(loading->problems, place_of(loading, cell),
			      "this version has note, select_one LIST, integer and range",
			      "the type `%s` is not supported yet by this version", type->words);
	else if (type->use == TYPE_NEVER)
		problem_error(loading->problems, place_of(loading, cell), "take the row away",
			      "the type `%s` is refused: %s", type->words, type->reason);
	return type && type->use == TYPE_NOW ? type : NULL;
}

static void item_read(struct loading *loading, const struct sheet_row *row)
{
	struct slice rest;
	const struct columns *columns = &loading->columns;
	const struct form_type *type = type_read(loading, row, &rest);
	if (!type)
		return;
	if (loading->count == FORM_ITEMS_MOST) {
		problem_error(loading->problems, place_at(loading->workbook.source, row->offset),
			      NULL, "the form has more than %d items", FORM_ITEMS_MOST);
		return;
	}
	struct item *item = &loading->items[loading->count];
	*item = (struct item){.kind = type->kind, .offset = row->offset};
	name_read(loading, row, item);
	item->label = words_keep(loading, sheet_cell(row, columns->label), "label");
	item->hint = words_keep(loading, sheet_cell(row, columns->hint), "hint");
	item->required_message =
		words_keep(loading, sheet_cell(row, columns->required_message), "message");
	if (!item->label) {
		problem_error(loading->problems, place_of(loading, sheet_cell(row, columns->name)),
			      "write the words that the pupil reads", "this item has no label");
		item->label = "";
	}
	type_details_read(loading, row, type, rest, item);
	appearance_read(loading, row, item);
	scale_read(loading, row, item);
	loading->rows[loading->count++] = row;
}

static void columns_find(struct loading *loading)
{
	const struct sheet *survey = &loading->workbook.sheets[SHEET_SURVEY];
	loading->columns = (struct columns){
		.type = sheet_find(survey, "type"),
		.name = sheet_find(survey, "name"),
		.label = columns_words(survey, "label"),
		.hint = columns_words(survey, "hint"),
		.required = sheet_find(survey, "required"),
		.required_message = columns_words(survey, "required_message"),
		.relevant = sheet_find(survey, "relevant"),
		.appearance = sheet_find(survey, "appearance"),
		.parameters = sheet_find(survey, "parameters"),
		.scale = sheet_find(survey, "scale"),
		.reverse = sheet_find(survey, "reverse"),
	};
}

static void items_read(struct loading *loading)
{
	const struct sheet *survey = &loading->workbook.sheets[SHEET_SURVEY];
	size_t most = survey->row_count < FORM_ITEMS_MOST ? survey->row_count : FORM_ITEMS_MOST;
	columns_find(loading);
	if (survey->has_header &&
	    (loading->columns.type == SIZE_MAX || loading->columns.name == SIZE_MAX)) {
		problem_error(loading->problems,
			      place_at(loading->workbook.source, survey->offset),
			      "survey has at least the columns type, name and label",
			      "the sheet `survey` has no column `%s`",
			      loading->columns.type == SIZE_MAX ? "type" : "name");
		return;
	}
	loading->items = arena_take(loading->arena, most, sizeof *loading->items);
	loading->rows = arena_take(loading->arena, most, sizeof *loading->rows);
	loading->no_memory |= !loading->items || !loading->rows;
	for (const struct sheet_row *row = survey->rows; row && !loading->no_memory;
	     row = row->next)
		item_read(loading, row);
	if (survey->present && survey->row_count == 0)
		problem_error(loading->problems,
			      place_at(loading->workbook.source, survey->offset),
			      "add a row for each question", "the sheet `survey` has no rows");
}

static const struct expr *expression_read(struct loading *loading, struct csv_cell cell,
					  size_t index)
{
	struct condition condition = {&loading->workbook, loading->items,   loading->count, index,
				      loading->arena,     loading->problems};
	return condition_read(&condition, cell);
}

static void required_read(struct loading *loading, struct item *item, struct csv_cell cell)
{
	if (cell.text.size == 0 || form_no(cell.text))
		return;
	if (item->kind == ITEM_NOTE)
		problem_warning(loading->problems, place_of(loading, cell), "empty the cell",
				"a note is read, not answered: it cannot be required");
	cell.text = form_yes(cell.text) ? slice_of("1 = 1") : cell.text;
	item->required = expression_read(loading, cell, (size_t)(item - loading->items));
}

static void expressions_read(struct loading *loading)
{
	for (size_t i = 0; i < loading->count; i++) {
		struct csv_cell relevant = sheet_cell(loading->rows[i], loading->columns.relevant);
		struct csv_cell required = sheet_cell(loading->rows[i], loading->columns.required);
		if (relevant.text.size > 0)
			loading->items[i].relevant = expression_read(loading, relevant, i);
		required_read(loading, &loading->items[i], required);
	}
}

static void whole_check(struct loading *loading)
{
	const struct source *source = loading->workbook.source;
	size_t asked = 0;
	if (!loading->workbook.sheets[SHEET_SURVEY].present)
		problem_error(loading->problems, place_at(source, 0),
			      "begin with a line whose first cell is survey",
			      "the sheet `survey` is missing");
	for (size_t i = 0; i < loading->count; i++)
		asked += item_is_asked(&loading->items[i]) ? 1 : 0;
	if (loading->count > 0 && asked == 0)
		problem_error(loading->problems, place_at(source, loading->items[0].offset), NULL,
			      "the form asks nothing");
	for (size_t i = 0; i < loading->lists.count; i++)
		if (!loading->lists.list[i].used)
			problem_warning(
				loading->problems, place_of(loading, loading->lists.list[i].cell),
				"delete it or name it in a type", "no item uses this list");
}

static void form_fill(struct loading *loading, const uint8_t digest[32])
{
	columns_check(&loading->workbook, loading->problems);
	loading->no_memory |= !settings_read(&loading->workbook, loading->form, loading->arena,
					     loading->problems);
	loading->no_memory |= !choices_read(&loading->workbook, &loading->lists, loading->arena,
					    loading->problems);
	if (!loading->no_memory)
		items_read(loading);
	if (!loading->no_memory)
		expressions_read(loading);
	whole_check(loading);
	loading->form->items = loading->items;
	loading->form->item_count = loading->count;
	memcpy(loading->form->digest, digest, sizeof loading->form->digest);
}

const struct form *form_load(const struct source *source, const uint8_t digest[32],
			     struct arena *arena, struct problems *problems)
{
	size_t errors = problems->errors;
	struct loading loading = {.arena = arena, .problems = problems};
	if (!workbook_read(&loading.workbook, source, arena, problems))
		return NULL;
	loading.form = arena_take(arena, 1, sizeof *loading.form);
	loading.no_memory = !loading.form;
	if (loading.form)
		form_fill(&loading, digest);
	if (loading.no_memory)
		problem_error(problems, place_at(source, 0), NULL,
			      "the questionnaire needs more memory than it may have");
	if (problems->errors > errors)
		return NULL;
	form_check(loading.form, source, problems);
	return loading.form;
}
