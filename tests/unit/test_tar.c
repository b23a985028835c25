#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/tar.h"
#include "surveys/base/bounds.h"

static void names(void **state)
{
	static const struct {
		const char *name;
		bool valid;
	} rows[] = {
		{"a", true},
		{"records/0af3.age", true},
		{"forms/Well-being_2.scales.csv", true},
		{"...", true},
		{"a/..b/c", true},
		{"", false},
		{"/a", false},
		{"a/", false},
		{"a//b", false},
		{".", false},
		{"..", false},
		{"./a", false},
		{"a/./b", false},
		{"a/../b", false},
		{"a/..", false},
		{"a b", false},
		{"a\\b", false},
		{"a\nb", false},
		{"C:a", false},
		{"\xC3\xA9t\xC3\xA9", false},
		{"0123456789012345678901234567890123456789012345678901234567890123456789"
		 "012345678901234567890123456789",
		 true},
		{"0123456789012345678901234567890123456789012345678901234567890123456789"
		 "0123456789012345678901234567890",
		 false},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		if (tar_name_valid(slice_of(rows[i].name)) != rows[i].valid)
			fail_msg("%s", rows[i].name);
	assert_false(tar_name_valid((struct slice){"a\0b", 3}));
}

static struct buffer three_members(void)
{
	struct buffer out = buffer_growing(65536);
	char block[TAR_BLOCK];
	memset(block, 'x', sizeof block);
	tar_add(&out, slice_of("one"), slice_of("first"));
	tar_add(&out, slice_of("two"), (struct slice){block, sizeof block});
	tar_add(&out, slice_of("three/3"), (struct slice){NULL, 0});
	tar_end(&out);
	assert_true(buffer_fits(&out));
	return out;
}

static void what_is_written_is_read(void **state)
{
	static const struct {
		const char *name;
		size_t size;
	} rows[] = {{"one", 5}, {"two", TAR_BLOCK}, {"three/3", 0}};
	struct buffer out = three_members();
	struct tar_reader reader = {buffer_slice(&out), 0};
	struct tar_member member;
	(void)state;
	assert_int_equal(out.size,
			 tar_member_size(5) + tar_member_size(512) + tar_member_size(0) + 1024);
	for (size_t i = 0; i < countof(rows); i++) {
		assert_true(tar_next(&reader, NULL, NULL, &member));
		assert_true(slice_is(member.name, rows[i].name));
		assert_int_equal(member.bytes.size, rows[i].size);
	}
	assert_false(tar_next(&reader, NULL, NULL, &member));
	assert_false(tar_next(&reader, NULL, NULL, &member));
	buffer_release(&out);
}

/* Every bit of a header counts: none may be read as anything but what is written. */
static void a_flipped_header_is_no_header(void **state)
{
	struct buffer out = buffer_growing(4096);
	struct tar_member member;
	(void)state;
	tar_add(&out, slice_of("records/0af3.age"), slice_of("first"));
	for (size_t bit = 0; bit < 8 * TAR_BLOCK; bit++) {
		struct tar_reader reader = {buffer_slice(&out), 0};
		out.bytes[bit / 8] = (char)(out.bytes[bit / 8] ^ 1 << bit % 8);
		if (tar_here(&reader, &member))
			fail_msg("bit %zu", bit);
		assert_int_equal(reader.at, 0);
		out.bytes[bit / 8] = (char)(out.bytes[bit / 8] ^ 1 << bit % 8);
	}
	buffer_release(&out);
}

static void a_bad_header_loses_one_member(void **state)
{
	struct buffer out = three_members();
	struct tar_reader reader = {buffer_slice(&out), 0};
	struct tar_member member;
	(void)state;
	out.bytes[124 + 3] = '7'; /* the first size: a reader that walks by sizes is lost */
	assert_true(tar_next(&reader, NULL, NULL, &member));
	assert_true(slice_is(member.name, "two"));
	assert_true(tar_next(&reader, NULL, NULL, &member));
	assert_true(slice_is(member.name, "three/3"));
	assert_false(tar_next(&reader, NULL, NULL, &member));
	buffer_release(&out);
}

static bool is_two(const void *context, struct slice name)
{
	return slice_is(name, context);
}

static void only_wanted_names(void **state)
{
	struct buffer out = three_members();
	struct tar_reader reader = {buffer_slice(&out), 0};
	struct tar_member member;
	(void)state;
	assert_true(tar_next(&reader, is_two, "two", &member));
	assert_true(slice_is(member.name, "two"));
	assert_int_equal(member.offset, 1024);
	assert_false(tar_next(&reader, is_two, "two", &member));
	buffer_release(&out);
}

/* A file that ends anywhere: no byte beyond it is read, and only whole members are. */
static void a_cut_file(void **state)
{
	struct buffer out = three_members();
	(void)state;
	for (size_t size = 0; size <= out.size; size++) {
		char *copy = malloc(
			size + 1); /* its own block, so that the sanitizer sees a step beyond */
		assert_non_null(copy);
		memcpy(copy, out.bytes, size);
		struct tar_reader reader = {{copy, size}, 0};
		struct tar_member member;
		size_t count = 0;
		while (tar_next(&reader, NULL, NULL, &member))
			count++;
		assert_int_equal(count, (size >= 517) + (size >= 2048) + (size >= 2560));
		assert_true(reader.at <= size);
		free(copy);
	}
	buffer_release(&out);
}

/* Headers that are right in themselves, yet not ours. */
static void other_dialects(void **state)
{
	static const struct {
		size_t at;
		const char *bytes;
		size_t size;
	} rows[] = {
		{156, "5", 1},            /* a folder */
		{156, "2", 1},            /* a link */
		{156, "x", 1},            /* a pax header */
		{257, "ustar  ", 8},      /* GNU */
		{100, "0000755", 7},      /* mode */
		{136, "14762356500", 11}, /* time */
		{265, "root", 4},
		{124, "\x80\0\0\0\0\0\0\0\0\0\0\5", 12}, /* base-256 size */
		{124, "00100000001", 11},                /* over 4 MiB */
		{345, "prefix", 6},
		{0, "/etc/passwd", 11},
		{0, "a/../../b", 9},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t block[2 * TAR_BLOCK] = {0};
		size_t sum = 0;
		char text[8];
		tar_header(slice_of("a"), 5, block);
		memcpy(block + rows[i].at, rows[i].bytes, rows[i].size);
		memset(block + 148, ' ', 8);
		for (size_t n = 0; n < TAR_BLOCK; n++)
			sum += block[n];
		snprintf(text, sizeof text, "%06zo", sum);
		memcpy(block + 148, text, 7);
		struct tar_reader reader = {{(const char *)block, sizeof block}, 0};
		struct tar_member member;
		if (tar_next(&reader, NULL, NULL, &member))
			fail_msg("row %zu", i);
	}
}

static void a_member_may_have_100_characters_and_4_mib(void **state)
{
	char name[101];
	struct buffer out = buffer_growing(TAR_MEMBER_MOST + 4096);
	struct tar_member member;
	(void)state;
	memset(name, 'n', 100);
	name[100] = '\0';
	char *bytes = calloc(1, TAR_MEMBER_MOST);
	assert_non_null(bytes);
	tar_add(&out, slice_of(name), (struct slice){bytes, TAR_MEMBER_MOST});
	struct tar_reader reader = {buffer_slice(&out), 0};
	assert_true(tar_next(&reader, NULL, NULL, &member));
	assert_true(slice_is(member.name, name));
	assert_int_equal(member.bytes.size, TAR_MEMBER_MOST);
	tar_header(slice_of(name), TAR_MEMBER_MOST + 1, (uint8_t *)out.bytes);
	buffer_add_many(&out, '\0', TAR_BLOCK);
	reader = (struct tar_reader){buffer_slice(&out), 0};
	assert_false(tar_next(&reader, NULL, NULL, &member));
	buffer_release(&out);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_flipped_header_is_no_header),
		cmocka_unit_test(a_bad_header_loses_one_member),
		cmocka_unit_test(only_wanted_names),
		cmocka_unit_test(a_cut_file),
		cmocka_unit_test(other_dialects),
		cmocka_unit_test(a_member_may_have_100_characters_and_4_mib),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
