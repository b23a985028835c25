/* The tables and their CSV, byte for byte. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>
#include "export/sayso/output/out_csv.h"
#include "export/sayso/output/score_summary.h"
#include "tests/unit/dataset_files.h"

#define HARBOUR "harbour", "7B", "autumn", "3KM3WR"
#define ID_1 "00000000000000000000000000000001"
#define ID_2 "00000000000000000000000000000002"

static int set_up(void **state)
{
	struct test_dataset *test = calloc(1, sizeof *test);
	if (test == NULL || !test_dataset_init(test))
		return -1;
	*state = test;
	return 0;
}

static int tear_down(void **state)
{
	struct test_dataset *test = *state;
	problems_print(&test->problems, stderr);
	test_dataset_release(test);
	free(test);
	return 0;
}

/* The file that `kind` makes; free it. */
static char *csv_of(struct test_dataset *test, enum table_kind kind,
		    const struct table_options *options)
{
	struct known_study study;
	char path[PATH_SIZE];
	uint64_t rows;
	struct stat file;
	assert_true(path_join(path, test->folder, "out.csv"));
	assert_true(known_study_load(test->dataset, &study, &test->problems));
	struct table *table = table_open(kind, test->dataset, &study, options, &test->problems);
	assert_non_null(table);
	assert_true(out_csv_write(table, path, &rows, &test->problems));
	table_close(table);
	known_study_release(&study);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	struct slice text = file_load(path);
	assert_non_null(text.bytes);
	char *copy = calloc(1, text.size + 1);
	assert_non_null(copy);
	memcpy(copy, text.bytes, text.size);
	free((void *)(uintptr_t)text.bytes);
	assert_int_equal(unlink(path), 0);
	return copy;
}

static void expect_csv(struct test_dataset *test, enum table_kind kind,
		       const struct table_options *options, const char *expected)
{
	char *text = csv_of(test, kind, options);
	assert_string_equal(text, expected);
	free(text);
}

static void put(struct test_dataset *test, struct test_version version)
{
	assert_true(test_dataset_put_record(test, &version));
}

static const struct table_options plain = {false, false};

static void responses_leave_out_what_names_a_child(void **state)
{
	struct test_dataset *test = *state;
	put(test, (struct test_version){HARBOUR, SITTING_STOPPED, 2, 3});
	put(test,
	    (struct test_version){"harbour", "7B", "autumn", "3KM67W", SITTING_DELETED, 1, 0});
	put(test, (struct test_version){"harbour", "", "autumn", "3KM67W", SITTING_COMPLETE, 9, 8});
	expect_csv(test, TABLE_RESPONSES, &plain,
		   "response,study,school,class,wave,code,state,language,items_answered\r\n" ID_1
		   ",vector-study,harbour,7B,autumn,3KM67W,deleted,en,0\r\n" ID_2
		   ",vector-study,harbour,7B,autumn,3KM3WR,stopped,en,3\r\n");
	const struct table_options technical = {true, false};
	char *text = csv_of(test, TABLE_RESPONSES, &technical);
	assert_non_null(strstr(text, "items_answered,machine,day,text_size,input,seed\r\n"));
	assert_non_null(strstr(text, "stopped,en,3,3,2026-11-25,2,keys,77\r\n"));
	free(text);
}

/* An id that two machines gave is one of two responses, the same in every table. */
static void no_two_responses_have_one_id(void **state)
{
	struct test_dataset *test = *state;
	put(test, (struct test_version){HARBOUR, SITTING_COMPLETE, 2, 3});
	put(test,
	    (struct test_version){"harbour", "7B", "autumn", "3KM67W", SITTING_STOPPED, 2, 8});
	expect_csv(test, TABLE_RESPONSES, &plain,
		   "response,study,school,class,wave,code,state,language,items_answered\r\n" ID_2
		   ",vector-study,harbour,7B,autumn,3KM3WR,complete,en,3\r\n" ID_2
		   "-2,vector-study,harbour,7B,autumn,3KM67W,stopped,en,8\r\n");
	char *text = csv_of(test, TABLE_ANSWERS, &plain);
	size_t first = 0, second = 0;
	for (const char *at = text; (at = strstr(at, "\n" ID_2)) != NULL; at++)
		*(at[1 + sizeof ID_2 - 1] == '-' ? &second : &first) += 1;
	assert_int_equal(first, 8);
	assert_int_equal(second, 8);
	free(text);
}

static void rehearsals_are_apart(void **state)
{
	struct test_dataset *test = *state;
	const struct table_options rehearsal = {false, true};
	put(test, (struct test_version){HARBOUR, SITTING_COMPLETE, 2, 8});
	put(test, (struct test_version){"harbour", "", "autumn", "3KM67W", SITTING_COMPLETE, 1, 8});
	expect_csv(test, TABLE_RESPONSES, &rehearsal,
		   "response,study,school,class,wave,code,state,language,items_answered\r\n" ID_1
		   ",vector-study,harbour,,autumn,3KM67W,complete,en,8\r\n");
	char *text = csv_of(test, TABLE_ANSWERS, &rehearsal);
	assert_null(strstr(text, ID_2));
	assert_non_null(strstr(text, ID_1));
	free(text);
}

static void answers_have_a_row_each(void **state)
{
	struct test_dataset *test = *state;
	put(test, (struct test_version){HARBOUR, SITTING_STOPPED, 1, 3});
	put(test,
	    (struct test_version){"harbour", "7B", "autumn", "3KM67W", SITTING_DECLINED, 2, 0});
	expect_csv(test, TABLE_ANSWERS, &plain,
		   "response,form,item,status,value,label,ms,visits,form_digest\r\n" ID_1
		   ",week,outside,answered,some,Some days,1000,1,0676baba\r\n" ID_1
		   ",week,nice,answered,7,7,1001,1,0676baba\r\n" ID_1
		   ",week,friends,answered,2,,1002,1,0676baba\r\n" ID_1
		   ",week,more,refused,,,1003,1,0676baba\r\n" ID_1
		   ",week,home,refused,,,1004,1,0676baba\r\n" ID_1
		   ",club,member,refused,,,1005,1,fd1b347f\r\n" ID_1
		   ",club,like,refused,,,1006,1,fd1b347f\r\n" ID_1
		   ",club,join,refused,,,1007,1,fd1b347f\r\n");
}

static void a_code_that_came_twice_is_told_once(void **state)
{
	struct test_dataset *test = *state;
	put(test, (struct test_version){HARBOUR, SITTING_STOPPED, 1, 8});
	put(test, (struct test_version){HARBOUR, SITTING_COMPLETE, 2, 8});
	for (int kind = 0; kind < TABLE_CODEBOOK; kind++) {
		char *text = csv_of(test, (enum table_kind)kind, &plain);
		assert_null(strstr(text, ID_1));
		free(text);
	}
	/* The pupil deleted it: no table holds an answer any more. */
	put(test, (struct test_version){HARBOUR, SITTING_DELETED, 3, 0});
	expect_csv(test, TABLE_ANSWERS, &plain,
		   "response,form,item,status,value,label,ms,visits,form_digest\r\n");
}

static void the_codebook_tells_items_and_options(void **state)
{
	struct test_dataset *test = *state;
	char *text = csv_of(test, TABLE_CODEBOOK, &plain);
	static const char *const rows[] = {
		"form,form_digest,kind,name,type,wording,options,missing,scales,reversed,citation,"
		"form_version,form_sha256\r\nweek,0676baba,item,outside,select_one,How often did "
		"you "
		"play outside?,never = Never | some = Some days | every = Every day,refused = -99 "
		"| "
		"dont_know = -98 | skipped = -97 | not_asked = -96 | not_reached = -95,,,,1,"
		"0676babaf6022cc403b52167ee500f0912b590cbf1178db299e5ab613ccfc6ca\r\n",
		("week,0676baba,item,nice,range,How nice was your week?,"
		 "0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10,refused = -99"),
		("week,0676baba,item,friends,integer,How many friends did you meet?,"
		 "0 to 999999999,refused = -99"),
		"club,fd1b347f,item,join,select_one,",
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (strstr(text, rows[i]) == NULL)
			fail_msg("row %zu is not in: %s", i, text);
	assert_null(strstr(text, "hello")); /* a note is not answered */
	free(text);
}

/* A study of one questionnaire with a scale, in the vector's place. */
static void mood_study(struct test_dataset *test)
{
	struct test_study *study = &test->record.study;
	test_study_put(study, "plan.csv",
		       "sayso-plan,1\nwave,years,look,forms\nautumn,7,calm,mood\n");
	test_study_put(study, "forms/week.csv", NULL);
	test_study_put(study, "forms/club.csv", NULL);
	test_study_put(
		study, "forms/mood.csv",
		"survey,type,name,label,scale,reverse\n"
		",select_one d,a,Are you glad?,mood even,\n,select_one d,b,Are you sad?,mood,yes\n"
		",select_one d,c,Are you well?,mood even,\n"
		"choices,list_name,name,label\n,d,0,=No\n,d,1,\"Yes, a bit\"\n,d,4,Very\n"
		"settings,form_id,form_title,version,default_language\n,mood,Mood,1,English "
		"(en)\n");
	test_study_put(study, "forms/mood.scales.csv",
		       "name,label,method,item_least,item_most,direction,missing_most,missing_rule,"
		       "rounding,"
		       "least,most,rule,licence,citation\n"
		       "mood,-Mood,sum,0,4,better,1,prorate,none,0,12,project,free,\"A, B\"\n"
		       "even,Even,mean,0,4,neither,0,none,half_up,0,4,author,free,C\n");
	assert_non_null(test_study_load(study));
	assert_true(test_dataset_put_pack(test, study, "harbour", 2));
	assert_true(dataset_packs(test->dataset, "harbour", &test->arena, &test->packs,
				  &test->problems));
	assert_int_equal(test->packs.count, 2);
}

static void mood_put(struct test_dataset *test, uint8_t id, const char *code,
		     const char *const values[3])
{
	static const char *const items[] = {"mood.a", "mood.b", "mood.c"};
	struct record *record = &test->record.record;
	const struct study *study = test->record.study.study;
	struct record_key key = {.id = {[15] = id}, .digest = {id}};
	struct record_match match;
	*record = (struct record){.study = slice_of("vector-study"),
				  .school = slice_of("harbour"),
				  .class_name = slice_of("7B"),
				  .wave = slice_of("autumn"),
				  .language = slice_of("en"),
				  .state = SITTING_COMPLETE,
				  .form_count = 1,
				  .answer_count = 3};
	snprintf(record->code.text, sizeof record->code.text, "%s", code);
	record->forms[0].name = slice_of("mood");
	memcpy(record->forms[0].digest, study->forms[0]->digest, 32);
	for (size_t i = 0; i < 3; i++)
		record->answers[i] = (struct record_answer){
			.name = slice_of(items[i]),
			.status = values[i] == NULL ? ANSWER_SKIPPED : ANSWER_GIVEN,
			.value = slice_of(values[i] == NULL ? "" : values[i])};
	memcpy(key.machine, test->record.label.machine, sizeof key.machine);
	const struct record_storing storing = {&key, test->batch, slice_of("sealed"), record,
					       &match};
	assert_true(record_check_forms(record, &test->packs, &match, &test->problems));
	assert_int_equal(match.pack->issue, 2);
	assert_true(record_store(test->dataset, &storing, &test->problems));
}

static void scores_are_made_of_values(void **state)
{
	struct test_dataset *test = *state;
	mood_study(test);
	mood_put(test, 1, "3KM3WR", (const char *const[]){"4", "0", "1"});
	mood_put(test, 2, "3KM67W", (const char *const[]){"1", NULL, "4"});
	mood_put(test, 3, "3KM99T", (const char *const[]){NULL, NULL, "4"});
	char *text = csv_of(test, TABLE_SCORES, &plain);
	char digest[9];
	digest_short(test->record.study.study->forms[0], digest);
	static const char *const rows[] = {
		/* 4 + (0 + 4 - 0) + 1; the mean of 4 and 1 is 2.5, which is 3 */
		ID_1 ",mood,mood,9,3,3,0,project,,",
		ID_1 ",mood,even,3,2,2,0,author,,",
		/* the person's mean of 1 and 4, three times */
		ID_2 ",mood,mood,7.5,3,2,1,project,,",
		"00000000000000000000000000000003,mood,mood,,3,1,0,project,too_many_missing,",
		"00000000000000000000000000000003,mood,even,,2,1,0,author,too_many_missing,",
	};
	assert_int_equal(
		strncmp(text,
			"response,form,scale,score,n_items,n_answered,prorated,rule,missing,"
			"form_digest\r\n",
			77),
		0);
	for (size_t i = 0; i < countof(rows); i++) {
		char row[200];
		snprintf(row, sizeof row, "%s%s\r\n", rows[i], digest);
		if (strstr(text, row) == NULL)
			fail_msg("not there: %s\nin: %s", row, text);
	}
	free(text);
	text = csv_of(test, TABLE_CODEBOOK, &plain);
	assert_non_null(strstr(
		text, ",item,b,select_one,Are you sad?,\"0 = =No | 1 = Yes, a bit | 4 = Very\","));
	assert_non_null(strstr(text, "not_reached = -95,mood,1,,1,"));
	assert_non_null(strstr(text,
			       ",scale,mood,sum,'-Mood,\"0 to 12 | 3 items | higher is better | "
			       "at most 1 missing, by the person's mean\",,,,\"A, B\",1,"));
	free(text);
	text = csv_of(test, TABLE_ANSWERS, &plain);
	assert_non_null(strstr(text, ",mood,b,answered,0,'=No,0,0,"));
	assert_non_null(strstr(text, ",mood,c,answered,1,\"Yes, a bit\",0,0,"));
	free(text);
}

static void scores_are_summed_up(void **state)
{
	struct test_dataset *test = *state;
	struct known_study study;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	mood_study(test);
	mood_put(test, 1, "3KM3WR", (const char *const[]){"4", "0", "1"});
	mood_put(test, 2, "3KM67W", (const char *const[]){"1", NULL, "4"});
	mood_put(test, 3, "3KM99T", (const char *const[]){NULL, NULL, "4"});
	assert_true(known_study_load(test->dataset, &study, &test->problems));
	assert_true(score_summary_print(test->dataset, &study, &plain, out, &test->problems));
	known_study_release(&study);
	assert_int_equal(fclose(out), 0);
	/* 9 and 7.5: mean 8.25, and of the squares 2 x 0.75^2 the root */
	assert_non_null(strstr(text,
			       "mood             mood                       2       1    8.25    "
			       "1.06    7.50    9.00\n"));
	assert_non_null(strstr(text,
			       "mood             even                       2       1    3.00    "
			       "0.00    3.00    3.00\n"));
	free(text);
}

static void cells_follow_rfc_4180(void **state)
{
	static const struct {
		struct cell cell;
		const char *text;
	} rows[] = {
		{{.kind = CELL_EMPTY}, ""},
		{{.kind = CELL_INTEGER, .integer = -3}, "-3"},
		{{.kind = CELL_REAL, .real = 2.5}, "2.5"},
		{{.kind = CELL_REAL, .real = 3}, "3"},
		{{.kind = CELL_REAL, .real = 8.0 / 3}, "2.66666666666667"},
		{{.kind = CELL_TEXT, .text = {"-1", 2}}, "-1"},
		{{.kind = CELL_TEXT, .text = {"-x", 2}}, "-x"},
		{{.kind = CELL_TEXT, .text = {"a,b", 3}}, "\"a,b\""},
		{{.kind = CELL_WORDS, .text = {"a\"b", 3}}, "\"a\"\"b\""},
		{{.kind = CELL_WORDS, .text = {"a\nb", 3}}, "\"a\nb\""},
		{{.kind = CELL_WORDS, .text = {"plain", 5}}, "plain"},
		{{.kind = CELL_WORDS, .text = {"=1+1", 4}}, "'=1+1"},
		{{.kind = CELL_WORDS, .text = {"@sum", 4}}, "'@sum"},
		{{.kind = CELL_WORDS, .text = {"+44,1", 5}}, "\"'+44,1\""},
		{{.kind = CELL_WORDS, .text = {"-3", 2}}, "-3"},
		{{.kind = CELL_WORDS, .text = {"-3.5", 4}}, "-3.5"},
		{{.kind = CELL_WORDS, .text = {"-", 1}}, "'-"},
		{{.kind = CELL_WORDS, .text = {"1-2", 3}}, "1-2"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct buffer out = buffer_growing(1000);
		out_csv_cell(&out, &rows[i].cell);
		assert_true(buffer_fits(&out));
		if (!slice_is(buffer_slice(&out), rows[i].text))
			fail_msg("row %zu: %.*s", i, (int)out.size, out.bytes);
		buffer_release(&out);
	}
}

/* A file that cannot be written leaves the one that was there. */
static void a_failed_export_keeps_the_old_file(void **state)
{
	struct test_dataset *test = *state;
	struct known_study study;
	uint64_t rows;
	assert_true(known_study_load(test->dataset, &study, &test->problems));
	struct table *table =
		table_open(TABLE_RESPONSES, test->dataset, &study, &plain, &test->problems);
	assert_non_null(table);
	assert_false(out_csv_write(table, "/dev/null/out.csv", &rows, &test->problems));
	assert_int_equal(test->problems.errors, 1);
	memset(&test->problems, 0, sizeof test->problems);
	table_close(table);
	known_study_release(&study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(responses_leave_out_what_names_a_child, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(no_two_responses_have_one_id, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rehearsals_are_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(answers_have_a_row_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_code_that_came_twice_is_told_once, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_codebook_tells_items_and_options, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(scores_are_made_of_values, set_up, tear_down),
		cmocka_unit_test_setup_teardown(scores_are_summed_up, set_up, tear_down),
		cmocka_unit_test(cells_follow_rfc_4180),
		cmocka_unit_test_setup_teardown(a_failed_export_keeps_the_old_file, set_up,
						tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
