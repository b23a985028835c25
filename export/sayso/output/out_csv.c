#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/sayso/output/out_csv.h"
#include "surveys/base/csv.h"

#define ROW_MOST (4u << 20)
#define CSV_PATH_MOST 1200

static bool is_number(struct slice text)
{
	bool digits = false;
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (c >= '0' && c <= '9')
			digits = true;
		else if (c != '.' && !(i == 0 && (c == '-' || c == '+')))
			return false;
	}
	return digits;
}

static bool looks_like_formula(struct slice words)
{
	return words.size != 0 && memchr("=+-@\t\r", words.bytes[0], 6) != NULL &&
	       !is_number(words);
}

/* Ids, names and values are of these. What else a study.db says, nobody here has written. */
static bool is_name(struct slice text)
{
	static const char others[] = "._-";
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      memchr(others, c, sizeof others - 1) != NULL))
			return false;
	}
	return true;
}

static bool needs_guard(const struct cell *cell)
{
	return looks_like_formula(cell->text) &&
	       (cell->kind == CELL_WORDS || !is_name(cell->text));
}

static void words_write(struct buffer *out, struct slice words)
{
	struct buffer guarded = buffer_growing(words.size + 2);
	buffer_add_char(&guarded, '\'');
	buffer_add_slice(&guarded, words);
	if (buffer_fits(&guarded))
		csv_write_cell(out, buffer_slice(&guarded));
	else
		out->overflowed = true;
	buffer_release(&guarded);
}

void out_csv_cell(struct buffer *out, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_EMPTY:
		return;
	case CELL_INTEGER:
		buffer_add_format(out, "%lld", (long long)cell->integer);
		return;
	case CELL_REAL:
		buffer_add_format(out, "%.15g", cell->real);
		return;
	case CELL_WORDS:
	case CELL_TEXT:
		if (needs_guard(cell))
			words_write(out, cell->text);
		else
			csv_write_cell(out, cell->text);
		return;
	}
}

static bool row_write(FILE *file, struct buffer *row, const char *path, struct problems *problems)
{
	buffer_add_text(row, "\r\n");
	bool fine = buffer_fits(row) && fwrite(row->bytes, 1, row->size, file) == row->size;
	if (!fine)
		problem_error_at(problems, path, "Is there room on the disk?",
				 "it cannot be written: %s",
				 buffer_fits(row) ? strerror(errno) : "a row is too long");
	row->size = 0;
	return fine;
}

static bool header_write(FILE *file, struct table *table, struct buffer *row, const char *path,
			 struct problems *problems)
{
	size_t count;
	const struct column *columns = table_columns(table, &count);
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			buffer_add_char(row, ',');
		buffer_add_text(row, columns[i].name);
	}
	return row_write(file, row, path, problems);
}

static bool rows_write(FILE *file, struct table *table, const char *path, uint64_t *rows,
		       struct problems *problems)
{
	struct cell cells[TABLE_COLUMNS_MOST];
	struct buffer row = buffer_growing(ROW_MOST);
	size_t count;
	enum table_step step = TABLE_ROW;
	bool fine = header_write(file, table, &row, path, problems);
	(void)table_columns(table, &count);
	for (*rows = 0; fine && (step = table_next(table, cells, problems)) == TABLE_ROW; ++*rows) {
		for (size_t i = 0; i < count; i++) {
			if (i != 0)
				buffer_add_char(&row, ',');
			out_csv_cell(&row, &cells[i]);
		}
		fine = row_write(file, &row, path, problems);
	}
	buffer_release(&row);
	return fine && step == TABLE_DONE;
}

static FILE *temporary_open(const char *temporary, struct problems *problems)
{
	if (unlink(temporary) != 0 && errno != ENOENT) {
		problem_error_at(problems, temporary, NULL, "it cannot be removed: %s",
				 strerror(errno));
		return NULL;
	}
	int descriptor =
		open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	if (file == NULL) {
		problem_error_at(problems, temporary, NULL, "it cannot be made: %s",
				 strerror(errno));
		if (descriptor >= 0)
			close(descriptor);
	}
	return file;
}

bool out_csv_write(struct table *table, const char *path, uint64_t *rows, struct problems *problems)
{
	char temporary[CSV_PATH_MOST];
	int size = snprintf(temporary, sizeof temporary, "%s.part", path);
	if (size < 0 || (size_t)size >= sizeof temporary) {
		problem_error_at(problems, path, NULL, "its path is too long");
		return false;
	}
	FILE *file = temporary_open(temporary, problems);
	if (file == NULL)
		return false;
	bool fine = rows_write(file, table, path, rows, problems);
	bool kept = fflush(file) == 0 && fsync(fileno(file)) == 0;
	kept = fclose(file) == 0 && kept;
	kept = fine && kept && rename(temporary, path) == 0;
	if (fine && !kept)
		problem_error_at(problems, path, "Is there room on the disk?",
				 "it cannot be written: %s", strerror(errno));
	if (!kept)
		unlink(temporary);
	return kept;
}
