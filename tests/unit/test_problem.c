#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/problem.h"

static struct problems *fresh(void)
{
	struct problems *problems = calloc(1, sizeof *problems);
	assert_non_null(problems);
	return problems;
}

static void assert_printed(const struct problems *problems, const char *expected)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	problems_print(problems, out);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, expected);
	free(text);
}

static void finds_line_column_and_caret(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		uint32_t line, column;
		const char *excerpt;
		uint32_t caret;
	} rows[] = {
		{"", 0, 0, 0, "", 0},
		{"abc", 0, 1, 1, "abc", 0},
		{"abc", 3, 1, 4, "abc", 3},
		{"abc", 99, 1, 4, "abc", 3},
		{"one\ntwo\nthree", 9, 3, 2, "three", 1},
		{"one\ntwo", 3, 1, 4, "one", 3},       /* on the line feed itself */
		{"one\r\ntwo\r\n", 4, 1, 4, "one", 3}, /* on that of CRLF */
		{"one\r\ntwo\r\n", 6, 2, 2, "two", 1},
		{"one\n", 4, 2, 1, "", 0}, /* after the last */
		{"\n\nx", 1, 2, 1, "", 0},
		{"\xEF\xBB\xBFname,x", 8, 1, 6, "name,x",
		 5}, /* a byte-order mark is no character */
		{"\xEF\xBB\xBFname", 0, 1, 1, "name", 0},
		{"\xC3\xA9\xC3\xA9x", 4, 1, 3, "\xC3\xA9\xC3\xA9x", 2},
		{"\xC3\xA9x", 1, 1, 1, "\xC3\xA9x", 0},   /* within a character */
		{"o\xCC\x88x", 3, 1, 3, "o\xCC\x88x", 1}, /* a combining mark has no cell */
		{"\xE6\x97\xA5\xE6\x9C\xAC,x", 7, 1, 4, "\xE6\x97\xA5\xE6\x9C\xAC,x", 5},
		{"a\tb", 2, 1, 3, "a b", 2},
		{"a\x1B[31mb\x7F", 6, 1, 7, "a?[31mb?", 6},
		{"a\xC2\x9Bz\xE2\x80\xAEy", 3, 1, 3, "a?z?y",
		 2}, /* CSI of C1, right-to-left override */
		{"a\xFF\xC3;", 3, 1, 4, "a??;", 3},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct problems *problems = fresh();
		struct source source = {.name = "a.csv", .text = slice_of(rows[i].text)};
		problem_error(problems, place_at(&source, rows[i].offset), NULL, "x");
		const struct problem *problem = &problems->list[0];
		assert_string_equal(problem->excerpt, rows[i].excerpt);
		if (problem->line != rows[i].line || problem->column != rows[i].column ||
		    problem->caret != rows[i].caret)
			fail_msg("row %zu gave %u:%u, caret %u", i, (unsigned)problem->line,
				 (unsigned)problem->column, (unsigned)problem->caret);
		free(problems);
	}
}

/* Wherever the column is in a long line, the character above the caret is that of the place. */
static void shows_the_column_of_a_long_line(void **state)
{
	static const char *const pieces[] = {"0123456789", "\xC3\xA4\xC3\xB6",
					     "\xE2\x82\xAC\xE2\x82\xA4z"};
	(void)state;
	for (size_t p = 0; p < countof(pieces); p++) {
		char text[1000];
		size_t period = strlen(pieces[p]), size = sizeof text - sizeof text % period;
		for (size_t i = 0; i < size; i++)
			text[i] = pieces[p][i % period];
		struct source source = {.name = "a.csv", .text = {text, size}};
		for (size_t offset = 0, next = 0; offset < size; offset = next) {
			struct problems *problems = fresh();
			problem_error(problems, place_at(&source, offset), NULL, "x");
			struct slice excerpt = slice_of(problems->list[0].excerpt);
			size_t at = 0;
			for (uint32_t cell = 0; cell < problems->list[0].caret; cell++)
				utf8_next(excerpt, &at);
			assert_int_equal(utf8_next(excerpt, &at), utf8_next(source.text, &next));
			assert_true(utf8_valid(excerpt, NULL));
			assert_null(memchr(excerpt.bytes, '?', excerpt.size));
			free(problems);
		}
	}
}

static void prints_as_a_compiler_does(void **state)
{
	struct problems *problems = fresh();
	struct source source = {.name = "forms/wellbeing.csv",
				.text = slice_of("survey,,\n,select_on yesno,good_things\n")};
	(void)state;
	problem_error(problems, place_at(&source, 10), "write select_one",
		      "the type \"%s\" is not known", "select_on");
	problem_warning(problems, place_none(), NULL, "the page is full");
	problem_error_at(problems, "study.db", "make room", "the disk is full");
	problem_error_at(problems, NULL, NULL, "out of memory");
	assert_printed(problems,
		       "forms/wellbeing.csv:2:2: error: the type \"select_on\" is not known\n"
		       "  ,select_on yesno,good_things\n"
		       "   ^\n"
		       "  hint: write select_one\n"
		       "warning: the page is full\n"
		       "study.db: error: the disk is full\n"
		       "  hint: make room\n"
		       "error: out of memory\n");
	assert_int_equal(problems->errors, 3);
	assert_int_equal(problems->warnings, 1);
	free(problems);
}

static void a_quiet_source_is_not_quoted(void **state)
{
	struct problems *problems = fresh();
	struct source source = {
		.name = "codes.csv", .text = slice_of("7B,AAA BBB\n"), .quiet = true};
	(void)state;
	problem_error(problems, place_at(&source, 3), NULL, "the check character does not fit");
	assert_printed(problems, "codes.csv:1:4: error: the check character does not fit\n");
	free(problems);
}

static void a_full_list_keeps_errors_and_counts_all(void **state)
{
	struct problems *problems = fresh();
	(void)state;
	for (int i = 0; i < PROBLEMS_MOST + 5; i++)
		problem_warning(problems, place_none(), NULL, "w%d", i);
	assert_string_equal(problems_first(problems), "");
	for (int i = 0; i < PROBLEMS_MOST + 7; i++)
		problem_error(problems, place_none(), NULL, "e%d", i);
	assert_int_equal(problems->count, PROBLEMS_MOST);
	assert_int_equal(problems->warnings, PROBLEMS_MOST + 5);
	assert_int_equal(problems->errors, PROBLEMS_MOST + 7);
	assert_string_equal(problems_first(problems), "e0");
	for (int i = 0; i < PROBLEMS_MOST; i++)
		assert_int_equal(problems->list[i].severity, PROBLEM_ERROR);
	assert_string_equal(problems->list[PROBLEMS_MOST - 1].text, "e59");
	free(problems);
}

static void says_how_many_more(void **state)
{
	struct problems *problems = fresh();
	char *text = NULL;
	size_t size = 0;
	(void)state;
	for (int i = 0; i < PROBLEMS_MOST + 3; i++)
		problem_error(problems, place_none(), NULL, "e");
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	problems_print(problems, out);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text + size - strlen("and 3 more\n"), "and 3 more\n");
	free(text);
	free(problems);
}

/* With one to three ASCII letters before, each cut falls at another byte of a character. */
static void cuts_only_between_characters(void **state)
{
	static const char *const characters[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
	(void)state;
	for (size_t c = 0; c < countof(characters); c++) {
		for (size_t start = 0; start < 4; start++) {
			char text[500] = "aaa";
			for (size_t size = start; size + 8 < sizeof text;
			     size += strlen(characters[c]))
				memcpy(text + size, characters[c], strlen(characters[c]) + 1);
			struct problems *problems = fresh();
			problem_error_at(problems, text, text, "%s", text);
			const struct problem *problem = &problems->list[0];
			assert_true(utf8_valid(slice_of(problem->where), NULL));
			assert_true(utf8_valid(slice_of(problem->text), NULL));
			assert_true(utf8_valid(slice_of(problem->hint), NULL));
			assert_null(strchr(problem->where, '?'));
			assert_null(strchr(problem->text, '?'));
			assert_non_null(strstr(problem->where, "..."));
			assert_true(strlen(problem->where) > sizeof problem->where - 9);
			assert_true(strlen(problem->text) > sizeof problem->text - 5);
			free(problems);
		}
	}
}

static void hostile_text_drives_no_terminal(void **state)
{
	struct problems *problems = fresh();
	(void)state;
	problem_error_at(problems, "a\x1B]0;x\x07.csv", "b\nc", "d\r\n%s",
			 "\xC2\x9B"
			 "e\x80");
	assert_string_equal(problems->list[0].where, "a?]0;x?.csv");
	assert_string_equal(problems->list[0].hint, "b?c");
	assert_string_equal(problems->list[0].text, "d???e?");
	free(problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_line_column_and_caret),
		cmocka_unit_test(shows_the_column_of_a_long_line),
		cmocka_unit_test(prints_as_a_compiler_does),
		cmocka_unit_test(a_quiet_source_is_not_quoted),
		cmocka_unit_test(a_full_list_keeps_errors_and_counts_all),
		cmocka_unit_test(says_how_many_more),
		cmocka_unit_test(cuts_only_between_characters),
		cmocka_unit_test(hostile_text_drives_no_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
