#include <sys/stat.h>

#include "export/sayso/commands/codes_file.h"
#include "surveys/base/csv.h"

static const char *const columns[] = {"code", "school", "class", "drawing", "friends", "use", NULL};
enum { CODE_COLUMNS = countof(columns) - 1 };

struct appending {
	struct study_folder *folder;
	const struct study_code *codes;
	size_t count;
	struct problems *problems;
};

static void write_cell(struct buffer *out, const struct study_code *code, size_t column)
{
	static const char *const uses[] = {
		[CODE_PUPIL] = "pupil", [CODE_SPARE] = "spare", [CODE_REHEARSAL] = "rehearsal"};
	const char *const cells[CODE_COLUMNS - 1] = {code->code.text, code->school,
						     code->class_name, drawing_name(code->drawing)};

	if (column < 4)
		buffer_add_text(out, cells[column]);
	else if (column == 4)
		buffer_add_format(out, "%s %s %s", drawing_name(code->false_friends[0]),
				  drawing_name(code->false_friends[1]),
				  drawing_name(code->false_friends[2]));
	else
		buffer_add_text(out, uses[code->use]);
}

/* In the order of the file's own columns. */
static void write_row(struct buffer *out, const struct csv_table *table,
		      const struct study_code *code, const char *line_end)
{
	size_t last = 0;

	for (size_t i = 0; i < CODE_COLUMNS; i++)
		last = table->column_at[i] > last ? table->column_at[i] : last;
	for (size_t at = 0; at <= last; at++) {
		if (at > 0)
			buffer_add_char(out, ',');
		for (size_t i = 0; i < CODE_COLUMNS; i++)
			if (table->column_at[i] == at)
				write_cell(out, code, i);
	}
	buffer_add_text(out, line_end);
}

static bool append(const struct appending *appending, struct slice before, struct buffer *out)
{
	struct source source = {.name = "codes.csv", .text = before, .quiet = true};
	struct csv_table *table = arena_take(&appending->folder->arena, 1, sizeof *table);
	const char *newline = memchr(before.bytes, '\n', before.size);
	const char *line_end =
		newline && newline > before.bytes && newline[-1] == '\r' ? "\r\n" : "\n";

	if (!table) {
		problem_error_at(appending->problems, "codes.csv", "nothing was written",
				 "there is not enough memory for this study");
		return false;
	}
	if (!csv_table_open(table, &source, "sayso-codes", columns, CODE_COLUMNS,
			    &appending->folder->arena, appending->problems))
		return false;
	buffer_add_slice(out, before);
	if (before.bytes[before.size - 1] != '\n')
		buffer_add_text(out, line_end);
	for (size_t i = 0; i < appending->count; i++)
		write_row(out, table, &appending->codes[i], line_end);
	if (buffer_fits(out))
		return true;
	problem_error_at(appending->problems, "codes.csv", "make two studies of it",
			 "the file would be too large");
	return false;
}

/* The study must still be one with the file as it is to be written. */
static bool still_loads(const struct appending *appending, struct slice codes)
{
	struct study_folder *folder = appending->folder;
	struct study_file *files =
		arena_take(&folder->arena, folder->file_count + 1, sizeof *files);
	size_t count = folder->file_count;
	struct problems *again = arena_take(&folder->arena, 1, sizeof *again);

	if (!files || !again) {
		problem_error_at(appending->problems, "codes.csv", "nothing was written",
				 "there is not enough memory for this study");
		return false;
	}
	memcpy(files, folder->files, count * sizeof *files);
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].source.name, "codes.csv") == 0)
			files[i--] = files[--count];
	files[count++].source = (struct source){.name = "codes.csv", .text = codes, .quiet = true};
	if (study_load(files, count, true, &folder->arena, again))
		return true;
	problem_error_at(appending->problems, "codes.csv", "nothing was written",
			 "with these codes: %s", problems_first(again));
	return false;
}

/* Codes are the pupils': a new file is the owner's alone; one that others may read stays so. */
static enum file_kind kind_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && (status.st_mode & 0044) ? FILE_SHARED : FILE_PRIVATE;
}

bool codes_file_append(const char *path, struct study_folder *folder,
		       const struct study_code *codes, size_t count, struct problems *problems)
{
	static const char head[] = "sayso-codes,1\ncode,school,class,drawing,friends,use\n";
	const struct appending appending = {folder, codes, count, problems};
	const struct study_file *file =
		study_file_find(folder->files, folder->file_count, "codes.csv");
	struct buffer text = buffer_growing(TEXT_FILE_MOST);
	char full[PATH_SIZE];
	bool saved = path_join(full, path, "codes.csv") &&
		     append(&appending, file ? file->source.text : slice_of(head), &text) &&
		     still_loads(&appending, buffer_slice(&text)) &&
		     file_write(full, buffer_slice(&text), kind_of(full), file != NULL, problems) !=
			     FILE_FAILED;

	buffer_release(&text);
	return saved;
}
