#include "surveys/study/study_tables.h"

enum code_column { CODE_TEXT, CODE_SCHOOL, CODE_CLASS, CODE_DRAWING, CODE_FRIENDS, CODE_USE };

struct codes_reader {
	struct csv_table table;
	struct study *study;
	struct code_row {
		struct study_code code;
		size_t offset;
	} * rows;
	size_t count;
};

static void code_problem(const struct codes_reader *reader, size_t column, const char *hint,
			 const char *text)
{
	problem_error(reader->table.reader.problems, csv_table_place(&reader->table, column), hint,
		      "%s", text);
}

static struct slice cell(const struct codes_reader *reader, size_t column)
{
	return csv_table_cell(&reader->table, column).text;
}

/* In a file a code stands as it is stored: large letters, no space. */
static void code_text_take(const struct codes_reader *reader, struct study_code *code)
{
	struct slice text = cell(reader, CODE_TEXT);
	if (!respondent_code_read(text, &code->code) || !slice_is(text, code->code.text))
		code_problem(reader, CODE_TEXT, "let sayso codes make the codes",
			     "this is not a respondent code");
}

static void use_take(const struct codes_reader *reader, struct study_code *code)
{
	struct slice use = cell(reader, CODE_USE);
	if (slice_is(use, "spare"))
		code->use = CODE_SPARE;
	else if (slice_is(use, "rehearsal"))
		code->use = CODE_REHEARSAL;
	else if (!slice_is(use, "pupil"))
		code_problem(reader, CODE_USE, "write pupil, spare or rehearsal",
			     "this use of a code is not known");
}

/* Codes of a class stand together, so the text of the line before serves again. */
static void class_take(const struct codes_reader *reader, struct study_code *code)
{
	struct slice name = cell(reader, CODE_CLASS);
	const struct study_code *before =
		reader->count > 0 ? &reader->rows[reader->count - 1].code : NULL;
	if (code->use == CODE_REHEARSAL ? name.size > 0 : !class_name_valid(name)) {
		code_problem(reader, CODE_CLASS,
			     code->use == CODE_REHEARSAL ? "empty this cell"
							 : "begin with the year, such as 7B",
			     code->use == CODE_REHEARSAL ? "the rehearsal code has no class"
							 : "this is not a class");
		name.size = 0;
	}
	if (before != NULL && slice_is(name, before->class_name))
		code->class_name = before->class_name;
	else
		code->class_name = arena_text(reader->table.reader.arena, name);
	if (code->class_name == NULL) {
		table_memory_problem(&reader->table);
		code->class_name = "";
	}
}

static void school_of_code_take(const struct codes_reader *reader, struct study_code *code)
{
	const struct school *school = study_school(reader->study, cell(reader, CODE_SCHOOL));
	code->school = school == NULL ? "" : school->id;
	if (school == NULL)
		code_problem(reader, CODE_SCHOOL, "write an id of schools.csv",
			     "this school is not in schools.csv");
}

static void friends_take(const struct codes_reader *reader, struct study_code *code)
{
	size_t all[4], count = 1;
	struct slice rest = cell(reader, CODE_FRIENDS);
	all[0] = code->drawing;
	for (struct slice word; count <= 4 && (word = slice_next_word(&rest)).size > 0; count++) {
		size_t drawing = drawing_index(word);
		if (count == 4 || drawing == SIZE_MAX) {
			count = 0;
			break;
		}
		all[count] = drawing;
		code->false_friends[count - 1] = (uint8_t)drawing;
	}
	if (count != 4) {
		code_problem(reader, CODE_FRIENDS, "name three drawings, with spaces between",
			     "these are not three drawings");
		return;
	}
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < i; j++)
			if (drawings_alike(all[i], all[j])) {
				code_problem(reader, CODE_FRIENDS,
					     "choose drawings of different outlines",
					     "two of these drawings look alike");
				return;
			}
}

static void drawings_take(const struct codes_reader *reader, struct study_code *code)
{
	size_t drawing = drawing_index(cell(reader, CODE_DRAWING));
	if (drawing == SIZE_MAX) {
		code_problem(reader, CODE_DRAWING, "drawings are named as in docs/formats.md",
			     "there is no such drawing");
		return;
	}
	code->drawing = (uint8_t)drawing;
	friends_take(reader, code);
}

static void code_take(struct codes_reader *reader)
{
	struct code_row row = {.offset = reader->table.row.offset};
	code_text_take(reader, &row.code);
	use_take(reader, &row.code);
	class_take(reader, &row.code);
	school_of_code_take(reader, &row.code);
	drawings_take(reader, &row.code);
	reader->rows[reader->count++] = row;
}

static int by_code(const void *a, const void *b)
{
	const struct code_row *left = a, *right = b;
	int order = memcmp(left->code.code.text, right->code.code.text, CODE_SIZE);
	return order != 0 ? order : (left->offset > right->offset) - (left->offset < right->offset);
}

static int by_class(const void *a, const void *b)
{
	const struct code_row *left = a, *right = b;
	int order = strcmp(left->code.school, right->code.school);
	if (order == 0)
		order = strcmp(left->code.class_name, right->code.class_name);
	return order != 0 ? order : (left->offset > right->offset) - (left->offset < right->offset);
}

static bool any_wave_has(const struct study *study, int32_t year)
{
	for (size_t i = 0; i < study->wave_count; i++)
		if (wave_has_year(&study->waves[i], year))
			return true;
	return study->wave_count == 0;
}

static void class_check(const struct codes_reader *reader, const struct code_row *first,
			size_t count)
{
	struct problems *problems = reader->table.reader.problems;
	const struct source *source = reader->table.reader.source;
	const char *name = first->code.class_name;
	if (name[0] == '\0')
		return;
	if (count > CLASS_CODES_MOST)
		problem_error(problems, place_at(source, first[CLASS_CODES_MOST].offset),
			      "make two classes of it", "class %s has more than %d codes", name,
			      CLASS_CODES_MOST);
	if (!any_wave_has(reader->study, class_year(slice_of(name))))
		problem_warning(problems, place_at(source, first->offset),
				"add its year to a wave of plan.csv", "no wave is for class %s",
				name);
}

static void classes_check(const struct codes_reader *reader)
{
	size_t first = 0;
	qsort(reader->rows, reader->count, sizeof *reader->rows, by_class);
	for (size_t i = 1; i <= reader->count; i++) {
		const struct study_code *a = &reader->rows[first].code;
		const struct study_code *b = &reader->rows[i % reader->count].code;
		if (i < reader->count && strcmp(a->school, b->school) == 0 &&
		    strcmp(a->class_name, b->class_name) == 0)
			continue;
		class_check(reader, &reader->rows[first], i - first);
		first = i;
	}
}

/* Leaves the rows sorted by code. */
static void duplicates_check(const struct codes_reader *reader)
{
	qsort(reader->rows, reader->count, sizeof *reader->rows, by_code);
	for (size_t i = 1; i < reader->count; i++) {
		const char *text = reader->rows[i].code.code.text;
		if (text[0] != '\0' && strcmp(text, reader->rows[i - 1].code.code.text) == 0)
			problem_error(reader->table.reader.problems,
				      place_at(reader->table.reader.source, reader->rows[i].offset),
				      "delete one of the lines", "this code is there twice");
	}
}

static bool codes_store(const struct codes_reader *reader)
{
	struct study_code *codes =
		arena_take(reader->table.reader.arena, reader->count, sizeof *codes);
	if (codes == NULL) {
		table_memory_problem(&reader->table);
		return false;
	}
	for (size_t i = 0; i < reader->count; i++)
		codes[i] = reader->rows[i].code;
	reader->study->codes = codes;
	reader->study->code_count = reader->count;
	return true;
}

/* No file has more rows than ends of lines, nor than the reader takes. */
static size_t rows_most(struct slice text)
{
	size_t rows = 1;
	for (size_t i = 0; i < text.size && rows < CSV_ROWS_MOST; i++)
		rows += text.bytes[i] == '\n';
	return rows;
}

bool codes_load(const struct source *source, struct study *study, struct arena *arena,
		struct problems *problems)
{
	static const char *const columns[] = {"code",	 "school", "class", "drawing",
					      "friends", "use",	   NULL};
	struct source quiet = *source;
	struct codes_reader reader = {.study = study};
	size_t errors = problems->errors;
	quiet.quiet = true;
	if (!csv_table_open(&reader.table, &quiet, "sayso-codes", columns, 6, arena, problems))
		return false;
	reader.rows = arena_take(arena, rows_most(source->text), sizeof *reader.rows);
	if (reader.rows == NULL) {
		table_memory_problem(&reader.table);
		return false;
	}
	while (csv_table_next(&reader.table))
		code_take(&reader);
	if (reader.count > 0)
		classes_check(&reader);
	duplicates_check(&reader);
	return codes_store(&reader) && problems->errors == errors;
}
