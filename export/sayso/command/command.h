/* A command of the researcher's program: one const entry a file in commands/. */
#ifndef SAYSO_COMMAND_H
#define SAYSO_COMMAND_H

#include "surveys/base/problem.h"

enum command_exit {
	COMMAND_DONE = 0,
	COMMAND_BAD_INPUT = 1, /* something was bad and is named; the good part is done */
	COMMAND_USAGE = 2,
};

/* What a command may use of the outside: so that tests run commands without a process. */
struct passphrase_asker; /* export/sayso/identity/identity.h */
struct command_io {
	FILE *out, *error;
	const struct passphrase_asker *asker; /* NULL: nobody can be asked */
};

struct command_options;

struct command {
	const char *name;      /* "collect", or "study pack" */
	const char *arguments; /* "--keys DIR --into study.db PATH..." */
	const char *summary;   /* one line, for the list of commands */
	const char *details;   /* paragraphs for its own --help; NULL: none */
	const struct option_rule *options; /* ends with name NULL */
	int positional_least, positional_most; /* most -1: any */
	enum command_exit (*run)(const struct command_options *options,
				 const struct command_io *io);
};

#endif
