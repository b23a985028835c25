#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/buffer.h"

static void fills_given_memory_to_the_last_byte(void **state)
{
	char memory[9] = "--------";
	struct buffer buffer = buffer_over(memory, 8);
	(void)state;
	buffer_add_text(&buffer, "abc");
	buffer_add_char(&buffer, 'd');
	buffer_add_slice(&buffer, (struct slice){NULL, 0});
	buffer_add_format(&buffer, "%d%s", 4, "x");
	buffer_add_many(&buffer, ' ', 2);
	assert_true(buffer_fits(&buffer));
	assert_string_equal(memory, "abcd4x  ");
	assert_int_equal(buffer_slice(&buffer).size, 8);
	buffer_release(&buffer);
	assert_string_equal(memory, "abcd4x  "); /* given memory is left as it was */
}

static void nothing_follows_what_did_not_fit(void **state)
{
	char memory[9] = "--------";
	struct buffer buffer = buffer_over(memory, 4);
	(void)state;
	buffer_add_text(&buffer, "abc");
	buffer_add_format(&buffer, "%s", "de");
	assert_false(buffer_fits(&buffer));
	buffer_add_char(&buffer, 'f');
	buffer_add_many(&buffer, 'f', SIZE_MAX);
	assert_int_equal(buffer.size, 3);
	assert_string_equal(memory, "abc-----");
	buffer_wipe(&buffer);
	assert_true(buffer_fits(&buffer));
	assert_memory_equal(memory, "\0\0\0\0----", 9);
	buffer_add_many(&buffer, 'g', SIZE_MAX);
	assert_false(buffer_fits(&buffer));
}

static void grows_to_its_limit(void **state)
{
	static const size_t limits[] = {0, 1, 255, 256, 257, 5000};
	(void)state;
	for (size_t i = 0; i < countof(limits); i++) {
		struct buffer buffer = buffer_growing(limits[i]);
		for (size_t n = 0; n < limits[i]; n++)
			buffer_add_char(&buffer, (char)('a' + n % 26));
		assert_true(buffer_fits(&buffer));
		assert_int_equal(buffer.size, limits[i]);
		assert_true(buffer.capacity <= limits[i]);
		for (size_t n = 0; n < limits[i]; n++)
			assert_int_equal(buffer.bytes[n], 'a' + n % 26);
		buffer_add_char(&buffer, '!');
		assert_false(buffer_fits(&buffer));
		assert_int_equal(buffer.size, limits[i]);
		buffer_release(&buffer);
		assert_null(buffer.bytes);
		buffer_release(&buffer);
	}
}

static void may_be_used_again_after_release(void **state)
{
	struct buffer buffer = buffer_growing(10);
	(void)state;
	buffer_add_text(&buffer, "12345678901");
	buffer_release(&buffer);
	buffer_add_text(&buffer, "again");
	assert_true(buffer_fits(&buffer));
	assert_true(slice_is(buffer_slice(&buffer), "again"));
	buffer_release(&buffer);
}

/* Around the local array of 512 bytes both ways of writing must agree. */
static void formats_short_and_long(void **state)
{
	static const size_t lengths[] = {0, 1, 510, 511, 512, 513, 3000};
	static char text[3001];
	(void)state;
	for (size_t i = 0; i < countof(lengths); i++) {
		struct buffer buffer = buffer_growing(lengths[i] + 3);
		memset(text, 'x', lengths[i]);
		text[lengths[i]] = '\0';
		buffer_add_format(&buffer, "<%s>", text);
		assert_true(buffer_fits(&buffer));
		assert_int_equal(buffer.size, lengths[i] + 2);
		assert_int_equal(buffer.bytes[0], '<');
		assert_int_equal(buffer.bytes[lengths[i] + 1], '>');
		buffer_add_format(&buffer, "%s", "yz");
		assert_false(buffer_fits(&buffer));
		buffer_release(&buffer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_given_memory_to_the_last_byte),
		cmocka_unit_test(nothing_follows_what_did_not_fit),
		cmocka_unit_test(grows_to_its_limit),
		cmocka_unit_test(may_be_used_again_after_release),
		cmocka_unit_test(formats_short_and_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
