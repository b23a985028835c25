/* A table as a CSV file: RFC 4180 (a header row, CRLF, quotes where needed), UTF-8 without a
 * byte-order mark. Written beside under a temporary name and renamed when it is whole, mode 0600:
 * it holds answers. Replaces an older one. Free words that a spreadsheet would take for a formula
 * (=, +, -, @ in front, and no number) get an apostrophe before them; values, codes and names never
 * do: they are out of declared sets. */
#ifndef SAYSO_OUT_CSV_H
#define SAYSO_OUT_CSV_H

#include "export/sayso/output/table.h"
#include "surveys/base/buffer.h"

MUST_USE bool out_csv_write(struct table *table, const char *path, uint64_t *rows,
			    struct problems *problems);
/* One cell, as it stands in the file. */
void out_csv_cell(struct buffer *out, const struct cell *cell);

#endif
