/* A play as it lies in its file: a command a line, words with spaces between, "several words" in
 * quotes, # before a remark. */
#ifndef SAYSO_TESTS_PLAYER_SCRIPT_H
#define SAYSO_TESTS_PLAYER_SCRIPT_H

#include "surveys/base/text.h"

#define SCRIPT_LINES_MOST 400
#define SCRIPT_WORDS_MOST 6

struct script_line {
	unsigned number; /* in the file, from 1 */
	size_t count;
	const char *words[SCRIPT_WORDS_MOST]; /* the command and what follows; NULL behind */
};

struct script {
	const char *name;
	char *text;
	struct script_line lines[SCRIPT_LINES_MOST];
	size_t count;
};

/* False: it was said on stderr why. */
MUST_USE bool script_load(struct script *script, const char *path);
void script_release(struct script *script);

#endif
