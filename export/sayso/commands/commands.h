/* The commands of sayso, each a const entry in a file of its own. A further one: its file here, a
 * line below, a line in commands.c and a word in the Makefile. */
#ifndef SAYSO_COMMANDS_H
#define SAYSO_COMMANDS_H

#include "export/sayso/command/options.h"

const struct command *command_keygen(void);
const struct command *command_study_new(void);
const struct command *command_study_check(void);
const struct command *command_study_pack(void);
const struct command *command_codes(void);
const struct command *command_collect(void);
const struct command *command_export(void);
const struct command *command_status(void);

/* The whole program but main: finds the command by the words of argv, reads its options, runs it.
 * Prints the list of commands, or what was wrong, itself. */
MUST_USE enum command_exit commands_run(int argc, char **argv, const struct command_io *io);

#endif
