/* A workbook of XLSForm written as one CSV, as pyxform reads it: a row with a value in its first
 * cell begins a sheet; the first row after that with anything in it is the header. Cells are
 * trimmed slices of the source or of the arena. Knows where a cell stands, not what it means. */
#ifndef SAYSO_SHEET_H
#define SAYSO_SHEET_H

#include "surveys/base/csv.h"

/* A column's name: label::English (en) has base "label" and language "English (en)". */
struct sheet_column {
	struct slice text;           /* as written */
	char base[NAME_MOST + 1];    /* lower case, single spaces; "" when too long to be known */
	struct slice language;       /* behind the first "::", empty if there is none */
	size_t offset;
	bool filled;                 /* some row has a value in it */
};

struct sheet_row {
	const struct sheet_row *next;
	const struct csv_cell *cells; /* one for each column, empty where the row is shorter */
	size_t offset;
};

struct sheet {
	const char *name;
	struct sheet_column *columns;
	size_t column_count;
	const struct sheet_row *rows; /* those with a value in them */
	size_t row_count, offset;
	bool present, has_header;
	struct sheet_row *last;
};

enum sheet_name { SHEET_SURVEY, SHEET_CHOICES, SHEET_SETTINGS, SHEETS };

struct workbook {
	const struct source *source;
	struct sheet sheets[SHEETS];
};

/* False only when the file cannot be read as CSV or memory ends; other errors are added, and what
 * could be read is there, so that the caller finds more of them in one run. */
MUST_USE bool workbook_read(struct workbook *workbook, const struct source *source,
			    struct arena *arena, struct problems *problems);

/* The column called base; SIZE_MAX if there is none. The first, where several languages have it. */
size_t sheet_find(const struct sheet *sheet, const char *base);
struct csv_cell sheet_cell(const struct sheet_row *row, size_t column); /* SIZE_MAX: empty */
struct place sheet_place(const struct workbook *workbook, struct csv_cell cell);

/* [A-Za-z_][A-Za-z0-9_]*, at most NAME_MOST: items, scales. */
bool name_valid(struct slice name);

#endif
