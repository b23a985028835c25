/* The one way in which files travel: a tar with SHA256SUMS and its minisign signature first, then
 * each listed member (docs/formats.md, Envelope). Pack, batch and receipt are envelopes; their
 * labels are in envelope_label.h. Nothing is parsed before its hash fits. Work and memory are
 * bounded for any file: at most ENVELOPE_MOST bytes, TAR_MEMBERS_MOST names, four times the file
 * hashed. Owns nothing: names and bytes point into the archive, tables into the arena. */
#ifndef SAYSO_ENVELOPE_H
#define SAYSO_ENVELOPE_H

#include "export/formats/envelope_label.h"
#include "export/formats/tar.h"
#include "surveys/base/arena.h"

#define ENVELOPE_SUMS "SHA256SUMS"
#define ENVELOPE_SIGNATURE "SHA256SUMS.minisig"

struct envelope_member {
	struct slice name, bytes; /* bytes are empty while found is false */
	uint8_t digest[32];       /* as listed */
	bool found;               /* there, and its hash fits */
	bool changed;             /* a header with its name is there, but no bytes that fit */
};

struct envelope {
	struct envelope_label label;
	struct slice sums, signature; /* SHA256SUMS and its .minisig */
	uint8_t sums_digest[32];
	struct envelope_member *members;  /* in the order of the list */
	struct envelope_member **by_name; /* the same, sorted */
	size_t member_count, lost;
};

/* First look: label and list, nothing believed yet. archive must stay. False: not an envelope of
 * ours, or one whose list cannot be read. */
MUST_USE bool envelope_open(struct slice archive, struct arena *arena, struct envelope *envelope,
			    struct problems *problems);
/* Then, once the caller has decided that label.key is to be believed: signature, and each member by
 * its hash. True even when members are lost: each is a warning, as is any byte that belongs to no
 * listed member. False when the signature does not hold: then no member is found. */
MUST_USE bool envelope_check(struct envelope *envelope, struct slice archive,
			     struct problems *problems);
/* NULL: not listed, or lost. */
const struct envelope_member *envelope_find(const struct envelope *envelope, struct slice name);

struct envelope_item {
	struct slice name, bytes;
};
/* Adds the whole tar to an empty out. items: in the order that the list is to have. What was
 * written is read back and checked. label->key must be the secret's. */
MUST_USE bool envelope_write(const struct envelope_label *label,
			     const struct minisign_secret *secret,
			     const struct envelope_item *items, size_t count, struct buffer *out,
			     struct problems *problems);

#endif
