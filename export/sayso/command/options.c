#include <getopt.h>

#include "export/sayso/command/options.h"

#define HELP_COLUMNS 79 /* of a terminal of 80 */
#define HELP_GAP 3

static size_t rule_count(const struct option_rule *rules)
{
	size_t count = 0;

	while (rules && rules[count].name)
		count++;
	return count < OPTIONS_MOST ? count : OPTIONS_MOST;
}

const char *option_value(const struct command_options *options, const char *name)
{
	size_t count = rule_count(options->rules);

	for (size_t i = 0; i < count; i++)
		if (strcmp(options->rules[i].name, name) == 0)
			return options->values[i];
	return NULL;
}

/* Prints a line of the text, broken at words; returns where the next begins, or NULL. */
static const char *print_line(FILE *out, int indent, const char *text)
{
	int at = indent;

	if (*text == ' ') { /* an example: as it is */
		size_t size = strcspn(text, "\n");

		fwrite(text, 1, size, out);
		text += size;
	}
	while (*text && *text != '\n') {
		int word = (int)strcspn(text, " \n");

		if (at > indent && at + 1 + word > HELP_COLUMNS) {
			fprintf(out, "\n%*s", indent, "");
			at = indent;
		}
		fprintf(out, "%s%.*s", at > indent ? " " : "", word, text);
		at += word + (at > indent ? 1 : 0);
		text += word;
		text += strspn(text, " ");
	}
	fputc('\n', out);
	return *text ? text + 1 : NULL;
}

void help_print(FILE *out, int indent, int at, const char *text)
{
	fprintf(out, "%*s", at < indent ? indent - at : 0, "");
	while ((text = print_line(out, indent, text)))
		if (*text != '\n')
			fprintf(out, "%*s", indent, "");
}

static int rule_width(const struct option_rule *rule)
{
	return (int)(strlen(rule->name) + (rule->value ? strlen(rule->value) + 1 : 0));
}

static void print_rule(FILE *out, const struct option_rule *rule, int width)
{
	if (rule->short_name)
		fprintf(out, "  -%c, --%s", rule->short_name, rule->name);
	else
		fprintf(out, "      --%s", rule->name);
	if (rule->value)
		fprintf(out, " %s", rule->value);
	help_print(out, 8 + width + HELP_GAP, 8 + rule_width(rule), rule->help);
}

static void print_help(const struct command *command, FILE *out)
{
	static const struct option_rule own = {.name = "help", .help = "this text"};
	size_t count = rule_count(command->options);
	int width = rule_width(&own);

	for (size_t i = 0; i < count; i++)
		if (rule_width(&command->options[i]) > width)
			width = rule_width(&command->options[i]);
	fprintf(out, "sayso %s: %s\n\nUsage: sayso %s %s\n\n", command->name, command->summary,
		command->name, command->arguments);
	if (command->details) {
		help_print(out, 0, 0, command->details);
		fputc('\n', out);
	}
	for (size_t i = 0; i < count; i++)
		print_rule(out, &command->options[i], width);
	print_rule(out, &own, width);
}

/* What is wrong with the command line; the caller leaves with COMMAND_USAGE. */
static void complain(const struct command *command, const struct command_io *io, const char *dashes,
		     const char *name, const char *what)
{
	fprintf(io->error, "sayso %s: %s%s%s\nUsage: sayso %s %s\n`sayso %s --help` says more.\n",
		command->name, dashes, name, what, command->name, command->arguments,
		command->name);
}

/* getopt_long's arrays, and which rule an option's number stands for. */
struct spelling {
	struct option longs[OPTIONS_MOST + 2];
	char shorts[2 * OPTIONS_MOST + 2];
};

enum { LONG_FIRST = 256, LONG_HELP = LONG_FIRST + OPTIONS_MOST };

static void spell(const struct option_rule *rules, struct spelling *spelling)
{
	size_t count = rule_count(rules);
	char *shorts = spelling->shorts;

	*spelling = (struct spelling){0};
	*shorts++ = ':'; /* tells a missing value from an unknown option */
	for (size_t i = 0; i < count; i++) {
		bool valued = rules[i].value != NULL;

		spelling->longs[i] =
			(struct option){rules[i].name, valued ? required_argument : no_argument,
					NULL, LONG_FIRST + (int)i};
		if (!rules[i].short_name)
			continue;
		*shorts++ = rules[i].short_name;
		if (valued)
			*shorts++ = ':';
	}
	spelling->longs[count] = (struct option){"help", no_argument, NULL, LONG_HELP};
}

static size_t rule_of(const struct option_rule *rules, int got)
{
	size_t count = rule_count(rules);

	if (got >= LONG_FIRST && got < LONG_HELP)
		return (size_t)(got - LONG_FIRST);
	for (size_t i = 0; i < count; i++)
		if (rules[i].short_name && rules[i].short_name == got)
			return i;
	return SIZE_MAX;
}

static bool take_value(const struct command *command, size_t rule, const struct command_io *io,
		       struct command_options *options)
{
	const char *name = command->options[rule].name;
	bool valued = command->options[rule].value != NULL;

	if (options->values[rule] && valued)
		return complain(command, io, "--", name, " is given twice."), false;
	if (valued && (!optarg || !*optarg))
		return complain(command, io, "--", name, " is empty."), false;
	options->values[rule] = valued ? optarg : "";
	return true;
}

static void refuse(const struct command *command, char **argv, int got, const struct command_io *io)
{
	size_t rule = rule_of(command->options, optopt);

	if (got == ':' && rule != SIZE_MAX)
		complain(command, io, "--", command->options[rule].name, " needs a value.");
	else if (rule != SIZE_MAX)
		complain(command, io, "--", command->options[rule].name, " takes no value.");
	else if (optopt > 0 && optopt < LONG_FIRST)
		complain(command, io, "-", (char[]){(char)optopt, '\0'},
			 ": there is no such option.");
	else
		complain(command, io, "", argv[optind - 1], ": there is no such option.");
}

static bool all_there(const struct command *command, const struct command_io *io,
		      const struct command_options *options)
{
	size_t count = rule_count(command->options);
	int given = options->positional_count;

	for (size_t i = 0; i < count; i++)
		if (command->options[i].required && !options->values[i])
			return complain(command, io, "--", command->options[i].name,
					" is missing."),
			       false;
	if (given < command->positional_least)
		return complain(command, io, "", "", "something is missing."), false;
	if (command->positional_most >= 0 && given > command->positional_most)
		return complain(command, io, "", options->positional[command->positional_most],
				": one word too many."),
		       false;
	return true;
}

bool options_read(const struct command *command, int argc, char **argv, const struct command_io *io,
		  struct command_options *options, enum command_exit *exit_code)
{
	struct spelling spelling;
	int got;

	*options = (struct command_options){.rules = command->options};
	*exit_code = COMMAND_USAGE;
	spell(command->options, &spelling);
	optind = 0; /* glibc: begin anew, for a second command in one process */
	opterr = 0;
	while ((got = getopt_long(argc, argv, spelling.shorts, spelling.longs, NULL)) != -1) {
		size_t rule = rule_of(command->options, got);

		if (got == LONG_HELP) {
			print_help(command, io->out);
			*exit_code = COMMAND_DONE;
			return false;
		}
		if (rule == SIZE_MAX)
			return refuse(command, argv, got, io), false;
		if (!take_value(command, rule, io, options))
			return false;
	}
	options->positional = argv + optind;
	options->positional_count = argc - optind;
	return all_there(command, io, options);
}
