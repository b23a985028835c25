/* Forms: what is refused, what is warned of, and where the message points. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/form_text.h"

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
	{"survey\n,type,name,label,relevant\n,select_one yn,a,How?,\n"
	 ",integer,b,Why?,${a} = 'yes'\n" YESNO SETTINGS,
	 "`b` depends on an option that `a` does not have", 4, 1},
	{"survey\n,type,name,label,relevant\n,select_one yn,a,How?,\n"
	 ",integer,b,Why?,2 != ${a}\n" YESNO SETTINGS,
	 "`b` depends on an option that `a` does not have", 4, 1},
	{"survey\n,type,name,label,relevant\n,range,a,How?,\n"
	 ",integer,b,Why?,\"selected(${a}, 11)\"\n" SETTINGS,
	 "`b` depends on an option that `a` does not have", 4, 1},
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_with_a_place),
		cmocka_unit_test(warns_with_a_place),
		cmocka_unit_test(reports_everything_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
