#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/collect_bench.h"

static void a_batch_is_stored_once(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	struct collected collected = collect(way, batch, true);
	assert_int_equal(way->problems.count, 0);
	expect(collected, 3, 0, 0, 0);
	assert_int_equal(collected.batch_number, 1);
	assert_int_equal(collected.machine_number, 12);
	assert_string_equal(collected.school, "harbour");
	expect(collect(way, batch, true), 0, 3, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM records"), 3);
	assert_int_equal(number_of(way, "SELECT count(*) FROM batches"), 1);
	assert_int_equal(number_of(way, "SELECT started FROM sessions"), 4);
	/* The same records again in a later batch, as until a receipt comes, and one more. */
	struct batch_record more[4];
	memcpy(more, records, sizeof records);
	more[3] = way_record(way, 3, 9, way_best, SITTING_COMPLETE);
	expect(collect(way, way_batch(way, 2, more, 4), true), 1, 3, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM originals"), 4);
}

static void originals_and_forms_are_kept(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	collect(way, way_batch(way, 1, records, three(way, records)), true);
	for (size_t i = 0; i < 3; i++) {
		struct db_statement *row =
			db_statement(dataset_db(way->dataset),
				     "SELECT sealed, sha256 FROM originals JOIN records ON id ="
				     " originals.record ORDER BY records.record LIMIT 1 OFFSET ?",
				     &way->problems);
		uint8_t digest[32];
		char hex[65];
		assert_non_null(row);
		db_bind_int(row, 1, (int64_t)i);
		assert_int_equal(db_step(row, &way->problems), DB_ROW);
		assert_true(slice_equal(db_bytes(row, 0), records[i].sealed));
		sha256(records[i].sealed, digest);
		hex_write(digest, 32, hex);
		assert_true(slice_is(db_bytes(row, 1), hex));
		db_reset(row);
	}
	for (size_t i = 0; i < way->study.count; i++) {
		const struct study_file *file = &way->study.files[i];
		struct db_statement *row =
			db_statement(dataset_db(way->dataset),
				     "SELECT count(*) FROM files WHERE sha256 = ?", &way->problems);
		char hex[65];
		hex_write(file->digest, 32, hex);
		bool kept = strcmp(file->source.name, "codes.csv") != 0 &&
			    strcmp(file->source.name, "pages.csv") != 0 &&
			    strcmp(file->source.name, "schools.csv") != 0;
		assert_non_null(row);
		db_bind_text(row, 1, slice_of(hex));
		assert_int_equal(db_step(row, &way->problems), DB_ROW);
		if (db_int(row, 0) != kept)
			fail_msg("%s is kept or not", file->source.name);
	}
}

static void one_changed_record_is_named_and_the_rest_stored(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	char id[33], text[100];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	struct slice body = {records[1].sealed.bytes, 300};
	struct slice changed = way_flipped(way, batch, body, 250);
	struct collected collected = collect(way, changed, true);
	expect(collected, 2, 0, 0, 1);
	hex_write(records[1].id, 16, id);
	snprintf(text, sizeof text, "record %s is lost: it was changed on the way", id);
	assert_int_equal(way->problems.count, 1);
	expect_error(way, text);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside WHERE kind = 'lost'"), 1);
	/* Again, and then whole. */
	expect(collect(way, changed, true), 0, 2, 0, 1);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside WHERE kind = 'lost'"), 1);
	expect(collect(way, batch, true), 1, 2, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside"), 0);
	expect(collect(way, changed, true), 0, 3, 0, 0); /* it is here: nothing is lost */
	assert_int_equal(way->problems.count, 0);
}

static void a_cut_batch_gives_what_is_in_it(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	batch.size -= 6000; /* the last record and the end */
	expect(collect(way, batch, true), 2, 0, 0, 1);
	expect_error(way, "is lost: it is listed but was cut off or left out");
}

/* Records that the machine signed and that are nonetheless not what they should be. */
static void bad_records_are_put_aside_with_their_reason(void **state)
{
	struct way *way = *state;
	struct batch_record records[4];
	struct age_recipient stranger;
	three(way, records);
	/* One byte changed before it was listed; one sealed to a stranger; one under another name.
	 */
	char *broken = arena_take(&way->arena, 1, records[0].sealed.size);
	memcpy(broken, records[0].sealed.bytes, records[0].sealed.size);
	broken[records[0].sealed.size - 9] ^= 1;
	records[0].sealed.bytes = broken;
	uint8_t secret[32];
	randombytes_buf(secret, sizeof secret);
	crypto_scalarmult_base(stranger.public_key, secret);
	const struct age_recipient mine = way->opened.recipients[0];
	way->opened.recipients[0] = way->opened.recipients[1] = stranger;
	records[1] = way_record(way, 1, 1, way_best, SITTING_COMPLETE);
	way->opened.recipients[0] = mine;
	records[2].id[3] ^= 1;
	records[3] = way_record(way, 3, 3, way_best, SITTING_COMPLETE);
	expect(collect(way, way_batch(way, 1, records, 4), true), 1, 0, 3, 0);
	assert_int_equal(way->problems.errors, 3);
	for (size_t i = 0; i < way->problems.count; i++)
		assert_non_null(strstr(way->problems.list[i].text, "is put aside: "));
	expect_error(way, "it is not the record that its name says");
	assert_int_equal(number_of(way,
				   "SELECT count(*) FROM aside WHERE kind = 'record' AND sealed"
				   " IS NOT NULL AND reason <> ''"),
			 3);
}

static void a_lost_manifest_costs_no_record(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	struct collected collected =
		collect(way, way_flipped(way, batch, slice_of("{\"type\":\"sayso-batch\""), 5),
			true);
	expect(collected, 3, 0, 0, 0);
	assert_int_equal(collected.batch_number, 0);
	assert_int_equal(way->problems.errors, 0);
	assert_true(way->problems.warnings > 0);
	memset(&way->problems, 0, sizeof way->problems);
	assert_int_equal(number_of(way, "SELECT count(*) FROM sessions"), 0);
	expect(collect(way, batch, true), 0, 3, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM sessions"), 1);
	assert_int_equal(number_of(way, "SELECT number FROM batches"), 1);
}

/* Its questionnaire lost on the way: from an earlier batch, or the record waits for a later one. */
static void a_lost_questionnaire_is_had_from_another_batch(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	struct slice batch = way_batch(way, 1, records, three(way, records));
	struct slice changed = way_flipped(way, batch, slice_of("Rosenberg Self-Esteem Scale"), 0);
	expect(collect(way, changed, true), 0, 0, 3, 0);
	expect_error(way, "no study pack signed with these keys is there to read it by");
	expect(collect(way, batch, true), 3, 0, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside"), 0);
	struct batch_record more = way_record(way, 4, 4, way_best, SITTING_COMPLETE);
	changed = way_flipped(way, way_batch(way, 2, &more, 1),
			      slice_of("Rosenberg Self-Esteem Scale"), 0);
	expect(collect(way, changed, true), 1, 0, 0, 0);
	memset(&way->problems, 0, sizeof way->problems);
}

/* Somebody took it out of study.db: what is not there is made, and nothing else is taken for it. */
static void an_item_that_is_gone_is_made_again(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	expect(collect(way, way_batch(way, 1, records, 1), true), 1, 0, 0, 0);
	int64_t items = number_of(way, "SELECT count(*) FROM items");
	assert_true(db_execute(dataset_db(way->dataset),
			       "DELETE FROM answers; DELETE FROM items WHERE place % 3 = 1",
			       &way->problems));
	expect(collect(way, way_batch(way, 2, records, count), true), 2, 1, 0, 0);
	assert_int_equal(number_of(way, "SELECT count(*) FROM items"), items);
	assert_int_equal(number_of(way, "SELECT count(*) FROM answers"), 2 * items);
}

static void a_pack_is_no_batch(void **state)
{
	struct way *way = *state;
	struct collected collected = collect(way, buffer_slice(&way->pack), true);
	assert_true(collected.other_kind);
	assert_int_equal(number_of(way, "SELECT count(*) FROM aside"), 0);
}

static void another_study_goes_into_another_file(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	bool same;
	size_t count = three(way, records);
	assert_true(dataset_claim_study(way->dataset, "older", &same, &way->problems));
	collect(way, way_batch(way, 1, records, count), false);
	expect_error(way, "this file holds another study");
	assert_int_equal(number_of(way, "SELECT count(*) FROM packs"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_batch_is_stored_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(originals_and_forms_are_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_changed_record_is_named_and_the_rest_stored,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cut_batch_gives_what_is_in_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_records_are_put_aside_with_their_reason, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_lost_manifest_costs_no_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_lost_questionnaire_is_had_from_another_batch,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_item_that_is_gone_is_made_again, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_pack_is_no_batch, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_study_goes_into_another_file, set_up,
						tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
