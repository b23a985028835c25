/* NAME.scales.csv: what each row becomes, and what does not fit its form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "surveys/form/scales.h"

#define HEADER                                                                                    \
	"name,label,method,item_least,item_most,direction,missing_most,missing_rule,rounding,"    \
	"least,most,rule,licence,citation\n"

/* joy has a, b (turned) and c; pride has c and the range d. */
static const char form_text[] =
	"survey\n,type,name,label,scale,reverse\n"
	",select_one l,a,A?,joy,\n,select_one l,b,B?,joy,yes\n,select_one l,c,C?,joy pride,\n"
	",range,d,D?,pride,\n,integer,e,E?,count,\n"
	"choices\n,list_name,name,label\n,l,1,One\n,l,2,Two\n,l,3,Three\n"
	"settings\n,form_id,version\n,f,1\n";
static const char counting[] = ",integer,e,E?,count,\n";

struct read {
	struct arena arena;
	struct problems problems;
	struct source source;
	const struct form *form;
	const struct scales *scales;
};

/* with_integer: keeps the item e, whose scale nothing can be. */
static void read_text(struct read *read, const char *scales, bool with_integer)
{
	static const uint8_t digest[32];
	static char form[1000];
	const char *cut = strstr(form_text, counting);
	snprintf(form, sizeof form, "%.*s%s", (int)(cut - form_text), form_text,
		 cut + (with_integer ? 0 : strlen(counting)));
	memset(read, 0, sizeof *read);
	struct source source = {.name = "f.csv", .text = slice_of(form)};
	read->source = (struct source){.name = "f.scales.csv", .text = slice_of(scales)};
	arena_init(&read->arena, 1 << 20);
	read->form = form_load(&source, digest, &read->arena, &read->problems);
	assert_non_null(read->form);
	read->scales = scales_load(&read->source, read->form, &read->arena, &read->problems);
}

#define JOY   "joy,Joy,sum,1,3,better,1,prorate,half_up,3,9,author,free,\"Me, 2026\"\n"
#define PRIDE "pride,Pride,mean,1,10,worse,0,none,none,1,10,official,free,Me\n"

static void keeps_what_the_cells_say(void **state)
{
	struct read read;
	(void)state;
	read_text(&read, HEADER JOY PRIDE, false);
	if (!read.scales)
		problems_print(&read.problems, stderr);
	assert_non_null(read.scales);
	assert_int_equal(read.scales->count, 2);
	assert_ptr_equal(read.scales->form, read.form);
	const struct scale *joy = &read.scales->list[0], *pride = &read.scales->list[1];
	assert_string_equal(joy->name, "joy");
	assert_string_equal(joy->citation, "Me, 2026");
	assert_true(joy->method == SCALE_SUM && joy->direction == HIGHER_IS_BETTER &&
		    joy->prorate);
	assert_true(joy->rounding == ROUND_HALF_UP && joy->rule == RULE_AUTHOR);
	assert_true(joy->least == 3 && joy->most == 9);
	assert_int_equal(joy->missing_most, 1);
	assert_int_equal(joy->item_count, 3);
	assert_false(joy->items[0].reverse);
	assert_true(joy->items[1].reverse);
	assert_true(pride->method == SCALE_MEAN && pride->direction == HIGHER_IS_WORSE);
	assert_true(pride->rule == RULE_OFFICIAL && !pride->prorate && pride->most == 10);
	assert_int_equal(pride->item_count, 2);
	assert_int_equal(pride->items[0].index, 2);
	assert_int_equal(pride->items[1].index, 3);
	arena_release(&read.arena);
}

static void takes_columns_in_any_order(void **state)
{
	struct read read;
	(void)state;
	read_text(&read,
		  "comment,citation,licence,rule,most,least,rounding,missing_rule,"
		  "missing_most,direction,"
		  "item_most,item_least,method,label,name\n"
		  "x,Me,free,author,9,3,none,none,0,neither,3,1,sum,Joy,joy\n"
		  ",Me,free,author,10,1,none,none,0,neither,10,1,mean,Pride,pride\n",
		  false);
	assert_non_null(read.scales);
	assert_true(read.scales->list[0].direction == HIGHER_IS_NEITHER);
	arena_release(&read.arena);
}

static const struct {
	const char *text, *said;
	uint32_t line, column;
} refusals[] = {
	{"", "the line with the columns' names is missing", 0, 0},
	{"name,label\n" JOY, "the column \"method\" is missing", 1, 1},
	{"sayso-scales,1\n" HEADER JOY PRIDE, "the column \"sayso-scales\" is not known", 1, 1},
	{HEADER JOY, "`c` is of the scale `pride`, which has no row here", 1, 1},
	{HEADER JOY PRIDE JOY, "name: another scale has this name already", 4, 1},
	{HEADER JOY PRIDE "hope,Hope,sum,1,3,better,0,none,none,0,0,author,free,Me\n",
	 "name: no item of the form is of this scale", 4, 1},
	{HEADER JOY PRIDE "a b,Hope,sum,1,3,better,0,none,none,0,0,author,free,Me\n",
	 "name: this cannot be the name of a scale", 4, 1},
	{HEADER JOY "pride,,mean,1,10,worse,0,none,none,1,10,official,free,Me\n",
	 "label: the cell is empty", 3, 7},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,none,none,1,10,official,,Me\n",
	 "licence: the cell is empty", 3, 55},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,none,none,1,10,official,free,\n",
	 "citation: the cell is empty", 3, 60},
	{HEADER JOY "pride,Pride,median,1,10,worse,0,none,none,1,10,official,free,Me\n",
	 "method: this word is not known", 3, 13},
	{HEADER JOY "pride,Pride,mean,1,10,good,0,none,none,1,10,official,free,Me\n",
	 "direction: this word is not known", 3, 23},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,drop,none,1,10,official,free,Me\n",
	 "missing_rule: this word is not known", 3, 31},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,none,even,1,10,official,free,Me\n",
	 "rounding: this word is not known", 3, 36},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,none,none,1,10,mine,free,Me\n",
	 "rule: this word is not known", 3, 46},
	{HEADER JOY "pride,Pride,mean,one,10,worse,0,none,none,1,10,official,free,Me\n",
	 "item_least: this is not a whole number", 3, 18},
	{HEADER JOY "pride,Pride,mean,1,10.5,worse,0,none,none,1,10,official,free,Me\n",
	 "item_most: this is not a whole number", 3, 20},
	{HEADER JOY "pride,Pride,mean,1,99999,worse,0,none,none,1,10,official,free,Me\n",
	 "item_most: this number is out of range", 3, 20},
	{HEADER JOY "pride,Pride,mean,10,1,worse,0,none,none,1,10,official,free,Me\n",
	 "item_most: must be above item_least", 3, 21},
	{HEADER JOY "pride,Pride,mean,1,10,worse,2,prorate,none,1,10,official,free,Me\n",
	 "missing_most: all items of the scale might be missing", 3, 29},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,prorate,none,1,10,official,free,Me\n",
	 "missing_most: prorate needs at least 1", 3, 29},
	{HEADER JOY "pride,Pride,mean,1,10,worse,1,none,none,1,10,official,free,Me\n",
	 "missing_most: without a rule none may be missing", 3, 29},
	{HEADER JOY "pride,Pride,mean,1,10,worse,0,none,none,2,10,official,free,Me\n",
	 "least: 2 items of this range give 1", 3, 41},
	{HEADER JOY "pride,Pride,sum,1,10,worse,0,none,none,2,10,official,free,Me\n",
	 "most: 2 items of this range give 20", 3, 42},
	{HEADER JOY "pride,Pride,mean,1,3,worse,0,none,none,1,3,official,free,Me\n",
	 "the item `d` has an option outside the scale's range", 3, 1},
	{HEADER PRIDE "joy,Joy,sum,0,2,better,0,none,none,0,6,author,free,Me\n",
	 "the item `a` has an option outside the scale's range", 3, 1},
};

static void refuses_with_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(refusals); i++) {
		struct read read;
		bool said = false;
		read_text(&read, refusals[i].text, false);
		for (size_t k = 0; k < read.problems.count; k++) {
			const struct problem *problem = &read.problems.list[k];
			said |= strstr(problem->text, refusals[i].said) != NULL &&
				problem->severity == PROBLEM_ERROR &&
				problem->line == refusals[i].line &&
				problem->column == refusals[i].column;
		}
		if (read.scales || !said) {
			problems_print(&read.problems, stderr);
			fail_msg("row %zu: %s", i, refusals[i].said);
		}
		arena_release(&read.arena);
	}
}

static void scores_no_free_number(void **state)
{
	struct read read;
	(void)state;
	read_text(&read,
		  HEADER JOY PRIDE "count,Count,sum,0,9,neither,0,none,none,0,9,author,free,Me\n",
		  true);
	assert_null(read.scales);
	assert_int_equal(read.problems.errors, 1);
	assert_string_equal(problems_first(&read.problems),
			    "the item `e` of this scale has no options");
	arena_release(&read.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_the_cells_say),
		cmocka_unit_test(takes_columns_in_any_order),
		cmocka_unit_test(refuses_with_a_place),
		cmocka_unit_test(scores_no_free_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
