/* Whose batches are taken. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/collect_bench.h"

#define SIGNATURE "the signature of the file does not hold"

/* A whole batch that is not taken, and why. */
static void expect_aside(struct way *way, struct slice batch, const char *reason)
{
	collect(way, batch, false);
	expect_error(way, reason);
	assert_int_equal(number_of(way, "SELECT count(*) FROM records"), 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside WHERE kind = 'batch'"), 1);
	assert_true(db_execute(dataset_db(way->dataset), "DELETE FROM aside", &way->problems));
}

static void who_was_not_set_up_with_the_letter_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	const struct envelope_label label = way->label;
	way->label.enrolment[5] ^= 1;
	expect_aside(way, way_batch(way, 1, records, count), "was not set up with the number");
	way->label = label;
	way->label.number = 11; /* a number that was not typed */
	expect_aside(way, way_batch(way, 1, records, count), "was not set up with the number");
	way->label = label;
	way->label.machine[0] ^= 1;
	expect_aside(way, way_batch(way, 1, records, count), "was not set up with the number");
	way->label = label;
	minisign_make(&way->machine_secret, &way->label.key);
	expect_aside(way, way_batch(way, 1, records, count), "was not set up with the number");
}

static void a_school_without_a_pack_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	snprintf(way->label.school, sizeof way->label.school, "hilltop");
	expect_aside(way, way_batch(way, 1, records, count),
		     "for which these keys made no study pack");
}

static void a_batch_signed_by_another_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	/* A name in the list that is signed; a byte of the signature; and the file's beginning
	 * alone. */
	expect_aside(way, way_flipped(way, batch, slice_of("  manifest.json"), 4), SIGNATURE);
	expect_aside(way, way_flipped(way, batch, slice_of("\ntrusted comment:"), -40), "");
	expect_aside(way, (struct slice){batch.bytes, 700}, "SHA256SUMS");
	expect_aside(way, slice_of("not a tar"), "SHA256SUMS of Sayso");
}

/* Whoever has the letter could make a pack of their own and set a machine up with it. */
static void a_machine_of_a_foreign_pack_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	struct minisign_secret stranger;
	struct minisign_public key;
	struct way_enrolling enrolling;
	struct problems scratch = {.count = 0};
	minisign_make(&stranger, &key);
	struct minisign_secret *mine = way->keys.signing;
	way->keys.signing = &stranger;
	way->pack.size = 0;
	assert_true(way_pack(way, 1, &way->pack));
	way->keys.signing = mine;
	assert_true(
		pack_read(buffer_slice(&way->pack), false, &way->arena, &way->opened, &scratch));
	memcpy(way->label.pack, way->opened.envelope.sums_digest, sizeof way->label.pack);
	assert_true(way_enrolling(way, 12, &enrolling));
	way_enrol(&enrolling, way->label.machine, &way->label.key, way->label.enrolment);
	expect_aside(way, way_batch(way, 1, records, count), "that these keys did not sign");
	assert_int_equal(number_of(way, "SELECT count(*) FROM packs"), 0);
}

/* Its first pack may be damaged, or was never needed by a record: a later one of ours vouches for
 * it. */
static void a_machine_whose_first_pack_did_not_come_along_is_taken(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	struct way_enrolling enrolling;
	uint8_t first[32] = {1};
	memcpy(way->label.pack, first, sizeof first);
	assert_true(way_enrolling(way, 12, &enrolling));
	enrolling.pack = first;
	way_enrol(&enrolling, way->label.machine, &way->label.key, way->label.enrolment);
	expect(collect(way, way_batch(way, 1, records, count), true), 3, 0, 0, 0);
}

static void a_machine_beyond_the_schools_is_put_aside_until_it_is_one(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	assert_true(way_machine(way, 13));
	struct slice batch = way_batch(way, 1, records, three(way, records));
	collect(way, batch, false);
	expect_error(way, "it is of machine 13, but school harbour has 12 in schools.csv");
	assert_int_equal(number_of(way, "SELECT count(*) FROM records"), 0);
	schools_book_find(&way->book, "our-town", "harbour")->machines = 13;
	expect(collect(way, batch, true), 3, 0, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside"), 0);
}

static void a_copied_machine_is_said(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	collect(way, way_batch(way, 7, records, count), true);
	records[0] = way_record(way, 5, 5, way_best, SITTING_COMPLETE);
	expect(collect(way, way_batch(way, 7, records, count), true), 1, 2, 0, 0);
	expect_error(way, "sent two different batches with the number 7");
}

static void a_record_of_another_machine_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	assert_true(way_machine(way, 11));
	expect(collect(way, way_batch(way, 1, records, count), true), 0, 0, 3, 0);
	expect_error(way, "it is of another machine than its batch");
}

/* A name that the kiosk gave says which batch a bad file was; of a/batch.tar and b/batch.tar one
 * may be bad, which taking the other must not hide. */
static void a_bad_copy_is_aside_until_a_good_one_is_here(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice good = way_batch(way, 1, records, three(way, records));
	char own[BATCH_NAME_MOST], again[BATCH_NAME_MOST + 8];
	batch_file_name(&way->label, good, 1, own);
	snprintf(again, sizeof again, "%.*s (1).tar", (int)strlen(own) - 4, own);
	const struct {
		const char *name;
		size_t size; /* of the good one's bytes */
		int64_t asides;
	} rows[] = {
		{own, 700, 1}, {again, 701, 2}, {"b.tar", 702, 3},	 {own, good.size, 1},
		{own, 700, 1}, {again, 701, 1}, {"b.tar", good.size, 1}, {"b.tar", 703, 2},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct collected collected;
		assert_int_equal(collect_batch(&way->collector, rows[i].name,
					       (struct slice){good.bytes, rows[i].size}, NULL,
					       &collected, &way->problems),
				 rows[i].size == good.size);
		assert_int_equal(number_of(way, "SELECT count(*) FROM aside"), rows[i].asides);
		assert_int_equal(way->problems.errors, rows[i].size != good.size);
		memset(&way->problems, 0, sizeof way->problems);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(who_was_not_set_up_with_the_letter_is_put_aside,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_school_without_a_pack_is_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_batch_signed_by_another_is_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_machine_of_a_foreign_pack_is_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_machine_whose_first_pack_did_not_come_along_is_taken, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_machine_beyond_the_schools_is_put_aside_until_it_is_one, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_copied_machine_is_said, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_record_of_another_machine_is_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_bad_copy_is_aside_until_a_good_one_is_here,
						set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
