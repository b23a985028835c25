/* One record of a believed batch: opened, read, held against the batch and the forms, stored; or
 * put aside with its reason. Nothing of it stays in memory. */
#ifndef SAYSO_COLLECT_RECORD_H
#define SAYSO_COLLECT_RECORD_H

#include "export/sayso/dataset/dataset_store.h"
#include "export/sayso/identity/identity.h"

#define SEALED_MOST                                                                                \
	(RECORD_MOST + AGE_HEADER_MOST + 64) /* a record, sealed; a larger one is none */

/* In guarded memory. */
struct record_room {
	uint8_t plain[SEALED_MOST];
	struct record record;
};

/* What all records of a batch share. */
struct record_source {
	struct dataset *dataset;
	const struct keys *keys;
	const char *name; /* the batch's file */
	int64_t batch;    /* its row */
	const struct envelope_label *label;
	const struct known_packs *packs;
	struct record_room *room;
	struct problems *faults; /* scratch */
};

enum record_result {
	RECORD_STORED,
	RECORD_KNOWN,
	RECORD_ASIDE,
	RECORD_LOST,   /* listed, but not there or changed */
	RECORD_FAILED, /* the disk or the memory */
};
/* member: its name gave id. Adds an error for ASIDE and LOST, a warning where another record of the
 * same id is stored. */
MUST_USE enum record_result collect_record(const struct record_source *source,
					   const struct envelope_member *member,
					   const uint8_t id[16], struct problems *problems);

#endif
