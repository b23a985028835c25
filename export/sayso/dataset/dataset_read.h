/* What study.db knows of the study: each pack that was signed here, with its plan, forms and
 * scales, loaded from the files that are kept by SHA-256. For collect, which holds records against
 * them, and for the outputs. */
#ifndef SAYSO_DATASET_READ_H
#define SAYSO_DATASET_READ_H

#include "export/sayso/dataset/dataset.h"
#include "surveys/study/study.h"

struct known_pack {
	int64_t id; /* its row */
	const char *school;
	uint32_t issue;
	char digest[65];           /* of its SHA256SUMS, hex */
	const struct study *study; /* NULL: a file of it is not there yet, or does not load */
};

struct known_packs {
	struct known_pack *list; /* issues descending within a school */
	size_t count;
};

/* school NULL: all. A pack that does not load is a warning. Everything is in the arena. */
MUST_USE bool dataset_packs(struct dataset *dataset, const char *school, struct arena *arena,
			    struct known_packs *packs, struct problems *problems);
const struct known_pack *known_pack(const struct known_packs *packs, int64_t id);

/* The study's id, or "" when nothing was collected yet; in the arena. NULL on error. */
MUST_USE const char *dataset_study(struct dataset *dataset, struct arena *arena,
				   struct problems *problems);

/* One line of a SHA256SUMS: cuts it off *rest. False at the end or at a line that is none. */
MUST_USE bool sums_next(struct slice *rest, uint8_t digest[32], struct slice *name);
/* The files of a pack that are read here: as a batch brings them. */
bool pack_file_is_kept(struct slice name);

#endif
