/* From a batch to the dataset: envelope, is its machine enrolled, open each record, check it against the label, store. What is bad is
 * put aside with its reason and never blocks the rest. */
#ifndef SAYSO_COLLECT_H
#define SAYSO_COLLECT_H

#include "export/sayso/command/progress.h"
#include "export/sayso/dataset/dataset.h"
#include "export/sayso/identity/schools_book.h"

struct collected {
	uint32_t machine_number, batch_number;
	char school[17];
	size_t records;   /* in the batch */
	size_t stored;    /* new */
	size_t known;     /* had already */
	size_t put_aside; /* with a reason */
	size_t lost;      /* listed but not there, or changed */
};

/* name: the batch's file, for messages. One transaction a batch. False: the batch as a whole was put aside; the problem says why. */
MUST_USE bool collect_batch(struct dataset *dataset, const struct keys *keys, const struct schools_book *book,
			    const char *name, struct slice archive, struct progress *progress,
			    struct collected *collected, struct problems *problems);

#endif
