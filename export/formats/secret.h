/* Guarded memory for keys and answers: one block an owner, in pages that are locked, not dumped,
 * fenced, and wiped when released. Whether the lock took is checked, for it can fail silently. */
#ifndef SAYSO_SECRET_H
#define SAYSO_SECRET_H

#include "surveys/base/problem.h"

/* Once, first in main: libsodium, no core dumps, not traceable by others (RLIMIT_CORE 0,
 * PR_SET_DUMPABLE 0). */
MUST_USE bool secret_begin(struct problems *problems);

struct secret {
	void *bytes; /* 64-byte aligned, zeroed; NULL: none */
	size_t size;
	bool locked; /* false: the system may swap it; the teacher's page says so */
};

MUST_USE bool secret_take(struct secret *secret, size_t size, struct problems *problems);
void secret_wipe(struct secret *secret);    /* zeroes, keeps the block */
void secret_release(struct secret *secret); /* wipes and frees; harmless on none */
/* Not to be optimised away. */
void secret_zero(void *bytes, size_t size);
/* Swap or hibernation is on: a lock does not hold against hibernation. Reads /proc/swaps and
 * /sys/power. */
bool secret_system_swaps(void);

#endif
