/* Forms: what becomes of each cell, what is refused and where it points, what is warned of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "surveys/form/form_check.h"

#define SETTINGS "settings\n,form_id,version\n,f,1\n"
#define YESNO    "choices\n,list_name,name,label\n,yn,1,Yes\n,yn,0,No\n"
#define AGE      ",integer,age,How old are you?\n"

struct read {
	struct arena arena;
	struct problems problems;
	struct source source;
	const struct form *form;
};

static void read_text(struct read *read, const char *text)
{
	static const uint8_t digest[32] = {1, 2, 3};
	memset(read, 0, sizeof *read);
	read->source = (struct source){.name = "forms/f.csv", .text = slice_of(text)};
	arena_init(&read->arena, 1 << 20);
	read->form = form_load(&read->source, digest, &read->arena, &read->problems);
}

static void read_good(struct read *read, const char *text)
{
	read_text(read, text);
	if (!read->form)
		problems_print(&read->problems, stderr);
	assert_non_null(read->form);
	assert_int_equal(read->problems.errors, 0);
}

static void keeps_what_the_cells_say(void **state)
{
	struct read read;
	(void)state;
	read_good(
		&read,
		"survey\n"
		",type,name,label,hint,required,required_message,relevant,appearance,scale,reverse,comment\n"
		",note,hello,\"Hello.\n\nTake your time.\",,,,,,,,a note to me\n"
		",select_one  yn,likes, Do you like it? ,One tap,yes,Pick one,,likert,joy pride,Yes,\n"
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

struct row {
	const char *text, *said;
	uint32_t line, column;
};

static const struct row errors[] = {
	/* sheets and columns */
	{"choices\n,a,b\n" SETTINGS, "the sheet `survey` is missing", 1, 1},
	{"survey\n" SETTINGS, "the sheet `survey` has no rows", 1, 1},
	{"survey\n,type,name,label\n" AGE, "the sheet `settings` is missing", 1, 1},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id\n", "`settings` has no row", 4, 1},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id,version\n,f,1\n,g,1\n",
	 "more than one row", 7, 1},
	{"survey\n,type,label\n,integer,How?\n" SETTINGS, "has no column `name`", 1, 1},
	{"survey\n,type,name,label,constraint\n,integer,a,How?,. < 100\n" SETTINGS,
	 "the column `constraint` is not supported yet", 3, 17},
	{"survey\n,type,name,label,calculation\n,integer,a,How?,1\n" SETTINGS,
	 "the column `calculation` is not supported yet", 3, 17},
	{"survey\n,type,name,label,choice_filter\n,integer,a,How?,x\n" SETTINGS,
	 "the column `choice_filter` is not supported yet", 3, 17},
	{"survey\n,type,name,label,media::image\n,integer,a,How?,a.png\n" SETTINGS,
	 "the column `media` is not supported yet", 3, 17},
	{"survey\n,type,name,label,gloss::English (en)\n,integer,a,How?,x = y\n" SETTINGS,
	 "the column `gloss` is not supported yet", 3, 17},
	{"survey\n,type,name,label,relevent\n,integer,a,How?,1 = 1\n" SETTINGS,
	 "the column `relevent` is not known", 3, 17},
	{"survey\n,type,name,label::A,label::B\n,integer,a,How?,Wie?\n" SETTINGS,
	 "a second language is not supported yet", 2, 21},
	{"survey\n,type,name,label::A (aa),hint\n,integer,a,How?,Tap\n" SETTINGS,
	 "a second language is not supported yet", 2, 26},
	{"survey\n,type,name,label::A (aa)\n,integer,a,How?\n"
	 "settings\n,form_id,version,default_language\n,f,1,B (bb)\n",
	 "no words of this form are in its default language", 6, 6},
	{"survey\n,type,name::A,label\n,integer,a,How?\n" SETTINGS, "has no languages", 3, 10},
	/* types */
	{"survey\n,type,name,label\n,text,a,Why?\n" SETTINGS, "`text` is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,select_multiple yn,a,Why?\n" YESNO SETTINGS,
	 "`select_multiple` is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,begin_group,a,Part\n" AGE ",end_group,,\n" SETTINGS,
	 "`begin_group` is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,begin repeat,a,Part\n" AGE SETTINGS,
	 "`begin repeat` is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,select_one_from_file f.csv,a,Why?\n" SETTINGS,
	 "`select_one_from_file` is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,calculate,a,\n" AGE SETTINGS, "`calculate` is not supported",
	 3, 2},
	{"survey\n,type,name,label\n,start,start,\n" AGE SETTINGS,
	 "`start` is refused: a record holds a day and no clock time", 3, 2},
	{"survey\n,type,name,label\n,deviceid,d,\n" AGE SETTINGS, "`deviceid` is refused", 3, 2},
	{"survey\n,type,name,label\n,geopoint,a,Where?\n" SETTINGS,
	 "`geopoint` is refused: it tells where the pupil is", 3, 2},
	{"survey\n,type,name,label\n,email,a,\n" AGE SETTINGS,
	 "`email` is refused: it tells who the pupil is", 3, 2},
	{"survey\n,type,name,label\n,audio,a,Sing\n" SETTINGS, "`audio` is refused", 3, 2},
	{"survey\n,type,name,label\n,Integer,a,How?\n" SETTINGS, "no type is called `Integer`", 3,
	 2},
	{"survey\n,type,name,label\n,,a,How?\n" AGE SETTINGS, "this item has no type", 3, 2},
	{"survey\n,type,name,label\n,integer 5,a,How?\n" SETTINGS, "nothing can stand behind", 3,
	 2},
	{"survey\n,type,name,label\n,select_one,a,How?\n" YESNO SETTINGS, "does not name its list",
	 3, 2},
	{"survey\n,type,name,label\n,select_one no,a,How?\n" YESNO SETTINGS,
	 "no list is called `no`", 3, 2},
	{"survey\n,type,name,label\n,select_one yn or_other,a,How?\n" YESNO SETTINGS,
	 "or_other is not supported yet", 3, 2},
	{"survey\n,type,name,label\n,select_one yn no,a,How?\n" YESNO SETTINGS,
	 "more than the name of a list", 3, 2},
	{"survey\n,type,name,label\n,note,a,Hello\n" SETTINGS, "the form asks nothing", 3, 1},
	/* names and words */
	{"survey\n,type,name,label\n,integer,,How?\n" SETTINGS, "this item has no name", 3, 10},
	{"survey\n,type,name,label\n,integer,a b,How?\n" SETTINGS, "cannot be the name of an item",
	 3, 10},
	{"survey\n,type,name,label\n,integer,a.b,How?\n" SETTINGS, "cannot be the name of an item",
	 3, 10},
	{"survey\n,type,name,label\n" AGE AGE SETTINGS, "another item has this name already", 4,
	 10},
	{"survey\n,type,name,label\n,integer,a,\n" AGE SETTINGS, "this item has no label", 3, 10},
	{"survey\n,type,name,label\n" AGE ",integer,a,Why ${age}?\n" SETTINGS,
	 "an answer inside a label is not supported yet", 4, 12},
	/* appearances, parameters, scales */
	{"survey\n,type,name,label,appearance\n,integer,a,How?,faces\n" SETTINGS,
	 "the appearance `faces` is not supported yet", 3, 17},
	{"survey\n,type,name,label,parameters\n,select_one yn,a,How?,randomize=true\n" YESNO
		 SETTINGS,
	 "parameters of this type are not supported yet", 3, 23},
	{"survey\n,type,name,label,parameters\n,range,a,How?,start=0 end=11\n" SETTINGS,
	 "at most 11 boxes", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,start=0 end=10 step=3\n" SETTINGS,
	 "does not reach its end in whole steps", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,start=5 end=5\n" SETTINGS,
	 "a range that falls is not supported yet", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,start=0.5 end=2\n" SETTINGS,
	 "are whole numbers", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,start=-99 end=-90\n" SETTINGS,
	 "a step of this range is kept for missing answers", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,begin=0\n" SETTINGS,
	 "a parameter of this range is not known", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,placeholder=3\n" SETTINGS,
	 "this parameter is not supported yet", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,tick_labelset=x\n" SETTINGS,
	 "no list has the name that tick_labelset gives", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,tick_labelset=yn\n" YESNO SETTINGS,
	 "does not begin and end as the range does", 3, 15},
	{"survey\n,type,name,label,parameters\n,range,a,How?,tick_labelset=t\n"
	 "choices\n,list_name,name,label\n,t,1,A\n,t,5,B\n,t,10,C\n" SETTINGS,
	 "words between the ends of a range are not supported yet", 3, 15},
	{"survey\n,type,name,label,scale\n,note,n,Hi,joy\n,integer,a,How?,\n" SETTINGS,
	 "a note has no answer that could be scored", 3, 12},
	{"survey\n,type,name,label,scale\n,integer,a,How?,\"joy,pride\"\n" SETTINGS,
	 "cannot be the name of a scale", 3, 18},
	{"survey\n,type,name,label,reverse\n,integer,a,How?,yes\n" SETTINGS,
	 "an item of no scale cannot be reversed", 3, 17},
	{"survey\n,type,name,label,scale,reverse\n,integer,a,How?,joy,1\n" SETTINGS,
	 "reverse is yes or empty", 3, 21},
	/* choices */
	{"survey\n,type,name,label\n,select_one yn,a,How?\nchoices\n,list_name,name,label\n"
	 ",yn,1,\n" SETTINGS,
	 "this option has no label", 6, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\nchoices\n,list_name,name,label\n"
	 ",yn,,Yes\n" SETTINGS,
	 "this option has no name", 6, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\n" YESNO ",yn,1,Yes!\n" SETTINGS,
	 "has an option with this name already", 8, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\n" YESNO ",yn,a b,Both\n" SETTINGS,
	 "cannot be the name of an option", 8, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\n" YESNO ",yn,-99,No answer\n" SETTINGS,
	 "this value is kept for missing answers", 8, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\n" YESNO
	 ",yn,-095.0,No answer\n" SETTINGS,
	 "this value is kept for missing answers", 8, 5},
	{"survey\n,type,name,label\n,select_one yn,a,How?\n" YESNO ",,2,Maybe\n" SETTINGS,
	 "this option belongs to no list", 8, 2},
	{"survey\n,type,name,label\n,select_one yn,a,How?\nchoices\n,list_name,label\n"
	 ",yn,Yes\n" SETTINGS,
	 "the sheet `choices` has no column `name`", 4, 1},
	{"survey\n,type,name,label\n,select_one l,a,How?\nchoices\n,list_name,name,label\n"
	 ",l,1,A\n,l,2,A\n"
	 ",l,3,A\n,l,4,A\n,l,5,A\n,l,6,A\n,l,7,A\n,l,8,A\n,l,9,A\n,l,10,A\n,l,11,A\n,l,12,A\n"
	 ",l,13,A\n" SETTINGS,
	 "more than 12 options on a page are not supported yet", 3, 2},
	/* settings */
	{"survey\n,type,name,label\n" AGE "settings\n,form_id,version\n,g,1\n",
	 "form_id is not the file's name", 6, 2},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id,version\n,F,1\n",
	 "cannot be the id of a form", 6, 2},
	{"survey\n,type,name,label\n" AGE
	 "settings\n,form_id,version,allow_choice_duplicates\n,f,1,yes\n",
	 "allow_choice_duplicates is not supported yet", 6, 6},
	/* expressions */
	{"survey\n,type,name,label,relevant\n,integer,a,How?,${b} = 1\n" SETTINGS,
	 "no item of this form is called `b`", 3, 17},
	{"survey\n,type,name,label,relevant\n,integer,a,How?,${a} = 1\n" SETTINGS,
	 "`a` depends on `a`, which is not asked before it", 3, 1},
	{"survey\n,type,name,label,relevant\n,integer,a,How?,${b} = 1\n,integer,b,Why?,\n" SETTINGS,
	 "`a` depends on `b`, which is not asked before it", 3, 1},
	{"survey\n,type,name,label,relevant\n,note,n,Hi,\n,integer,a,How?,${n} = 1\n" SETTINGS,
	 "`a` depends on `n`, which is a note", 4, 1},
	{"survey\n,type,name,label,required\n,integer,a,How?,maybe\n" SETTINGS,
	 "`maybe` is neither a name nor text", 3, 17},
};

static const struct row warnings[] = {
	{"survey\n,type,name,label,my column\n,integer,a,How?,x\n" SETTINGS,
	 "the column `my column` is not known and not read", 3, 17},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id\n,f\n", "the form has no version", 6,
	 1},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id,version,style\n,f,1,pages\n",
	 "style is not used", 6, 6},
	{"survey\n,type,name,label\n" AGE "settings\n,form_id,version,submission_url\n,f,1,x\n",
	 "the setting `submission_url` is not used here", 6, 6},
	{"survey\n,type,name,label\n" AGE YESNO SETTINGS, "no item uses this list", 6, 2},
	{"survey\n,type,name,label,appearance\n,select_one yn,a,How?,quick\n" YESNO SETTINGS,
	 "`quick` is shown without going on by itself", 3, 23},
	{"survey\n,type,name,label,appearance\n,select_one yn,a,How?,likert table-list\n" YESNO
		 SETTINGS,
	 "`table-list` is shown one question a page", 3, 23},
	{"survey\n,type,name,label,appearance\n,integer,a,How?,sparkling\n" SETTINGS,
	 "the appearance `sparkling` is not known", 3, 17},
	{"survey\n,type,name,label,required\n,note,n,Hi,yes\n" AGE SETTINGS, "cannot be required",
	 3, 12},
	{"survey\n,type,name,label,required_message\n,integer,a,How?,Please answer\n" SETTINGS,
	 "`a` says \"please\"", 3, 1},
	{"survey\n,type,name,label\n,integer,a,How **old** are you?\n" SETTINGS,
	 "`a` has \"**\" in it", 3, 1},
	{"survey\n,type,name,label\n"
	 ",integer,a,One two three four five six seven eight nine ten eleven "
	 "twelve thirteen fourteen fifteen sixteen?\n" SETTINGS,
	 "a sentence of `a` has 16 words; 15 read more easily", 3, 1},
	{"survey\n,type,name,label\n"
	 ",integer,a,1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21?\n" SETTINGS,
	 "a sentence of `a` has 21 words, more than 20", 3, 1},
	{"survey\n,type,name,label\n,range,a,How?\n" SETTINGS, "the ends of `a` have no words", 3,
	 1},
	{"survey\n,type,name,label\n,select_one yn,a,How?\nchoices\n,list_name,name,label\n"
	 ",yn,1,Yes\n" SETTINGS,
	 "`a` has one option alone", 3, 1},
	{"survey\n,type,name,label,appearance\n,select_one l,a,How?,likert\nchoices\n"
	 ",list_name,name,label\n"
	 ",l,1,A\n,l,2,B\n,l,3,C\n,l,4,D\n,l,5,E\n,l,6,F\n,l,7,G\n,l,8,H\n" SETTINGS,
	 "`a` has 8 options; 7 are enough", 3, 1},
};

static const struct problem *find(const struct problems *problems, enum severity severity,
				  const struct row *row)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->list[i];
		if (problem->severity == severity && strstr(problem->text, row->said) &&
		    problem->line == row->line && problem->column == row->column)
			return problem;
	}
	return NULL;
}

static void refuses_with_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(errors); i++) {
		struct read read;
		read_text(&read, errors[i].text);
		if (read.form || !find(&read.problems, PROBLEM_ERROR, &errors[i])) {
			problems_print(&read.problems, stderr);
			fail_msg("row %zu: %s", i, errors[i].said);
		}
		arena_release(&read.arena);
	}
}

static void warns_with_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(warnings); i++) {
		struct read read;
		read_good(&read, warnings[i].text);
		if (read.problems.warnings != 1 ||
		    !find(&read.problems, PROBLEM_WARNING, &warnings[i])) {
			problems_print(&read.problems, stderr);
			fail_msg("row %zu: %s", i, warnings[i].said);
		}
		arena_release(&read.arena);
	}
}

/* All that is wrong is said in one run. */
static void reports_everything_at_once(void **state)
{
	struct read read;
	(void)state;
	read_text(&read,
		  "survey\n,type,name,label,relevant,constraint\n"
		  ",text,a,Why?,,\n,integer,b b,How?,,1\n,select_one no,c,Which?,${x} = 1,\n"
		  "choices\n,list_name,name,label\n,yn,-98,\nsettings\n,form_id,version\n,G,1\n");
	assert_null(read.form);
	assert_int_equal(read.problems.errors, 8);
	arena_release(&read.arena);
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
		cmocka_unit_test(refuses_with_a_place),
		cmocka_unit_test(warns_with_a_place),
		cmocka_unit_test(reports_everything_at_once),
		cmocka_unit_test(minds_how_long_a_form_is),
		cmocka_unit_test(offers_the_young_five_options),
		cmocka_unit_test(says_when_memory_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
