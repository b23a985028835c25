/* The researchers' folder of keys: identity.age (or identity.txt without a passphrase),
 * recipients.txt, signing.key, signing.pub, schools.age, and reserve.html until it is printed
 * (docs/formats.md). All 0600; never overwritten. */
#ifndef SAYSO_IDENTITY_H
#define SAYSO_IDENTITY_H

#include "export/formats/minisign.h"
#include "export/sayso/identity/age_open.h"

#define IDENTITIES_MOST 20   /* of one folder: old ones beside the one in use */
#define PASSPHRASE_MOST 1023 /* bytes: stock minisign reads no longer one */

/* Asks for the passphrase; out: guarded memory, at most `size` with its NUL. False: cannot ask. */
struct passphrase_asker {
	bool (*ask)(void *context, const char *question, char *out, size_t size);
	void *context;
};

struct keys {
	struct secret secret; /* holds what follows */
	struct age_identity *identities;
	size_t identity_count;
	struct minisign_secret *signing; /* NULL when opened without signing */
	struct minisign_public signing_public;
	char *recipients; /* text of recipients.txt, malloc'ed, NUL after the end */
	size_t recipients_size, recipient_count;
	bool reserve_lies_there; /* reserve.html is still in the folder */
};

/* None of the files of a folder of keys is in this one, which need not be there. */
MUST_USE bool keys_absent(const char *folder, struct problems *problems);
/* passphrase empty: none. Makes working and reserve identities, the signing key and reserve.html,
 * in a new folder or one that holds no file of these names. On failure what it made is removed. */
MUST_USE bool keys_make(const char *folder, struct slice passphrase, struct problems *problems);
/* One passphrase opens both the identity and the signing key; it is asked for once, and only if
 * needed. A folder whose recipients.txt names none of its identities is a warning. */
MUST_USE bool keys_open(const char *folder, bool with_signing, const struct passphrase_asker *asker,
			struct keys *keys, struct problems *problems);
void keys_release(struct keys *keys); /* wipes; harmless on zeroes */

#endif
