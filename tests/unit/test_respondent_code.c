#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "surveys/study/respondent_code.h"
#include "tests/unit/files.h"

#define VALUES 19

static struct slice code_slice(const char text[CODE_SIZE])
{
	return (struct slice){text, CODE_SIZE};
}

static bool right(const char *text)
{
	struct respondent_code code;
	return respondent_code_read(code_slice(text), &code);
}

static void vectors_are_judged_as_they_say(void **state)
{
	struct slice text = file_load("tests/vectors/codes.txt"), rest = text;
	size_t codes = 0, wrong = 0;
	(void)state;
	assert_non_null(text.bytes);
	while (rest.size > 0) {
		struct respondent_code code;
		const char *end = memchr(rest.bytes, '\n', rest.size);
		const char *tab = memchr(rest.bytes, '\t', rest.size);
		assert_true(tab != NULL && end != NULL && tab < end);
		struct slice line = {tab + 1, (size_t)(end - tab) - 1};
		bool is_code = slice_starts(rest, "code\t");
		if (respondent_code_read(line, &code) != is_code)
			fail_msg("wrong about \"%.*s\"", (int)line.size, line.bytes);
		codes += is_code;
		wrong += !is_code;
		rest = slice_from(rest, (size_t)(end - rest.bytes) + 1);
	}
	assert_int_equal(codes, 9);
	assert_int_equal(wrong, 13);
	free((void *)(uintptr_t)text.bytes);
}

static void reading_stores_large_letters_without_space(void **state)
{
	struct respondent_code code;
	char shown[8];
	(void)state;
	assert_true(respondent_code_read(slice_of("3km 3wr"), &code));
	assert_string_equal(code.text, "3KM3WR");
	respondent_code_show(&code, shown);
	assert_string_equal(shown, "3KM 3WR");
}

static void what_is_wrong_changes_nothing(void **state)
{
	struct respondent_code code = {"333333"};
	(void)state;
	assert_false(respondent_code_read(slice_of("3KM3WT"), &code));
	assert_false(respondent_code_read((struct slice){NULL, 0}, &code));
	assert_string_equal(code.text, "333333");
}

/* Every byte but the alphabet's characters in every place. */
static void other_bytes_are_refused(void **state)
{
	(void)state;
	for (size_t place = 0; place < CODE_SIZE; place++)
		for (int byte = 0; byte < 256; byte++) {
			char text[CODE_SIZE + 1] = "333333";
			struct respondent_code code;
			text[place] = (char)byte;
			if (byte != '3')
				assert_false(respondent_code_read(code_slice(text), &code));
		}
}

static void every_substitution_is_caught(const char *text, size_t *tried)
{
	char changed[CODE_SIZE + 1];
	memcpy(changed, text, sizeof changed);
	for (size_t place = 0; place < CODE_SIZE; place++) {
		for (size_t value = 0; value < VALUES; value++) {
			changed[place] = CODE_ALPHABET[value];
			if (changed[place] != text[place] && right(changed))
				fail_msg("%s passes for %s", changed, text);
			++*tried;
		}
		changed[place] = text[place];
	}
}

static void every_swap_is_caught(const char *text)
{
	char changed[CODE_SIZE + 1];
	for (size_t a = 0; a < CODE_SIZE; a++)
		for (size_t b = 0; b < a; b++) {
			memcpy(changed, text, sizeof changed);
			changed[a] = text[b];
			changed[b] = text[a];
			if (text[a] != text[b] && right(changed))
				fail_msg("%s passes for %s", changed, text);
		}
}

/* The sum is linear, so that four values in all their combinations, the fifth running along, meet
 * every pair of characters in every pair of places with every check character. */
static void every_single_slip_is_caught(void **state)
{
	struct respondent_code code;
	size_t made = 0, tried = 0;
	(void)state;
	for (uint32_t i = 0; i < VALUES * VALUES * VALUES * VALUES; i++) {
		uint8_t values[5];
		for (uint32_t j = 0, rest = i; j < 4; j++, rest /= VALUES)
			values[j] = (uint8_t)(rest % VALUES);
		values[4] = (uint8_t)((i / VALUES + i) % VALUES);
		respondent_code_make(values, &code);
		assert_true(right(code.text));
		every_substitution_is_caught(code.text, &tried);
		every_swap_is_caught(code.text);
		made++;
	}
	assert_int_equal(made, 130321);
	assert_int_equal(tried, 130321 * 6 * 19);
}

static void the_drawings_are_those_of_the_assets(void **state)
{
	(void)state;
	for (size_t i = 0; i < DRAWINGS; i++) {
		char path[80];
		snprintf(path, sizeof path, "assets/drawings/%s.svg", drawing_name(i));
		struct slice picture = file_load(path);
		if (picture.bytes == NULL)
			fail_msg("%s is not there", path);
		free((void *)(uintptr_t)picture.bytes);
		assert_int_equal(drawing_index(slice_of(drawing_name(i))), i);
	}
	assert_null(drawing_name(DRAWINGS));
	assert_true(drawing_index(slice_of("unicorn")) == SIZE_MAX);
	assert_true(drawing_index(slice_of("")) == SIZE_MAX);
}

static const struct {
	const char *a, *b;
	bool alike;
} pairs[] = {
	{"shell", "starfish", true},	 {"boat", "whale", false},
	{"crab", "octopus", true},	 {"fish", "whale", true},
	{"turtle", "snail", true},	 {"ball", "ring", true},
	{"umbrella", "windmill", true},	 {"kite", "ice-cream", true},
	{"lighthouse", "bottle", true},	 {"hut", "tram", true},
	{"hut", "castle", true},	 {"tram", "castle", true},
	{"gull", "anchor", false},	 {"bucket", "boot", false},
	{"boat", "boat", true},		 {"shell", "umbrella", false},
	{"lighthouse", "castle", false},
};

static void outlines_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(pairs); i++) {
		size_t a = drawing_index(slice_of(pairs[i].a));
		size_t b = drawing_index(slice_of(pairs[i].b));
		assert_true(a < DRAWINGS && b < DRAWINGS);
		if (drawings_alike(a, b) != pairs[i].alike ||
		    drawings_alike(b, a) != pairs[i].alike)
			fail_msg("%s and %s", pairs[i].a, pairs[i].b);
	}
}

static void friends_are_never_alike(void **state)
{
	(void)state;
	for (size_t drawing = 0; drawing < DRAWINGS; drawing++) {
		size_t seen[DRAWINGS] = {0};
		for (uint64_t seed = 0; seed < 2000; seed++) {
			size_t four[4] = {drawing}, again[3];
			drawing_false_friends(drawing, seed, four + 1);
			drawing_false_friends(drawing, seed, again);
			assert_memory_equal(four + 1, again, sizeof again);
			for (size_t i = 0; i < 4; i++)
				for (size_t j = 0; j < i; j++)
					assert_false(drawings_alike(four[i], four[j]));
			for (size_t i = 1; i < 4; i++)
				seen[four[i]]++;
		}
		/* 6,000 draws from 21 to 23: none is left out, none is preferred. */
		for (size_t i = 0; i < DRAWINGS; i++)
			if (drawings_alike(i, drawing))
				assert_int_equal(seen[i], 0);
			else
				assert_in_range(seen[i], 150, 450);
	}
}

/* Cards are printed once: the same seed must give the same friends for ever. */
static const struct {
	const char *drawing;
	uint64_t seed;
	const char *friends[3];
} fixed[] = {
	{"boat", 0, {"ring", "umbrella", "kite"}},
	{"snail", 1, {"bucket", "ice-cream", "castle"}},
	{"hut", UINT64_MAX, {"ice-cream", "ring", "snail"}},
};

static void friends_are_fixed_for_ever(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(fixed); i++) {
		size_t friends[3];
		drawing_false_friends(drawing_index(slice_of(fixed[i].drawing)), fixed[i].seed,
				      friends);
		for (size_t j = 0; j < 3; j++)
			assert_string_equal(drawing_name(friends[j]), fixed[i].friends[j]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_are_judged_as_they_say),
		cmocka_unit_test(reading_stores_large_letters_without_space),
		cmocka_unit_test(what_is_wrong_changes_nothing),
		cmocka_unit_test(other_bytes_are_refused),
		cmocka_unit_test(every_single_slip_is_caught),
		cmocka_unit_test(the_drawings_are_those_of_the_assets),
		cmocka_unit_test(outlines_are_told_apart),
		cmocka_unit_test(friends_are_never_alike),
		cmocka_unit_test(friends_are_fixed_for_ever),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
