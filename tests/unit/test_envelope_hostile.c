#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <time.h>

#include "tests/unit/small_batch.h"

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
		cmocka_unit_test(hostile_lists),        cmocka_unit_test(members_in_any_state),
		cmocka_unit_test(a_block_that_is_gone), cmocka_unit_test(keys),
		cmocka_unit_test(beginnings),           cmocka_unit_test(a_file_made_to_take_long),
		cmocka_unit_test(what_is_not_written),
	};
	return secret_make() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
