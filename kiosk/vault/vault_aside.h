/* A damaged vault is set aside, never deleted: somebody may still get the finished answers out of
 * it. */
#ifndef SAYSO_VAULT_ASIDE_H
#define SAYSO_VAULT_ASIDE_H

#include "surveys/base/problem.h"

/* A cut left one half moved. */
bool aside_begun(const char *folder);
/* Moves vault.db, its journal and keys into `damaged-YYYY-MM-DD`, or goes on with that. Only while
 * nothing of it is open. */
MUST_USE bool aside_set(const char *folder, int32_t day, struct problems *problems);

#endif
