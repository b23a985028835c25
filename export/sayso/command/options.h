/* Options of a command by getopt_long, from one array that also prints --help. */
#ifndef SAYSO_OPTIONS_H
#define SAYSO_OPTIONS_H

#include "export/sayso/command/command.h"

#define OPTIONS_MOST 16

struct option_rule {
	const char *name;  /* long, without -- */
	const char *value; /* "DIR" for --help; NULL: a flag */
	const char *help;
	bool required;
	char short_name; /* 0: none */
};

struct command_options {
	/* Beside the rules; a flag's is "" when given; NULL: not given. */
	const char *values[OPTIONS_MOST];
	const struct option_rule *rules;
	char **positional;
	int positional_count;
};

/* NULL: not given. Never of a name that the rules do not have. */
const char *option_value(const struct command_options *options, const char *name);

/* Reads argv (argv[0] is the last word of the command's name). Prints --help, or what is wrong,
 * itself. True: run the command; false: *exit_code is what to leave with. */
MUST_USE bool options_read(const struct command *command, int argc, char **argv,
			   const struct command_io *io, struct command_options *options,
			   enum command_exit *exit_code);

/* Prints text indented, broken at words so that lines have at most 79 characters. A newline in it
 * begins a new line; a line that begins with a space is an example and is not broken. at: the
 * column where the first line starts, as something stands there already. */
void help_print(FILE *out, int indent, int at, const char *text);

#endif
