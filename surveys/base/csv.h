/* A pull reader of CSV (RFC 4180), strict, with places. Cells are slices of the source, or of the
 * arena where quotes had to be undone. A byte-order mark at the start is skipped. LF and CRLF end a
 * record. */
#ifndef SAYSO_CSV_H
#define SAYSO_CSV_H

#include "surveys/base/arena.h"
#include "surveys/base/bounds.h"
#include "surveys/base/problem.h"

struct csv_cell {
	struct slice text; /* unquoted, not trimmed */
	size_t offset;     /* of its first byte in the source, within the quotes, for place_at */
};

struct csv_row {
	struct csv_cell cells[CSV_COLUMNS_MOST];
	size_t count;
	size_t offset;
};

struct csv_reader {
	const struct source *source;
	struct arena *arena;
	struct problems *problems;
	size_t at, rows;
	bool failed;
};

void csv_open(struct csv_reader *reader, const struct source *source, struct arena *arena,
	      struct problems *problems);
/* False at the end or at the first error (then reader->failed, and the problem is added). Empty
 * lines are skipped. Bad UTF-8, a control character, a stray quote, a missing closing quote, too
 * many rows, columns or bytes are errors. */
MUST_USE bool csv_next(struct csv_reader *reader, struct csv_row *row);

/* A table: the first line `type,format` (such as sayso-plan,1), then a header row, then rows.
 * Column numbers by name; unknown columns but `comment` are an error with a hint. */
struct csv_table {
	struct csv_reader reader;
	const char *const *columns;         /* NULL-terminated names, as given */
	size_t column_at[CSV_COLUMNS_MOST]; /* for each name, its place in the row, or SIZE_MAX */
	uint64_t named; /* a bit for each place in the row whose column has a name */
	struct csv_row row;
};
/* Lines whose cells are all blank are skipped. A cell without a column is an error.
 * type NULL: the file has no type line (scales). required: so many of the first columns must be. */
MUST_USE bool csv_table_open(struct csv_table *table, const struct source *source, const char *type,
			     const char *const *columns, size_t required, struct arena *arena,
			     struct problems *problems);
MUST_USE bool csv_table_next(struct csv_table *table);
/* column: an index into columns. Trimmed; empty if absent. */
struct csv_cell csv_table_cell(const struct csv_table *table, size_t column);
struct place csv_table_place(const struct csv_table *table, size_t column);

/* Writing: one cell, quoted if it must be, no separator. A line of one empty cell would be skipped
 * on reading. */
struct buffer;
void csv_write_cell(struct buffer *out, struct slice text);

#endif
