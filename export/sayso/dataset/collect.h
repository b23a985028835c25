/* From a batch to the dataset: envelope, is its machine enrolled, open each record, hold it against
 * label and forms, store. What is bad is put aside with its reason and never blocks the rest. */
#ifndef SAYSO_COLLECT_H
#define SAYSO_COLLECT_H

#include "export/sayso/command/progress.h"
#include "export/sayso/dataset/dataset.h"
#include "export/sayso/identity/schools_book.h"

/* For one run: what it borrows, and in guarded memory the record at hand and each school's K (some
 * 80 ms each). */
struct collector {
	struct dataset *dataset;
	const struct keys *keys;
	struct schools_book *book;
	struct secret secret;
	struct collector_memory *memory;
	struct problems *faults; /* of the batch or record at hand */
};
MUST_USE bool collector_begin(struct collector *collector, struct dataset *dataset,
			      const struct keys *keys, struct schools_book *book,
			      struct problems *problems);
void collector_end(struct collector *collector); /* harmless on a zeroed one */

struct collected {
	uint32_t machine_number, batch_number; /* batch_number 0: its manifest was lost */
	char school[17];
	bool other_kind;  /* a study pack or a receipt: nothing to collect */
	size_t records;   /* in the batch */
	size_t stored;    /* new */
	size_t known;     /* had already */
	size_t put_aside; /* with a reason */
	size_t lost;      /* listed but not there, or changed, and not had from elsewhere */
};

/* name: the batch's file without its folder, for messages and for what is kept aside. progress
 * counts bytes of archives. One transaction a batch. False: the batch as a whole was put aside or
 * the disk failed; the problem says why. True with put_aside or lost: those records have problems.
 */
MUST_USE bool collect_batch(struct collector *collector, const char *name, struct slice archive,
			    struct progress *progress, struct collected *collected,
			    struct problems *problems);

#endif
