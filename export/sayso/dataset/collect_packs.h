/* The study packs that a batch brings along: each is taken into the dataset when the researchers'
 * own key signed its list, whatever machine carried it; of its files those whose SHA-256 that list
 * names. */
#ifndef SAYSO_COLLECT_PACKS_H
#define SAYSO_COLLECT_PACKS_H

#include "export/formats/envelope.h"
#include "export/sayso/dataset/dataset_store.h"

/* envelope: checked. *believed: how many were. One that is not is a warning and nothing of it is
 * stored. False: the disk failed. */
MUST_USE bool collect_packs(struct dataset *dataset, const struct envelope *envelope,
			    const struct minisign_public *signing, size_t *believed,
			    struct problems *problems);
/* packs/ISSUE/NAME: true, and the two. */
MUST_USE bool pack_member_name(struct slice member, uint32_t *issue, struct slice *name);

#endif
