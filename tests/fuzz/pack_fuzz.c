/* export/formats/pack: the example pack with one member's bytes made up, signed again. The first
 * byte says which; 255 leaves the signature as it was and changes the archive instead. */
#include "export/formats/pack.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/files.h"

#define EXAMPLE "tests/vectors/example/hill.study"
#define MEMBERS_MOST 32

/* Signed with a fresh key: whether it is to be believed is the caller's to know. */
static void signed_again(struct fuzz *fuzz, struct slice archive, size_t which, struct buffer *out)
{
	struct envelope pack;
	struct envelope_item items[MEMBERS_MOST];
	struct minisign_secret secret;
	CHECK(envelope_open(archive, &fuzz->arena, &pack, fuzz->problems));
	CHECK(envelope_check(&pack, archive, fuzz->problems));
	CHECK(pack.member_count <= MEMBERS_MOST && pack.lost == 0);
	for (size_t i = 0; i < pack.member_count; i++)
		items[i] = (struct envelope_item){pack.members[i].name, pack.members[i].bytes};
	items[which % pack.member_count].bytes = fuzz->source.text;
	minisign_make(&secret, &pack.label.key);
	CHECK(envelope_write(&pack.label, &secret, items, pack.member_count, out, fuzz->problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct slice example; /* read once */
	struct fuzz fuzz;
	struct pack pack;
	struct buffer out = buffer_growing(4u << 20);
	if (example.bytes == NULL)
		example = file_load(EXAMPLE);
	CHECK(example.bytes != NULL);
	if (size < 1)
		return 0;
	fuzz_begin(&fuzz, "a.study", bytes + 1, size - 1);
	if (bytes[0] == 255) {
		buffer_add_slice(&out, example);
		for (size_t i = 1; i + 3 <= size; i += 3)
			out.bytes[(bytes[i] * 256u + bytes[i + 1]) % out.size] = (char)bytes[i + 2];
	} else {
		signed_again(&fuzz, example, bytes[0], &out);
	}
	bool fine = pack_read(buffer_slice(&out), false, &fuzz.arena, &pack, fuzz.problems);
	CHECK(!fine || (pack.school != NULL && pack.recipient_count > 0));
	fuzz_end(&fuzz, fine);
	buffer_release(&out);
	return 0;
}
