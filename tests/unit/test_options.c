#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/sayso/command/options.h"

static enum command_exit nothing(const struct command_options *options, const struct command_io *io)
{
	(void)options;
	(void)io;
	return COMMAND_DONE;
}

static const struct option_rule rules[] = {
	{.name = "keys", .value = "DIR", .help = "the keys", .required = true},
	{.name = "output", .short_name = 'o', .value = "DIR", .help = "where it goes"},
	{.name = "fast",
	 .short_name = 'f',
	 .help = "a help text that is so long that it has to be broken over more than one line "
		 "of a terminal, and then stands below itself"},
	{0},
};

static const struct command command = {
	.name = "study try",
	.arguments = "DIR --keys DIR [FILE]",
	.summary = "try it",
	.details =
		"First paragraph, which is long enough to be broken somewhere between two of its "
		"words.\n\n"
		"  sayso study   try an-example-that-is-not-broken --keys keys-with-a-long-name "
		"and-more words",
	.options = rules,
	.positional_least = 1,
	.positional_most = 2,
	.run = nothing,
};

#define ARGV_MOST 8
struct result {
	bool read;
	enum command_exit code;
	struct command_options options;
	char *out, *error;
	char *argv[ARGV_MOST + 1];
};

static void give(const char *const *words, struct result *result)
{
	size_t sizes[2];
	int argc = 0;
	struct command_io io = {.out = open_memstream(&result->out, &sizes[0]),
				.error = open_memstream(&result->error, &sizes[1])};

	for (; words[argc]; argc++)
		result->argv[argc] = (char *)(uintptr_t)words[argc];
	result->argv[argc] = NULL;
	result->read =
		options_read(&command, argc, result->argv, &io, &result->options, &result->code);
	fclose(io.out);
	fclose(io.error);
}

static void release(struct result *result)
{
	free(result->out);
	free(result->error);
	*result = (struct result){0};
}

static void taken(void **state)
{
	static const struct {
		const char *words[ARGV_MOST];
		const char *keys, *output, *fast, *first, *second;
	} rows[] = {
		{{"try", "a", "--keys", "k"}, "k", NULL, NULL, "a", NULL},
		{{"try", "--keys", "k", "a", "b"}, "k", NULL, NULL, "a", "b"},
		{{"try", "a", "--keys=k", "-o", "out", "-f"}, "k", "out", "", "a", NULL},
		{{"try", "a", "--keys=k", "-oout", "--fast", "b"}, "k", "out", "", "a", "b"},
		{{"try", "--keys", "k", "--", "--fast"}, "k", NULL, NULL, "--fast", NULL},
		{{"try", "--ke", "k", "a"}, "k", NULL, NULL, "a", NULL},
		{{"try", "--keys", "-o", "a"}, "-o", NULL, NULL, "a", NULL},
		{{"try", "-ff", "a", "--keys", "k"}, "k", NULL, "", "a", NULL},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct result result = {0};
		const struct command_options *options = &result.options;
		const char *const expected[] = {rows[i].keys, rows[i].output, rows[i].fast};

		give(rows[i].words, &result);
		assert_true(result.read);
		assert_string_equal(result.error, "");
		for (size_t j = 0; j < countof(expected); j++) {
			const char *value = option_value(options, rules[j].name);

			assert_int_equal(value == NULL, expected[j] == NULL);
			if (value)
				assert_string_equal(value, expected[j]);
		}
		assert_int_equal(options->positional_count, rows[i].second ? 2 : 1);
		assert_string_equal(options->positional[0], rows[i].first);
		if (rows[i].second)
			assert_string_equal(options->positional[1], rows[i].second);
		release(&result);
	}
}

static void refused(void **state)
{
	static const struct {
		const char *words[ARGV_MOST];
		const char *says;
	} rows[] = {
		{{"try", "a"}, "sayso study try: --keys is missing.\n"},
		{{"try", "--keys", "k"}, "sayso study try: something is missing.\n"},
		{{"try", "a", "b", "c", "--keys", "k"}, "sayso study try: c: one word too many.\n"},
		{{"try", "a", "--keys"}, "sayso study try: --keys needs a value.\n"},
		{{"try", "a", "--keys", "k", "-o"}, "sayso study try: --output needs a value.\n"},
		{{"try", "a", "--keys", ""}, "sayso study try: --keys is empty.\n"},
		{{"try", "a", "--keys="}, "sayso study try: --keys is empty.\n"},
		{{"try", "a", "--keys", "k", "--keys", "l"},
		 "sayso study try: --keys is given twice.\n"},
		{{"try", "a", "--keys", "k", "--fast=yes"},
		 "sayso study try: --fast takes no value.\n"},
		{{"try", "a", "--keys", "k", "--slow"},
		 "sayso study try: --slow: there is no such option.\n"},
		{{"try", "a", "--keys", "k", "-x"},
		 "sayso study try: -x: there is no such option.\n"},
		{{"try", "a", "--keys", "k", "-fx"},
		 "sayso study try: -x: there is no such option.\n"},
	};
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct result result = {0};

		give(rows[i].words, &result);
		assert_false(result.read);
		assert_int_equal(result.code, COMMAND_USAGE);
		assert_string_equal(result.out, "");
		assert_int_equal(strncmp(result.error, rows[i].says, strlen(rows[i].says)), 0);
		assert_non_null(
			strstr(result.error, "\nUsage: sayso study try DIR --keys DIR [FILE]\n"));
		release(&result);
	}
}

static void help(void **state)
{
	static const char expected[] =
		"sayso study try: try it\n"
		"\n"
		"Usage: sayso study try DIR --keys DIR [FILE]\n"
		"\n"
		"First paragraph, which is long enough to be broken somewhere between two of its\n"
		"words.\n"
		"\n"
		"  sayso study   try an-example-that-is-not-broken --keys keys-with-a-long-name "
		"and-more words\n"
		"\n"
		"      --keys DIR     the keys\n"
		"  -o, --output DIR   where it goes\n"
		"  -f, --fast         a help text that is so long that it has to be broken over\n"
		"                     more than one line of a terminal, and then stands below\n"
		"                     itself\n"
		"      --help         this text\n";
	static const char *const words[] = {"try", "a", "--help", "--slow", NULL};
	struct result result = {0};
	(void)state;

	give(words, &result);
	assert_false(result.read);
	assert_int_equal(result.code, COMMAND_DONE);
	assert_string_equal(result.out, expected);
	assert_string_equal(result.error, "");
	release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(taken),
		cmocka_unit_test(refused),
		cmocka_unit_test(help),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
