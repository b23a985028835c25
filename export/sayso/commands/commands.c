#include "export/sayso/commands/commands.h"

/* In the order of use. */
static const struct command *(*const table[])(void) = {
	command_keygen,	    command_study_new, command_study_check, command_codes,
	command_study_pack, command_collect,   command_status,	    command_export,
};

static void print_commands(FILE *out)
{
	int width = 0;

	fputs("sayso: the researcher's program of a Sayso study\n\nUsage: sayso COMMAND ...\n\n",
	      out);
	for (size_t i = 0; i < countof(table); i++)
		if ((int)strlen(table[i]()->name) > width)
			width = (int)strlen(table[i]()->name);
	for (size_t i = 0; i < countof(table); i++) {
		const struct command *command = table[i]();

		fprintf(out, "  %s", command->name);
		help_print(out, width + 5, (int)strlen(command->name) + 2, command->summary);
	}
	fputs("\n`sayso COMMAND --help` says more about each.\n"
	      "Exit status: 0 done, 1 something in the input was bad and is named, 2 usage.\n",
	      out);
}

/* How many words of argv (behind the program's) are the command's name; 0: another command. */
static int words_of(const struct command *command, int argc, char **argv)
{
	const char *name = command->name;
	int words = 0;

	while (*name) {
		size_t size = strcspn(name, " ");

		if (words + 1 >= argc || strlen(argv[words + 1]) != size ||
		    strncmp(argv[words + 1], name, size) != 0)
			return 0;
		words++;
		name += size;
		name += strspn(name, " ");
	}
	return words;
}

static const struct command *find(int argc, char **argv, int *words)
{
	for (size_t i = 0; i < countof(table); i++)
		if ((*words = words_of(table[i](), argc, argv)) > 0)
			return table[i]();
	return NULL;
}

/* `sayso study` is no command, but begins some. */
static bool begins_a_command(const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i < countof(table); i++)
		if (strncmp(table[i]()->name, word, size) == 0 && table[i]()->name[size] == ' ')
			return true;
	return false;
}

#define WORD_MOST 16 /* of a command's name, or nobody meant one */

/* How many letters to add, leave out, change or swap with the next until a is b. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[WORD_MOST + 1][WORD_MOST + 1], i, j, least;

	for (i = 0; i <= strlen(a); i++)
		for (j = 0; j <= strlen(b); j++) {
			if (i == 0 || j == 0) {
				rows[i][j] = i + j;
				continue;
			}
			least = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			least = rows[i - 1][j] + 1 < least ? rows[i - 1][j] + 1 : least;
			least = rows[i][j - 1] + 1 < least ? rows[i][j - 1] + 1 : least;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    rows[i - 2][j - 2] + 1 < least)
				least = rows[i - 2][j - 2] + 1;
			rows[i][j] = least;
		}
	return rows[strlen(a)][strlen(b)];
}

/* What was perhaps meant, of one word or of two; NULL: no guess. */
static const char *nearest(int argc, char **argv)
{
	const char *best = NULL;
	size_t least = 3; /* so many slips are another word */
	char typed[2 * WORD_MOST + 2];

	for (size_t i = 0; i < countof(table); i++) {
		const char *name = table[i]()->name;
		bool two = strchr(name, ' ') && argc > 2;
		int size = snprintf(typed, sizeof typed, "%s%s%s", argv[1], two ? " " : "",
				    two ? argv[2] : "");
		size_t far = size > WORD_MOST ? least : distance(typed, name);

		best = far < least ? name : best;
		least = far < least ? far : least;
	}
	return best;
}

static enum command_exit not_found(int argc, char **argv, const struct command_io *io)
{
	const char *meant = argc < 2 ? NULL : nearest(argc, argv);

	if (argc < 2) {
		print_commands(io->error);
	} else if (meant) {
		fprintf(io->error,
			"sayso: there is no such command. Did you mean `sayso %s`?\n"
			"`sayso --help` lists them.\n",
			meant);
	} else if (begins_a_command(argv[1])) {
		fprintf(io->error, "sayso %s: one more word is needed:\n", argv[1]);
		for (size_t i = 0; i < countof(table); i++)
			if (strncmp(table[i]()->name, argv[1], strlen(argv[1])) == 0)
				fprintf(io->error, "  sayso %s %s\n", table[i]()->name,
					table[i]()->arguments);
	} else {
		fprintf(io->error,
			"sayso: %s: there is no such command.\n`sayso --help` lists them.\n",
			argv[1]);
	}
	return COMMAND_USAGE;
}

enum command_exit commands_run(int argc, char **argv, const struct command_io *io)
{
	struct command_options options;
	enum command_exit exit_code;
	const struct command *command;
	int words = 0;

	if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
		print_commands(io->out);
		return COMMAND_DONE;
	}
	command = find(argc, argv, &words);
	if (!command)
		return not_found(argc, argv, io);
	if (!options_read(command, argc - words, argv + words, io, &options, &exit_code))
		return exit_code;
	return command->run(&options, io);
}
