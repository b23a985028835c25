/* The workbook in one CSV: where sheets begin, headers, cells, and what cannot be placed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "surveys/form/sheet.h"

struct read {
	struct arena arena;
	struct problems problems;
	struct source source;
	struct workbook workbook;
	bool fine;
};

static void read_text(struct read *read, const char *text)
{
	memset(read, 0, sizeof *read);
	read->source = (struct source){.name = "f.csv", .text = slice_of(text)};
	arena_init(&read->arena, 1 << 20);
	read->fine = workbook_read(&read->workbook, &read->source, &read->arena, &read->problems);
}

/* The same three sheets, written in the ways that pyxform takes. */
static const char *const same[] = {
	"survey\n,type,name\n,note,a\n,range,b\nchoices\n,name\n,x\nsettings\n,form_id\n,f\n",
	"survey,type,name\n,note,a\n,range,b\nchoices,name\n,x\nsettings,form_id\n,f\n",
	"\xef\xbb\xbfsurvey\r\n,type,name\r\n,note,a\r\n,range,b\r\n"
	"choices\r\n,name\r\n,x\r\nsettings\r\n,form_id\r\n,f",
	"survey,,\n,type,name\n,,\n,note,a\n\n, range ,\" b\"\n"
	"choices,,\n,name,\n,x,\nsettings,,\n,form_id,\n,f,\n",
	"settings\n,form_id\n,f\nsurvey\n, TYPE ,Name\n,note,a\n,range,b\nchoices\n,name\n,x\n",
};

static void reads_the_same_in_every_layout(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(same); i++) {
		struct read read;
		read_text(&read, same[i]);
		const struct sheet *survey = &read.workbook.sheets[SHEET_SURVEY];
		assert_true(read.fine);
		assert_int_equal(read.problems.count, 0);
		assert_int_equal(survey->row_count, 2);
		size_t type = sheet_find(survey, "type"), name = sheet_find(survey, "name");
		assert_true(slice_is(sheet_cell(survey->rows, type).text, "note"));
		assert_true(slice_is(sheet_cell(survey->rows->next, type).text, "range"));
		assert_true(slice_is(sheet_cell(survey->rows->next, name).text, "b"));
		assert_null(survey->rows->next->next);
		assert_int_equal(read.workbook.sheets[SHEET_CHOICES].row_count, 1);
		assert_int_equal(read.workbook.sheets[SHEET_SETTINGS].row_count, 1);
		arena_release(&read.arena);
	}
}

static void names_columns_and_their_languages(void **state)
{
	struct read read;
	(void)state;
	read_text(&read, "survey\n,\" Label :: English (en) \",list  name,hint::a::b,,"
			 "averyveryveryveryverylongheaderthatnobodyknows\n,x,y,z,,w\n");
	const struct sheet *survey = &read.workbook.sheets[SHEET_SURVEY];
	assert_true(read.fine);
	assert_string_equal(survey->columns[0].base, "label");
	assert_true(slice_is(survey->columns[0].language, "English (en)"));
	assert_string_equal(survey->columns[1].base, "list name");
	assert_int_equal(survey->columns[1].language.size, 0);
	assert_true(slice_is(survey->columns[2].language, "a::b"));
	assert_string_equal(survey->columns[4].base, "");
	assert_true(survey->columns[4].filled);
	assert_false(survey->columns[3].filled);
	assert_int_equal(sheet_find(survey, "type"), SIZE_MAX);
	assert_int_equal(sheet_cell(survey->rows, SIZE_MAX).text.size, 0);
	arena_release(&read.arena);
}

static void finds_the_cell_again(void **state)
{
	struct read read;
	(void)state;
	read_text(&read, "survey\n,type,name\n,note,\"  a\"\n");
	struct csv_cell cell = sheet_cell(read.workbook.sheets[SHEET_SURVEY].rows, 1);
	problem_error(&read.problems, sheet_place(&read.workbook, cell), NULL, "here");
	assert_int_equal(read.problems.list[0].line, 3);
	assert_int_equal(read.problems.list[0].column, 10);
	arena_release(&read.arena);
}

static const struct {
	const char *text, *said;
	uint32_t line, column;
	bool fine; /* the rest can still be read */
} refusals[] = {
	{",type,name\n,note,a\n", "these cells stand in no sheet", 1, 1, true},
	{"Survey\n,type\n,note\n", "no sheet is called `Survey`", 1, 1, true},
	{"survey\n,type\n,note\nscales\n,a\n,b\n", "no sheet is called `scales`", 4, 1, true},
	{"survey\n,type\nentities\n,a\n", "the sheet `entities` is not supported yet", 3, 1, true},
	{"survey\n,type\nexternal_choices\n,a\n", "`external_choices` is not supported yet", 3, 1,
	 true},
	{"survey\n,type\n,note\nsurvey\n,type\n,x\n", "begins a second time", 4, 1, true},
	{"survey\n,type,Type\n,note,x\n", "the column `type` stands here twice", 2, 7, true},
	{"survey\n,label::A,label::A\n,x,x\n", "the column `label` stands here twice", 2, 11,
	 true},
	{"survey\n,type,\n,note,x\n", "in a column without a name", 3, 7, true},
	{"survey\n,type\n,note,x\n", "in a column without a name", 3, 7, true},
	{"survey\n,type\n,no\"te\n", "a quote stands inside a cell", 3, 4, false},
	{"survey\n,\"type\n", "is never closed", 2, 2, false},
};

static void says_what_cannot_be_placed(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(refusals); i++) {
		struct read read;
		read_text(&read, refusals[i].text);
		const struct problem *first = &read.problems.list[0];
		if (read.problems.errors != 1 || !strstr(first->text, refusals[i].said))
			fail_msg("%zu: %zu errors, %s", i, read.problems.errors, first->text);
		if (first->line != refusals[i].line || first->column != refusals[i].column)
			fail_msg("%zu: at %u:%u", i, (unsigned)first->line,
				 (unsigned)first->column);
		assert_int_equal(read.fine, refusals[i].fine);
		arena_release(&read.arena);
	}
}

static void says_when_memory_ends(void **state)
{
	(void)state;
	for (size_t limit = 0; limit < 600; limit += 40) {
		struct read read;
		memset(&read, 0, sizeof read);
		read.source = (struct source){.name = "f.csv", .text = slice_of(same[0])};
		arena_init(&read.arena, limit);
		assert_false(
			workbook_read(&read.workbook, &read.source, &read.arena, &read.problems));
		assert_int_equal(read.problems.errors, 1);
		arena_release(&read.arena);
	}
}

static void knows_names(void **state)
{
	static const struct {
		const char *name;
		bool valid;
	} rows[] = {
		{"a", true},
		{"A_1", true},
		{"_x", true},
		{"", false},
		{"1a", false},
		{"a-b", false},
		{"a.b", false},
		{"a b", false},
		{"\xc3\xa4", false},
		{"a234567890123456789012345678901234567890", true},
		{"a2345678901234567890123456789012345678901", false},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(name_valid(slice_of(rows[i].name)), rows[i].valid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_same_in_every_layout),
		cmocka_unit_test(names_columns_and_their_languages),
		cmocka_unit_test(finds_the_cell_again),
		cmocka_unit_test(says_what_cannot_be_placed),
		cmocka_unit_test(says_when_memory_ends),
		cmocka_unit_test(knows_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
