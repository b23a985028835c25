#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "export/sayso/dataset/response_read.h"
#include "export/sayso/dataset/status_read.h"
#include "tests/unit/dataset_files.h"

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

/* Four records of one code and wave; `primary` is the id of the one that counts. */
struct choice {
	struct test_version versions[4];
	uint8_t primary;
};

#define HARBOUR "harbour", "7B", "autumn", "3KM3WR"
#define HILL "hill", "7A", "autumn", "3KM3WR"

static const struct choice choices[] = {
	/* complete before more answers */
	{{{HARBOUR, SITTING_STOPPED, 1, 8}, {HARBOUR, SITTING_COMPLETE, 2, 5}}, 2},
	{{{HARBOUR, SITTING_COMPLETE, 2, 5}, {HARBOUR, SITTING_PARTIAL, 1, 8}}, 2},
	/* more answers */
	{{{HARBOUR, SITTING_COMPLETE, 1, 5}, {HARBOUR, SITTING_COMPLETE, 2, 6}}, 2},
	{{{HARBOUR, SITTING_PARTIAL, 3, 1}, {HARBOUR, SITTING_STOPPED, 2, 0}}, 3},
	/* the smaller id */
	{{{HARBOUR, SITTING_COMPLETE, 9, 6}, {HARBOUR, SITTING_COMPLETE, 4, 6}}, 4},
	{{{HARBOUR, SITTING_COMPLETE, 4, 6}, {HARBOUR, SITTING_COMPLETE, 9, 6}}, 4},
	/* answers before a refusal to take part */
	{{{HARBOUR, SITTING_DECLINED, 1, 0}, {HARBOUR, SITTING_PARTIAL, 2, 1}}, 2},
	/* a deletion, or a withdrawal, stands against all answers at its school, in any order */
	{{{HARBOUR, SITTING_COMPLETE, 1, 8}, {HARBOUR, SITTING_DELETED, 2, 0}}, 2},
	{{{HARBOUR, SITTING_DELETED, 2, 0}, {HARBOUR, SITTING_COMPLETE, 1, 8}}, 2},
	{{{HARBOUR, SITTING_COMPLETE, 1, 8},
	  {HARBOUR, SITTING_WITHDRAWN, 2, 0},
	  {HARBOUR, SITTING_COMPLETE, 3, 8}},
	 2},
	/* but not at another school */
	{{{HARBOUR, SITTING_COMPLETE, 1, 8}, {HILL, SITTING_DELETED, 2, 0}}, 1},
	{{{HILL, SITTING_WITHDRAWN, 2, 0}, {HARBOUR, SITTING_PARTIAL, 3, 1}}, 3},
	{{{HARBOUR, SITTING_COMPLETE, 1, 8},
	  {HARBOUR, SITTING_DELETED, 2, 0},
	  {HILL, SITTING_PARTIAL, 3, 1}},
	 3},
};

static void one_record_of_a_code_and_wave_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(choices); i++) {
		struct test_dataset *test = calloc(1, sizeof *test);
		assert_non_null(test);
		assert_true(test_dataset_init(test));
		for (size_t j = 0; j < 4 && choices[i].versions[j].school != NULL; j++)
			assert_true(test_dataset_put_record(test, &choices[i].versions[j]));
		assert_int_equal(test_dataset_number(test, "SELECT sum(is_primary) FROM records"),
				 1);
		char sql[120];
		snprintf(sql, sizeof sql,
			 "SELECT is_primary FROM records WHERE record LIKE '%%%02x'",
			 choices[i].primary);
		struct db_statement *row =
			db_statement(dataset_db(test->dataset), sql, &test->problems);
		assert_non_null(row);
		assert_int_equal(db_step(row, &test->problems), DB_ROW);
		if (db_int(row, 0) != 1)
			fail_msg("row %zu: another one counts", i);
		db_reset(row);
		assert_int_equal(test->problems.errors, 0);
		test_dataset_release(test);
		free(test);
	}
}

static void codes_waves_and_rehearsals_are_apart(void **state)
{
	struct test_dataset *test = *state;
	static const struct test_version versions[] = {
		{HARBOUR, SITTING_COMPLETE, 1, 8},
		{"harbour", "7B", "autumn", "3KM67W", SITTING_COMPLETE, 2, 8},
		{"harbour", "", "autumn", "3KM3WR", SITTING_COMPLETE, 3, 8},
	};
	for (size_t i = 0; i < countof(versions); i++)
		assert_true(test_dataset_put_record(test, &versions[i]));
	assert_int_equal(test_dataset_number(test, "SELECT sum(is_primary) FROM records"), 3);
	assert_int_equal(test_dataset_number(test, "SELECT sum(rehearsal) FROM records"), 1);
}

static void answers_are_stored_as_they_are(void **state)
{
	struct test_dataset *test = *state;
	const struct test_version version = {HARBOUR, SITTING_STOPPED, 1, 2};
	assert_true(test_dataset_put_record(test, &version));
	assert_int_equal(test_dataset_number(test, "SELECT count(*) FROM answers"), 8);
	assert_int_equal(test_dataset_number(test, "SELECT count(*) FROM items"), 8);
	assert_int_equal(test_dataset_number(test, "SELECT answered FROM records"), 2);
	assert_int_equal(
		test_dataset_number(
			test, "SELECT count(*) FROM answers JOIN items ON items.id = answers.item"
			      " WHERE form = 'week' AND items.item = 'nice' AND value = '7'"
			      " AND missing IS NULL AND ms = 1001 AND visits = 1"),
		1);
	assert_int_equal(test_dataset_number(test,
					     "SELECT count(*) FROM answers WHERE value IS NULL"
					     " AND missing = 'refused'"),
			 6);
	assert_int_equal(test_dataset_number(test, "SELECT length(sealed) FROM originals"), 6);
}

/* Tables that are written one after another fit together, though somebody collects meanwhile. */
static void what_is_read_is_of_one_moment(void **state)
{
	struct test_dataset *test = *state;
	const struct test_version first = {HARBOUR, SITTING_COMPLETE, 1, 8};
	const struct test_version second = {"harbour",	      "7B", "autumn", "3KM67W",
					    SITTING_COMPLETE, 2,    8};
	struct status_totals totals;
	assert_true(test_dataset_put_record(test, &first));
	struct dataset *reading = dataset_open(test->path, true, &test->problems);
	assert_non_null(reading);
	assert_true(status_totals(reading, &totals, &test->problems));
	assert_int_equal(totals.responses, 1);
	assert_true(test_dataset_put_record(test, &second));
	assert_true(status_totals(reading, &totals, &test->problems));
	assert_int_equal(totals.responses, 1);
	dataset_close(reading);
	reading = dataset_open(test->path, true, &test->problems);
	assert_non_null(reading);
	assert_true(status_totals(reading, &totals, &test->problems));
	assert_int_equal(totals.responses, 2);
	dataset_close(reading);
}

static void a_stored_record_is_known(void **state)
{
	struct test_dataset *test = *state;
	const struct test_version version = {HARBOUR, SITTING_COMPLETE, 5, 8};
	struct record_key key = {.id = {[15] = 5}, .digest = {1}};
	struct problems *problems = &test->problems;
	bool known, other, copied;
	memcpy(key.machine, test->record.label.machine, sizeof key.machine);
	assert_true(record_is_known(test->dataset, test->batch, &key, &known, &other, problems));
	assert_false(known || other);
	assert_true(test_dataset_put_record(test, &version));
	assert_true(record_is_known(test->dataset, test->batch, &key, &known, &other, problems));
	assert_true(known && !other);
	key.digest[0] = 2;
	assert_true(record_is_known(test->dataset, test->batch, &key, &known, &other, problems));
	assert_true(!known && other);
	test->record.label.machine[0] ^= 1; /* of another machine, by its batch */
	assert_true(test_dataset_put_batch(test, 1, NULL, &copied));
	assert_true(record_is_known(test->dataset, test->batch, &key, &known, &other, problems));
	assert_false(known || other);
}

/* Whoever knows a machine's id may write it into batches of their own school, and take over its
 * list: nothing that is told of it changes, neither before nor after its own batch. */
static void a_machine_is_one_of_its_school(void **state)
{
	struct test_dataset *test = *state;
	struct manifest_session session = {slice_of("7B"), slice_of("autumn"), 20782, 30, 29, 28};
	const struct manifest manifest = {1, 4, 0, &session, 1};
	bool copied;
	for (int i = 0; i < 3; i++) {
		snprintf(test->record.label.school, sizeof test->record.label.school, "%s",
			 i == 1 ? "harbour" : "hill");
		test->record.label.number = i == 1 ? 3 : 12;
		assert_true(test_dataset_put_batch(test, 5, &manifest, &copied));
		assert_false(copied);
	}
	assert_int_equal(test_dataset_number(test, "SELECT count(*) FROM machines"), 2);
	assert_int_equal(
		test_dataset_number(test, "SELECT number FROM machines WHERE school = 'harbour'"),
		3);
	/* One batch and one session of each. */
	assert_int_equal(test_dataset_number(test, "SELECT count(DISTINCT machine) FROM batches "
						   "WHERE number = 4"),
			 2);
	assert_int_equal(test_dataset_number(test, "SELECT count(DISTINCT machine) FROM sessions"),
			 2);
}

static void storing_frees_what_was_put_aside(void **state)
{
	struct test_dataset *test = *state;
	const struct test_version version = {HARBOUR, SITTING_COMPLETE, 5, 8};
	struct aside aside = {.kind = ASIDE_RECORD,
			      .name = "b.tar",
			      .key = {.id = {[15] = 5}, .digest = {1}},
			      .reason = "it does not open",
			      .sealed = slice_of("bytes")};
	memcpy(aside.key.machine, test->record.label.machine, sizeof aside.key.machine);
	assert_true(dataset_store_aside(test->dataset, &aside, &test->problems));
	aside.kind = ASIDE_LOST;
	assert_true(dataset_store_aside(test->dataset, &aside, &test->problems));
	assert_true(dataset_store_aside(test->dataset, &aside, &test->problems));
	aside.key.digest[0] = 9;
	assert_true(dataset_store_aside(test->dataset, &aside, &test->problems));
	assert_int_equal(test_dataset_number(test, "SELECT count(*) FROM aside"), 3);
	assert_true(test_dataset_put_record(test, &version));
	assert_int_equal(test_dataset_number(test, "SELECT count(*) FROM aside"), 1);
	assert_int_equal(
		test_dataset_number(test, "SELECT count(*) FROM aside WHERE sha256 LIKE '09%'"), 1);
}

static struct manifest manifest_of(uint32_t batch, struct manifest_session *session, uint32_t done)
{
	*session =
		(struct manifest_session){slice_of("7B"), slice_of("autumn"), 20782, 30, 29, done};
	return (struct manifest){1, batch, 1, session, 1};
}

static void an_older_batch_does_not_turn_sessions_back(void **state)
{
	struct test_dataset *test = *state;
	struct manifest_session session;
	struct manifest newer = manifest_of(5, &session, 28);
	bool copied;
	assert_true(test_dataset_put_batch(test, 5, &newer, &copied));
	assert_false(copied);
	assert_int_equal(test_dataset_number(test, "SELECT done FROM sessions"), 28);
	struct manifest older = manifest_of(4, &session, 11);
	assert_true(test_dataset_put_batch(test, 4, &older, &copied));
	assert_int_equal(test_dataset_number(test, "SELECT done FROM sessions"), 28);
	struct manifest newest = manifest_of(6, &session, 30);
	assert_true(test_dataset_put_batch(test, 6, &newest, &copied));
	assert_false(copied);
	assert_int_equal(test_dataset_number(test, "SELECT done FROM sessions"), 30);
}

static void two_batches_of_one_number_are_a_copy(void **state)
{
	struct test_dataset *test = *state;
	struct manifest_session session;
	struct manifest manifest = manifest_of(5, &session, 28);
	bool copied;
	assert_true(test_dataset_put_batch(test, 5, &manifest, &copied));
	assert_true(test_dataset_put_batch(test, 5, &manifest, &copied));
	assert_false(copied); /* the same one again */
	assert_true(test_dataset_put_batch(test, 99, &manifest, &copied));
	assert_true(copied);
}

static void a_dataset_is_of_one_study(void **state)
{
	struct test_dataset *test = *state;
	bool same;
	assert_true(dataset_claim_study(test->dataset, "other", &same, &test->problems));
	assert_false(same);
	assert_true(dataset_claim_study(test->dataset, "vector-study", &same, &test->problems));
	assert_true(same);
}

static void packs_are_loaded_from_what_is_kept(void **state)
{
	struct test_dataset *test = *state;
	struct known_packs packs;
	assert_int_equal(test->packs.count, 1);
	assert_non_null(test->packs.list[0].study);
	assert_int_equal(test->packs.list[0].study->form_count, 2);
	/* A file that never came: the pack is known, its study is not. */
	assert_true(db_execute(
		dataset_db(test->dataset),
		"DELETE FROM files WHERE instr(CAST(bytes AS TEXT), 'Are you in a club') > 0",
		&test->problems));
	assert_true(dataset_packs(test->dataset, NULL, &test->arena, &packs, &test->problems));
	assert_int_equal(packs.count, 1);
	assert_null(packs.list[0].study);
	assert_int_equal(test->problems.warnings, 1);
	assert_non_null(strstr(test->problems.list[0].text, "is not complete here"));
	memset(&test->problems, 0, sizeof test->problems);
}

static void count_session(void *context, const struct status_session *session)
{
	struct status_session *seen = context;
	seen->invited += session->invited;
	seen->started += session->started;
	seen->done += session->done;
	seen->missing += session->missing;
	seen->complete += session->complete;
	seen->deleted += session->deleted;
}

static void a_class_is_invited_once_however_many_machines_say_so(void **state)
{
	struct test_dataset *test = *state;
	struct manifest_session session;
	struct status_session seen = {.done = 0};
	const struct status_visit visit = {.context = &seen, .session = count_session};
	bool copied;
	for (uint8_t i = 0; i < 3; i++) {
		struct manifest manifest = manifest_of(1, &session, i == 2 ? 1 : 5);
		session.started = 6;
		test->record.label.machine[0] = i;
		test->record.label.number = i + 1u;
		assert_true(test_dataset_put_batch(test, 10u + i, &manifest, &copied));
		assert_false(copied);
	}
	const struct test_version versions[] = {
		{HARBOUR, SITTING_COMPLETE, 1, 8},
		{HARBOUR, SITTING_COMPLETE, 2, 8},
		{"harbour", "7B", "autumn", "3KM67W", SITTING_DELETED, 3, 0},
	};
	for (size_t i = 0; i < countof(versions); i++)
		assert_true(test_dataset_put_record(test, &versions[i]));
	assert_true(status_sessions(test->dataset, &visit, &test->problems));
	assert_int_equal(seen.invited, 30);
	assert_int_equal(seen.started, 18);
	assert_int_equal(seen.done, 11);
	assert_int_equal(seen.missing, 10); /* though of the third machine more came */
	assert_int_equal(seen.complete, 1);
	assert_int_equal(seen.deleted, 1);
	struct status_totals totals;
	assert_true(status_totals(test->dataset, &totals, &test->problems));
	assert_int_equal(totals.responses, 2);
	assert_int_equal(totals.duplicates, 1);
}

static void nobody_else_can_read_the_file(void **state)
{
	struct test_dataset *test = *state;
	struct stat file;
	assert_int_equal(stat(test->path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_record_of_a_code_and_wave_counts),
		cmocka_unit_test_setup_teardown(codes_waves_and_rehearsals_are_apart, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(answers_are_stored_as_they_are, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_read_is_of_one_moment, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_stored_record_is_known, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_machine_is_one_of_its_school, set_up, tear_down),
		cmocka_unit_test_setup_teardown(storing_frees_what_was_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(an_older_batch_does_not_turn_sessions_back, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(two_batches_of_one_number_are_a_copy, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_dataset_is_of_one_study, set_up, tear_down),
		cmocka_unit_test_setup_teardown(packs_are_loaded_from_what_is_kept, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_class_is_invited_once_however_many_machines_say_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_else_can_read_the_file, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
