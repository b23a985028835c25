#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/small_batch.h"

static void what_is_written_is_read(void **state)
{
	struct buffer out = small_batch();
	struct envelope envelope;
	struct arena arena;
	uint8_t digest[SHA256_SIZE];
	(void)state;
	arena_init(&arena, 1 << 20);
	assert_true(envelope_open(buffer_slice(&out), &arena, &envelope, &problems));
	assert_int_equal(envelope.member_count, 3);
	assert_null(envelope_find(&envelope, slice_of("empty"))); /* nothing is believed yet */
	assert_true(envelope_check(&envelope, buffer_slice(&out), &problems));
	assert_int_equal(envelope.lost, 0);
	assert_int_equal(problems.count, 0);
	assert_true(slice_is(envelope.members[0].name, "manifest.json"));
	assert_true(slice_is(envelope.members[2].name, "empty"));
	const struct envelope_member *second =
		envelope_find(&envelope, slice_of("records/" H16 ".age"));
	assert_non_null(second);
	assert_true(slice_equal(second->bytes, (struct slice){second_bytes, sizeof second_bytes}));
	assert_non_null(envelope_find(&envelope, slice_of("empty")));
	assert_null(envelope_find(&envelope, slice_of("other")));
	assert_null(envelope_find(&envelope, slice_of(ENVELOPE_SUMS)));
	sha256(envelope.sums, digest);
	assert_memory_equal(digest, envelope.sums_digest, sizeof digest);
	arena_release(&arena);
	buffer_release(&out);
}

static void a_second_check_begins_anew(void **state)
{
	struct buffer out = small_batch();
	struct envelope envelope;
	struct arena arena;
	(void)state;
	arena_init(&arena, 1 << 20);
	assert_true(envelope_open(buffer_slice(&out), &arena, &envelope, &problems));
	assert_true(envelope_check(&envelope, buffer_slice(&out), &problems));
	memset(memmem(out.bytes, out.size, "ssss", 4), 'x', 4);
	assert_true(envelope_check(&envelope, buffer_slice(&out), &problems));
	assert_int_equal(envelope.lost, 1);
	assert_null(envelope_find(&envelope, slice_of("records/" H16 ".age")));
	envelope.label.key.key[0] ^= 1;
	assert_false(envelope_check(&envelope, buffer_slice(&out), &problems));
	assert_null(envelope_find(&envelope, slice_of("empty")));
	arena_release(&arena);
	buffer_release(&out);
}

/* Where a byte of the small batch lies, told by walking over what was written. */
enum part { PART_HEAD, PART_COMMENT, PART_FILLING, PART_MEMBER };

struct where {
	enum part part;
	size_t member; /* in the list */
};

static struct where where_is(const struct envelope *envelope, struct slice archive, size_t at)
{
	struct tar_reader reader = {archive, 0};
	struct tar_member there;
	static const size_t comment = sizeof "untrusted comment: " - 1;
	for (size_t i = 0; i < envelope->member_count + 2; i++) {
		assert_true(tar_here(&reader, &there));
		size_t bytes = there.offset + TAR_BLOCK;
		if (at >= reader.at)
			continue;
		if (at >= bytes + there.bytes.size)
			return (struct where){PART_FILLING, 0};
		if (i == 1 && at >= bytes + comment &&
		    at < bytes + sizeof "untrusted comment: signed by Sayso" - 1)
			return (struct where){PART_COMMENT, 0};
		return i < 2 ? (struct where){PART_HEAD, 0} : (struct where){PART_MEMBER, i - 2};
	}
	return (struct where){PART_FILLING, 0};
}

/* Nothing that was found may differ from what was written. */
static void believed_is_written(const struct envelope *changed, const struct envelope *right)
{
	for (size_t i = 0; i < changed->member_count; i++)
		if (changed->members[i].found &&
		    !slice_equal(changed->members[i].bytes, right->members[i].bytes))
			fail_msg("member %zu is not what was written", i);
}

static void flip_look(const struct envelope *right, struct slice archive, struct where where,
		      size_t bit)
{
	struct envelope envelope;
	struct arena arena;
	bool opened, checked;
	arena_init(&arena, 1 << 20);
	problems.count = problems.errors = problems.warnings = 0;
	opened = envelope_open(archive, &arena, &envelope, &problems);
	checked = opened && envelope_check(&envelope, archive, &problems);
	size_t lost = checked ? envelope.lost : 0;
	if (checked)
		believed_is_written(&envelope, right);
	bool fine = false;
	switch (where.part) {
	case PART_HEAD:
		fine = !checked && problems.errors == 1;
		break;
	case PART_COMMENT: /* signed by nobody: the text or a refusal of what does not print */
		fine = checked ? lost == 0 && problems.count == 0 : problems.errors == 1;
		break;
	case PART_FILLING:
		fine = checked && lost == 0 && problems.warnings == 1;
		break;
	case PART_MEMBER:
		fine = checked && lost == 1 && !envelope.members[where.member].found &&
		       problems.warnings == 1 && problems.errors == 0;
		break;
	}
	if (!fine)
		fail_msg("bit %zu: part %d, checked %d, lost %zu, %zu errors, %zu warnings", bit,
			 (int)where.part, checked, lost, problems.errors, problems.warnings);
	arena_release(&arena);
}

static void every_flipped_bit(void **state)
{
	struct buffer out = small_batch(), copy = buffer_growing(65536);
	struct envelope right;
	struct arena arena;
	size_t count[4] = {0};
	(void)state;
	arena_init(&arena, 1 << 20);
	buffer_add_slice(&copy, buffer_slice(&out));
	assert_true(envelope_open(buffer_slice(&out), &arena, &right, &problems));
	assert_true(envelope_check(&right, buffer_slice(&out), &problems));
	for (size_t bit = 0; bit < 8 * copy.size; bit++) {
		struct where where = where_is(&right, buffer_slice(&out), bit / 8);
		char was = copy.bytes[bit / 8];
		copy.bytes[bit / 8] = (char)(was ^ 1 << bit % 8);
		flip_look(&right, buffer_slice(&copy), where, bit);
		copy.bytes[bit / 8] = was;
		count[where.part]++;
	}
	print_message("# %zu flips: %zu in list and signature, %zu in the unsigned comment, "
		      "%zu in members, %zu in filling\n",
		      8 * copy.size, count[PART_HEAD], count[PART_COMMENT], count[PART_MEMBER],
		      count[PART_FILLING]);
	assert_true(count[PART_HEAD] > 0 && count[PART_MEMBER] > 0 && count[PART_FILLING] > 0);
	arena_release(&arena);
	buffer_release(&copy);
	buffer_release(&out);
}

/* Cut after any byte: the members before it stay, those behind are named. */
static void a_cut_file(void **state)
{
	struct buffer out = small_batch();
	(void)state;
	for (size_t size = 0; size < out.size; size++) {
		char *copy = malloc(size + 1);
		assert_non_null(copy);
		memcpy(copy, out.bytes, size);
		struct outcome outcome = look((struct slice){copy, size});
		free(copy);
		if (!outcome.opened || !outcome.checked) {
			assert_int_equal(outcome.errors, 1);
			assert_true(size < 5 * TAR_BLOCK);
			continue;
		}
		assert_int_equal(outcome.errors, 0);
		assert_int_equal(outcome.warnings, outcome.lost > 0 ? outcome.lost : 1);
	}
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_second_check_begins_anew),
		cmocka_unit_test(every_flipped_bit),
		cmocka_unit_test(a_cut_file),
	};
	return secret_make() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
