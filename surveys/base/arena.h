/* Memory of one owner, taken piece by piece and freed at once: a form, a study, a batch.
 * Never for answers or keys: it is not guarded and not wiped. */
#ifndef SAYSO_ARENA_H
#define SAYSO_ARENA_H

#include "surveys/base/text.h"

struct arena_block;

struct arena {
	struct arena_block *newest;
	size_t taken, limit; /* bytes handed out, and at most */
};

void arena_init(struct arena *arena, size_t limit_bytes);
void arena_release(struct arena *arena); /* frees all; the arena may be used again */

/* Zeroed, aligned for any type; NULL when memory or the limit is exhausted. size may be 0. */
MUST_USE void *arena_take(struct arena *arena, size_t count, size_t size_each);
/* A NUL-terminated copy, or NULL. */
MUST_USE char *arena_text(struct arena *arena, struct slice text);

#endif
