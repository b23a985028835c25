/* export/formats/envelope: first look and check of any file, the key believed as the label has it.
 * With the first byte odd, the rest is changed bytes of a good envelope: made-up bytes alone would
 * never pass the signature. */
#include "export/formats/digest.h"
#include "export/formats/envelope.h"
#include "tests/fuzz/fuzz.h"

/* An envelope of three members with fixed keys, then bytes set where the input says. */
static struct buffer changed(struct fuzz *fuzz, const uint8_t *bytes, size_t size)
{
	static const struct envelope_item items[] = {{{"a.csv", 5}, {"a,b\n1", 5}},
						     {{"b/c.age", 7}, {"sealed", 6}},
						     {{"z", 1}, {"", 0}}};
	struct envelope_label label = {.kind = ENVELOPE_RECEIPT, .study = "s", .school = "t"};
	struct buffer out = buffer_growing(1u << 20);
	struct minisign_secret secret;
	minisign_make(&secret, &label.key);
	CHECK(envelope_write(&label, &secret, items, countof(items), &out, fuzz->problems));
	for (size_t i = 0; i + 3 <= size; i += 3)
		out.bytes[(bytes[i] * 256u + bytes[i + 1]) % out.size] = (char)bytes[i + 2];
	return out;
}

static void members_are_genuine(const struct envelope *envelope)
{
	size_t lost = 0;
	uint8_t digest[SHA256_SIZE];
	for (size_t i = 0; i < envelope->member_count; i++) {
		const struct envelope_member *member = &envelope->members[i];
		lost += !member->found;
		CHECK((envelope_find(envelope, member->name) != NULL) == member->found);
		sha256(member->bytes, digest);
		CHECK(!member->found || memcmp(digest, member->digest, sizeof digest) == 0);
	}
	CHECK(lost == envelope->lost);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	struct envelope envelope;
	struct buffer buffer = buffer_growing(1u << 20);
	if (size < 1)
		return 0;
	fuzz_begin(&fuzz, "a.study", bytes + 1, size - 1);
	if (bytes[0] & 1)
		buffer = changed(&fuzz, bytes + 1, size - 1);
	struct slice archive = bytes[0] & 1 ? buffer_slice(&buffer) : fuzz.source.text;
	bool fine = envelope_open(archive, &fuzz.arena, &envelope, fuzz.problems) &&
		    envelope_check(&envelope, archive, fuzz.problems);
	if (fine)
		members_are_genuine(&envelope);
	fuzz_end(&fuzz, fine);
	buffer_release(&buffer);
	return 0;
}
