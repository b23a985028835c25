/* What stands in a table of the outputs: kinds of table, columns, cells. */
#ifndef SAYSO_CELL_H
#define SAYSO_CELL_H

#include "export/sayso/dataset/response_read.h"
#include "surveys/scoring/scoring.h"

enum table_kind {
	TABLE_RESPONSES, /* a row a response */
	TABLE_ANSWERS,   /* a row an answer */
	TABLE_SCORES,    /* a row a scale of a response that holds answers */
	TABLE_CODEBOOK,  /* a row an item and a scale of each form */
};
#define TABLE_KINDS 4

enum cell_kind {
	CELL_EMPTY,
	CELL_TEXT,  /* an id, a name or a value out of a declared set */
	CELL_WORDS, /* free words of an author: may begin with anything */
	CELL_INTEGER,
	CELL_REAL,
};
struct cell {
	enum cell_kind kind;
	struct slice text;
	int64_t integer;
	double real;
};
struct column {
	const char *name, *label;
};

#define TABLE_COLUMNS_MOST 20
enum table_step { TABLE_ROW, TABLE_DONE, TABLE_FAILED };

struct table_options {
	bool technical; /* responses: machine, day, text size, input and seed too */
	bool rehearsal; /* the rehearsal codes' responses instead of the others */
};

const char *table_name(enum table_kind kind); /* "responses" */
/* What each kind of missing is called, and its code in wide outputs (-99 to -95); NULL past the
 * end. */
const char *missing_name(size_t index, int32_t *code);

struct cell cell_text(struct slice text); /* empty text is an empty cell */
struct cell cell_words(const char *text); /* NULL is an empty cell */
struct cell cell_integer(int64_t value);
struct cell cell_real(double value);

#define DIGEST_SHORT 8 /* digits of a form's SHA-256 that tell its versions apart */
void digest_short(const struct form *form, char out[DIGEST_SHORT + 1]);

#endif
