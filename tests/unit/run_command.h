/* What the unit programs share: running sayso by its words, without a process; a folder that
 * goes. */
#ifndef SAYSO_TESTS_RUN_COMMAND_H
#define SAYSO_TESTS_RUN_COMMAND_H

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/sayso/commands/commands.h"
#include "export/sayso/identity/identity.h"
#include "tests/scratch.h"

#define WORDS_MOST 24

struct ran {
	int code;
	char *out, *error; /* what it printed */
};

/* words: what stands behind `sayso`, with single spaces between. */
static inline struct ran run(const struct passphrase_asker *asker, const char *words)
{
	struct ran ran = {.code = -1};
	size_t out_size, error_size;
	char *argv[WORDS_MOST + 1] = {0}, *copy = strdup(words), *rest = copy, program[] = "sayso";
	int argc = 1;
	struct command_io io = {open_memstream(&ran.out, &out_size),
				open_memstream(&ran.error, &error_size), asker};

	argv[0] = program;
	for (char *word; argc < WORDS_MOST && (word = strsep(&rest, " ")); argc++)
		argv[argc] = word;
	if (copy && io.out && io.error && !rest)
		ran.code = (int)commands_run(*words ? argc : 1, argv, &io);
	if (io.out)
		fclose(io.out);
	if (io.error)
		fclose(io.error);
	free(copy);
	return ran;
}

static inline void ran_release(struct ran *ran)
{
	free(ran->out);
	free(ran->error);
	*ran = (struct ran){0};
}

static inline int remove_entry(const char *path, const struct stat *status, int kind,
			       struct FTW *at)
{
	(void)status;
	(void)kind;
	(void)at;
	return remove(path);
}

static inline void scratch_remove(const char *path)
{
	nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
