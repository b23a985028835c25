/* Expressions: what they give for given answers; what is refused, and which column is blamed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "surveys/form/expr.h"

/* The items that a row may name, and what they hold. */
static const char *const item_names[] = {"year", "likes", "many", "nothing", "b-c"};
static const char *const item_values[] = {"7", "yes", "2 4 10", "", "x"};

static size_t index_of(const void *context, struct slice name)
{
	(void)context;
	for (size_t i = 0; i < countof(item_names); i++)
		if (slice_is(name, item_names[i]))
			return i;
	return SIZE_MAX;
}

static struct slice text_of(const void *context, size_t index)
{
	(void)context;
	return slice_of(item_values[index]);
}

static const struct expr_names names = {index_of, NULL};
static const struct expr_values values = {text_of, NULL};

static const struct {
	const char *text;
	bool truth;
} truths[] = {
	{"${year} = 7", true},
	{"${year}=7", true},
	{"  ${ year }\t=\n7 ", true},
	{"${year} = '7'", true},
	{"${year} = '7.0'", false}, /* two texts are compared as text */
	{"${year} = 7.0", true},    /* a number makes it numbers */
	{"${year} != 7", false},
	{"${year} < 8", true},
	{"${year} <= 7", true},
	{"${year} > 7", false},
	{"${year} >= 7", true},
	{"10 > ${year}", true},
	{"${year} > '10'", false}, /* an order is always of numbers */
	{"${year} > -1", true},
	{"${year} = - 7", false},
	{".5 < 1.", true},
	{"${likes} = 'yes'", true},
	{"${likes} = \"yes\"", true},
	{"${likes} = 'Yes'", false},
	{"${likes} != 'no'", true},
	{"${likes} = ${year}", false},
	{"${likes} = ${likes}", true},
	{"${likes} = 7", false},
	{"${likes} != 7", true}, /* NaN is unequal to all */
	{"${likes} < 7", false},
	{"${likes} >= 7", false},
	{"${nothing} = ''", true},
	{"${nothing} != ''", false},
	{"${nothing} = 0", false}, /* empty text is NaN, not 0 */
	{"${nothing} < 1", false},
	{"${nothing} != 1", true},
	{"${b-c} = 'x'", true},
	{"'a' = 'b' or 'a' = 'a'", true},
	{"'a' = 'b' and 'a' = 'a'", false},
	{"1 = 1 or 1 = 2 and 1 = 2", true}, /* and binds more closely */
	{"(1 = 1 or 1 = 2) and 1 = 2", false},
	{"1 = 2 and 1 = 2 or 1 = 1", true},
	{"not(1 = 2)", true},
	{"not (1 = 1 or 1 = 2)", false},
	{"not(not(1 = 1))", true},
	{"not(1 = 2) and not(2 = 3)", true},
	{"((((1 = 1))))", true},
	{"selected(${many}, '4')", true},
	{"selected(${many}, 4)", true},
	{"selected(${many}, '1')", false}, /* a word, not a piece of one */
	{"selected(${many}, '0')", false},
	{"selected(${many}, '2 4')", false},
	{"selected(${many}, ' 2 ')", true},
	{"selected(${likes}, 'yes')", true},
	{"selected(${nothing}, 'yes')", false},
	{"selected(${nothing}, '')", false},
	{"selected(${many}, ${year})", false},
	{"selected(${year}, ${year})", true},
	{"not(selected(${many}, '4')) or selected(${likes}, 'yes')", true},
	{"'and' = 'and' and 'or' = 'or'", true},
	{"\"it's\" = \"it's\"", true},
	{"'' = ''", true},
	{"'1e3' = 1000", false}, /* XPath knows no exponents */
	{"'+7' = 7", false},
	{"' 7 ' = 7", true},
	{"'7.' = 7", true},
	{"'1.2.3' = 1.2", false},
	{"'-' = 0", false},
};

static const struct {
	const char *text, *said;
	uint32_t column; /* from 1 */
} refusals[] = {
	{"", "the expression is empty", 1},
	{"   ", "the expression is empty", 4},
	{"${year}", "neither true nor false", 1},
	{"7", "neither true nor false", 1},
	{"'yes'", "neither true nor false", 1},
	{"not(${year})", "neither true nor false", 4},
	{"${year} = 7 and ${likes}", "neither true nor false", 17},
	{"${year} or 1 = 1", "neither true nor false", 1},
	{"${age} = 7", "no item of this form is called `age`", 1},
	{"1 = 1 and ${Year} = 7", "no item of this form is called `Year`", 11},
	{"${year = 7", "`${` without its `}`", 1},
	{"${year} = '7", "without its closing quotation mark", 11},
	{"${year} = \xe2\x80\x98yes\xe2\x80\x99", "curly quotation mark", 11},
	{"${year} == 7", "two equals signs", 9},
	{"${year} <> 7", "not of XPath", 9},
	{"${year} = 7 && 1 = 1", "not of XPath", 13},
	{"${year} = 7 || 1 = 1", "not of XPath", 13},
	{"!(1 = 1)", "not of XPath", 1},
	{"year = 7", "`year` is neither a name nor text", 1},
	{"${likes} = yes", "`yes` is neither a name nor text", 12},
	{"${year} = 7 ${likes} = 'yes'", "and, or or a comparison is missing", 13},
	{"${year} = ", "something is missing here", 11},
	{"= 7", "the expression is empty", 1},
	{"1 = 1 and", "something is missing here", 10},
	{"(1 = 1", "`)` is missing", 7},
	{"1 = 1)", "a `)` without its `(`", 6},
	{"1 < 2 < 3", "itself true or false", 7},
	{"(1 = 1) = (2 = 2)", "itself true or false", 9},
	{"${year} + 1 = 8", "`+` is not supported yet", 9},
	{"${year} - 1 = 6", "calculating is not supported yet", 9},
	{"-${year} = 6", "subtracting is not supported yet", 1},
	{"${year} * 2 = 14", "`*` is not supported yet", 9},
	{"${year} div 2 = 3", "calculating is not supported yet", 9},
	{"${year} mod 2 = 1", "calculating is not supported yet", 9},
	{". > 3", "`.` is not supported yet", 1},
	{"../year = 7", "`.` is not supported yet", 1},
	{"/data/year = 7", "paths are not supported yet", 1},
	{"true()", "true() is not supported yet", 1},
	{"count-selected(${many}) > 2", "count-selected() is not supported yet", 1},
	{"jr:choice-name(${year}, 1) = 'x'", "jr:choice-name() is not supported yet", 1},
	{"regex(${year}, '7')", "regex() is not supported yet", 1},
	{"today() > 3", "today() is not supported yet", 1},
	{"selekted(${many}, '4')", "no function is called selekted()", 1},
	{"selected('a', 'b')", "selected() needs a ${name} first", 10},
	{"selected(${many})", "a comma is missing", 17},
	{"selected(${many}, )", "the option's name is missing", 19},
	{"selected(${many}, 1.5)", "the option's name is missing", 19},
	{"selected(${many}, '4', '5')", "`)` is missing", 22},
	{"selected ${many}", "neither a name nor text", 1},
	{"${year} = 7b", "a number with letters", 11},
	{"${year} = \xc2\xa3", "means nothing here", 11},
};

static const struct expr *compile(struct slice text, struct arena *arena,
				  struct problems *problems)
{
	struct source source = {.name = "form.csv", .text = text};
	return expr_compile(text, place_at(&source, 0), &names, arena, problems);
}

static void test_truths(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(truths); i++) {
		struct arena arena;
		struct problems problems = {0};
		arena_init(&arena, 1 << 20);
		const struct expr *expr = compile(slice_of(truths[i].text), &arena, &problems);
		if (!expr)
			fail_msg("%s: %s", truths[i].text, problems_first(&problems));
		else if (expr_true(expr, &values) != truths[i].truth)
			fail_msg("%s is not %d", truths[i].text, truths[i].truth);
		arena_release(&arena);
	}
}

static void test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(refusals); i++) {
		struct arena arena;
		struct problems problems = {0};
		arena_init(&arena, 1 << 20);
		const struct expr *expr = compile(slice_of(refusals[i].text), &arena, &problems);
		if (expr || problems.errors != 1)
			fail_msg("%s: %zu errors", refusals[i].text, problems.errors);
		if (!strstr(problems_first(&problems), refusals[i].said))
			fail_msg("%s: \"%s\"", refusals[i].text, problems_first(&problems));
		if (problems.list[0].line != 0 && problems.list[0].column != refusals[i].column)
			fail_msg("%s: column %u", refusals[i].text,
				 (unsigned)problems.list[0].column);
		arena_release(&arena);
	}
}

/* `many` times opening, the middle, `many` times closing. */
static bool nests(const char *opening, const char *middle, const char *closing, size_t many)
{
	static char text[4096];
	size_t at = 0;
	struct arena arena;
	struct problems problems = {0};
	for (size_t i = 0; i < many; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s", opening);
	at += (size_t)snprintf(text + at, sizeof text - at, "%s", middle);
	for (size_t i = 0; i < many; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s", closing);
	arena_init(&arena, 1 << 20);
	const struct expr *expr = compile((struct slice){text, at}, &arena, &problems);
	if (expr)
		(void)expr_true(expr, &values);
	else
		assert_int_equal(problems.errors, 1);
	arena_release(&arena);
	return expr != NULL;
}

static void test_bounds(void **state)
{
	(void)state;
	assert_true(nests("(", "1 = 1", ")", 24));
	assert_false(nests("(", "1 = 1", ")", 25));
	assert_true(nests("not(", "1 = 1", ")", 24));
	assert_false(nests("not(", "1 = 1", ")", 25));
	assert_false(nests("(", "", "", 900));
	/* Each round leaves one value waiting: the stack is the limit, not the brackets. */
	assert_true(nests("1 = 1 or (", "1 = 1", ")", 22));
	assert_false(nests("1 = 1 or (", "1 = 1", ")", 23));
	/* A long row of ors needs no more stack than a short one, but has parts. */
	assert_true(nests("1=1 or ", "1=1", "", 49));
	assert_false(nests("1=1 or ", "1=1", "", 50));
	assert_false(nests("", "1 = 1", " ", 1000));
}

static void test_place_in_quoted_cell(void **state)
{
	(void)state;
	/* As the cell stands in the file, its quotation marks doubled. */
	struct source source = {
		.name = "form.csv",
		.text = slice_of("a,\"\"\"x\"\" = \"\"y\"\" or ${no} = 1\",b"),
	};
	struct arena arena;
	struct problems problems = {0};
	arena_init(&arena, 1 << 20);
	assert_null(expr_compile(slice_of("\"x\" = \"y\" or ${no} = 1"), place_at(&source, 3),
				 &names, &arena, &problems));
	assert_int_equal(problems.list[0].column, 21);
	arena_release(&arena);
}

static void count_visit(void *context, size_t index)
{
	size_t *seen = context;
	seen[index]++;
}

static void test_each_name(void **state)
{
	(void)state;
	struct arena arena;
	struct problems problems = {0};
	size_t seen[countof(item_names)] = {0};
	arena_init(&arena, 1 << 20);
	const struct expr *expr =
		compile(slice_of("${year} = 7 or selected(${many}, ${year})"), &arena, &problems);
	assert_non_null(expr);
	expr_each_name(expr, count_visit, seen);
	assert_int_equal(seen[0], 2);
	assert_int_equal(seen[1], 0);
	assert_int_equal(seen[2], 1);
	arena_release(&arena);
}

static void test_no_memory(void **state)
{
	(void)state;
	for (size_t limit = 0; limit < 96; limit += 16) {
		struct arena arena;
		struct problems problems = {0};
		arena_init(&arena, limit);
		const struct expr *expr = compile(slice_of("${year} = 7"), &arena, &problems);
		assert_int_equal(problems.errors, expr ? 0 : 1);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_truths),    cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_bounds),    cmocka_unit_test(test_place_in_quoted_cell),
		cmocka_unit_test(test_each_name), cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
