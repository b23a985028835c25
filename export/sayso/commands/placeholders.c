#include "export/sayso/commands/placeholders.h"
#include "surveys/base/csv.h"

#define COLUMNS 5 /* of the widest table, and the NULL behind them */

/* The first column names the row; the others hold words. */
static const struct words_table {
	const char *file, *type, *columns[COLUMNS];
} tables[] = {
	{"study.csv", "sayso-study", {"setting", "value", "detail", "number", NULL}},
	{"schools.csv", "sayso-schools", {"id", "name", "person", "machines", NULL}},
	{"pages.csv", "sayso-pages", {"page", "words", NULL}},
};

static bool is_placeholder(struct slice words)
{
	return words.size >= 2 && words.bytes[0] == '[' && words.bytes[words.size - 1] == ']';
}

static bool pupils_read(const struct words_table *of, struct slice row, const char *column,
			const struct school *school)
{
	if (strcmp(of->file, "schools.csv") == 0)
		return strcmp(column, "person") == 0 && slice_is(row, school->id);
	return strcmp(of->file, "pages.csv") == 0 || slice_is(row, "helpline");
}

static void row_check(const struct words_table *of, const struct csv_table *table,
		      const struct school *school, struct problems *problems)
{
	struct slice row = csv_table_cell(table, 0).text;

	for (size_t i = 1; of->columns[i]; i++) {
		struct place place = csv_table_place(table, i);

		if (!is_placeholder(csv_table_cell(table, i).text))
			continue;
		if (school && pupils_read(of, row, of->columns[i], school))
			problem_error(problems, place, "write what is true there, without brackets",
				      "pupils would read this placeholder");
		else
			problem_warning(problems, place, "write your own words, without brackets",
					"this is a placeholder still");
	}
}

bool placeholders_find(const struct study_folder *folder, const struct school *school,
		       struct problems *problems)
{
	size_t errors = problems->errors;
	struct arena arena;

	arena_init(&arena, 4 * TEXT_FILE_MOST);
	for (size_t i = 0; i < countof(tables); i++) {
		const struct study_file *file =
			study_file_find(folder->files, folder->file_count, tables[i].file);
		struct csv_table table;

		if (!file || !csv_table_open(&table, &file->source, tables[i].type,
					     tables[i].columns, 2, &arena, problems))
			continue;
		while (csv_table_next(&table))
			row_check(&tables[i], &table, school, problems);
	}
	arena_release(&arena);
	return problems->errors == errors;
}

void help_page_print(const struct study *study, const struct school *school, FILE *out)
{
	fprintf(out, "The help page will say (is it right for every pupil?):\n  %s\n",
		school ? school->person : "the person of their school, from schools.csv");
	for (size_t i = 0; i < study->helpline_count; i++)
		fprintf(out, "  %s: %s\n", study->helplines[i].name, study->helplines[i].number);
}
