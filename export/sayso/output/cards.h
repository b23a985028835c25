/* What `sayso codes` prints: the cards of a class, ten on a sheet to be cut apart, and the
 * register, with room for names, that stays at the school. Pupils read the cards: large letters,
 * the drawing with its word, so that colour carries no meaning. */
#ifndef SAYSO_CARDS_H
#define SAYSO_CARDS_H

#include "export/sayso/output/html.h"
#include "surveys/study/respondent_code.h"

struct card {
	struct respondent_code code;
	size_t drawing;
	bool spare;
};

struct cards {
	const char *study_title, *school_name, *class_name;
	const struct card *list; /* in the order in which they are printed */
	size_t count;
	const struct slice *drawings; /* DRAWINGS of them, as SVG */
};

/* Into a growing buffer; the caller asks buffer_fits at the end. */
void cards_write(const struct cards *cards, struct buffer *out);
void register_write(const struct cards *cards, struct buffer *out);

#endif
