#include "surveys/base/csv.h"
#include "surveys/base/buffer.h"

#define TABLE_FORMAT 1 /* of every file that begins with a type line */

/* All errors of the reader end it: after a stray quote no cell can be believed. */
static bool fail(struct csv_reader *reader, size_t offset, const char *hint, const char *text)
{
	problem_error(reader->problems, place_at(reader->source, offset), hint, "%s", text);
	reader->failed = true;
	return false;
}

/* Whole files that are no CSV, told by how they begin. */
static bool kind_check(struct csv_reader *reader, struct slice text)
{
	static const struct {
		const char *start, *text;
	} others[] = {
		{"PK\x03\x04", "this is a workbook, not a CSV file"},
		{"\xD0\xCF\x11\xE0", "this is a workbook, not a CSV file"},
		{"\xFF\xFE", "the text is UTF-16, not UTF-8"},
		{"\xFE\xFF", "the text is UTF-16, not UTF-8"},
	};
	if (text.size > TEXT_FILE_MOST)
		return fail(reader, 0, NULL, "the file is larger than 8 MiB");
	for (size_t i = 0; i < countof(others); i++)
		if (slice_starts(text, others[i].start))
			return fail(reader, 0, "save it as CSV UTF-8", others[i].text);
	return true;
}

/* Bad bytes are found before anything is read, so that their message comes first. */
static bool bytes_check(struct csv_reader *reader, struct slice text)
{
	size_t bad;
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		if (c == '\0')
			return fail(reader, i, "save it as CSV UTF-8", "a zero byte stands here");
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
			return fail(reader, i, "delete it", "a control character stands here");
		if (c == '\r' && (i + 1 == text.size || text.bytes[i + 1] != '\n'))
			return fail(reader, i, "save it with line ends of Unix or Windows",
				    "a carriage return without a line feed stands here");
	}
	if (!utf8_valid(text, &bad))
		return fail(reader, bad, "save it as CSV UTF-8", "this is not UTF-8");
	return true;
}

void csv_open(struct csv_reader *reader, const struct source *source, struct arena *arena,
	      struct problems *problems)
{
	*reader = (struct csv_reader){.source = source, .arena = arena, .problems = problems};
	struct slice text = source->text;
	if (!kind_check(reader, text) || !bytes_check(reader, text))
		return;
	if (slice_starts(text, "\xEF\xBB\xBF"))
		reader->at = 3;
}

static bool at_line_end(const struct csv_reader *reader)
{
	struct slice text = reader->source->text;
	return reader->at == text.size || text.bytes[reader->at] == '\n' ||
	       text.bytes[reader->at] == '\r';
}

/* Past LF or CRLF, which bytes_check has seen to be the only ends. */
static void line_end_skip(struct csv_reader *reader)
{
	struct slice text = reader->source->text;
	if (reader->at < text.size && text.bytes[reader->at] == '\r')
		reader->at++;
	if (reader->at < text.size)
		reader->at++;
}

static bool cell_set(struct csv_reader *reader, struct csv_cell *cell, size_t end)
{
	cell->text = slice_from(reader->source->text, cell->offset);
	cell->text.size = end - cell->offset;
	if (cell->text.size > CSV_CELL_MOST)
		return fail(reader, cell->offset, "shorten it",
			    "this cell is longer than 8192 bytes");
	return true;
}

static bool plain_read(struct csv_reader *reader, struct csv_cell *cell)
{
	struct slice text = reader->source->text;
	cell->offset = reader->at;
	for (; !at_line_end(reader) && text.bytes[reader->at] != ','; reader->at++)
		if (text.bytes[reader->at] == '"')
			return fail(reader, reader->at,
				    "put the whole cell in quotes and double those inside",
				    "a quote stands inside a cell that does not begin with one");
	return cell_set(reader, cell, reader->at);
}

/* A copy of the cell in which each pair of quotes is one. */
static bool quotes_undo(struct csv_reader *reader, struct csv_cell *cell)
{
	size_t size = 0;
	char *copy = arena_take(reader->arena, cell->text.size, 1);
	if (copy == NULL)
		return fail(reader, cell->offset, NULL,
			    "the file needs more memory than a file may");
	for (size_t i = 0; i < cell->text.size; i++) {
		copy[size++] = cell->text.bytes[i];
		if (cell->text.bytes[i] == '"')
			i++;
	}
	cell->text = (struct slice){copy, size};
	return true;
}

static bool quoted_read(struct csv_reader *reader, struct csv_cell *cell)
{
	struct slice text = reader->source->text;
	size_t start = reader->at++;
	bool doubled = false;
	cell->offset = reader->at;
	for (;; reader->at++) {
		if (reader->at == text.size)
			return fail(reader, start, "add the closing quote",
				    "the quote that begins here is never closed");
		if (text.bytes[reader->at] != '"')
			continue;
		if (reader->at + 1 == text.size || text.bytes[reader->at + 1] != '"')
			break;
		doubled = true;
		reader->at++;
	}
	if (!cell_set(reader, cell, reader->at))
		return false;
	reader->at++;
	if (!at_line_end(reader) && text.bytes[reader->at] != ',')
		return fail(reader, reader->at, "double the quotes inside a cell",
			    "after a closing quote a comma or the line's end must follow");
	return !doubled || quotes_undo(reader, cell);
}

static bool row_read(struct csv_reader *reader, struct csv_row *row)
{
	struct slice text = reader->source->text;
	for (;;) {
		if (row->count == CSV_COLUMNS_MOST)
			return fail(reader, reader->at, "delete the columns that are not used",
				    "this line has more than 64 columns");
		struct csv_cell *cell = &row->cells[row->count];
		bool quoted = reader->at < text.size && text.bytes[reader->at] == '"';
		if (!(quoted ? quoted_read(reader, cell) : plain_read(reader, cell)))
			return false;
		row->count++;
		if (at_line_end(reader))
			break;
		reader->at++;
	}
	line_end_skip(reader);
	return true;
}

bool csv_next(struct csv_reader *reader, struct csv_row *row)
{
	size_t size = reader->source->text.size;
	row->count = 0;
	if (reader->failed)
		return false;
	while (reader->at < size && at_line_end(reader))
		line_end_skip(reader);
	if (reader->at == size)
		return false;
	row->offset = reader->at;
	if (reader->rows == CSV_ROWS_MOST)
		return fail(reader, reader->at, "split it", "the file has more than 120000 lines");
	reader->rows++;
	if (row_read(reader, row))
		return true;
	row->count = 0;
	return false;
}

/* Spreadsheets pad every line to the widest: cells without a letter count as none. */
static bool row_is_blank(const struct csv_row *row, size_t from)
{
	for (size_t i = from; i < row->count; i++)
		if (slice_trim(row->cells[i].text).size > 0)
			return false;
	return true;
}

static bool row_next(struct csv_table *table)
{
	while (csv_next(&table->reader, &table->row))
		if (!row_is_blank(&table->row, 0))
			return true;
	return false;
}

static bool type_fail(struct csv_table *table, const char *type)
{
	char hint[100];
	snprintf(hint, sizeof hint, "the first line must be %s,%d", type, TABLE_FORMAT);
	problem_error(table->reader.problems, place_at(table->reader.source, table->row.offset),
		      hint, "this is not a %s file", type);
	return false;
}

static bool type_check(struct csv_table *table, const char *type)
{
	int64_t format;
	if (!row_next(table))
		return !table->reader.failed && type_fail(table, type);
	const struct csv_row *row = &table->row;
	if (!slice_is(slice_trim(row->cells[0].text), type) || row->count < 2 ||
	    !row_is_blank(row, 2))
		return type_fail(table, type);
	enum number_fault fault =
		number_read(slice_trim(row->cells[1].text), 1, TABLE_FORMAT, &format);
	if (fault == NUMBER_TOO_LARGE)
		return fail(&table->reader, row->cells[1].offset, "install the newest Sayso",
			    "this file was made by a newer Sayso");
	return fault == NUMBER_FINE || type_fail(table, type);
}

/* The names that the caller gave, as one sentence. */
static const char *known_columns(const struct csv_table *table, char *memory, size_t capacity)
{
	struct buffer out = buffer_over(memory, capacity - 1);
	buffer_add_text(&out, "the columns are ");
	for (const char *const *name = table->columns; *name != NULL; name++)
		buffer_add_format(&out, "%s%s", name == table->columns ? "" : ", ", *name);
	buffer_add_text(&out, " and comment");
	memory[out.size] = '\0';
	return buffer_fits(&out) ? memory : "use a column called comment for notes";
}

static void column_is_unknown(struct csv_table *table, struct slice name, struct place place)
{
	char columns[160];
	struct problems *problems = table->reader.problems;
	const char *hint = known_columns(table, columns, sizeof columns);
	if (memchr(name.bytes, ';', name.size) != NULL && table->row.count == 1)
		problem_error(problems, place, "save it with commas",
			      "semicolons stand between the columns");
	else if (table->reader.source->quiet)
		problem_error(problems, place, hint, "this column is not known");
	else
		problem_error(problems, place, hint, "the column \"%.*s\" is not known",
			      (int)name.size, name.bytes);
}

static void column_match(struct csv_table *table, size_t at)
{
	struct slice name = slice_trim(table->row.cells[at].text);
	struct place place = place_at(table->reader.source, table->row.cells[at].offset);
	if (name.size == 0)
		return;
	table->named |= UINT64_C(1) << at;
	if (slice_is(name, "comment"))
		return;
	for (size_t i = 0; table->columns[i] != NULL; i++) {
		if (!slice_is(name, table->columns[i]))
			continue;
		if (table->column_at[i] != SIZE_MAX)
			problem_error(table->reader.problems, place, "delete one of them",
				      "the column \"%s\" is there twice", table->columns[i]);
		table->column_at[i] = at;
		return;
	}
	column_is_unknown(table, name, place);
}

static void columns_require(struct csv_table *table, size_t required)
{
	for (size_t i = 0; i < required; i++)
		if (table->column_at[i] == SIZE_MAX)
			problem_error(table->reader.problems,
				      place_at(table->reader.source, table->row.offset),
				      "add it to this line", "the column \"%s\" is missing",
				      table->columns[i]);
}

bool csv_table_open(struct csv_table *table, const struct source *source, const char *type,
		    const char *const *columns, size_t required, struct arena *arena,
		    struct problems *problems)
{
	size_t errors = problems->errors;
	*table = (struct csv_table){.columns = columns};
	for (size_t i = 0; i < CSV_COLUMNS_MOST; i++)
		table->column_at[i] = SIZE_MAX;
	csv_open(&table->reader, source, arena, problems);
	if (type != NULL && !type_check(table, type)) {
		table->reader.failed = true;
		return false;
	}
	if (!row_next(table) && !table->reader.failed)
		fail(&table->reader, source->text.size, "add a line with the columns' names",
		     "the line with the columns' names is missing");
	for (size_t i = 0; i < table->row.count; i++)
		column_match(table, i);
	if (problems->errors == errors)
		columns_require(table, required);
	table->reader.failed = problems->errors > errors;
	return !table->reader.failed;
}

bool csv_table_next(struct csv_table *table)
{
	if (!row_next(table))
		return false;
	for (size_t i = 0; i < table->row.count; i++)
		if ((table->named >> i & 1) == 0 && slice_trim(table->row.cells[i].text).size > 0)
			return fail(&table->reader, table->row.cells[i].offset,
				    "put a cell that holds a comma in quotes",
				    "this cell is in no column");
	return true;
}

struct csv_cell csv_table_cell(const struct csv_table *table, size_t column)
{
	size_t at = table->column_at[column];
	if (at == SIZE_MAX || at >= table->row.count)
		return (struct csv_cell){.offset = table->row.offset};
	struct csv_cell cell = table->row.cells[at];
	struct slice trimmed = slice_trim(cell.text);
	if (trimmed.size > 0)
		cell.offset += (size_t)(trimmed.bytes - cell.text.bytes);
	cell.text = trimmed;
	return cell;
}

struct place csv_table_place(const struct csv_table *table, size_t column)
{
	return place_at(table->reader.source, csv_table_cell(table, column).offset);
}

static bool needs_quotes(struct slice text)
{
	if (text.size > 0 && slice_trim(text).size < text.size)
		return true;
	for (size_t i = 0; i < text.size; i++)
		if (text.bytes[i] == '"' || text.bytes[i] == ',' || text.bytes[i] == '\n' ||
		    text.bytes[i] == '\r')
			return true;
	return false;
}

void csv_write_cell(struct buffer *out, struct slice text)
{
	if (!needs_quotes(text)) {
		buffer_add_slice(out, text);
		return;
	}
	buffer_add_char(out, '"');
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] == '"')
			buffer_add_char(out, '"');
		buffer_add_char(out, text.bytes[i]);
	}
	buffer_add_char(out, '"');
}
