#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <sodium.h>
#include <time.h>

#include "export/formats/digest.h"
#include "export/formats/envelope.h"
#include "surveys/base/bounds.h"

static struct minisign_secret secret;
static struct problems problems; /* too large for the stack */

static struct envelope_label batch_label(void)
{
	struct envelope_label label = {.kind = ENVELOPE_BATCH, .number = 12};
	snprintf(label.study, sizeof label.study, "demo");
	snprintf(label.school, sizeof label.school, "hill");
	memset(label.machine, 0xA1, sizeof label.machine);
	memset(label.pack, 0xB2, sizeof label.pack);
	memset(label.enrolment, 0xC3, sizeof label.enrolment);
	minisign_public_of(&secret, &label.key);
	return label;
}

#define K "RWRTYXlzbyBvbgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define H16 "00112233445566778899aabbccddeeff"
#define H32 H16 "fedcba98765432100123456789abcdef"

static void labels(void **state)
{
	static const struct {
		const char *text, *problem; /* NULL: right */
	} rows[] = {
		{"sayso 1 pack demo hill 1 " K " " H16 " " H32, NULL},
		{"sayso 1 pack a-2-long-study-1 0 999999 " K " " H16 " " H32, NULL},
		{"sayso 1 batch demo hill " H16 " 999 " K " " H32 " " H32, NULL},
		{"sayso 1 receipt demo hill " K, NULL},
		{"", "not a label of Sayso"},
		{"Sayso 1 receipt demo hill " K, "not a label of Sayso"},
		{"sayso", "no format number"},
		{"sayso 0 receipt demo hill " K, "no format number"},
		{"sayso 01 receipt demo hill " K, "no format number"},
		{"sayso 2 anything", "made by a newer Sayso"},
		{"sayso 99999999999999999999 anything", "made by a newer Sayso"},
		{"sayso 1", "neither pack, batch nor receipt"},
		{"sayso 1 packs demo hill", "neither pack, batch nor receipt"},
		{"sayso 1 receipt Demo hill " K, "the study in the label of this receipt"},
		{"sayso 1 receipt 12345678901234567 hill " K, "the study in the label"},
		{"sayso 1 receipt demo h_ill " K, "the school in the label"},
		{"sayso 1 receipt demo hill " H32, "the key in the label"},
		{"sayso 1 receipt demo " K, "the school in the label"},
		{"sayso 1 receipt demo hill", "the key in the label"},
		{"sayso 1 receipt demo hill " K " ", "not written as a label must be"},
		{"sayso 1 receipt demo hill " K " more", "not written as a label must be"},
		{" sayso 1 receipt demo hill " K, "not written as a label must be"},
		{"sayso  1 receipt demo hill " K, "not written as a label must be"},
		{"sayso 1 receipt demo\thill " K, "not written as a label must be"},
		{"sayso 1 pack demo hill 0 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 01 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill -1 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 1000000 " K " " H16 " " H32, "the issue in the label"},
		{"sayso 1 pack demo hill 1 " K " " H32 " " H32, "the salt in the label"},
		{"sayso 1 pack demo hill 1 " K " " H16 " " H16, "the proof in the label"},
		{"sayso 1 pack demo hill 1 " K " 00112233445566778899AABBCCDDEEFF " H32,
		 "the salt"},
		{"sayso 1 batch demo hill " H16 " 1000 " K " " H32 " " H32,
		 "the number in the label"},
		{"sayso 1 batch demo hill " H32 " 12 " K " " H32 " " H32,
		 "the machine in the label"},
		{"sayso 1 batch demo hill " H16 " 12 " K " " H16 " " H32, "the pack in the label"},
		{"sayso 1 batch demo hill " H16 " 12 " K " " H32, "the enrolment in the label"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct envelope_label label;
		char again[MINISIGN_LABEL_MOST];
		problems = (struct problems){0};
		bool right = envelope_label_read(slice_of(rows[i].text), &label, &problems);
		if (right != (rows[i].problem == NULL))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		if (right) {
			envelope_label_write(&label, again);
			assert_string_equal(again, rows[i].text);
		} else if (strstr(problems_first(&problems), rows[i].problem) == NULL) {
			fail_msg("row %zu: %s", i, problems_first(&problems));
		}
	}
}

static void what_a_label_says(void **state)
{
	static const char text[] = "sayso 1 batch demo hill " H16 " 12 " K " " H32 " " H32;
	struct envelope_label label;
	(void)state;
	problems = (struct problems){0};
	assert_true(envelope_label_read(slice_of(text), &label, &problems));
	assert_int_equal(label.kind, ENVELOPE_BATCH);
	assert_string_equal(label.study, "demo");
	assert_string_equal(label.school, "hill");
	assert_int_equal(label.machine[15], 0xFF);
	assert_int_equal(label.number, 12);
	assert_int_equal(label.issue, 0);
	assert_int_equal(label.pack[31], 0xEF);
	assert_int_equal(label.enrolment[0], 0x00);
	assert_memory_equal(label.key.id, "Sayso on", 8);
}

/* The small batch: a member below a block, one of two blocks, an empty one. */
static char second_bytes[700];

static struct buffer small_batch(void)
{
	const struct envelope_item items[] = {
		{slice_of("manifest.json"), slice_of("{\"type\":\"sayso-batch\"}\n")},
		{slice_of("records/" H16 ".age"), {second_bytes, sizeof second_bytes}},
		{slice_of("empty"), {NULL, 0}},
	};
	struct envelope_label label = batch_label();
	struct buffer out = buffer_growing(65536);
	problems = (struct problems){0};
	memset(second_bytes, 's', sizeof second_bytes);
	if (!envelope_write(&label, &secret, items, countof(items), &out, &problems))
		fail_msg("%s", problems_first(&problems));
	return out;
}

/* Opens and checks; the arena is released. Members point into the archive and stay readable through
 * `names` and `found`. */
struct outcome {
	bool opened, checked;
	size_t lost, warnings, errors;
};

static struct outcome look(struct slice archive)
{
	struct outcome outcome = {0};
	struct envelope envelope;
	struct arena arena;
	arena_init(&arena, 16u << 20);
	problems = (struct problems){0};
	outcome.opened = envelope_open(archive, &arena, &envelope, &problems);
	outcome.checked = outcome.opened && envelope_check(&envelope, archive, &problems);
	outcome.lost = envelope.lost;
	outcome.warnings = problems.warnings;
	outcome.errors = problems.errors;
	arena_release(&arena);
	return outcome;
}

static bool said(const char *text)
{
	for (size_t i = 0; i < problems.count; i++)
		if (strstr(problems.list[i].text, text) != NULL)
			return true;
	return false;
}

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

/* An envelope whose list and label are the test's own, rightly signed. */
static struct buffer signed_list(const char *sums, size_t size)
{
	struct envelope_label label = batch_label();
	char text[MINISIGN_LABEL_MOST];
	struct buffer out = buffer_growing(32u << 20), signature = buffer_growing(4096);
	envelope_label_write(&label, text);
	assert_true(minisign_sign(&secret, (struct slice){sums, size}, text, &signature));
	tar_add(&out, slice_of(ENVELOPE_SUMS), (struct slice){sums, size});
	tar_add(&out, slice_of(ENVELOPE_SIGNATURE), buffer_slice(&signature));
	buffer_release(&signature);
	return out;
}

static void hostile_lists(void **state)
{
	static const struct {
		const char *sums, *problem;
	} rows[] = {
		{"", "empty or its last line has no end"},
		{H32 "  a", "empty or its last line has no end"},
		{H32 "  a\n" H32 "  b", "empty or its last line has no end"},
		{H32 "  a\n\n", "not a digest, two spaces and a name"},
		{"\n" H32 "  a\n", "not a digest, two spaces and a name"},
		{H32 "  a\r\n", "not a digest, two spaces and a name"},
		{H32 " a\n", "not a digest, two spaces and a name"},
		{H32 " *a\n", "not a digest, two spaces and a name"},
		{H32 "   a\n", "not a digest, two spaces and a name"},
		{H32 "  \n", "not a digest, two spaces and a name"},
		{H32 "\n", "not a digest, two spaces and a name"},
		{"\\" H32 "  a\\nb\n", "not a digest, two spaces and a name"},
		{"00112233445566778899AABBCCDDEEFF" H16 "  a\n", "not a digest, two spaces"},
		{H32 "  ../a\n", "not a digest, two spaces and a name"},
		{H32 "  /etc/passwd\n", "not a digest, two spaces and a name"},
		{H32 "  SHA256SUMS\n", "not a digest, two spaces and a name"},
		{H32 "  SHA256SUMS.minisig\n", "not a digest, two spaces and a name"},
		{H32 "  b\n" H32 "  a\n" H32 "  b\n", "lists b twice"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct buffer out = signed_list(rows[i].sums, strlen(rows[i].sums));
		tar_end(&out);
		struct outcome outcome = look(buffer_slice(&out));
		if (outcome.opened || outcome.errors != 1 || !said(rows[i].problem))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		buffer_release(&out);
	}
	struct buffer out = signed_list(H32 "  a\0b\n", 69);
	assert_false(look(buffer_slice(&out)).opened);
	buffer_release(&out);
}

static void list_line(struct buffer *sums, const char *name, const char *bytes)
{
	uint8_t digest[SHA256_SIZE];
	char hex[65];
	sha256(slice_of(bytes), digest);
	hex_write(digest, sizeof digest, hex);
	buffer_add_format(sums, "%s  %s\n", hex, name);
}

/* a: "one", b: "two"; then what the row says, as name=bytes. */
static void members_in_any_state(void **state)
{
	static const struct {
		const char *members[6]; /* name, bytes ... */
		size_t lost;
		const char *problem;
	} rows[] = {
		{{"a", "one", "b", "two"}, 0, NULL},
		{{"b", "two", "a", "one"}, 0, "changed where no member lies"},
		{{"a", "one", "c", "evil", "b", "two"}, 0, "changed where no member lies"},
		{{"a", "one", "b", "two", "a", "one"}, 0, "changed where no member lies"},
		{{"a", "one", "b", "two", "a", "bad"}, 0, "changed where no member lies"},
		{{"a", "bad", "a", "one", "b", "two"}, 0, "changed where no member lies"},
		{{"a", "bad", "b", "two"}, 1, "a was changed"},
		{{"a", "one", "b", "two "}, 1, "b was changed"},
		{{"a", "two", "b", "one"}, 2, "a was changed"},
		{{"a", "one"}, 1, "b is missing"},
		{{"b", "two"}, 1, "a is missing"},
		{{NULL}, 2, "a is missing"},
		{{"SHA256SUMS", "x", "a", "one", "b", "two"}, 0, "changed where no member lies"},
	};
	struct buffer sums = buffer_growing(1000);
	(void)state;
	list_line(&sums, "a", "one");
	list_line(&sums, "b", "two");
	for (size_t i = 0; i < countof(rows); i++) {
		struct buffer out = signed_list(sums.bytes, sums.size);
		for (size_t m = 0; m < 6 && rows[i].members[m] != NULL; m += 2)
			tar_add(&out, slice_of(rows[i].members[m]),
				slice_of(rows[i].members[m + 1]));
		tar_end(&out);
		struct outcome outcome = look(buffer_slice(&out));
		if (!outcome.checked || outcome.lost != rows[i].lost || outcome.errors > 0 ||
		    (rows[i].problem == NULL ? outcome.warnings > 0 : !said(rows[i].problem)))
			fail_msg("row %zu", i);
		buffer_release(&out);
	}
	buffer_release(&sums);
}

/* A block has gone out of a member, so that what it claims reaches over the next header. */
static void a_block_that_is_gone(void **state)
{
	struct buffer sums = buffer_growing(1000), whole = buffer_growing(8192);
	char bytes[3 * TAR_BLOCK];
	(void)state;
	list_line(&sums, "a", "one");
	list_line(&sums, "b", "two");
	list_line(&sums, "c", "three");
	struct buffer out = signed_list(sums.bytes, sums.size);
	memset(bytes, 'x', sizeof bytes);
	tar_header(slice_of("b"), 4 * TAR_BLOCK, (uint8_t *)bytes + TAR_BLOCK); /* and a false b */
	tar_add(&whole, slice_of("a"), (struct slice){bytes, sizeof bytes});
	tar_add(&whole, slice_of("b"), slice_of("two"));
	tar_add(&whole, slice_of("c"), slice_of("three"));
	tar_end(&whole);
	buffer_add(&out, whole.bytes, 3 * TAR_BLOCK);
	buffer_add_slice(&out, slice_from(buffer_slice(&whole), 4 * TAR_BLOCK));
	struct outcome outcome = look(buffer_slice(&out));
	assert_true(outcome.checked);
	assert_int_equal(outcome.lost, 1);
	assert_true(said("a was changed"));
	buffer_release(&out);
	buffer_release(&whole);
	buffer_release(&sums);
}

static void keys(void **state)
{
	struct minisign_secret other;
	struct minisign_public public_key;
	struct envelope_label label = batch_label();
	const struct envelope_item item = {slice_of("a"), slice_of("one")};
	struct buffer out = buffer_growing(65536);
	(void)state;
	minisign_make(&other, &public_key);
	problems = (struct problems){0};
	assert_false(envelope_write(&label, &other, &item, 1, &out, &problems));
	assert_false(look(buffer_slice(&out)).checked); /* the label names another key */
	assert_true(said("signature of the file does not hold"));
	buffer_release(&out);
}

static void beginnings(void **state)
{
	struct buffer out = small_batch();
	static const char not_ours[2048] = "PK\x03\x04";
	(void)state;
	assert_false(look((struct slice){NULL, 0}).opened);
	assert_true(said("does not begin with a SHA256SUMS"));
	assert_false(look((struct slice){not_ours, sizeof not_ours}).opened);
	assert_true(said("does not begin with a SHA256SUMS"));
	assert_false(look((struct slice){out.bytes + TAR_BLOCK, out.size - TAR_BLOCK}).opened);
	assert_true(said("does not begin with a SHA256SUMS"));
	assert_false(look((struct slice){out.bytes, 2 * TAR_BLOCK}).opened);
	assert_true(said("does not stand behind"));
	assert_false(look((struct slice){out.bytes, (size_t)ENVELOPE_MOST + 1}).opened);
	assert_true(said("larger than 256 MiB")); /* told by its size alone */
	out.bytes[3 * TAR_BLOCK] = 'U';
	assert_false(look(buffer_slice(&out)).opened);
	assert_true(said("not a prehashed minisign signature"));
	buffer_release(&out);
}

static double cpu_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* 20,000 names, and an archive that is all headers, each of which claims what follows it as its
 * own: a reader that hashes each claim reads 30 GB. */
static void a_file_made_to_take_long(void **state)
{
	struct buffer sums = buffer_growing(TAR_MEMBER_MOST);
	char name[60];
	const size_t blocks = 15000;
	(void)state;
	for (unsigned i = 0; i < TAR_MEMBERS_MOST; i++)
		buffer_add_format(&sums, H32 "  records/%032x.age\n", i * 2654435761u);
	assert_true(buffer_fits(&sums));
	struct buffer out = signed_list(sums.bytes, sums.size);
	for (unsigned i = 0; i < blocks; i++) {
		uint8_t header[TAR_BLOCK];
		size_t size = (blocks - i - 1) * TAR_BLOCK;
		snprintf(name, sizeof name, "records/%032x.age", i * 2654435761u);
		tar_header(slice_of(name), size < TAR_MEMBER_MOST ? size : TAR_MEMBER_MOST, header);
		buffer_add(&out, header, sizeof header);
	}
	double start = cpu_seconds();
	struct outcome outcome = look(buffer_slice(&out));
	double took = cpu_seconds() - start;
	assert_true(outcome.checked);
	assert_int_equal(outcome.lost, TAR_MEMBERS_MOST);
	print_message("# %.2f s for %zu bytes\n", took, out.size);
	assert_true(took < 8);
	buffer_add_text(&sums, H32 "  one-more\n");
	struct buffer more = signed_list(sums.bytes, sums.size);
	assert_false(look(buffer_slice(&more)).opened);
	assert_true(said("more than 20000 files"));
	buffer_release(&more);
	buffer_release(&out);
	buffer_release(&sums);
}

static void what_is_not_written(void **state)
{
	static const struct {
		const char *names[3];
		size_t size; /* of the first */
		const char *problem;
	} rows[] = {
		{{"../a"}, 1, "cannot be the name of a file"},
		{{"caf\xC3\xA9.csv"}, 1, "cannot be the name of a file"},
		{{"a", "b", "a"}, 1, "lists a twice"},
		{{"SHA256SUMS"}, 1, "not a digest, two spaces and a name"},
		{{"a"}, TAR_MEMBER_MOST + 1, "a is larger than 4 MiB"},
		{{NULL}, 0, "empty"},
	};
	char *bytes = calloc(1, TAR_MEMBER_MOST + 1);
	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < countof(rows); i++) {
		struct envelope_item items[3];
		struct envelope_label label = batch_label();
		struct buffer out = buffer_growing(16u << 20);
		size_t count = 0;
		for (; count < 3 && rows[i].names[count] != NULL; count++)
			items[count] =
				(struct envelope_item){slice_of(rows[i].names[count]),
						       {bytes, count == 0 ? rows[i].size : 1}};
		problems = (struct problems){0};
		if (envelope_write(&label, &secret, items, count, &out, &problems) ||
		    !said(rows[i].problem))
			fail_msg("row %zu: %s", i, problems_first(&problems));
		buffer_release(&out);
	}
	free(bytes);
	const struct envelope_item item = {slice_of("a"), slice_of("one")};
	struct envelope_label label = batch_label();
	struct buffer out = buffer_growing(3000);
	assert_false(envelope_write(&label, &secret, &item, 1, &out, &problems));
	assert_true(said("larger than there is memory for"));
	buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels),
		cmocka_unit_test(what_a_label_says),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_second_check_begins_anew),
		cmocka_unit_test(every_flipped_bit),
		cmocka_unit_test(a_cut_file),
		cmocka_unit_test(hostile_lists),
		cmocka_unit_test(members_in_any_state),
		cmocka_unit_test(a_block_that_is_gone),
		cmocka_unit_test(keys),
		cmocka_unit_test(beginnings),
		cmocka_unit_test(a_file_made_to_take_long),
		cmocka_unit_test(what_is_not_written),
	};
	struct minisign_public key;
	if (sodium_init() < 0)
		return 1;
	minisign_make(&secret, &key);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
