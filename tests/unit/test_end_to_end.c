/* From sitting_answer to a row of CSV through every real part: keys, study, pack, set-up, vault,
 * batch, collect, tables. Each pupil acts by a rule; the tables must say what they did. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/sayso/output/out_csv.h"
#include "tests/unit/classroom.h"

/* ---- The tables ---- */

static struct collected collect(struct journey *journey, struct slice archive)
{
	struct collected collected;
	if (!collect_batch(&journey->way.collector, journey->name, archive, NULL, &collected,
			   &journey->way.problems))
		fail_msg("%s", problems_first(&journey->way.problems));
	return collected;
}

static char *csv_of(struct journey *journey, enum table_kind kind, bool rehearsal)
{
	struct way *way = &journey->way;
	const struct table_options options = {.rehearsal = rehearsal};
	struct known_study study;
	char path[PATH_SIZE];
	uint64_t rows;
	assert_true(path_join(path, way->folder, "table.csv"));
	assert_true(known_study_load(way->dataset, &study, &way->problems));
	struct table *table = table_open(kind, way->dataset, &study, &options, &way->problems);
	assert_non_null(table);
	assert_true(out_csv_write(table, path, &rows, &way->problems));
	table_close(table);
	known_study_release(&study);
	struct slice text = file_load(path);
	assert_non_null(text.bytes);
	char *copy = arena_text(&way->arena, text);
	free((void *)(uintptr_t)text.bytes);
	assert_non_null(copy);
	return copy;
}

/* How many rows begin with a pupil's record id and then `rest`. */
static size_t rows_of(const struct journey *journey, const char *csv, size_t pupil,
		      const char *rest)
{
	char begins[200], id[33];
	size_t count = 0;
	hex_write(journey->records[pupil], 16, id);
	snprintf(begins, sizeof begins, "\n%s,%s", id, rest);
	for (const char *at = csv; (at = strstr(at, begins)) != NULL; at++)
		count++;
	return count;
}

static void responses_say_how_each_ended(struct journey *journey)
{
	static const char *const ends[countof(pupils)] = {
		"complete,en,30", "complete,en,30", "complete,en,29", "complete,en,27",
		"declined,en,0",  "stopped,en,23",  "deleted,en,0",   "partial,en,23",
	};
	const char *csv = csv_of(journey, TABLE_RESPONSES, false);
	for (size_t i = 0; i < countof(pupils); i++) {
		char rest[100];
		snprintf(rest, sizeof rest, "our-town,harbour,7B,autumn,%s,%s\r\n",
			 journey->way.codes[i].text, ends[i]);
		if (rows_of(journey, csv, i, rest) != 1)
			fail_msg("pupil %zu: no %sin\n%s", i, rest, csv);
	}
	assert_int_equal(rows_of(journey, csv, countof(pupils), ""), 0);
	assert_int_equal(rows_of(journey, csv_of(journey, TABLE_RESPONSES, true), countof(pupils),
				 "our-town,harbour,,autumn,"),
			 1);
}

static void answers_say_what_each_did(struct journey *journey)
{
	static const struct {
		size_t pupil;
		const char *row;
	} rows[] = {
		{0, "rosenberg,satisfied,answered,3,Strongly agree,1500,1,"},
		{0, "rosenberg,nogood,answered,0,Strongly disagree,1500,1,"},
		{1, "rosenberg,nogood,answered,3,Strongly agree,1500,1,"},
		{2, "rosenberg,worth,refused,,,1500,1,"},
		{3, "rosenberg,useless,skipped,,,1500,1,"},
		{5, "rosenberg,respect,answered,0,Strongly disagree,"},
		{5, "rosenberg,failure,not_reached,,,0,0,"},
		{5, "taking_part,joined_in,not_reached,,,0,0,"},
		{7, "rosenberg,respect,answered,0,Strongly disagree,"},
		{7, "rosenberg,failure,not_reached,,,0,0,"},
	};
	const char *csv = csv_of(journey, TABLE_ANSWERS, false);
	for (size_t i = 0; i < countof(rows); i++)
		if (rows_of(journey, csv, rows[i].pupil, rows[i].row) != 1)
			fail_msg("pupil %zu: no %s", rows[i].pupil, rows[i].row);
	for (size_t i = 0; i < countof(pupils); i++)
		assert_int_equal(rows_of(journey, csv, i, ""),
				 sitting_state_has_answers(pupils[i].ends) ? WAY_ITEMS : 0);
}

/* Rosenberg: five items are reversed. 30 for who thinks best of themselves, 15 for who agrees to
 * all. */
static void scores_are_right(struct journey *journey)
{
	static const struct {
		size_t pupil;
		const char *row;
	} rows[] = {
		{0, "rosenberg,self_esteem,30,10,10,0,project,,"},
		{1, "rosenberg,self_esteem,15,10,10,0,project,,"},
		{2, "rosenberg,self_esteem,30,10,9,1,project,,"},
		{3, "rosenberg,self_esteem,,10,7,0,project,too_many_missing,"},
		{5, "rosenberg,self_esteem,30,10,8,1,project,,"},
		{7, "rosenberg,self_esteem,30,10,8,1,project,,"},
		{0, "wellbeing,wellbeing,12,12,12,0,project,,"},
	};
	const char *csv = csv_of(journey, TABLE_SCORES, false);
	for (size_t i = 0; i < countof(rows); i++)
		if (rows_of(journey, csv, rows[i].pupil, rows[i].row) != 1)
			fail_msg("pupil %zu: no %s in\n%s", rows[i].pupil, rows[i].row, csv);
	assert_int_equal(rows_of(journey, csv, 4, ""), 0);
	assert_int_equal(rows_of(journey, csv, 6, ""), 0);
}

static void from_an_answer_to_a_row(void **state)
{
	struct journey *journey = *state;
	class_answers(journey);
	write_batch(journey);
	struct collected collected = collect(journey, journey->batch);
	assert_int_equal(collected.records, countof(pupils) + 1);
	assert_int_equal(collected.stored, countof(pupils) + 1);
	assert_int_equal(collected.put_aside + collected.lost, 0);
	assert_int_equal(collected.machine_number, WAY_MACHINE);
	assert_int_equal(collected.batch_number, 1);
	responses_say_how_each_ended(journey);
	answers_say_what_each_did(journey);
	scores_are_right(journey);
	assert_int_equal(journey->way.problems.count, 0);
}

static void twice_is_once_and_one_bad_byte_costs_one_record(void **state)
{
	struct journey *journey = *state;
	struct way *way = &journey->way;
	char id[33], name[60];
	class_answers(journey);
	write_batch(journey);
	/* A byte of the second pupil's record, far behind its header in the tar. */
	hex_write(journey->records[1], 16, id);
	snprintf(name, sizeof name, "records/%s.age", id);
	const char *header = NULL;
	for (const char *at = journey->batch.bytes;
	     (at = memmem(at, (size_t)(journey->batch.bytes + journey->batch.size - at), name,
			  strlen(name))) != NULL;
	     at++)
		header = at; /* the list names it first */
	assert_non_null(header);
	char *copy = arena_take(&way->arena, 1, journey->batch.size);
	assert_non_null(copy);
	memcpy(copy, journey->batch.bytes, journey->batch.size);
	copy[header - journey->batch.bytes + 2000] ^= 0x20;
	struct collected collected = collect(journey, (struct slice){copy, journey->batch.size});
	assert_int_equal(collected.stored, countof(pupils));
	assert_int_equal(collected.lost, 1);
	assert_int_equal(way->problems.errors, 1);
	assert_non_null(strstr(problems_first(&way->problems), id));
	assert_string_equal(way->problems.list[0].where, journey->name);
	memset(&way->problems, 0, sizeof way->problems);
	assert_int_equal(rows_of(journey, csv_of(journey, TABLE_RESPONSES, false), 1, ""), 0);
	collected = collect(journey, journey->batch);
	assert_int_equal(collected.stored, 1);
	assert_int_equal(collected.known, countof(pupils));
	collected = collect(journey, journey->batch);
	assert_int_equal(collected.stored, 0);
	assert_int_equal(collected.known, countof(pupils) + 1);
	responses_say_how_each_ended(journey);
	scores_are_right(journey);
}

/* In the clear are the study, the class, counts: no code, no state, no answer. */
static void the_stick_says_nothing(void **state)
{
	struct journey *journey = *state;
	static const char *const words[] = {"\"state\"", "declined", "rosenberg.worth",
					    "\"refused\""};
	class_answers(journey);
	write_batch(journey);
	for (size_t i = 0; i < countof(words); i++)
		assert_null(memmem(journey->batch.bytes, journey->batch.size, words[i],
				   strlen(words[i])));
	for (size_t i = 0; i < WAY_CODES; i++)
		assert_null(memmem(journey->batch.bytes, journey->batch.size,
				   journey->way.codes[i].text, CODE_SIZE));
}

static int set_up(void **state)
{
	struct journey *journey = calloc(1, sizeof *journey);
	if (journey == NULL)
		return -1;
	*state = journey;
	if (way_init(&journey->way))
		return 0;
	way_release(&journey->way);
	return -1;
}

static int tear_down(void **state)
{
	struct journey *journey = *state;
	vault_close(journey->vault);
	way_release(&journey->way);
	free(journey);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(from_an_answer_to_a_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(twice_is_once_and_one_bad_byte_costs_one_record,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_stick_says_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
