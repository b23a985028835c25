#include "surveys/form/form_columns.h"

enum use { USE_NOW, USE_WORDS, USE_LATER, USE_NEVER };

struct column {
	enum sheet_name sheet;
	const char *base;
	enum use use;      /* USE_WORDS: now, and may carry a language */
	const char *usual; /* the name that is looked for, where this is another spelling */
};

static const struct column table[] = {
	{SHEET_SURVEY, "type", USE_NOW, NULL},
	{SHEET_SURVEY, "name", USE_NOW, NULL},
	{SHEET_SURVEY, "label", USE_WORDS, NULL},
	{SHEET_SURVEY, "hint", USE_WORDS, NULL},
	{SHEET_SURVEY, "required", USE_NOW, NULL},
	{SHEET_SURVEY, "required_message", USE_WORDS, NULL},
	{SHEET_SURVEY, "required message", USE_WORDS, "required_message"},
	{SHEET_SURVEY, "relevant", USE_NOW, NULL},
	{SHEET_SURVEY, "relevance", USE_NOW, "relevant"},
	{SHEET_SURVEY, "appearance", USE_NOW, NULL},
	{SHEET_SURVEY, "parameters", USE_NOW, NULL},
	{SHEET_SURVEY, "scale", USE_NOW, NULL},
	{SHEET_SURVEY, "reverse", USE_NOW, NULL},
	{SHEET_SURVEY, "comment", USE_NOW, NULL},
	{SHEET_SURVEY, "constraint", USE_LATER, NULL},
	{SHEET_SURVEY, "constraint_message", USE_LATER, NULL},
	{SHEET_SURVEY, "constraint message", USE_LATER, NULL},
	{SHEET_SURVEY, "calculation", USE_LATER, NULL},
	{SHEET_SURVEY, "calculate", USE_LATER, NULL},
	{SHEET_SURVEY, "trigger", USE_LATER, NULL},
	{SHEET_SURVEY, "default", USE_LATER, NULL},
	{SHEET_SURVEY, "read_only", USE_LATER, NULL},
	{SHEET_SURVEY, "read only", USE_LATER, NULL},
	{SHEET_SURVEY, "readonly", USE_LATER, NULL},
	{SHEET_SURVEY, "choice_filter", USE_LATER, NULL},
	{SHEET_SURVEY, "choice filter", USE_LATER, NULL},
	{SHEET_SURVEY, "repeat_count", USE_LATER, NULL},
	{SHEET_SURVEY, "guidance_hint", USE_LATER, NULL},
	{SHEET_SURVEY, "image", USE_LATER, NULL},
	{SHEET_SURVEY, "big-image", USE_LATER, NULL},
	{SHEET_SURVEY, "audio", USE_LATER, NULL},
	{SHEET_SURVEY, "video", USE_LATER, NULL},
	{SHEET_SURVEY, "autoplay", USE_LATER, NULL},
	{SHEET_SURVEY, "media", USE_LATER, NULL},
	{SHEET_SURVEY, "gloss", USE_LATER, NULL},
	{SHEET_SURVEY, "disabled", USE_LATER, NULL},
	{SHEET_SURVEY, "body", USE_LATER, NULL},
	{SHEET_SURVEY, "bind", USE_LATER, NULL},
	{SHEET_SURVEY, "control", USE_LATER, NULL},
	{SHEET_SURVEY, "instance", USE_LATER, NULL},
	{SHEET_SURVEY, "intent", USE_LATER, NULL},
	{SHEET_SURVEY, "query", USE_LATER, NULL},
	{SHEET_SURVEY, "save_to", USE_LATER, NULL},
	{SHEET_SURVEY, "accuracythreshold", USE_LATER, NULL},
	{SHEET_CHOICES, "list_name", USE_NOW, NULL},
	{SHEET_CHOICES, "list name", USE_NOW, "list_name"},
	{SHEET_CHOICES, "name", USE_NOW, NULL},
	{SHEET_CHOICES, "value", USE_NOW, "name"},
	{SHEET_CHOICES, "label", USE_WORDS, NULL},
	{SHEET_CHOICES, "comment", USE_NOW, NULL},
	{SHEET_CHOICES, "image", USE_LATER, NULL},
	{SHEET_CHOICES, "big-image", USE_LATER, NULL},
	{SHEET_CHOICES, "audio", USE_LATER, NULL},
	{SHEET_CHOICES, "video", USE_LATER, NULL},
	{SHEET_CHOICES, "media", USE_LATER, NULL},
	{SHEET_CHOICES, "order", USE_LATER, NULL},
	{SHEET_SETTINGS, "form_id", USE_NOW, NULL},
	{SHEET_SETTINGS, "id_string", USE_NOW, "form_id"},
	{SHEET_SETTINGS, "form_title", USE_NOW, NULL},
	{SHEET_SETTINGS, "title", USE_NOW, "form_title"},
	{SHEET_SETTINGS, "version", USE_NOW, NULL},
	{SHEET_SETTINGS, "default_language", USE_NOW, NULL},
	{SHEET_SETTINGS, "style", USE_NOW, NULL},
	{SHEET_SETTINGS, "allow_choice_duplicates", USE_NOW, NULL},
	{SHEET_SETTINGS, "comment", USE_NOW, NULL},
	{SHEET_SETTINGS, "public_key", USE_NEVER, NULL},
	{SHEET_SETTINGS, "submission_url", USE_NEVER, NULL},
	{SHEET_SETTINGS, "auto_send", USE_NEVER, NULL},
	{SHEET_SETTINGS, "auto_delete", USE_NEVER, NULL},
	{SHEET_SETTINGS, "instance_name", USE_NEVER, NULL},
	{SHEET_SETTINGS, "instance_xmlns", USE_NEVER, NULL},
	{SHEET_SETTINGS, "namespaces", USE_NEVER, NULL},
	{SHEET_SETTINGS, "client_editable", USE_NEVER, NULL},
};

static const struct column *column_known(enum sheet_name sheet, const char *base)
{
	for (size_t i = 0; i < countof(table); i++)
		if (table[i].sheet == sheet && strcmp(table[i].base, base) == 0)
			return &table[i];
	return NULL;
}

/* Letters to change, add or take away to make a of b; both are column names. */
static size_t distance(const char *a, const char *b)
{
	size_t row[NAME_MOST + 1], size = strlen(b);
	for (size_t k = 0; k <= size; k++)
		row[k] = k;
	for (size_t i = 0; a[i] != '\0'; i++) {
		size_t corner = row[0]++;
		for (size_t k = 0; k < size; k++) {
			size_t change = corner + (a[i] != b[k] ? 1 : 0);
			size_t other = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
			corner = row[k + 1];
			row[k + 1] = change < other ? change : other;
		}
	}
	return row[size];
}

/* What was probably meant by a name that is not known, or NULL. */
static const char *column_meant(enum sheet_name sheet, const char *base)
{
	size_t near = strlen(base) < 5 ? 1 : 2;
	for (size_t i = 0; i < countof(table); i++)
		if (table[i].sheet == sheet && distance(base, table[i].base) <= near)
			return table[i].base;
	return NULL;
}

static struct place filled_place(const struct workbook *workbook, const struct sheet *sheet,
				 size_t column)
{
	for (const struct sheet_row *row = sheet->rows; row; row = row->next)
		if (row->cells[column].text.size > 0)
			return sheet_place(workbook, row->cells[column]);
	return place_at(workbook->source, sheet->columns[column].offset);
}

static void unknown_report(const struct sheet_column *column, enum sheet_name sheet,
			   struct place place, struct problems *problems)
{
	const char *meant = column_meant(sheet, column->base);
	int size = (int)(column->text.size < 60 ? column->text.size : 60);
	char hint[100];
	if (!meant) {
		problem_warning(problems, place, "notes to yourself go in a column called comment",
				"the column `%.*s` is not known and not read", size,
				column->text.bytes);
		return;
	}
	snprintf(hint, sizeof hint, "write %s, or comment for a note to yourself", meant);
	problem_error(problems, place, hint, "the column `%.*s` is not known", size,
		      column->text.bytes);
}

/* A column with values in it. */
static void filled_check(const struct workbook *workbook, enum sheet_name sheet, size_t at,
			 struct problems *problems)
{
	const struct sheet_column *column = &workbook->sheets[sheet].columns[at];
	const struct column *known = column_known(sheet, column->base);
	struct place place = filled_place(workbook, &workbook->sheets[sheet], at);
	if (!known)
		unknown_report(column, sheet, place, problems);
	else if (known->use == USE_LATER)
		problem_error(problems, place, "take the column away to use the form without it",
			      "the column `%s` is not supported yet by this version", known->base);
	else if (known->use == USE_NEVER)
		problem_warning(problems, place, "the study says where answers go",
				"the setting `%s` is not used here", known->base);
	else if (known->use == USE_NOW && column->language.size > 0)
		problem_error(problems, place, NULL, "the column `%s` has no languages",
			      known->base);
}

/* Each column of words in one language, and all of them in the same one. */
static void languages_check(const struct workbook *workbook, struct problems *problems)
{
	const struct sheet_column *first = NULL;
	for (enum sheet_name s = 0; s < SHEETS; s++) {
		const struct sheet *sheet = &workbook->sheets[s];
		for (size_t i = 0; i < sheet->column_count; i++) {
			const struct sheet_column *column = &sheet->columns[i];
			const struct column *known = column_known(s, column->base);
			if (!column->filled || !known || known->use != USE_WORDS)
				continue;
			if (first && !slice_equal(first->language, column->language)) {
				problem_error(
					problems, place_at(workbook->source, column->offset),
					"name the same language in every column of words",
					"a second language is not supported yet by this version");
				return;
			}
			first = column;
		}
	}
}

static void default_language_check(const struct workbook *workbook, struct problems *problems)
{
	const struct sheet *settings = &workbook->sheets[SHEET_SETTINGS];
	size_t label = columns_words(&workbook->sheets[SHEET_SURVEY], "label");
	size_t column = sheet_find(settings, "default_language");
	if (!settings->rows || column == SIZE_MAX || label == SIZE_MAX)
		return;
	struct csv_cell wanted = sheet_cell(settings->rows, column);
	struct slice words = workbook->sheets[SHEET_SURVEY].columns[label].language;
	if (words.size > 0 && wanted.text.size > 0 && !slice_equal(words, wanted.text))
		problem_error(problems, sheet_place(workbook, wanted),
			      "write it as the label column does",
			      "no words of this form are in its default language");
}

void columns_check(struct workbook *workbook, struct problems *problems)
{
	for (enum sheet_name s = 0; s < SHEETS; s++) {
		struct sheet *sheet = &workbook->sheets[s];
		for (size_t i = 0; i < sheet->column_count; i++) {
			struct sheet_column *column = &sheet->columns[i];
			const struct column *known = column_known(s, column->base);
			if (column->filled)
				filled_check(workbook, s, i, problems);
			if (known && known->usual)
				snprintf(column->base, sizeof column->base, "%s", known->usual);
		}
	}
	languages_check(workbook, problems);
	default_language_check(workbook, problems);
}

size_t columns_words(const struct sheet *sheet, const char *base)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (sheet->columns[i].filled && strcmp(sheet->columns[i].base, base) == 0)
			return i;
	return SIZE_MAX;
}

struct slice language_code(struct slice name)
{
	struct slice inside = name;
	for (size_t i = 0; i < name.size; i++)
		if (name.bytes[i] == '(')
			inside = slice_from(name, i + 1);
	if (inside.size > 0 && inside.bytes[inside.size - 1] == ')')
		inside.size--;
	for (size_t i = 0; i < inside.size; i++)
		if (inside.bytes[i] < 'a' || inside.bytes[i] > 'z')
			return slice_of("en");
	return inside.size == 2 || inside.size == 3 ? inside : slice_of("en");
}
