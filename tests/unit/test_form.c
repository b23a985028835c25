/* Forms: what becomes of each cell, and the limits of a form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/form_text.h"

static void keeps_what_the_cells_say(void **state)
{
	struct read read;
	(void)state;
	read_good(
		&read,
		"survey\n"
		",type,name,label,hint,required,required_message,relevant,"
		"appearance,scale,reverse,comment\n"
		",note,hello,\"Hello.\n\nTake your time.\",,,,,,,,a note to me\n"
		",select_one  yn,likes, Do you like it? ,One tap,yes,Pick one,,"
		"likert,joy pride,Yes,\n"
		",,,,,,,,,,only a comment\n"
		",int,many,How many?,,no,,${likes} = 1,,,,\n"
		",range,far,How far?,,\"${likes} = \"\"1\"\"\",,\"selected(${likes}, '1')\",,,no,\n"
		"choices\n,list name,value,label\n,yn,1,Yes\n,yn,0,No\n"
		"settings\n,id_string,title,version,default_language\n"
		",f,The form,3,English (en)\n");
	const struct form *form = read.form;
	assert_int_equal(read.problems.warnings, 1); /* the range has no words at its ends */
	assert_string_equal(form->id, "f");
	assert_string_equal(form->title, "The form");
	assert_string_equal(form->version, "3");
	assert_string_equal(form->language, "en");
	assert_int_equal(form->digest[2], 3);
	assert_int_equal(form->item_count, 4);
	const struct item *item = &form->items[0];
	assert_string_equal(item->label, "Hello.\n\nTake your time.");
	assert_false(item_is_asked(item));
	item = &form->items[1];
	assert_string_equal(item->name, "likes");
	assert_string_equal(item->label, "Do you like it?");
	assert_string_equal(item->hint, "One tap");
	assert_string_equal(item->required_message, "Pick one");
	assert_string_equal(item->scales, "joy pride");
	assert_true(item->likert && item->reverse && item->required && !item->relevant);
	assert_int_equal(item->option_count, 2);
	assert_string_equal(item->options[1].name, "0");
	assert_string_equal(item->options[1].label, "No");
	assert_int_equal(item_option_index(item, slice_of("0")), 1);
	assert_int_equal(item_option_index(item, slice_of("00")), SIZE_MAX);
	item = &form->items[2];
	assert_true(item->kind == ITEM_INTEGER && item->relevant && !item->required);
	assert_null(item->hint);
	item = &form->items[3];
	assert_true(item->kind == ITEM_RANGE && item->relevant && item->required &&
		    !item->reverse);
	assert_int_equal(form_item_index(form, slice_of("far")), 3);
	assert_int_equal(form_item_index(form, slice_of("fa")), SIZE_MAX);
	arena_release(&read.arena);
}

static void makes_boxes_of_a_range(void **state)
{
	static const struct {
		const char *parameters;
		size_t count;
		const char *first, *last, *low;
	} rows[] = {
		{"", 10, "1", "10", NULL},
		{"start=0 end=10", 11, "0", "10", NULL},
		{"\"start=0, end=10; step=5\"", 3, "0", "10", NULL},
		{"start=-2 end=2", 5, "-2", "2", NULL},
		{"start=0 end=10 tick_labelset=ends", 11, "0", "10", "Not at all"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct read read;
		char text[500];
		snprintf(text, sizeof text,
			 "survey\n,type,name,label,parameters\n,range,a,How?,%s\n"
			 "choices\n,list_name,name,label\n,ends,0,Not at all\n"
			 ",ends,10,Completely\n" SETTINGS,
			 rows[i].parameters);
		read_good(&read, text);
		const struct item *item = &read.form->items[0];
		assert_int_equal(item->option_count, rows[i].count);
		assert_string_equal(item->options[0].label, rows[i].first);
		assert_string_equal(item->options[rows[i].count - 1].name, rows[i].last);
		assert_int_equal(item->low_words != NULL, rows[i].low != NULL);
		if (rows[i].low) {
			assert_string_equal(item->low_words, rows[i].low);
			assert_string_equal(item->high_words, "Completely");
		}
		arena_release(&read.arena);
	}
}

static void takes_one_language(void **state)
{
	static const struct {
		const char *header, *language, *code;
	} rows[] = {
		{"label", "", "en"},
		{"label::English (en)", "English (en)", "en"},
		{"Label :: Cymraeg (cy)", "Cymraeg (cy)", "cy"},
		{"label::fr", "fr", "fr"},
		{"label::English", "English", "en"},
		{"label", "Polski (pl)", "pl"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct read read;
		char text[300];
		snprintf(text, sizeof text,
			 "survey\n,type,name,%s\n,integer,a,How old?\n"
			 "settings\n,form_id,version,default_language\n,f,1,%s\n",
			 rows[i].header, rows[i].language);
		read_good(&read, text);
		assert_string_equal(read.form->items[0].label, "How old?");
		assert_string_equal(read.form->language, rows[i].code);
		arena_release(&read.arena);
	}
}

/* A form of n integers. */
static void long_form(struct read *read, size_t n)
{
	static char text[16384];
	size_t at = (size_t)snprintf(text, sizeof text, "survey\n,type,name,label\n");
	for (size_t i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, ",integer,i%zu,How many?\n",
				       i);
	snprintf(text + at, sizeof text - at, SETTINGS);
	read_text(read, text);
}

static void minds_how_long_a_form_is(void **state)
{
	struct read read;
	(void)state;
	long_form(&read, 45);
	assert_int_equal(read.problems.warnings, 0);
	assert_true(form_minutes(read.form, 11) == 9.0);
	assert_true(form_minutes(read.form, 10) == 15.0);
	form_check_ages(read.form, 11, &read.source, &read.problems);
	assert_int_equal(read.problems.warnings, 0);
	form_check_ages(read.form, 10, &read.source, &read.problems);
	assert_int_equal(read.problems.warnings, 1);
	arena_release(&read.arena);
	long_form(&read, 46);
	assert_int_equal(read.problems.warnings, 1);
	arena_release(&read.arena);
	long_form(&read, FORM_ITEMS_MOST);
	assert_non_null(read.form);
	arena_release(&read.arena);
	long_form(&read, FORM_ITEMS_MOST + 1);
	assert_null(read.form);
	assert_non_null(strstr(problems_first(&read.problems), "more than 200 items"));
	arena_release(&read.arena);
}

static void offers_the_young_five_options(void **state)
{
	struct read read;
	(void)state;
	read_good(&read, "survey\n,type,name,label,scale\n,select_one l,a,How?,joy\nchoices\n"
			 ",list_name,name,"
			 "label\n,l,1,A\n,l,2,B\n,l,3,C\n,l,4,D\n,l,5,E\n,l,6,F\n" SETTINGS);
	assert_int_equal(read.problems.warnings, 0);
	form_check_ages(read.form, 8, &read.source, &read.problems);
	assert_string_equal(read.problems.list[0].text, "`a` has 6 options; 5 are enough");
	arena_release(&read.arena);
}

static void says_when_memory_ends(void **state)
{
	static const uint8_t digest[32];
	size_t failed = 0;
	(void)state;
	for (size_t limit = 0; limit < 4096; limit += 16) {
		struct read read;
		memset(&read, 0, sizeof read);
		read.source = (struct source){
			.name = "f.csv",
			.text = slice_of(
				"survey\n,type,name,label,relevant\n,select_one yn,a,How?,\n"
				",range,b,Far?,${a} = 1\n" YESNO SETTINGS),
		};
		arena_init(&read.arena, limit);
		read.form = form_load(&read.source, digest, &read.arena, &read.problems);
		assert_int_equal(read.problems.errors == 0, read.form != NULL);
		failed += read.form ? 0 : 1;
		arena_release(&read.arena);
	}
	assert_in_range(failed, 10, 250);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_the_cells_say),
		cmocka_unit_test(makes_boxes_of_a_range),
		cmocka_unit_test(takes_one_language),
		cmocka_unit_test(minds_how_long_a_form_is),
		cmocka_unit_test(offers_the_young_five_options),
		cmocka_unit_test(says_when_memory_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
