/* The file `keys`: 4,096-byte slots, overwritten in place (pwrite, fdatasync), never truncated or renamed, made full of random bytes. Only
 * the first 512 bytes of a slot carry anything: generation, checksum, payload. An overwritten slot is a key that is gone.
 * Slots 0 and 1 hold the machine key wrapped under the PIN; the others session keys (wrapped under the machine key) and sitting
 * slots (32 random bytes). */
#ifndef SAYSO_SLOTS_H
#define SAYSO_SLOTS_H

#include "surveys/base/problem.h"

#define SLOT_PAYLOAD_MOST 256
#define SLOTS_FIRST_FREE 2

struct slots {
	int file;
	uint32_t count;
};

MUST_USE bool slots_open(struct slots *slots, const char *path, bool make, struct problems *problems);
void slots_close(struct slots *slots);
/* fdatasync'ed before it returns true. */
MUST_USE bool slot_write(struct slots *slots, uint32_t slot, uint32_t generation, struct slice payload,
			 struct problems *problems);
enum slot_state { SLOT_EMPTY, SLOT_VALID, SLOT_FAILED }; /* empty: random or torn */
MUST_USE enum slot_state slot_read(struct slots *slots, uint32_t slot, uint32_t *generation, uint8_t *payload,
				   size_t size, struct problems *problems);
MUST_USE bool slot_overwrite(struct slots *slots, uint32_t slot, struct problems *problems); /* random, fdatasync'ed */

#endif
