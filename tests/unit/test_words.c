#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "kiosk/page/word_list.h"
#include "tests/unit/files.h"

#define SENTENCE_WORDS_MOST 15 /* (pages.md 16) */

static bool load(struct slice text, struct arena *arena, struct words *words,
		 struct problems *problems)
{
	struct source source = {.name = "en.csv", .text = text};
	memset(problems, 0, sizeof *problems);
	return words_load(&source, arena, words, problems);
}

static void the_file_and_the_list_agree(void **state)
{
	struct slice file = file_load("assets/words/en.csv");
	struct problems *problems = malloc(sizeof *problems);
	struct arena arena;
	struct words words;
	(void)state;
	arena_init(&arena, 1 << 16);
	assert_non_null(problems);
	if (!load(file, &arena, &words, problems))
		fail_msg("line %u: %s (%s)", problems->list[0].line, problems_first(problems),
			 problems->list[0].hint);
	for (enum word word = 0; word < WORDS; word++) {
		assert_non_null(words.text[word]);
		assert_non_null(word_name(word));
		assert_true(utf8_valid(slice_of(words.text[word]), NULL));
	}
	arena_release(&arena);
	free((void *)(uintptr_t)file.bytes);
	free(problems);
}

/* The whole list, with the line of one name left out, doubled, emptied; and one that is unknown. */
static struct slice file_without(const char *name, const char *instead, struct buffer *out)
{
	buffer_add_text(out, "sayso-words,1\nname,words\n");
	for (enum word word = 0; word < WORDS; word++)
		if (strcmp(word_name(word), name) != 0)
			buffer_add_format(out, "%s,x\n", word_name(word));
	buffer_add_text(out, instead);
	return buffer_slice(out);
}

static void what_is_wrong_is_named(void **state)
{
	static const struct {
		const char *without, *instead, *error;
	} rows[] = {
		{"", "", ""},
		{"next", "", "the words of \"next\" are missing"},
		{"", "next,y\n", "this is there twice"},
		{"", "jump,Jump\n", "nothing on a page says this"},
		{"next", "next,\n", "there are no words"},
		{"next", "next,\" \"\n", "there are no words"},
	};
	static char bytes[16384];
	struct problems *problems = malloc(sizeof *problems);
	(void)state;
	assert_non_null(problems);
	for (size_t i = 0; i < countof(rows); i++) {
		struct arena arena;
		struct words words;
		struct buffer buffer = buffer_over(bytes, sizeof bytes);
		arena_init(&arena, 1 << 16);
		struct slice text = file_without(rows[i].without, rows[i].instead, &buffer);
		assert_true(buffer_fits(&buffer));
		bool fine = load(text, &arena, &words, problems);
		assert_int_equal(fine, rows[i].error[0] == '\0');
		assert_string_equal(problems_first(problems), rows[i].error);
		arena_release(&arena);
	}
	free(problems);
}

static size_t longest_sentence(struct slice words)
{
	size_t longest = 0, count = 0;
	for (;;) {
		struct slice word = slice_next_word(&words);
		if (word.size == 0)
			return count > longest ? count : longest;
		count++;
		if (strchr(".?!", word.bytes[word.size - 1]) == NULL)
			continue;
		longest = count > longest ? count : longest;
		count = 0;
	}
}

static bool says(struct slice words, const char *banned)
{
	size_t size = strlen(banned);
	for (size_t at = 0; at + size <= words.size; at++)
		if (slice_is_ignoring_case((struct slice){words.bytes + at, size}, banned))
			return true;
	return false;
}

/* pages.md 16 and 18. */
static void words_are_kind_and_short(void **state)
{
	static const char *const banned[] = {"please", "sorry", "oops",	     "invalid",
					     "forgot", "error", "wrong code"};
	struct slice file = file_load("assets/words/en.csv");
	struct problems *problems = malloc(sizeof *problems);
	struct arena arena;
	struct words words;
	(void)state;
	arena_init(&arena, 1 << 16);
	assert_true(problems != NULL && load(file, &arena, &words, problems));
	for (enum word word = 0; word < WORDS; word++) {
		struct slice text = slice_of(words.text[word]);
		if (longest_sentence(text) > SENTENCE_WORDS_MOST)
			fail_msg("%s has a sentence of %zu words", word_name(word),
				 longest_sentence(text));
		for (size_t i = 0; i < countof(banned); i++)
			if (says(text, banned[i]))
				fail_msg("%s says \"%s\"", word_name(word), banned[i]);
	}
	arena_release(&arena);
	free((void *)(uintptr_t)file.bytes);
	free(problems);
}

static void braces_are_filled(void **state)
{
	static const struct filling fillings[] = {{"number", "3"}, {"of", "12"}};
	static const struct {
		const char *words, *filled;
	} rows[] = {
		{"Question {number} of {of}", "Question 3 of 12"},
		{"{number}{number}", "33"},
		{"no braces", "no braces"},
		{"{unknown} {number", "{unknown} {number"},
		{"{} {{of}}", "{} {12}"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		char bytes[64];
		struct buffer out = buffer_over(bytes, sizeof bytes);
		words_fill(&out, slice_of(rows[i].words), fillings, countof(fillings));
		buffer_add_char(&out, '\0');
		assert_true(buffer_fits(&out));
		assert_string_equal(bytes, rows[i].filled);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_file_and_the_list_agree),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(words_are_kind_and_short),
		cmocka_unit_test(braces_are_filled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
