/* What goes into study.db. Every function may be called again with the same: nothing is stored
 * twice. All of a batch is one transaction, which the caller begins and commits. */
#ifndef SAYSO_DATASET_STORE_H
#define SAYSO_DATASET_STORE_H

#include "export/sayso/dataset/manifest_read.h"
#include "export/sayso/dataset/record_store.h"

/* A dataset is of one study: the first that is claimed. *same: this is it. */
MUST_USE bool dataset_claim_study(struct dataset *dataset, const char *study, bool *same,
				  struct problems *problems);

MUST_USE bool dataset_store_file(struct dataset *dataset, const uint8_t digest[32],
				 struct slice bytes, struct problems *problems);
/* sums and signature must have been checked. */
MUST_USE bool dataset_store_pack(struct dataset *dataset, const char *school, uint32_t issue,
				 struct slice sums, struct slice signature,
				 struct problems *problems);

/* A batch that is believed, and its machine. *id: the batch's row. *copied: another batch of this
 * machine has this number, so there are two of the machine. manifest NULL: it was lost. */
struct batch_told {
	const char *name;
	const struct envelope *envelope;
	const struct manifest *manifest;
	size_t records;
};
MUST_USE bool dataset_store_batch(struct dataset *dataset, const struct batch_told *told,
				  int64_t *id, bool *copied, struct problems *problems);

enum aside_kind { ASIDE_BATCH, ASIDE_RECORD, ASIDE_LOST };
struct aside {
	enum aside_kind kind;
	const char *name;      /* the batch's file */
	struct record_key key; /* of a batch: digest alone, of the whole file */
	const char *reason;
	struct slice sealed; /* a record's bytes; empty otherwise */
};
MUST_USE bool dataset_store_aside(struct dataset *dataset, const struct aside *aside,
				  struct problems *problems);
/* A file's name may be anybody's: only one that holds the name that a machine gives its batch, with
 * the digest of its list, tells that it is a copy of that batch. *has: of one that was taken. */
MUST_USE bool dataset_has_batch(struct dataset *dataset, const char *name, bool *has,
				struct problems *problems);
/* This batch, a row, is taken: it is aside no more, nor is what a copy of it. */
MUST_USE bool dataset_clear_aside(struct dataset *dataset, int64_t batch, struct slice archive,
				  struct problems *problems);

#endif
