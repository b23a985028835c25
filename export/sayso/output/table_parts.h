/* What table.c and the makers of single tables share. */
#ifndef SAYSO_TABLE_PARTS_H
#define SAYSO_TABLE_PARTS_H

#include "export/sayso/output/cell.h"
#include "surveys/base/buffer.h"

/* The response whose scales are being told. */
struct scores_at {
	const struct wave *wave; /* NULL: read the next response */
	size_t form, scale, values_at;
	int32_t *values; /* raw, of every item of the wave, form after form */
	char digest[DIGEST_SHORT + 1];
};

struct codebook_at {
	const struct form **forms;    /* each digest once */
	const struct scales **scales; /* beside each; NULL: none */
	size_t form_count, form, row;
	struct buffer text; /* the row's cells that are made */
	char digest[65];
};

struct table {
	enum table_kind kind;
	struct table_options options;
	struct dataset *dataset;
	const struct known_study *study;
	const struct column *columns;
	size_t column_count;
	struct arena arena;
	bool has_responses; /* reads them: to be closed */
	struct responses responses;
	struct response response;
	bool in_answers; /* of the response at hand */
	char digest[DIGEST_SHORT + 1];
	struct scores_at scores;
	struct codebook_at codebook;
};

const struct column *scores_columns(size_t *count);
MUST_USE bool scores_open(struct table *table, struct problems *problems);
MUST_USE enum table_step scores_next(struct table *table, struct cell *cells,
				     struct problems *problems);
const struct column *codebook_columns(size_t *count);
MUST_USE bool codebook_open(struct table *table, struct problems *problems);
MUST_USE enum table_step codebook_next(struct table *table, struct cell *cells,
				       struct problems *problems);
void codebook_close(struct table *table);

#endif
