/* sayso codes: what it adds to codes.csv, and the papers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/file.h"
#include "export/formats/study_folder.h"
#include "tests/unit/command_bench.h"

static const struct study *open_study(const struct bench *bench, struct study_folder *folder)
{
	struct problems problems = {0};
	char path[PATH_SIZE];

	assert_true(path_join(path, bench->folder, "seaside"));
	assert_true(study_folder_open(path, folder, &problems));
	assert_int_equal(problems.errors, 0);
	return folder->study;
}

static size_t used(const struct study *study, const char *class_name, enum code_use use)
{
	size_t count = 0;

	for (size_t i = 0; i < study->code_count; i++)
		count += study->codes[i].use == use &&
			 strcmp(study->codes[i].class_name, class_name) == 0;
	return count;
}

static void codes_are_added(void **state)
{
	struct bench *bench = *state;
	char *first, *second;
	struct study_folder folder;
	const struct study *study;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 30", COMMAND_DONE,
	       "30 codes for pupils and 3 spare", NULL);
	first = load(bench, "seaside/codes.csv");
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 1", COMMAND_DONE,
	       "1 code for pupils and 1 spare", NULL);
	expect(bench, "codes %s/seaside --school my-school --class 5-ants --count 11", COMMAND_DONE,
	       "11 codes for pupils and 2 spare", NULL);
	second = load(bench, "seaside/codes.csv");
	assert_int_equal(strncmp(first, second, strlen(first)), 0);
	free(first);
	free(second);

	study = open_study(bench, &folder);
	assert_int_equal(study->code_count, 33 + 2 + 13);
	assert_int_equal(used(study, "7B", CODE_PUPIL), 31);
	assert_int_equal(used(study, "7B", CODE_SPARE), 4);
	assert_int_equal(used(study, "5-ants", CODE_SPARE), 2);
	study_folder_release(&folder);
	assert_int_equal(mode_of(bench, "seaside/codes.csv"), 0600);
	assert_int_equal(mode_of(bench, "seaside/cards-my-school-7B.html"), 0600);
	assert_int_equal(mode_of(bench, "seaside/register-my-school-7B-2.html"), 0600);
}

/* study_load refuses doubles and pictures that look alike; here it is asked of the codes
 * themselves. */
static void codes_are_sound(void **state)
{
	struct bench *bench = *state;
	struct study_folder folder;
	const struct study *study;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 54", COMMAND_DONE,
	       NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7C --count 54", COMMAND_DONE,
	       NULL, NULL);
	study = open_study(bench, &folder);
	assert_int_equal(study->code_count, 120);
	for (size_t i = 0; i < study->code_count; i++) {
		const struct study_code *code = &study->codes[i];
		const size_t shown[] = {code->drawing, code->false_friends[0],
					code->false_friends[1], code->false_friends[2]};
		struct respondent_code again;

		assert_true(respondent_code_read(slice_of(code->code.text), &again));
		if (i > 0)
			assert_true(strcmp(study->codes[i - 1].code.text, code->code.text) < 0);
		for (size_t j = 0; j < countof(shown); j++)
			for (size_t k = 0; k < j; k++)
				assert_false(drawings_alike(shown[j], shown[k]));
	}
	study_folder_release(&folder);
}

/* 21 and 3 spare: as many as there are drawings. */
static void drawings_are_spread(void **state)
{
	struct bench *bench = *state;
	struct study_folder folder;
	const struct study *study;
	bool seen[DRAWINGS] = {0};

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 21", COMMAND_DONE,
	       NULL, NULL);
	study = open_study(bench, &folder);
	assert_int_equal(study->code_count, DRAWINGS);
	for (size_t i = 0; i < study->code_count; i++) {
		assert_false(seen[study->codes[i].drawing]);
		seen[study->codes[i].drawing] = true;
	}
	study_folder_release(&folder);
}

static void codes_keep_the_file_as_it_is(void **state)
{
	static const char mine[] =
		"\xef\xbb\xbfsayso-codes,1\r\n"
		"comment,use,friends,drawing,class,school,code\r\n"
		"\"mine, \"\"kept\"\"\",pupil,gull crab tram,boat,7B,my-school,3KM3WR";
	struct bench *bench = *state;
	char *text, *at;
	size_t rows = 0;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	save(bench, "seaside/codes.csv", mine);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 10", COMMAND_DONE,
	       NULL, NULL);
	text = load(bench, "seaside/codes.csv");
	assert_int_equal(strncmp(text, mine, strlen(mine)), 0);
	at = text + strlen(mine);
	for (char *line; (line = strstr(at, "\r\n")) && line[2]; at = line + 2) {
		static const char begins[] = "\r\n,pupil,", spare[] = "\r\n,spare,";

		assert_true(strncmp(line, rows < 10 ? begins : spare, strlen(spare)) == 0);
		rows++;
	}
	assert_int_equal(rows, 11);
	assert_int_equal(mode_of(bench, "seaside/codes.csv"), 0644 & ~022);
	free(text);
}

static void codes_refused(void **state)
{
	static const struct {
		const char *words, *says;
	} rows[] = {
		{"codes %s/seaside --school no-school --class 7B --count 3",
		 "there is no school no-school"},
		{"codes %s/seaside --school my-school --class B7 --count 3",
		 "B7 is no name of a class"},
		{"codes %s/seaside --school my-school --class ../7B --count 3",
		 "../7B is no name of a class"},
		{"codes %s/seaside --school my-school --class 7B --count 0",
		 "--count is a whole number from 1 to 54"},
		{"codes %s/seaside --school my-school --class 7B --count 55",
		 "--count is a whole number from 1 to 54"},
		{"codes %s/seaside --school my-school --class 7B --count 3x",
		 "--count is a whole number from 1 to 54"},
		{"codes %s/seaside --school my-school --class 7B --again", "has no codes yet"},
		{"codes %s/nowhere --school my-school --class 7B --count 3", "it has no study.csv"},
	};
	struct bench *bench = *state;
	char path[PATH_SIZE];

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	for (size_t i = 0; i < countof(rows); i++)
		expect(bench, rows[i].words, COMMAND_BAD_INPUT, "", rows[i].says);
	assert_true(path_join(path, bench->folder, "seaside/codes.csv"));
	assert_false(file_exists(path));
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 50", COMMAND_DONE,
	       NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 5", COMMAND_BAD_INPUT,
	       "", "class 7B has 55 codes already");
	expect(bench, "codes %s/seaside --school my-school --class 12A --count 5", COMMAND_DONE,
	       NULL, "nobody will ask class 12A");
}

/* ---- The papers ---- */

static size_t occurrences(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		count++;
	return count;
}

static void papers_hold_every_code(void **state)
{
	struct bench *bench = *state;
	struct study_folder folder;
	const struct study *study;
	char *cards, *list;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	edit(bench, "seaside/schools.csv", "My school", "Sand & <Sea>");
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 21 -o %s/print",
	       COMMAND_DONE, "/print/cards-my-school-7B.html", NULL);
	cards = load(bench, "print/cards-my-school-7B.html");
	list = load(bench, "print/register-my-school-7B.html");
	study = open_study(bench, &folder);
	assert_int_equal(study->code_count, 24);
	for (size_t i = 0; i < study->code_count; i++) {
		char shown[8];

		respondent_code_show(&study->codes[i].code, shown);
		assert_int_equal(occurrences(cards, shown), 1);
		assert_int_equal(occurrences(list, shown), 1);
	}
	assert_int_equal(occurrences(cards, "<section class=\"sheet\">"), 3);
	assert_int_equal(occurrences(cards, "<svg aria-hidden"), 24);
	assert_int_equal(occurrences(cards, " \xc2\xb7 spare<"), 3);
	assert_int_equal(occurrences(list, ">spare<"), 3);
	assert_non_null(strstr(cards, "Sand &amp; &lt;Sea&gt;"));
	assert_null(strstr(cards, "<Sea>"));
	assert_null(strstr(cards, "http-equiv"));
	assert_null(strstr(cards, "src="));
	study_folder_release(&folder);
	free(cards);
	free(list);
}

/* Each sheet as full as the others, so that no card is alone on the last. */
static void cards_are_spread_over_the_sheets(void **state)
{
	static const struct {
		const char *pupils, *sheets;
	} rows[] = {
		{"1", "2"},	    {"8", "9"},		  {"9", "10"},
		{"10", "6 5"},	    {"19", "8 8 5"},	  {"28", "8 8 8 7"},
		{"30", "10 8 8 7"}, {"33", "10 10 10 7"}, {"54", "10 10 10 10 10 10"},
	};
	struct bench *bench = *state;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	for (size_t i = 0; i < countof(rows); i++) {
		char words[120], name[60], seen[60] = "";

		snprintf(words, sizeof words,
			 "codes %%s/seaside --school my-school --class 7%c --count %s",
			 'A' + (int)i, rows[i].pupils);
		expect(bench, words, COMMAND_DONE, NULL, NULL);
		snprintf(name, sizeof name, "seaside/cards-my-school-7%c.html", 'A' + (int)i);
		char *cards = load(bench, name), *rest = strstr(cards, "<section "), *sheet;
		while (rest) {
			sheet = rest;
			rest = strstr(sheet + 1, "<section ");
			if (rest)
				rest[-1] = '\0';
			snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%s%zu",
				 *seen ? " " : "", occurrences(sheet, "<div class=\"card\">"));
		}
		assert_string_equal(seen, rows[i].sheets);
		free(cards);
	}
}

static void papers_of_a_class_once_more(void **state)
{
	struct bench *bench = *state;
	char *before, *after, *cards;

	expect(bench, "study new %s/seaside", COMMAND_DONE, NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 3", COMMAND_DONE,
	       NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 7B --count 4", COMMAND_DONE,
	       NULL, NULL);
	expect(bench, "codes %s/seaside --school my-school --class 8B --count 5", COMMAND_DONE,
	       NULL, NULL);
	before = load(bench, "seaside/codes.csv");
	expect(bench, "codes %s/seaside --school my-school --class 7B --again", COMMAND_DONE,
	       "7 codes for pupils and 2 spare.", NULL);
	after = load(bench, "seaside/codes.csv");
	cards = load(bench, "seaside/cards-my-school-7B-3.html");
	assert_string_equal(before, after);
	assert_int_equal(occurrences(cards, "<svg aria-hidden"), 9);
	free(before);
	free(after);
	free(cards);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_set, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(codes_are_added),
		TEST(codes_are_sound),
		TEST(drawings_are_spread),
		TEST(codes_keep_the_file_as_it_is),
		TEST(codes_refused),
		TEST(papers_hold_every_code),
		TEST(cards_are_spread_over_the_sheets),
		TEST(papers_of_a_class_once_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
