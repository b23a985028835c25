/* What the pupil's pages share beside the furniture of every page: the text size at which a page
 * fits, words with something filled in, and pages that ask one thing. A page's own ids are below
 * FURNITURE_ID. */
#ifndef SAYSO_PUPIL_PARTS_OF_SCREENS_H
#define SAYSO_PUPIL_PARTS_OF_SCREENS_H

#include "kiosk/page/furniture.h"
#include "kiosk/page/view.h"

/* Lowers the text size to the largest at which the page fits, and says which sizes would change it.
 * At size 1 a page is drawn as it is, and is crowded. Before the header, whose tools tell of it. */
typedef bool page_fits(const struct ui *ui, const void *context);
void page_fit(struct ui *ui, page_fits *fits, const void *context);

/* Words with {number} and {of}, into memory of the caller. */
#define WORDS_FILLED_MOST 1024
struct slice numbered(const struct ui *ui, enum word word, size_t number, size_t of,
		      char out[WORDS_FILLED_MOST]);
/* The study's own words of a page, with {person} and {questions}; the kiosk's where it has none.
 * Cut where there are more: no page holds as many, so that such a study is not opened. */
struct slice study_said(const struct ui *ui, const struct view *view, const char *page,
			enum word otherwise, char out[WORDS_FILLED_MOST]);
/* A newline parts a first line, to be bold, from what follows. */
struct slice first_line(struct slice words, struct slice *rest);

/* A page that asks one thing: picture, title, words, equal buttons under one another, and the way
 * back in its corner, where the keys' focus begins. */
struct asking {
	unsigned tools;
	enum word back;		   /* WORDS: none */
	struct slice title, words; /* words may be empty */
	bool welcome;		   /* said beside the tools */
	enum picture picture;
	bool twice; /* the picture, large and small */
	struct choice {
		enum word label;
		enum action_kind kind;
	} choices[2];
	const struct asking *twin; /* whose choices stand in the same places; NULL: none */
};
struct action asking_draw(struct ui *ui, const struct asking *asking);

#endif
