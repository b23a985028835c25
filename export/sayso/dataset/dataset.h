/* study.db: what the researchers have. Every sealed original and every form by its SHA-256; what
 * opened, as records and answers; what was put aside, with the reason. Storing is safe to repeat.
 */
#ifndef SAYSO_DATASET_H
#define SAYSO_DATASET_H

#include "export/formats/db.h"
#include "export/formats/envelope.h"

struct dataset;

/* read_only: all that is read of it is of one moment, however long that takes and whatever is
 * collected meanwhile. */
MUST_USE struct dataset *dataset_open(const char *path, bool read_only, struct problems *problems);
void dataset_close(struct dataset *dataset);
struct db *dataset_db(struct dataset *dataset); /* for the readers of this room and the outputs */

#endif
