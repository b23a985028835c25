#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/sealed_way.h"

static int set_up(void **state)
{
	struct way *way = calloc(1, sizeof *way);
	if (way == NULL)
		return -1;
	*state = way;
	if (way_init(way))
		return 0;
	way_release(way);
	return -1;
}

static int tear_down(void **state)
{
	way_release(*state);
	free(*state);
	return 0;
}

static int64_t number_of(struct way *way, const char *sql)
{
	struct db_statement *row = db_statement(dataset_db(way->dataset), sql, &way->problems);
	assert_non_null(row);
	assert_int_equal(db_step(row, &way->problems), DB_ROW);
	int64_t number = db_int(row, 0);
	db_reset(row);
	return number;
}

static struct collected collect(struct way *way, struct slice archive, bool taken)
{
	struct collected collected;
	memset(&way->problems, 0, sizeof way->problems);
	assert_non_null(archive.bytes);
	if (collect_batch(&way->collector, "b.tar", archive, NULL, &collected, &way->problems) !=
	    taken)
		fail_msg("%s", problems_first(&way->problems));
	return collected;
}

static void expect(struct collected collected, size_t stored, size_t known, size_t aside,
		   size_t lost)
{
	assert_int_equal(collected.stored, stored);
	assert_int_equal(collected.known, known);
	assert_int_equal(collected.put_aside, aside);
	assert_int_equal(collected.lost, lost);
}

/* One error says it, of this batch; then there is none left for tear_down to print. */
static void expect_error(struct way *way, const char *text)
{
	bool said = false;
	for (size_t i = 0; i < way->problems.count; i++)
		said = said || (way->problems.list[i].severity == PROBLEM_ERROR &&
				strstr(way->problems.list[i].text, text) != NULL &&
				strcmp(way->problems.list[i].where, "b.tar") == 0);
	if (!said)
		problems_print(&way->problems, stderr);
	if (!said)
		fail_msg("not said: %s", text);
	memset(&way->problems, 0, sizeof way->problems);
}

static size_t three(struct way *way, struct batch_record records[3])
{
	for (uint8_t i = 0; i < 3; i++) {
		records[i] = way_record(way, i, i, way_best, SITTING_COMPLETE);
		assert_non_null(records[i].sealed.bytes);
	}
	return 3;
}

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
	/* In the signature, and in the list that it signs. */
	expect_aside(way, way_flipped(way, batch, slice_of("trusted comment:"), 200), "");
	expect_aside(way, way_flipped(way, batch, slice_of("  manifest.json"), 3), "");
	expect_aside(way, (struct slice){batch.bytes, 700}, "");
	expect_aside(way, slice_of("not a tar"), "");
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

static void a_record_of_another_machine_is_put_aside(void **state)
{
	struct way *way = *state;
	struct batch_record records[3];
	size_t count = three(way, records);
	assert_true(way_machine(way, 11));
	expect(collect(way, way_batch(way, 1, records, count), true), 0, 0, 3, 0);
	expect_error(way, "it is of another machine than its batch");
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
		cmocka_unit_test_setup_teardown(one_changed_record_is_named_and_the_rest_stored,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cut_batch_gives_what_is_in_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_records_are_put_aside_with_their_reason, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_record_of_another_machine_is_put_aside, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_lost_manifest_costs_no_record, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_lost_questionnaire_is_had_from_another_batch,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_copied_machine_is_said, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_pack_is_no_batch, set_up, tear_down),
		cmocka_unit_test_setup_teardown(another_study_goes_into_another_file, set_up,
						tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
