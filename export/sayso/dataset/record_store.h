/* Records into study.db, each with its answers and its sealed original. */
#ifndef SAYSO_RECORD_STORE_H
#define SAYSO_RECORD_STORE_H

#include "export/sayso/dataset/record_check.h"

/* A record as it came: known by all three together. */
struct record_key {
	uint8_t machine[16], id[16], digest[32];
};

/* batch: its row; its machine is meant. *other: stored is another one of this machine and id. */
MUST_USE bool record_is_known(struct dataset *dataset, int64_t batch, const struct record_key *key,
			      bool *known, bool *other, struct problems *problems);

/* Within the caller's transaction. Stores it, takes it off what was put aside, and chooses anew
 * which record of its code and wave is the primary one: the first of
 * - those that no deletion or withdrawal at their own school stands against,
 * - answers before a deletion at another school,
 * - complete ones, then those with more answers, then the smaller id. */
struct record_storing {
	const struct record_key *key;
	int64_t batch; /* its row */
	struct slice sealed;
	const struct record *record;
	const struct record_match *match;
};
MUST_USE bool record_store(struct dataset *dataset, const struct record_storing *storing,
			   struct problems *problems);

#endif
