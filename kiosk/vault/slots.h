/* The file `keys`: 4,096-byte slots, overwritten in place (pwrite, fdatasync), never truncated or
 * renamed, made full of random bytes. Only the first 512 bytes of a slot carry anything: checksum,
 * generation, payload (docs/formats.md). An overwritten slot is a key that is gone.
 * Slots 0 and 1 hold the machine key wrapped under the PIN; the others session keys (wrapped under
 * the machine key) and sitting slots (32 random bytes). Knows no key itself; wipes what passes.
 * After the first error of the disk nothing is written any more until the file is opened anew. */
#ifndef SAYSO_SLOTS_H
#define SAYSO_SLOTS_H

#include "surveys/base/problem.h"

#define SLOT_SIZE 4096
#define SLOT_PAYLOAD_MOST 256
#define SLOTS_FIRST_FREE 2
#define SLOTS_MADE 1024 /* 16 open sessions of 61 codes need 994 */

struct slots {
	int file;       /* -1: closed */
	uint32_t count; /* slots in the file */
	bool broken;    /* the disk has failed */
};

/* make: a file that is missing, or that a cut left short, is filled up with random bytes and synced
 * with its folder. Without make that is an error. */
MUST_USE bool slots_open(struct slots *slots, const char *path, bool make,
			 struct problems *problems);
void slots_close(struct slots *slots); /* harmless on a closed one */
/* On the disk before it returns true. */
MUST_USE bool slot_write(struct slots *slots, uint32_t slot, uint32_t generation,
			 struct slice payload, struct problems *problems);
enum slot_state {
	SLOT_EMPTY, /* random, torn, or with a payload of another size */
	SLOT_VALID,
	SLOT_FAILED /* a problem was added */
};
/* payload gets exactly size bytes when SLOT_VALID, and is not touched else. */
MUST_USE enum slot_state slot_read(struct slots *slots, uint32_t slot, uint32_t *generation,
				   uint8_t *payload, size_t size, struct problems *problems);
/* Random bytes, on the disk before it returns true. */
MUST_USE bool slot_overwrite(struct slots *slots, uint32_t slot, struct problems *problems);
/* Overwrites each slot whose keep is false, valid or not; keep has slots->count entries. One sync.
 */
MUST_USE bool slots_clear(struct slots *slots, const bool *keep, struct problems *problems);

#endif
