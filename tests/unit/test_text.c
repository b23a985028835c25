#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/base/text.h"

/* Bytes that may hold a zero, as a slice. */
#define BYTES(literal) {(literal), sizeof(literal) - 1}

static void compares_and_cuts(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
		{"", "", 0},    {"", "a", -1},   {"a", "ab", -1},
		{"b", "ab", 1}, {"ab", "ab", 0}, {"\xC3", "z", 1},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		int order = slice_compare(slice_of(rows[i].a), slice_of(rows[i].b));
		assert_int_equal((order > 0) - (order < 0), rows[i].order);
		assert_int_equal(slice_equal(slice_of(rows[i].a), slice_of(rows[i].b)),
				 rows[i].order == 0);
	}
	struct slice none = {NULL, 0};
	assert_true(slice_equal(none, slice_of("")));
	assert_true(slice_starts(slice_of("sayso 1"), "sayso"));
	assert_false(slice_starts(slice_of("say"), "sayso"));
	assert_true(slice_is_ignoring_case(slice_of("TrUe"), "true"));
	assert_false(slice_is_ignoring_case(slice_of("true "), "true"));
	assert_true(slice_is(slice_from(slice_of("abc"), 1), "bc"));
	assert_int_equal(slice_from(slice_of("abc"), 9).size, 0);
	assert_int_equal(slice_from(none, 9).size, 0);
}

static void trims(void **state)
{
	static const char *const rows[][2] = {
		{"", ""},
		{" \t\r\n", ""},
		{" a b\n", "a b"},
		{"a", "a"},
		{"\xC2\xA0x", "\xC2\xA0x"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		assert_true(slice_is(slice_trim(slice_of(rows[i][0])), rows[i][1]));
}

static void cuts_words(void **state)
{
	struct slice rest = slice_of("  select_one\tyesno \n");
	(void)state;
	assert_true(slice_is(slice_next_word(&rest), "select_one"));
	assert_true(slice_is(slice_next_word(&rest), "yesno"));
	assert_int_equal(slice_next_word(&rest).size, 0);
	assert_int_equal(rest.size, 0);
}

static void refuses_what_is_not_utf8(void **state)
{
	static const struct {
		struct slice text;
		size_t bad; /* SIZE_MAX: none */
	} rows[] = {
		{BYTES(""), SIZE_MAX},
		{BYTES("a\0b"), SIZE_MAX},
		{BYTES("\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"), SIZE_MAX},
		{BYTES("\xED\x9F\xBF\xEE\x80\x80"), SIZE_MAX},         /* beside the surrogates */
		{BYTES("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), SIZE_MAX}, /* U+10000, U+10FFFF */
		{BYTES("a\xC0\x80"), 1},                               /* overlong zero */
		{BYTES("ab\xC1\xBF"), 2},                              /* overlong U+7F */
		{BYTES("\xE0\x9F\xBF"), 0},                            /* overlong U+7FF */
		{BYTES("\xF0\x8F\xBF\xBF"), 0},                        /* overlong U+FFFF */
		{BYTES("x\xED\xA0\x80"), 1},                           /* first surrogate */
		{BYTES("\xED\xBF\xBF"), 0},                            /* last surrogate */
		{BYTES("\xF4\x90\x80\x80"), 0},                        /* U+110000 */
		{BYTES("\xF5\x80\x80\x80"), 0},
		{BYTES("\xF8\x88\x80\x80\x80"), 0},
		{BYTES("\xFF"), 0},
		{BYTES("\x80"), 0},
		{BYTES("\xC3"), 0},
		{BYTES("\xE2\x82"), 0},
		{BYTES("\xF0\x9F\x98"), 0},
		{{"\xC3\xA9", 1}, 0}, /* the rest is there, but not of the slice */
		{{"a\xF0\x9F\x98\x80", 4}, 1},
		{BYTES("\xC3\xA9\xE2\x82z"), 2},
		{BYTES("\xE2\x28\xA1"), 0},
		{BYTES("\xE2\x82\xC0"), 0},
		{BYTES("\xF0\x9F\x98\x41"), 0},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		size_t bad = SIZE_MAX;
		assert_int_equal(utf8_valid(rows[i].text, &bad), rows[i].bad == SIZE_MAX);
		assert_int_equal(bad, rows[i].bad);
		assert_int_equal(utf8_valid(rows[i].text, NULL), rows[i].bad == SIZE_MAX);
	}
}

static void moves_one_byte_past_a_bad_one(void **state)
{
	struct slice text = slice_of("\xE2\x82z");
	size_t at = 0;
	(void)state;
	assert_int_equal(utf8_next(text, &at), UTF8_BAD);
	assert_int_equal(at, 1);
	assert_int_equal(utf8_next(text, &at), UTF8_BAD);
	assert_int_equal(at, 2);
	assert_int_equal(utf8_next(text, &at), 'z');
	assert_int_equal(utf8_count(text), 3);
}

/* Bytes written, 1 to 4. */
static size_t scalar_write(uint32_t scalar, char out[4])
{
	static const unsigned char marks[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
	size_t size = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(unsigned char)(0x80 | (scalar & 0x3F));
		scalar >>= 6;
	}
	out[0] = (char)(unsigned char)(marks[size] | scalar);
	return size;
}

static void reads_every_scalar_as_it_is_written(void **state)
{
	char bytes[4];
	(void)state;
	for (uint32_t scalar = 0; scalar <= 0x10FFFF; scalar++) {
		size_t at = 0, size = scalar_write(scalar, bytes);
		bool surrogate = scalar >= 0xD800 && scalar <= 0xDFFF;
		uint32_t read = utf8_next((struct slice){bytes, size}, &at);
		if (read != (surrogate ? UTF8_BAD : scalar) || at != (surrogate ? 1 : size))
			fail_msg("U+%04X", (unsigned)scalar);
	}
}

/* Of all pairs and triples of bytes, exactly so many are one scalar: none is read in two ways. */
static void reads_no_scalar_in_two_ways(void **state)
{
	size_t pairs = 0, triples = 0;
	(void)state;
	for (uint32_t all = 0; all <= 0xFFFFFF; all++) {
		char bytes[3] = {(char)(all >> 16), (char)(all >> 8), (char)all};
		size_t at = 0;
		bool good = utf8_next((struct slice){bytes, 3}, &at) != UTF8_BAD;
		triples += good && at == 3;
		pairs += good && at == 2;
	}
	assert_int_equal(triples, 0x10000 - 0x800 - 0x800);
	assert_int_equal(pairs, (0x800 - 0x80) * 256);
}

static void counts_cells(void **state)
{
	static const struct {
		const char *text;
		size_t scalars, columns;
	} rows[] = {
		{"", 0, 0},
		{"abc", 3, 3},
		{"sch\xC3\xB6n", 5, 5},
		{"scho\xCC\x88n", 6, 5},            /* combining diaeresis */
		{"\xE6\x97\xA5\xE6\x9C\xAC", 2, 4}, /* two ideographs */
		{"\xF0\x9F\x98\x80", 1, 2},         /* a face */
		{"\xD9\x85\xD9\x8E", 2, 1},         /* Arabic letter and vowel */
		{"\xE0\xA6\x95\xE0\xA7\x8D", 2, 1}, /* Bengali letter and virama */
		{"a\xE2\x80\x8D\xE2\x80\x8Fz", 4, 2},
		{"\xFF\xC3", 2, 2},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		assert_int_equal(utf8_count(slice_of(rows[i].text)), rows[i].scalars);
		assert_int_equal(utf8_columns(slice_of(rows[i].text)), rows[i].columns);
	}
}

static void reads_numbers(void **state)
{
	static const struct {
		const char *text;
		int64_t least, most;
		enum number_fault fault;
		int64_t value;
	} rows[] = {
		{"0", 0, 9, NUMBER_FINE, 0},
		{"-7", -7, 9, NUMBER_FINE, -7},
		{"9", 0, 9, NUMBER_FINE, 9},
		{"10", 0, 9, NUMBER_TOO_LARGE, 0},
		{"-1", 0, 9, NUMBER_TOO_SMALL, 0},
		{"9223372036854775807", INT64_MIN, INT64_MAX, NUMBER_FINE, INT64_MAX},
		{"9223372036854775808", INT64_MIN, INT64_MAX, NUMBER_TOO_LARGE, 0},
		{"-9223372036854775808", INT64_MIN, INT64_MAX, NUMBER_FINE, INT64_MIN},
		{"-9223372036854775809", INT64_MIN, INT64_MAX, NUMBER_TOO_SMALL, 0},
		{"18446744073709551616", INT64_MIN, INT64_MAX, NUMBER_TOO_LARGE, 0},
		{"18446744073709551617", 0, 9, NUMBER_TOO_LARGE, 0},
		{"-99999999999999999999999999", INT64_MIN, INT64_MAX, NUMBER_TOO_SMALL, 0},
		{"99999999999999999999999999x", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"", 0, 9, NUMBER_EMPTY, 0},
		{"-", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"+1", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{" 1", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"1 ", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"01", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"00", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"-0", -9, 9, NUMBER_NOT_A_NUMBER, 0},
		{"--1", -9, 9, NUMBER_NOT_A_NUMBER, 0},
		{"1.0", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"1e3", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"0x1", 0, 9, NUMBER_NOT_A_NUMBER, 0},
		{"\xD9\xA1", 0, 9, NUMBER_NOT_A_NUMBER, 0}, /* an Arabic digit */
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		int64_t value = 4242;
		enum number_fault fault =
			number_read(slice_of(rows[i].text), rows[i].least, rows[i].most, &value);
		if (fault != rows[i].fault)
			fail_msg("\"%s\" gave %d", rows[i].text, (int)fault);
		assert_true(value == (fault == NUMBER_FINE ? rows[i].value : 4242));
	}
}

static void reads_days(void **state)
{
	static const struct {
		const char *text;
		int32_t day; /* -1: no day */
	} rows[] = {
		{"1970-01-01", 0},       {"1970-12-31", 364},   {"1972-02-29", 789},
		{"2000-02-29", 11016},   {"2024-02-29", 19782}, {"2026-11-25", 20782},
		{"9999-12-31", 2932896}, {"2023-02-29", -1},    {"2100-02-29", -1},
		{"1969-12-31", -1},      {"2026-00-10", -1},    {"2026-13-01", -1},
		{"2026-04-31", -1},      {"2026-04-00", -1},    {"2026-4-01", -1},
		{"2026-11-25 ", -1},     {"2026/11/25", -1},    {"26-11-2025", -1},
		{"2026-1a-25", -1},      {"-026-11-25", -1},    {"", -1},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		int32_t day = -1;
		if (day_read(slice_of(rows[i].text), &day) != (rows[i].day >= 0) ||
		    day != rows[i].day)
			fail_msg("\"%s\" gave %d", rows[i].text, (int)day);
	}
}

static void writes_every_day_as_it_reads_it(void **state)
{
	char text[11], before[11] = "";
	(void)state;
	for (int32_t day = 0; day <= 2932896; day++) {
		int32_t read = -1;
		day_write(day, text);
		if (!day_read(slice_of(text), &read) || read != day ||
		    memcmp(before, text, 10) >= 0)
			fail_msg("day %d", (int)day);
		memcpy(before, text, sizeof before);
	}
	day_write(-5, text);
	assert_string_equal(text, "1970-01-01");
	day_write(INT32_MAX, text);
	assert_string_equal(text, "9999-12-31");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_and_cuts),
		cmocka_unit_test(trims),
		cmocka_unit_test(cuts_words),
		cmocka_unit_test(refuses_what_is_not_utf8),
		cmocka_unit_test(moves_one_byte_past_a_bad_one),
		cmocka_unit_test(reads_every_scalar_as_it_is_written),
		cmocka_unit_test(reads_no_scalar_in_two_ways),
		cmocka_unit_test(counts_cells),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_days),
		cmocka_unit_test(writes_every_day_as_it_reads_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
