/* sayso: what the researchers run. All is in commands/; here is what belongs to a process alone. */
#include "export/formats/secret.h"
#include "export/sayso/commands/commands.h"
#include "export/sayso/commands/terminal.h"

int main(int argc, char **argv)
{
	struct problems problems = {0};
	const struct command_io io = {.out = stdout, .error = stderr, .asker = terminal_asker()};
	int code;

	if (!secret_begin(&problems)) {
		problems_print(&problems, stderr);
		return COMMAND_BAD_INPUT;
	}
	code = (int)commands_run(argc, argv, &io);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("sayso: what was to be printed could not be written. Is the disk full?\n",
		      stderr);
		return code == COMMAND_DONE ? (int)COMMAND_BAD_INPUT : code;
	}
	return code;
}
