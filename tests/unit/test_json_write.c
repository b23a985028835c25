#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/json_write.h"

/* A document is a word a step: { } [ ] open and close, N a name, 1 a number, "..." a text; `a{` and
 * the like carry the name a. */
static void step(struct json_writer *writer, const char *word)
{
	const char *name = word[0] == 'a' ? "a" : NULL;
	word += name != NULL;
	switch (*word) {
	case '{':
		json_object(writer, name);
		break;
	case '}':
		json_object_end(writer);
		break;
	case '[':
		json_array(writer, name);
		break;
	case ']':
		json_array_end(writer);
		break;
	case 'N':
		json_name(writer, slice_of("n"));
		break;
	case '1':
		json_integer(writer, name, 1);
		break;
	default:
		json_text(writer, name, slice_of(word));
	}
}

static bool write_steps(const char *steps, struct buffer *out)
{
	struct json_writer writer = json_begin(out);
	struct slice rest = slice_of(steps), word;
	char text[16] = "";
	while ((word = slice_next_word(&rest)).size > 0 && word.size < sizeof text) {
		memcpy(text, word.bytes, word.size);
		text[word.size] = '\0';
		step(&writer, text);
	}
	return json_end(&writer);
}

static void keeps_commas_and_nesting(void **state)
{
	static const struct {
		const char *steps, *json; /* NULL: refused */
	} rows[] = {
		{"{ }", "{}"},
		{"[ ]", "[]"},
		{"1", "1"},
		{"x", "\"x\""},
		{"{ a1 ax }", "{\"a\":1,\"a\":\"x\"}"},
		{"{ a[ 1 1 [ ] x ] a{ a1 } a1 }", "{\"a\":[1,1,[],\"x\"],\"a\":{\"a\":1},\"a\":1}"},
		{"[ { } { N 1 N [ ] } ]", "[{},{\"n\":1,\"n\":[]}]"},
		{"", NULL},
		{"{", NULL},
		{"{ a1", NULL},
		{"[ 1", NULL},
		{"{ a[ }", NULL},
		{"[ }", NULL},
		{"{ ]", NULL},
		{"}", NULL},
		{"1 1", NULL},
		{"{ } {", NULL},
		{"{ 1 }", NULL}, /* no name */
		{"{ [ ] }", NULL},
		{"[ a1 ]", NULL}, /* a name in an array */
		{"a1", NULL},
		{"N", NULL},
		{"{ N }", NULL}, /* a name without a value */
		{"{ N N 1 }", NULL},
		{"{ N a1 }", NULL},
		{"{ a1 } }", NULL},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char memory[200];
		struct buffer out = buffer_over(memory, sizeof memory);
		bool fine = write_steps(rows[i].steps, &out);
		if (fine != (rows[i].json != NULL))
			fail_msg("\"%s\" was %s", rows[i].steps, fine ? "taken" : "refused");
		if (fine && !slice_is(buffer_slice(&out), rows[i].json))
			fail_msg("\"%s\" gave %.*s", rows[i].steps, (int)out.size, out.bytes);
	}
}

static void nests_to_its_limit(void **state)
{
	(void)state;
	for (size_t depth = JSON_DEPTH_MOST; depth <= JSON_DEPTH_MOST + 1; depth++) {
		char memory[100];
		struct buffer out = buffer_over(memory, sizeof memory);
		struct json_writer writer = json_begin(&out);
		for (size_t i = 0; i < depth; i++)
			json_array(&writer, NULL);
		for (size_t i = 0; i < depth; i++)
			json_array_end(&writer);
		assert_int_equal(json_end(&writer), depth == JSON_DEPTH_MOST);
	}
}

static void escapes_two_characters_only(void **state)
{
	static const struct {
		struct slice text;
		const char *json; /* NULL: refused */
	} rows[] = {
		{{NULL, 0}, "\"\""},
		{{"\"", 1}, "\"\\\"\""},
		{{"\\", 1}, "\"\\\\\""},
		{{"a\"b\\\\c/", 7}, "\"a\\\"b\\\\\\\\c/\""},
		{{"\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\xA8", 9},
		 "\"\xC3\xA9\xF0\x9F\x98\x80\xE2\x80\xA8\""},
		{{"a\0b", 3}, NULL},
		{{"a\nb", 3}, NULL},
		{{"\t", 1}, NULL},
		{{"\x1F", 1}, NULL},
		{{"\x7F", 1}, NULL},
		{{"\xC2\x85", 2}, NULL},
		{{"\xC2\xA0", 2}, "\"\xC2\xA0\""},
		{{"\xED\xA0\x80", 3}, NULL},
		{{"\xC0\xAF", 2}, NULL},
		{{"ok\xE2\x82", 4}, NULL},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char memory[100];
		struct buffer out = buffer_over(memory, sizeof memory);
		struct json_writer writer = json_begin(&out);
		json_text(&writer, NULL, rows[i].text);
		assert_int_equal(json_end(&writer), rows[i].json != NULL);
		assert_true(slice_is(buffer_slice(&out), rows[i].json == NULL ? "" : rows[i].json));

		out = buffer_over(memory, sizeof memory);
		writer = json_begin(&out);
		json_object(&writer, NULL);
		json_name(&writer, rows[i].text);
		json_integer(&writer, NULL, 1);
		json_object_end(&writer);
		assert_int_equal(json_end(&writer), rows[i].json != NULL);
	}
}

static void nothing_follows_a_refusal(void **state)
{
	char memory[100];
	struct buffer out = buffer_over(memory, sizeof memory);
	struct json_writer writer = json_begin(&out);
	(void)state;
	json_object(&writer, NULL);
	json_integer(&writer, "a", 1);
	json_text(&writer, "b", slice_of("\x01"));
	json_integer(&writer, "c", 2);
	json_object_end(&writer);
	assert_false(json_end(&writer));
	assert_true(slice_is(buffer_slice(&out), "{\"a\":1"));
}

static void writes_the_outermost_integers(void **state)
{
	char memory[100];
	struct buffer out = buffer_over(memory, sizeof memory);
	struct json_writer writer = json_begin(&out);
	(void)state;
	json_array(&writer, NULL);
	json_integer(&writer, NULL, INT64_MIN);
	json_integer(&writer, NULL, 0);
	json_integer(&writer, NULL, INT64_MAX);
	json_array_end(&writer);
	assert_true(json_end(&writer));
	assert_true(slice_is(buffer_slice(&out), "[-9223372036854775808,0,9223372036854775807]"));
}

static void a_full_buffer_is_no_end(void **state)
{
	(void)state;
	for (size_t room = 0; room < 8; room++) {
		char memory[8];
		struct buffer out = buffer_over(memory, room);
		assert_int_equal(write_steps("{ a1 }", &out), room == 7);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_commas_and_nesting),
		cmocka_unit_test(nests_to_its_limit),
		cmocka_unit_test(escapes_two_characters_only),
		cmocka_unit_test(nothing_follows_a_refusal),
		cmocka_unit_test(writes_the_outermost_integers),
		cmocka_unit_test(a_full_buffer_is_no_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
