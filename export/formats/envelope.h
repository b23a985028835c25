/* The one way in which files travel: a tar with SHA256SUMS and its minisign signature first, then each listed member.
 * Nothing is parsed before its hash fits. Pack, batch and receipt are envelopes; their labels are read here. */
#ifndef SAYSO_ENVELOPE_H
#define SAYSO_ENVELOPE_H

#include "export/formats/minisign.h"
#include "export/formats/tar.h"
#include "surveys/base/arena.h"

enum envelope_kind { ENVELOPE_PACK, ENVELOPE_BATCH, ENVELOPE_RECEIPT };

/* The fields of a label, read strictly; those that a kind does not have are zero. */
struct envelope_label {
	enum envelope_kind kind;
	char study[17], school[17];
	uint32_t issue;                /* pack */
	uint8_t salt[16], proof[32];   /* pack */
	uint8_t machine[16];           /* batch */
	uint32_t number;               /* batch: the machine's number */
	uint8_t pack[32];              /* batch: SHA-256 of the SHA256SUMS it was set up with */
	uint8_t enrolment[32];         /* batch */
	struct minisign_public key;
};
MUST_USE bool envelope_label_read(struct slice text, struct envelope_label *label, struct problems *problems);
void envelope_label_write(const struct envelope_label *label, char out[MINISIGN_LABEL_MOST]);

struct envelope_member {
	struct slice name, bytes;  /* bytes empty and found false: lost or changed */
	uint8_t digest[32];        /* as listed */
	bool found;
};

struct envelope {
	struct envelope_label label;
	struct slice sums, signature; /* SHA256SUMS and its .minisig */
	uint8_t sums_digest[32];
	struct envelope_member *members; /* in the order of the list */
	size_t member_count, lost;
};

/* First look: label and list, nothing believed yet. archive must stay. False: not an envelope of ours. */
MUST_USE bool envelope_open(struct slice archive, struct arena *arena, struct envelope *envelope,
			    struct problems *problems);
/* Then, once the caller has decided that label.key is to be believed: signature, and each member by its hash. True even when members are
 * lost: each is a warning in problems. False when the signature or the list does not hold. */
MUST_USE bool envelope_check(struct envelope *envelope, struct slice archive, struct problems *problems);
const struct envelope_member *envelope_find(const struct envelope *envelope, struct slice name); /* found ones only */

struct envelope_item {
	struct slice name, bytes;
};
/* Writes the whole tar. items: in the order that the list is to have. */
MUST_USE bool envelope_write(const struct envelope_label *label, const struct minisign_secret *secret,
			     const struct envelope_item *items, size_t count, struct buffer *out,
			     struct problems *problems);

#endif
