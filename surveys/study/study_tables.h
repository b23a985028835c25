/* The small tables of a study folder, each read into its part of a study under way
 * (docs/formats.md, Study folder). For study_load alone: everybody else sees the finished study. */
#ifndef SAYSO_STUDY_TABLES_H
#define SAYSO_STUDY_TABLES_H

#include "surveys/base/csv.h"
#include "surveys/study/study.h"

/* Adds the problem that memory is used up. */
void table_memory_problem(const struct csv_table *table);

MUST_USE bool settings_load(const struct source *source, struct study *study, struct arena *arena,
			    struct problems *problems);
MUST_USE bool schools_load(const struct source *source, struct study *study, struct arena *arena,
			   struct problems *problems);
MUST_USE bool pages_load(const struct source *source, struct study *study, struct arena *arena,
			 struct problems *problems);
/* After schools and plan. No problem of it shows a line of the file: codes stand there. */
MUST_USE bool codes_load(const struct source *source, struct study *study, struct arena *arena,
			 struct problems *problems);

#endif
