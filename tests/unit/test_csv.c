#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/buffer.h"
#include "surveys/base/csv.h"

struct setting {
	struct arena arena;
	struct problems problems;
	struct source source;
	struct csv_row row;
};

static struct setting *fresh(const char *bytes, size_t size)
{
	struct setting *setting = calloc(1, sizeof *setting);
	assert_non_null(setting);
	arena_init(&setting->arena, 1u << 20);
	setting->source = (struct source){.name = "a.csv", .text = {bytes, size}};
	return setting;
}

static void done(struct setting *setting)
{
	arena_release(&setting->arena);
	free(setting);
}

/* The rows as [cell|cell] one after another. */
static void read_all(struct setting *setting, struct buffer *out)
{
	struct csv_reader reader;
	csv_open(&reader, &setting->source, &setting->arena, &setting->problems);
	while (csv_next(&reader, &setting->row)) {
		for (size_t i = 0; i < setting->row.count; i++) {
			buffer_add_char(out, i == 0 ? '[' : '|');
			buffer_add_slice(out, setting->row.cells[i].text);
		}
		buffer_add_char(out, ']');
	}
	assert_int_equal(reader.failed, setting->problems.errors > 0);
	assert_int_equal(setting->row.count, 0);
	assert_false(csv_next(&reader, &setting->row));
}

static void reads_what_rfc_4180_allows(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"\n\r\n\n", ""},
		{"\xEF\xBB\xBF", ""},
		{"a", "[a]"},
		{"a\n", "[a]"},
		{"a,b\nc,d\n", "[a|b][c|d]"},
		{"a,b\r\nc,d\r\n", "[a|b][c|d]"},
		{"a\n\n\r\nb", "[a][b]"},
		{",\n", "[|]"},
		{"a,,", "[a||]"},
		{" a , b ", "[ a | b ]"},
		{"\xEF\xBB\xBF\"a\",b", "[a|b]"},
		{"\"\"", "[]"},
		{"\"\",\"\"\n", "[|]"},
		{"\"a,b\",c", "[a,b|c]"},
		{"\"a\nb\",c\n", "[a\nb|c]"},
		{"\"a\r\nb\"\r\nc", "[a\r\nb][c]"},
		{"\"say \"\"yes\"\"\"", "[say \"yes\"]"},
		{"\"\"\"\"", "[\"]"},
		{"\"\"\"\"\"\"", "[\"\"]"},
		{"\"\"\",\"", "[\",]"},
		{"sch\xC3\xB6n,\xF0\x9F\x98\x80", "[sch\xC3\xB6n|\xF0\x9F\x98\x80]"},
		{"a\tb", "[a\tb]"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct setting *setting = fresh(rows[i][0], strlen(rows[i][0]));
		struct buffer out = buffer_growing(1000);
		read_all(setting, &out);
		assert_int_equal(setting->problems.errors, 0);
		if (!slice_is(buffer_slice(&out), rows[i][1]))
			fail_msg("row %zu gave %.*s", i, (int)out.size, out.bytes);
		buffer_release(&out);
		done(setting);
	}
}

static void refuses_the_rest_with_its_place(void **state)
{
	static const struct {
		const char *text;
		size_t size; /* 0: to the NUL */
		uint32_t line, column;
		const char *message, *before; /* before: the rows read until then */
	} rows[] = {
		{"a,b\nc,d\"e\n", 0, 2, 4, "a quote stands inside a cell", "[a|b]"},
		{"a, \"b\"\n", 0, 1, 4, "a quote stands inside a cell", ""},
		{"a\n\"b\"c,d\n", 0, 2, 4, "after a closing quote", "[a]"},
		{"\"b\" ,d\n", 0, 1, 4, "after a closing quote", ""},
		{"a,b\nc,\"d\ne,f\n\n", 0, 2, 3, "the quote that begins here is never closed",
		 "[a|b]"},
		{"\"", 0, 1, 1, "never closed", ""},
		{"a,\"b\"\"", 0, 1, 3, "never closed", ""},
		{"\"a\nb\nc", 0, 1, 1, "never closed", ""},
		{"a\nb\0c\n", 6, 2, 2, "a zero byte", ""},
		{"a\x1B[1mb", 0, 1, 2, "a control character", ""},
		{"a\x7F", 0, 1, 2, "a control character", ""},
		{"a\rb\rc", 0, 1, 2, "a carriage return without a line feed", ""},
		{"\"a\r\"\n", 0, 1, 3, "a carriage return without a line feed", ""},
		{"a\r", 0, 1, 2, "a carriage return without a line feed", ""},
		{"name\nMa\xDF\n", 0, 2, 3, "this is not UTF-8", ""},
		{"a\n\xC0\xAF\n", 0, 2, 1, "this is not UTF-8", ""},
		{"a\n\xED\xA0\x80\n", 0, 2, 1, "this is not UTF-8", ""},
		{"a\n\xE2\x82", 0, 2, 1, "this is not UTF-8", ""},
		{"\xFF\xFE"
		 "a\0,\0",
		 6, 1, 1, "UTF-16", ""},
		{"\xFE\xFF\0a", 4, 1, 1, "UTF-16", ""},
		{"PK\x03\x04\x14\0", 6, 1, 1, "a workbook", ""},
		{"\xD0\xCF\x11\xE0\xA1", 5, 1, 1, "a workbook", ""},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		size_t size = rows[i].size == 0 ? strlen(rows[i].text) : rows[i].size;
		struct setting *setting = fresh(rows[i].text, size);
		struct buffer out = buffer_growing(1000);
		read_all(setting, &out);
		const struct problem *problem = &setting->problems.list[0];
		assert_int_equal(setting->problems.errors, 1);
		if (strstr(problem->text, rows[i].message) == NULL)
			fail_msg("row %zu said: %s", i, problem->text);
		if (problem->line != rows[i].line || problem->column != rows[i].column)
			fail_msg("row %zu: at %u:%u", i, (unsigned)problem->line,
				 (unsigned)problem->column);
		assert_true(slice_is(buffer_slice(&out), rows[i].before));
		buffer_release(&out);
		done(setting);
	}
}

/* One more than the most is refused, the most itself is not. */
static void holds_its_limits(void **state)
{
	static const struct {
		const char *piece, *end;
		size_t most; /* pieces before the end */
		const char *message;
		uint32_t line, column; /* of the problem */
	} rows[] = {
		{",", "", CSV_COLUMNS_MOST - 1, "more than 64 columns", 1, 65},
		{"x\n", "", CSV_ROWS_MOST, "more than 120000 lines", 120001, 1},
		{"x", "", CSV_CELL_MOST, "longer than 8192 bytes", 1, 1},
		{"\n", "a", TEXT_FILE_MOST - 1, "larger than 8 MiB", 1, 1},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		for (size_t more = 0; more < 2; more++) {
			struct buffer text = buffer_growing(9u << 20),
				      out = buffer_growing(1u << 20);
			for (size_t n = 0; n < rows[i].most + more; n++)
				buffer_add_text(&text, rows[i].piece);
			buffer_add_text(&text, rows[i].end);
			struct setting *setting = fresh(text.bytes, text.size);
			read_all(setting, &out);
			assert_int_equal(setting->problems.errors, more);
			const struct problem *said = &setting->problems.list[0];
			if (more > 0 &&
			    (strstr(said->text, rows[i].message) == NULL ||
			     said->line != rows[i].line || said->column != rows[i].column))
				fail_msg("row %zu: %u:%u %s", i, (unsigned)said->line,
					 (unsigned)said->column, said->text);
			done(setting);
			buffer_release(&text);
			buffer_release(&out);
		}
	}
}

static void says_when_its_memory_is_full(void **state)
{
	const char *text = "\"abcdefgh\"\"abcdefgh\"\n";
	struct setting *setting = fresh(text, strlen(text));
	struct csv_reader reader;
	(void)state;
	arena_init(&setting->arena, 8);
	csv_open(&reader, &setting->source, &setting->arena, &setting->problems);
	assert_false(csv_next(&reader, &setting->row));
	assert_true(reader.failed);
	assert_non_null(strstr(problems_first(&setting->problems), "needs more memory"));
	done(setting);
}

static void offsets_are_of_the_first_byte_of_a_cell(void **state)
{
	const char *text = "\xEF\xBB\xBF"
			   "ab,\"c d\",,\"\"\n";
	static const size_t offsets[] = {3, 7, 12, 14};
	struct setting *setting = fresh(text, strlen(text));
	struct csv_reader reader;
	(void)state;
	csv_open(&reader, &setting->source, &setting->arena, &setting->problems);
	assert_true(csv_next(&reader, &setting->row));
	assert_int_equal(setting->row.count, countof(offsets));
	for (size_t i = 0; i < countof(offsets); i++)
		assert_int_equal(setting->row.cells[i].offset, offsets[i]);
	assert_int_equal(setting->row.offset, 3);
	done(setting);
}

static const char *const columns[] = {"wave", "look", "forms", NULL};

static void finds_columns_by_name(void **state)
{
	const char *text = "sayso-plan,1,,\r\n"
			   "\r\n"
			   "look, forms ,comment,wave,comment,\r\n"
			   "shore,\" a b\",note,spring,,\r\n"
			   " , ,,\t,\r\n"
			   "calm,,x,\"autumn\"\r\n";
	struct setting *setting = fresh(text, strlen(text));
	struct csv_table *table = calloc(1, sizeof *table);
	(void)state;
	assert_non_null(table);
	assert_true(csv_table_open(table, &setting->source, "sayso-plan", columns, 3,
				   &setting->arena, &setting->problems));
	assert_true(csv_table_next(table));
	assert_true(slice_is(csv_table_cell(table, 0).text, "spring"));
	assert_true(slice_is(csv_table_cell(table, 1).text, "shore"));
	assert_true(slice_is(csv_table_cell(table, 2).text, "a b"));
	assert_memory_equal(text + csv_table_place(table, 2).offset, "a b", 3);
	assert_true(csv_table_next(table));
	assert_true(slice_is(csv_table_cell(table, 0).text, "autumn"));
	assert_int_equal(csv_table_cell(table, 2).text.size, 0);
	assert_int_equal(csv_table_place(table, 2).offset, strstr(text, ",x,") - text);
	assert_false(csv_table_next(table));
	assert_false(table->reader.failed);
	free(table);
	done(setting);
}

static void an_optional_column_is_empty_when_absent(void **state)
{
	const char *text = "wave\nspring\n";
	struct setting *setting = fresh(text, strlen(text));
	struct csv_table *table = calloc(1, sizeof *table);
	(void)state;
	assert_non_null(table);
	assert_true(csv_table_open(table, &setting->source, NULL, columns, 1, &setting->arena,
				   &setting->problems));
	assert_true(csv_table_next(table));
	assert_int_equal(csv_table_cell(table, 1).text.size, 0);
	assert_int_equal(csv_table_place(table, 1).offset, 5);
	free(table);
	done(setting);
}

static void refuses_tables(void **state)
{
	static const struct {
		const char *text;
		uint32_t line, column;
		const char *message, *hint;
		size_t errors;
	} rows[] = {
		{"", 0, 0, "this is not a sayso-plan file", "the first line must be sayso-plan,1",
		 1},
		{"wave,look,forms\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-study,1\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-plan\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-plan,one\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-plan,0\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-plan,1,x\n", 1, 1, "this is not a sayso-plan file", "sayso-plan,1", 1},
		{"sayso-plan,2\n", 1, 12, "made by a newer Sayso", "newest Sayso", 1},
		{"sayso-plan,99999999999999999999\n", 1, 12, "made by a newer Sayso", "newest", 1},
		{"sayso-plan,1\n", 2, 1, "the columns' names is missing", "add a line", 1},
		{"sayso-plan,1\nwave,look\n", 2, 1, "the column \"forms\" is missing", "add it", 1},
		{"sayso-plan,1\ncomment\n", 2, 1, "the column \"wave\" is missing", "add it", 3},
		{"sayso-plan,1\nwave,Look,forms\n", 2, 6, "the column \"Look\" is not known",
		 "the columns are wave, look, forms and comment", 1},
		{"sayso-plan,1\nwave,x,forms,y,look\n", 2, 6, "\"x\" is not known", "", 2},
		{"sayso-plan,1\nwave,look,wave,forms\n", 2, 11, "\"wave\" is there twice", "", 1},
		{"sayso-plan,1\nwave;look;forms\n", 2, 1, "semicolons", "save it with commas", 1},
		{"sayso-plan,1\nwave,lo\"ok\n", 2, 8, "a quote stands inside", "", 1},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct setting *setting = fresh(rows[i].text, strlen(rows[i].text));
		struct csv_table *table = calloc(1, sizeof *table);
		assert_non_null(table);
		assert_false(csv_table_open(table, &setting->source, "sayso-plan", columns, 3,
					    &setting->arena, &setting->problems));
		assert_true(table->reader.failed);
		assert_false(csv_table_next(table));
		const struct problem *problem = &setting->problems.list[0];
		if (strstr(problem->text, rows[i].message) == NULL ||
		    strstr(problem->hint, rows[i].hint) == NULL || problem->line != rows[i].line ||
		    problem->column != rows[i].column)
			fail_msg("row %zu: %u:%u %s; %s", i, (unsigned)problem->line,
				 (unsigned)problem->column, problem->text, problem->hint);
		assert_int_equal(setting->problems.errors, rows[i].errors);
		free(table);
		done(setting);
	}
}

static void a_cell_without_a_column_is_an_error(void **state)
{
	static const struct {
		const char *text;
		uint32_t line, column; /* 0: fine */
	} rows[] = {
		{"wave,look\nspring,shore\n", 0, 0},	{"wave,look\nspring,shore,,\n", 0, 0},
		{"wave,look\nspring,shore,x\n", 2, 14}, {"wave,,look\nspring,,shore\n", 0, 0},
		{"wave,,look\nspring,x,shore\n", 2, 8},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct setting *setting = fresh(rows[i].text, strlen(rows[i].text));
		struct csv_table *table = calloc(1, sizeof *table);
		assert_non_null(table);
		assert_true(csv_table_open(table, &setting->source, NULL, columns, 2,
					   &setting->arena, &setting->problems));
		assert_int_equal(csv_table_next(table), rows[i].line == 0);
		assert_int_equal(table->reader.failed, rows[i].line != 0);
		assert_int_equal(setting->problems.list[0].line, rows[i].line);
		assert_int_equal(setting->problems.list[0].column, rows[i].column);
		free(table);
		done(setting);
	}
}

static void a_quiet_table_quotes_no_cell(void **state)
{
	const char *text = "school,AAABBB\n";
	struct setting *setting = fresh(text, strlen(text));
	struct csv_table *table = calloc(1, sizeof *table);
	(void)state;
	assert_non_null(table);
	setting->source.quiet = true;
	assert_false(csv_table_open(table, &setting->source, NULL, columns, 2, &setting->arena,
				    &setting->problems));
	assert_true(setting->problems.count > 0);
	for (size_t i = 0; i < setting->problems.count; i++) {
		assert_null(strstr(setting->problems.list[i].text, "AAABBB"));
		assert_string_equal(setting->problems.list[i].excerpt, "");
	}
	free(table);
	done(setting);
}

static void writes_cells_that_it_reads_back(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"a b", "a b"},
		{"a,b", "\"a,b\""},
		{"a\"b", "\"a\"\"b\""},
		{"\"", "\"\"\"\""},
		{"a\nb", "\"a\nb\""},
		{"a\r\nb", "\"a\r\nb\""},
		{" a", "\" a\""},
		{"a\t", "\"a\t\""},
		{"sch\xC3\xB6n", "sch\xC3\xB6n"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char memory[100];
		struct buffer out = buffer_over(memory, sizeof memory);
		csv_write_cell(&out, slice_of(rows[i][0]));
		assert_true(slice_is(buffer_slice(&out), rows[i][1]));
		buffer_add_text(&out, ",z\n");
		struct setting *setting = fresh(memory, out.size);
		struct csv_reader reader;
		csv_open(&reader, &setting->source, &setting->arena, &setting->problems);
		assert_true(csv_next(&reader, &setting->row));
		assert_int_equal(setting->row.count, 2);
		assert_true(slice_is(setting->row.cells[0].text, rows[i][0]));
		done(setting);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_rfc_4180_allows),
		cmocka_unit_test(refuses_the_rest_with_its_place),
		cmocka_unit_test(holds_its_limits),
		cmocka_unit_test(says_when_its_memory_is_full),
		cmocka_unit_test(offsets_are_of_the_first_byte_of_a_cell),
		cmocka_unit_test(finds_columns_by_name),
		cmocka_unit_test(an_optional_column_is_empty_when_absent),
		cmocka_unit_test(refuses_tables),
		cmocka_unit_test(a_cell_without_a_column_is_an_error),
		cmocka_unit_test(a_quiet_table_quotes_no_cell),
		cmocka_unit_test(writes_cells_that_it_reads_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
