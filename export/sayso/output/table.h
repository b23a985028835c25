/* The tables that every output writes, a row at a time: responses, answers, scores, codebook. A
 * million responses go through in the memory of one. Machine, day, text size, way of input and seed
 * are in no table unless asked for: with the seating plan they name a child. */
#ifndef SAYSO_TABLE_H
#define SAYSO_TABLE_H

#include "export/sayso/output/cell.h"

struct table;
/* NULL: the problem says why. dataset and study must outlive it. Tables of responses, answers and
 * scores read the same rows: one of them is open at a time. */
MUST_USE struct table *table_open(enum table_kind kind, struct dataset *dataset,
				  const struct known_study *study,
				  const struct table_options *options, struct problems *problems);
void table_close(struct table *table); /* harmless on NULL */
const struct column *table_columns(const struct table *table, size_t *count);

/* cells: TABLE_COLUMNS_MOST; their text stays until the next row. */
MUST_USE enum table_step table_next(struct table *table, struct cell *cells,
				    struct problems *problems);

#endif
