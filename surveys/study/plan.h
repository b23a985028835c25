/* plan.csv: waves, their school years, look and forms in order; and the size of the largest record
 * that they can make (docs/formats.md, Record). */
#ifndef SAYSO_PLAN_H
#define SAYSO_PLAN_H

#include "surveys/study/study.h"

/* Fills the study's waves; the forms that it names must be among study->forms. */
MUST_USE bool plan_load(const struct source *source, struct study *study, struct arena *arena,
			struct problems *problems);
/* The largest JSON of a record of this wave, in bytes, before padding. */
size_t wave_record_most(const struct study *study, const struct wave *wave);

#endif
