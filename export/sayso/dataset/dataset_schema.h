/* The tables of study.db, as migrations: one more entry for each change of the schema, never a
 * changed one. What they mean stands in docs/dataset.md. */
#ifndef SAYSO_DATASET_SCHEMA_H
#define SAYSO_DATASET_SCHEMA_H

#include "export/formats/db.h"

const struct db_migration *dataset_migrations(size_t *count);

#endif
