/* Every word that the kiosk itself says, by name; the words stand in assets/words/en.csv, and a
 * test holds the two together. */
#ifndef SAYSO_WORD_LIST_H
#define SAYSO_WORD_LIST_H

#include "surveys/base/arena.h"
#include "surveys/base/problem.h"

/* W(NAME, "name") */
#define WORD_LIST(W)            \
	W(START, "start")       \
	W(READY, "ready")       \
	W(NOT_OPEN, "not-open") \
	W(TEACHER, "teacher")   \
	W(NEXT, "next")         \
	W(BACK, "back")         \
	W(HELP, "help")         \
	W(COVER, "cover")       \
	W(STOP, "stop")         \
	W(REFUSE, "refuse")

enum word {
#define W(id, name) WORD_##id,
	WORD_LIST(W)
#undef W
		WORDS,
};

struct words {
	const char *text[WORDS]; /* never NULL once loaded */
};
const char *word_name(enum word word);
/* sayso-words,1; name,words. Every name must be there, none unknown. */
MUST_USE bool words_load(const struct source *source, struct arena *arena, struct words *words,
			 struct problems *problems);

#endif
