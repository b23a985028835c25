/* A machine whose study pack is damaged: pupils cannot begin, but the answers leave, and a newer
 * study mends it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/formats/file.h"
#include "kiosk/vault/vault_parts.h"
#include "tests/unit/app_bench.h"

#define ANSWERED 3

/* One bit, of a file that does not go along with the answers. */
static void pack_damage(struct journey *journey)
{
	static const char text[] = "sayso-codes,1";
	struct slice pack = buffer_slice(&journey->way.pack);
	char *copy = malloc(pack.size);
	assert_non_null(copy);
	memcpy(copy, pack.bytes, pack.size);
	char *codes = memmem(copy, pack.size, text, strlen(text));
	assert_non_null(codes);
	codes[0] ^= 1;
	assert_true(db_blob_overwrite(journey->vault->db, "packs", "archive", 1,
				      (struct slice){copy, pack.size}, &journey->way.problems));
	free(copy);
}

/* The session ends too: what was closed a moment ago in an open one stays behind. */
static void answer(struct journey *journey)
{
	for (size_t i = 0; i < ANSWERED; i++)
		sit(journey, &pupils[i], &journey->way.codes[i], "7B", journey->records[i]);
	assert_true(vault_end_session(journey->vault, journey->session, &journey->way.problems));
}

/* Started on the damaged machine, the folder of the way as stick; the teacher is in. */
static void teacher_comes_in(struct app_bench *bench)
{
	struct app_options options = bench_options(bench);
	options.outbox = bench->journey.way.folder;
	pack_damage(&bench->journey);
	bench_start(bench, &options);
	assert_int_equal(app_fault(bench->app), FAULT_NONE);
	bench_type(bench, PIN);
	bench_tap(bench, "Open");
	bench_tap(bench, "Stick");
	bench_wait(bench, 1);
	assert_false(bench_sees(bench, "Nothing was saved onto the stick."));
}

static struct slice batch_load(struct app_bench *bench)
{
	struct way *way = &bench->journey.way;
	char folder[PATH_SIZE], path[PATH_SIZE];
	const char **names;
	size_t count;
	assert_true(path_join(folder, way->folder, "sayso"));
	assert_true(folder_list(folder, &way->arena, &names, &count, &way->problems));
	assert_int_equal(count, 1);
	assert_true(path_join(path, folder, names[0]));
	return file_load(path);
}

static void the_answers_leave_without_the_study(void **state)
{
	struct app_bench *bench = *state;
	struct collected collected;
	answer(&bench->journey);
	teacher_comes_in(bench);
	struct slice batch = batch_load(bench);
	assert_true(collect_batch(&bench->journey.way.collector, "b.tar", batch, NULL, &collected,
				  &bench->journey.way.problems));
	assert_int_equal(collected.stored, ANSWERED);
	assert_int_equal(collected.put_aside + collected.lost, 0);
	free((void *)(uintptr_t)batch.bytes);
}

static void a_newer_study_mends_it(void **state)
{
	struct app_bench *bench = *state;
	struct way *way = &bench->journey.way;
	struct buffer newer = buffer_growing(ENVELOPE_MOST);
	char path[PATH_SIZE];
	answer(&bench->journey);
	assert_true(way_pack(way, 2, &newer));
	assert_true(path_join(path, way->folder, "harbour.study"));
	assert_true(file_write(path, buffer_slice(&newer), FILE_SHARED, false, &way->problems) !=
		    FILE_FAILED);
	buffer_release(&newer);
	memset(&way->problems, 0, sizeof way->problems); /* warnings of the wording */
	teacher_comes_in(bench);
	assert_true(bench_sees(bench, "This machine has a newer study now."));
	bench_tap(bench, "Done");
	bench_tap(bench, "Pupils' page");
	assert_int_equal(app_fault(bench->app), FAULT_NONE);
	assert_non_null(bench_mark(bench, "Teacher"));
}

/* Without one the pupils' page says what is wrong, as before. */
static void pupils_see_the_number_of_the_fault(void **state)
{
	struct app_bench *bench = *state;
	teacher_comes_in(bench);
	bench_tap(bench, "Done");
	bench_tap(bench, "Pupils' page");
	assert_int_equal(app_fault(bench->app), FAULT_STUDY);
	assert_true(bench_sees(bench, "This machine has stopped."));
}

/* A session needs the study: it is no fault of the disk. */
static void no_session_opens_without_the_study(void **state)
{
	struct app_bench *bench = *state;
	teacher_comes_in(bench);
	bench_tap(bench, "Done");
	bench_tap(bench, "Open a session");
	assert_int_equal(app_fault(bench->app), FAULT_STUDY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_answers_leave_without_the_study, bench_machine,
						bench_tear_down),
		cmocka_unit_test_setup_teardown(a_newer_study_mends_it, bench_machine,
						bench_tear_down),
		cmocka_unit_test_setup_teardown(pupils_see_the_number_of_the_fault, bench_machine,
						bench_tear_down),
		cmocka_unit_test_setup_teardown(no_session_opens_without_the_study, bench_machine,
						bench_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
