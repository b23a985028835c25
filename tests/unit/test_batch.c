#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/sayso/identity/age_open.h"
#include "tests/unit/example.h"

static struct example *example;
static struct problems problems; /* too large for the stack */

/* The vector, opened, and what makes it again. */
struct batch {
	struct slice archive, pack_archive;
	struct arena arena;
	struct envelope envelope, pack;
	struct batch_record records[8];
	struct batch_session session;
	struct batch_making making;
	struct envelope_label label;
};

static void records_of(struct batch *batch)
{
	size_t count = 0;
	for (size_t i = batch->envelope.member_count; i-- > 0;) { /* backwards: unsorted */
		const struct envelope_member *member = &batch->envelope.members[i];
		if (batch_record_id(member->name, batch->records[count].id))
			batch->records[count++].sealed = member->bytes;
	}
	batch->making.records = batch->records;
	batch->making.record_count = count;
}

static struct batch *batch_load(void)
{
	struct batch *batch = calloc(1, sizeof *batch);
	assert_non_null(batch);
	batch->archive = file_load(EXAMPLE_BATCH);
	batch->pack_archive = file_load(EXAMPLE_PACK);
	arena_init(&batch->arena, 16u << 20);
	problems = (struct problems){0};
	assert_true(envelope_open(batch->archive, &batch->arena, &batch->envelope, &problems));
	assert_true(envelope_check(&batch->envelope, batch->archive, &problems));
	assert_true(envelope_open(batch->pack_archive, &batch->arena, &batch->pack, &problems));
	assert_int_equal(problems.count, 0);
	batch->label = example_batch_label(example, &batch->pack);
	batch->session = (struct batch_session){"7A", "autumn", 0, 3, 2, 2};
	assert_true(day_read(slice_of("2026-11-25"), &batch->session.day));
	batch->making = (struct batch_making){
		.label = &batch->label,
		.signing = &example->machine_secret,
		.issue = 2,
		.batch_number = 3,
		.answering = 1,
		.sessions = &batch->session,
		.session_count = 1,
		.packs = &batch->pack_archive,
		.pack_count = 1,
	};
	records_of(batch);
	return batch;
}

static void batch_release(struct batch *batch)
{
	arena_release(&batch->arena);
	free((char *)batch->archive.bytes);
	free((char *)batch->pack_archive.bytes);
	free(batch);
}

static struct buffer made(struct batch *batch)
{
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	problems = (struct problems){0};
	if (!batch_write(&batch->making, &batch->arena, &out, &problems))
		fail_msg("%s", problems_first(&problems));
	return out;
}

static bool said(const char *text)
{
	for (size_t i = 0; i < problems.count; i++)
		if (strstr(problems.list[i].text, text) != NULL)
			return true;
	return false;
}

static void the_vector_is_made_byte_for_byte(void **state)
{
	struct batch *batch = batch_load();
	struct buffer out = made(batch);
	char name[BATCH_NAME_MOST];
	(void)state;
	assert_int_equal(batch->making.record_count, 2);
	assert_int_equal(problems.count, 0);
	assert_int_equal(out.size, batch->archive.size);
	assert_memory_equal(out.bytes, batch->archive.bytes, out.size);
	batch_file_name(&batch->label, buffer_slice(&out), 3, name);
	assert_string_equal(name, &EXAMPLE_BATCH[strlen(EXAMPLE)]);
	buffer_release(&out);
	batch_release(batch);
}

static void its_members(void **state)
{
	static const char *const names[] = {
		"manifest.json",
		"packs/2/SHA256SUMS",
		"packs/2/SHA256SUMS.minisig",
		"packs/2/forms/day.csv",
		"packs/2/forms/day.scales.csv",
		"packs/2/plan.csv",
		"packs/2/study.csv",
		"records/0a4be82c1d9f53607788a1b2c3d4e5f6.age",
		"records/f3a1c5d7e9b80214365870a9bcdef012.age",
	};
	static const char manifest[] =
		"{\"type\":\"sayso-batch\",\"format\":1,\"study\":\"example\",\"school\":\"hill\","
		"\"issue\":2,\"machine\":\"00112233445566778899aabbccddeeff\",\"number\":12,"
		"\"batch\":3,\"answering\":1,\"sessions\":[{\"class\":\"7A\",\"wave\":\"autumn\","
		"\"day\":\"2026-11-25\",\"invited\":3,\"started\":2,\"done\":2}]}\n";
	struct batch *batch = batch_load();
	(void)state;
	assert_int_equal(batch->envelope.member_count, countof(names));
	for (size_t i = 0; i < countof(names); i++)
		assert_true(slice_is(batch->envelope.members[i].name, names[i]));
	assert_true(slice_is(batch->envelope.members[0].bytes, manifest));
	assert_int_equal(batch->envelope.members[7].bytes.size,
			 batch->envelope.members[8].bytes.size);
	batch_release(batch);
}

/* No code, no answer, nothing of the pack that is not needed; but the search can find. */
static void nothing_of_a_pupil_is_readable(void **state)
{
	static const char *const absent[] = {"XXXXX4",   "4679CF",   "3KM3WR", "J9TN4C",
					     "declined", "complete", "visits", "/codes.csv"};
	struct batch *batch = batch_load();
	(void)state;
	for (size_t i = 0; i < countof(absent); i++)
		if (memmem(batch->archive.bytes, batch->archive.size, absent[i],
			   strlen(absent[i])) != NULL)
			fail_msg("%s", absent[i]);
	assert_non_null(memmem(batch->archive.bytes, batch->archive.size, "I felt calm", 11));
	batch_release(batch);
}

static void records_open_with_either_identity(void **state)
{
	const char *const texts[] = {example->working, example->reserve};
	struct batch *batch = batch_load();
	(void)state;
	for (size_t i = 0; i < batch->making.record_count; i++) {
		struct slice sealed = batch->records[i].sealed;
		uint8_t *plain = malloc(sealed.size);
		assert_non_null(plain);
		for (size_t n = 0; n < countof(texts); n++) {
			struct age_identity identity;
			size_t size;
			assert_true(age_identity_read(slice_of(texts[n]), identity.secret));
			crypto_scalarmult_base(identity.public_key, identity.secret);
			assert_int_equal(age_open(sealed, &identity, 1, plain, &size), AGE_OPENED);
			assert_int_equal(size % 4096, 0);
			assert_memory_equal(plain, "{\"type\":\"sayso-record\",\"format\":1,", 34);
		}
		free(plain);
	}
	batch_release(batch);
}

/* A form is the researchers' because their list says so, whatever the machine signs. */
static void the_pack_s_own_list_vouches_for_its_forms(void **state)
{
	struct batch *batch = batch_load();
	const struct envelope_member *sums, *signature, *form;
	char line[200], hex[65];
	(void)state;
	sums = envelope_find(&batch->envelope, slice_of("packs/2/SHA256SUMS"));
	signature = envelope_find(&batch->envelope, slice_of("packs/2/SHA256SUMS.minisig"));
	form = envelope_find(&batch->envelope, slice_of("packs/2/forms/day.csv"));
	assert_true(sums != NULL && signature != NULL && form != NULL);
	assert_true(minisign_check(&example->signing_key, sums->bytes, signature->bytes));
	assert_false(minisign_check(&example->machine_key, sums->bytes, signature->bytes));
	hex_write(form->digest, sizeof form->digest, hex);
	snprintf(line, sizeof line, "%s  forms/day.csv\n", hex);
	assert_non_null(memmem(sums->bytes.bytes, sums->bytes.size, line, strlen(line)));
	batch_release(batch);
}

static void the_enrolment_fits(void **state)
{
	struct batch *batch = batch_load();
	const struct envelope_label *label = &batch->envelope.label;
	(void)state;
	assert_int_equal(label->kind, ENVELOPE_BATCH);
	assert_int_equal(label->number, 12);
	assert_memory_equal(label->enrolment, batch->label.enrolment, 32);
	assert_memory_equal(label->pack, batch->pack.sums_digest, 32);
	assert_true(minisign_public_equal(&label->key, &example->machine_key));
	batch_release(batch);
}

/* The example pack as another issue, of another study, ... signed by `secret`. */
static struct buffer pack_as(struct batch *batch, const char *study, uint32_t issue)
{
	struct envelope_label label = batch->pack.label;
	struct envelope_item items[10];
	struct buffer out = buffer_growing(1 << 20);
	size_t count = 0;
	assert_true(envelope_check(&batch->pack, batch->pack_archive, &problems));
	for (; count < batch->pack.member_count; count++)
		items[count] = (struct envelope_item){batch->pack.members[count].name,
						      batch->pack.members[count].bytes};
	label.issue = issue;
	snprintf(label.study, sizeof label.study, "%s", study);
	assert_true(envelope_write(&label, &example->signing, items, count, &out, &problems));
	return out;
}

static size_t members_of(struct batch *batch, struct slice archive, const char *prefix)
{
	struct envelope envelope;
	size_t count = 0;
	assert_true(envelope_open(archive, &batch->arena, &envelope, &problems));
	assert_true(envelope_check(&envelope, archive, &problems));
	for (size_t i = 0; i < envelope.member_count; i++)
		count += slice_starts(envelope.members[i].name, prefix);
	return count;
}

static void several_issues(void **state)
{
	struct batch *batch = batch_load();
	struct buffer ten = pack_as(batch, "example", 10), one = pack_as(batch, "example", 1);
	struct slice packs[] = {buffer_slice(&ten), batch->pack_archive, buffer_slice(&one)};
	struct envelope envelope;
	(void)state;
	batch->making.packs = packs;
	batch->making.pack_count = countof(packs);
	struct buffer out = made(batch);
	assert_int_equal(problems.count, 0);
	assert_true(envelope_open(buffer_slice(&out), &batch->arena, &envelope, &problems));
	assert_int_equal(envelope.member_count, 1 + 3 * 6 + 2);
	assert_true(slice_is(envelope.members[1].name, "packs/1/SHA256SUMS"));
	assert_true(slice_is(envelope.members[7].name, "packs/2/SHA256SUMS"));
	assert_true(slice_is(envelope.members[13].name, "packs/10/SHA256SUMS"));
	buffer_release(&out);
	buffer_release(&ten);
	buffer_release(&one);
	batch_release(batch);
}

/* Whatever became of the packs on the machine, the records leave. */
static void damaged_packs(void **state)
{
	struct batch *batch = batch_load();
	struct buffer other = pack_as(batch, "another", 1), cut = pack_as(batch, "example", 4);
	struct slice rubbish = slice_of("rubbish"), packs[4];
	size_t form_at = (size_t)((char *)memmem(cut.bytes + 4096, cut.size - 4096, "I felt", 6) -
				  cut.bytes);
	(void)state;
	cut.bytes[form_at] ^= 1;
	packs[0] = rubbish;
	packs[1] = buffer_slice(&other);
	packs[2] = batch->archive;
	packs[3] = buffer_slice(&cut);
	batch->making.packs = packs;
	batch->making.pack_count = countof(packs);
	struct buffer out = made(batch);
	assert_int_equal(problems.errors, 0);
	assert_int_equal(problems.warnings, 4);
	assert_true(said("a study pack on this machine is damaged"));
	assert_true(said("1 questionnaires of issue 4 are damaged"));
	assert_int_equal(members_of(batch, buffer_slice(&out), "records/"), 2);
	assert_int_equal(members_of(batch, buffer_slice(&out), "packs/"), 5);
	buffer_release(&out);
	buffer_release(&cut);
	buffer_release(&other);
	batch_release(batch);
}

static void without_records(void **state)
{
	struct batch *batch = batch_load();
	struct envelope envelope;
	(void)state;
	batch->making.record_count = batch->making.pack_count = batch->making.session_count = 0;
	batch->making.records = NULL;
	struct buffer out = made(batch);
	assert_true(envelope_open(buffer_slice(&out), &batch->arena, &envelope, &problems));
	assert_true(envelope_check(&envelope, buffer_slice(&out), &problems));
	assert_int_equal(envelope.member_count, 1);
	assert_non_null(memmem(envelope.members[0].bytes.bytes, envelope.members[0].bytes.size,
			       "\"sessions\":[]}\n", 15));
	buffer_release(&out);
	batch_release(batch);
}

static void what_is_not_written(void **state)
{
	struct batch *batch = batch_load();
	struct buffer out = buffer_growing(1 << 20);
	(void)state;
	batch->session.class_name = "7\xC3";
	assert_false(batch_write(&batch->making, &batch->arena, &out, &problems));
	assert_true(said("the sessions cannot be listed"));
	batch->session.class_name = "7A";
	memcpy(batch->records[1].id, batch->records[0].id, 16);
	assert_false(batch_write(&batch->making, &batch->arena, &out, &problems));
	assert_true(said("twice"));
	buffer_release(&out);
	batch_release(batch);
}

/* One bit in 61 of a batch with real records: at most one member is lost, and none is changed. */
static void flipped_bits(void **state)
{
	struct batch *batch = batch_load();
	char *bytes = (char *)batch->archive.bytes;
	size_t refused = 0, lost = 0;
	(void)state;
	for (size_t bit = 0; bit < 8 * batch->archive.size; bit += 61) {
		struct arena arena;
		struct envelope envelope;
		arena_init(&arena, 1 << 20);
		problems.count = problems.errors = problems.warnings = 0;
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		if (envelope_open(batch->archive, &arena, &envelope, &problems) &&
		    envelope_check(&envelope, batch->archive, &problems)) {
			assert_in_range(envelope.lost, 0, 1);
			lost += envelope.lost;
			for (size_t i = 0; i < envelope.member_count; i++) {
				uint8_t digest[SHA256_SIZE];
				sha256(envelope.members[i].bytes, digest);
				if (envelope.members[i].found)
					assert_memory_equal(digest,
							    batch->envelope.members[i].digest, 32);
			}
		} else {
			assert_int_equal(problems.errors, 1);
			refused++;
		}
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		arena_release(&arena);
	}
	assert_true(refused > 200 && lost > 1500);
	batch_release(batch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vector_is_made_byte_for_byte),
		cmocka_unit_test(its_members),
		cmocka_unit_test(nothing_of_a_pupil_is_readable),
		cmocka_unit_test(records_open_with_either_identity),
		cmocka_unit_test(the_pack_s_own_list_vouches_for_its_forms),
		cmocka_unit_test(the_enrolment_fits),
		cmocka_unit_test(several_issues),
		cmocka_unit_test(damaged_packs),
		cmocka_unit_test(without_records),
		cmocka_unit_test(what_is_not_written),
		cmocka_unit_test(flipped_bits),
	};
	if (sodium_init() < 0 || (example = example_open()) == NULL)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	example_close(example);
	return failed;
}
