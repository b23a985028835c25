#include "surveys/form/sheet.h"

static const char *const sheet_names[SHEETS] = {"survey", "choices", "settings"};

/* Sheets that XLSForm or its tools know and this version does not read. */
static const char *const later_sheets[] = {"external_choices", "entities", "osm",
					   "cascades",         "columns",  "repeats"};

struct reading {
	struct workbook *workbook;
	struct arena *arena;
	struct problems *problems;
	struct sheet *sheet; /* at hand; NULL before the first and behind an unknown one */
	bool skipping;       /* behind an unknown one: its rows are not read */
};

static struct csv_cell cell_trimmed(struct csv_cell cell)
{
	struct slice trimmed = slice_trim(cell.text);
	if (trimmed.size > 0)
		cell.offset += (size_t)(trimmed.bytes - cell.text.bytes);
	cell.text = trimmed;
	return cell;
}

static bool no_memory(const struct reading *reading, size_t offset)
{
	problem_error(reading->problems, place_at(reading->workbook->source, offset), NULL,
		      "the questionnaire needs more memory than it may have");
	return false;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Lower case, one space where there were more; nothing when it is longer than any known name. */
static void base_write(char base[NAME_MOST + 1], struct slice name)
{
	size_t size = 0;
	for (size_t i = 0; i < name.size && size <= NAME_MOST; i++) {
		bool again = name.bytes[i] == ' ' && i > 0 && name.bytes[i - 1] == ' ';
		if (!again && size < NAME_MOST)
			base[size] = lower(name.bytes[i]);
		size += again ? 0 : 1;
	}
	base[size <= NAME_MOST ? size : 0] = '\0';
}

static struct sheet_column column_of(struct csv_cell cell)
{
	struct sheet_column column = {.text = cell.text, .offset = cell.offset};
	struct slice base = cell.text;
	for (size_t i = 0; i + 1 < cell.text.size; i++) {
		if (cell.text.bytes[i] != ':' || cell.text.bytes[i + 1] != ':')
			continue;
		base.size = i;
		column.language = slice_trim(slice_from(cell.text, i + 2));
		break;
	}
	base_write(column.base, slice_trim(base));
	return column;
}

static bool column_same(const struct sheet_column *a, const struct sheet_column *b)
{
	return a->base[0] != '\0' && strcmp(a->base, b->base) == 0 &&
	       slice_equal(a->language, b->language);
}

static bool header_read(struct reading *reading, const struct csv_row *row)
{
	struct sheet *sheet = reading->sheet;
	size_t count = row->count - 1;
	sheet->columns = arena_take(reading->arena, count, sizeof *sheet->columns);
	if (!sheet->columns)
		return no_memory(reading, row->offset);
	sheet->column_count = count;
	sheet->has_header = true;
	for (size_t i = 0; i < count; i++) {
		sheet->columns[i] = column_of(cell_trimmed(row->cells[i + 1]));
		for (size_t k = 0; k < i; k++)
			if (column_same(&sheet->columns[k], &sheet->columns[i]))
				problem_error(reading->problems,
					      place_at(reading->workbook->source,
						       sheet->columns[i].offset),
					      "delete one of them",
					      "the column `%s` stands here twice",
					      sheet->columns[i].base);
	}
	return true;
}

/* A value in a column without a name would be lost unseen. The first of a row says enough. */
static void stray_check(struct reading *reading, const struct csv_row *row)
{
	const struct sheet *sheet = reading->sheet;
	for (size_t i = 1; i < row->count; i++) {
		struct csv_cell cell = cell_trimmed(row->cells[i]);
		bool named = i - 1 < sheet->column_count && sheet->columns[i - 1].text.size > 0;
		if (named || cell.text.size == 0)
			continue;
		problem_error(reading->problems, place_at(reading->workbook->source, cell.offset),
			      "give its column a name, or put a cell that holds a comma in quotes",
			      "this cell stands in a column without a name");
		return;
	}
}

static bool row_keep(struct reading *reading, const struct csv_row *row)
{
	struct sheet *sheet = reading->sheet;
	struct sheet_row *kept = arena_take(reading->arena, 1, sizeof *kept);
	struct csv_cell *cells = arena_take(reading->arena, sheet->column_count, sizeof *cells);
	if (!kept || !cells)
		return no_memory(reading, row->offset);
	for (size_t i = 0; i < sheet->column_count; i++) {
		bool there = i + 1 < row->count;
		cells[i] = there ? cell_trimmed(row->cells[i + 1])
				 : (struct csv_cell){.offset = row->offset};
		sheet->columns[i].filled |= cells[i].text.size > 0;
	}
	stray_check(reading, row);
	*kept = (struct sheet_row){.cells = cells, .offset = row->offset};
	if (sheet->last)
		sheet->last->next = kept;
	else
		sheet->rows = kept;
	sheet->last = kept;
	sheet->row_count++;
	return true;
}

static void sheet_unknown(struct reading *reading, struct csv_cell cell)
{
	struct place place = place_at(reading->workbook->source, cell.offset);
	reading->sheet = NULL;
	reading->skipping = true;
	for (size_t i = 0; i < countof(later_sheets); i++) {
		if (!slice_is(cell.text, later_sheets[i]))
			continue;
		problem_error(reading->problems, place, NULL,
			      "the sheet `%s` is not supported yet by this version",
			      later_sheets[i]);
		return;
	}
	problem_error(reading->problems, place,
		      "the first column names a sheet: survey, choices or settings",
		      "no sheet is called `%.*s`",
		      (int)(cell.text.size < 60 ? cell.text.size : 60), cell.text.bytes);
}

static void sheet_begin(struct reading *reading, struct csv_cell cell)
{
	for (size_t i = 0; i < SHEETS; i++) {
		struct sheet *sheet = &reading->workbook->sheets[i];
		if (!slice_is(cell.text, sheet_names[i]))
			continue;
		if (sheet->present)
			problem_error(reading->problems,
				      place_at(reading->workbook->source, cell.offset),
				      "put all its rows under the first one",
				      "the sheet `%s` begins a second time", sheet_names[i]);
		reading->skipping = sheet->present;
		reading->sheet = sheet->present ? NULL : sheet;
		sheet->present = true;
		sheet->offset = sheet->offset == 0 ? cell.offset : sheet->offset;
		return;
	}
	sheet_unknown(reading, cell);
}

static bool row_empty(const struct csv_row *row)
{
	for (size_t i = 1; i < row->count; i++)
		if (slice_trim(row->cells[i].text).size > 0)
			return false;
	return true;
}

static bool row_take(struct reading *reading, const struct csv_row *row)
{
	struct csv_cell first = cell_trimmed(row->cells[0]);
	if (first.text.size > 0)
		sheet_begin(reading, first);
	if (row_empty(row) || reading->skipping)
		return true;
	if (!reading->sheet) {
		problem_error(reading->problems, place_at(reading->workbook->source, row->offset),
			      "begin with a line whose first cell is survey",
			      "these cells stand in no sheet");
		reading->skipping = true;
		return true;
	}
	return reading->sheet->has_header ? row_keep(reading, row) : header_read(reading, row);
}

bool workbook_read(struct workbook *workbook, const struct source *source, struct arena *arena,
		   struct problems *problems)
{
	struct csv_reader reader;
	struct csv_row row;
	struct reading reading = {.workbook = workbook, .arena = arena, .problems = problems};
	*workbook = (struct workbook){.source = source};
	for (size_t i = 0; i < SHEETS; i++)
		workbook->sheets[i].name = sheet_names[i];
	csv_open(&reader, source, arena, problems);
	while (csv_next(&reader, &row))
		if (!row_take(&reading, &row))
			return false;
	return !reader.failed;
}

size_t sheet_find(const struct sheet *sheet, const char *base)
{
	for (size_t i = 0; i < sheet->column_count; i++)
		if (strcmp(sheet->columns[i].base, base) == 0)
			return i;
	return SIZE_MAX;
}

struct csv_cell sheet_cell(const struct sheet_row *row, size_t column)
{
	return column == SIZE_MAX ? (struct csv_cell){.offset = row->offset} : row->cells[column];
}

struct place sheet_place(const struct workbook *workbook, struct csv_cell cell)
{
	return place_at(workbook->source, cell.offset);
}

bool name_valid(struct slice name)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = lower(name.bytes[i]);
		if (!(c == '_' || (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9')))
			return false;
	}
	return name.size > 0 && name.size <= NAME_MOST;
}
