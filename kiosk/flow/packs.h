/* The study packs of this machine, each issue read from the vault once: a session is asked and
 * sealed by the pack that it was opened with, whatever pack came later. What was taken stays,
 * const, until the release. Holds no answer. */
#ifndef SAYSO_PACKS_H
#define SAYSO_PACKS_H

#include "export/formats/pack.h"
#include "kiosk/vault/vault.h"

#define PACKS_MOST 20 /* issues: of what was opened in seven days, and the newest */

struct packs {
	struct vault *vault; /* borrowed */
	struct packs_issue {
		uint32_t issue;
		struct arena arena;
		struct pack pack;
	} list[PACKS_MOST];
	size_t count;
};

void packs_init(struct packs *packs, struct vault *vault);
void packs_release(struct packs *packs);
/* issue 0: the newest. NULL: a problem was added. */
MUST_USE const struct pack *packs_take(struct packs *packs, uint32_t issue,
				       struct problems *problems);

#endif
