#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/page/typeset.h"

/* Every letter one unit wide at an em of one; bold a tenth more. */
static float letters(void *context, struct slice text, float em, bool bold)
{
	(void)context;
	return (float)utf8_count(text) * em * (bold ? 1.1f : 1.0f);
}

/* Lines with '|' between; "!": does not fit. */
static const struct {
	const char *text;
	float width;
	const char *lines;
} rows[] = {
	{"", 10, ""},
	{"   ", 10, ""},
	{"One", 10, "One"},
	{"One two", 7, "One two"},
	{"One two", 6, "One|two"},
	/* balanced: not "Do you like being in|the place where you|live?" */
	{"Do you like being in the place where you live?", 20,
	 "Do you like being|in the place|where you live?"},
	{"Do you like being in the place where you live?", 25,
	 "Do you like being in the|place where you live?"},
	{"Do you like being in the place where you live?", 44,
	 "Do you like being in the|place where you live?"},
	/* the last word is never alone if another line can spare one */
	{"aaaa bbbb cccc dddd", 14, "aaaa bbbb|cccc dddd"},
	{"aaaa bbbb cccc d", 14, "aaaa bbbb|cccc d"},
	/* even where that is more even */
	{"aaaaaaaaa bbb ccc dd", 14, "aaaaaaaaa bbb|ccc dd"},
	{"aa bbb ccc ddddddddd", 14, "aa bbb|ccc ddddddddd"},
	/* but for one that has no room beside it */
	{"aaa bbb cccccccccc ddd eee fff", 11, "aaa bbb|cccccccccc|ddd eee fff"},
	/* three words on two lines: one must be */
	{"I don't know", 8, "I don't|know"},
	/* newlines break always, empty lines are left out */
	{"Sealed.\nOnly the researchers can open it.", 40,
	 "Sealed.|Only the researchers can open it."},
	{"One\n\n two\n", 40, "One|two"},
	/* spaces at the ends do not count, a no-break space holds */
	{"  One two ", 7, "One two"},
	{"room\xC2\xA0"
	 "4 is there",
	 9,
	 "room\xC2\xA0"
	 "4|is there"},
	/* letters of more than one byte count once */
	{"\xC5\xB5\xC5\xB7\xC3\xA2 \xC5\xB5\xC5\xB7\xC3\xA2", 7,
	 "\xC5\xB5\xC5\xB7\xC3\xA2 \xC5\xB5\xC5\xB7\xC3\xA2"},
	/* at most 45 letters a line, however wide it is */
	{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaa", 400,
	 "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaa"},
	{"aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaa", 400,
	 "aaaaaaaaa aaaaaaaaa|aaaaaaaaa aaaaaaaaa aaaaaa"},
	/* a word wider than the line */
	{"Konstantinopel", 10, "Konstantinopel!"},
	{"in Konstantinopel", 10, "in Konstantinopel!"},
	/* more than 12 lines */
	{"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl", 9, "a|b|c|d|e|f|g|h|i|j|k|l"},
	{"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm", 9, "a|b|c|d|e|f|g|h|i|j|k|l!"},
};

static void show(const struct lines *lines, char *out, size_t size)
{
	size_t at = 0;
	out[0] = '\0';
	for (size_t i = 0; i < lines->count && at < size; i++)
		at += (size_t)snprintf(out + at, size - at, "%s%.*s", i > 0 ? "|" : "",
				       (int)lines->line[i].size, lines->line[i].bytes);
	if (!lines->fits && at < size)
		snprintf(out + at, size - at, "!");
}

static void lines_are_balanced(void **state)
{
	struct measure measure = {letters, NULL};
	char got[400];
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct lines lines =
			typeset(&measure, slice_of(rows[i].text), 1, false, rows[i].width);
		show(&lines, got, sizeof got);
		if (strcmp(got, rows[i].lines) != 0)
			fail_msg("row %zu: \"%s\", not \"%s\"", i, got, rows[i].lines);
		for (size_t line = 0; lines.fits && line < lines.count; line++)
			assert_true(letters(NULL, lines.line[line], 1, false) <= lines.widest);
		if (lines.fits)
			assert_true(lines.widest <= rows[i].width);
	}
}

/* Longer than it may be: nothing is written past the lines. */
static void too_many_words_do_not_fit(void **state)
{
	struct measure measure = {letters, NULL};
	char text[1000];
	(void)state;
	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = i % 2 == 0 ? 'a' : ' ';
	text[sizeof text - 1] = '\0';
	assert_false(typeset(&measure, slice_of(text), 1, false, 40).fits);
	text[238] = '\0'; /* 119 words */
	assert_true(typeset(&measure, slice_of(text), 1, false, 40).fits);
}

/* Words alone measure less than their line. */
static float kerned(void *context, struct slice text, float em, bool bold)
{
	float extra = 0;
	for (size_t i = 0; text.size > 3 && i < text.size; i++)
		extra += text.bytes[i] == ' ' ? 1.5f * em : 0;
	return letters(context, text, em, bold) + extra;
}

static void a_line_is_measured_as_a_whole(void **state)
{
	struct measure measure = {kerned, NULL};
	(void)state;
	struct lines lines = typeset(&measure, slice_of("aaaaa bbbbb ccccc ddddd"), 1, false, 17);
	assert_int_equal(lines.count, 2);
	assert_true(lines.fits && lines.widest <= 17);
	lines = typeset(&measure, slice_of("aaaaa bbbbb ccccc ddddd"), 1, false, 18);
	assert_true(lines.fits && lines.widest <= 18);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_balanced),
		cmocka_unit_test(too_many_words_do_not_fit),
		cmocka_unit_test(a_line_is_measured_as_a_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
