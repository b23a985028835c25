/* The only opening of age files. Strict: canonical base64, X25519 or scrypt, at most
 * AGE_RECIPIENTS_MOST recipients, the whole header checked before the payload is looked at, each
 * chunk before it is given out. Never writes more than sealed.size bytes. Never linked into the
 * kiosk. */
#ifndef SAYSO_AGE_OPEN_H
#define SAYSO_AGE_OPEN_H

#include "export/formats/age.h"
#include "export/formats/secret.h"
#include "surveys/base/problem.h"

struct age_identity {
	uint8_t secret[32]; /* guarded memory */
	uint8_t public_key[32];
};

enum age_result {
	AGE_OPENED,
	AGE_NO_MATCH, /* sealed to other keys, or the passphrase is another */
	AGE_HEADER_BAD,
	AGE_HMAC_BAD,
	AGE_PAYLOAD_BAD,
	AGE_NO_MEMORY, /* its passphrase asks for more than half of this machine's memory */
};

/* plain: the caller's, of at least sealed.size, not overlapping it. *plain_size is set, also for
 * what was good before a bad chunk (nothing of a bad file is to be used; the caller wipes it). */
MUST_USE enum age_result age_open(struct slice sealed, const struct age_identity *identities,
				  size_t count, uint8_t *plain, size_t *plain_size);
MUST_USE enum age_result age_open_passphrase(struct slice sealed, struct slice passphrase,
					     uint8_t *plain, size_t *plain_size);
const char *age_result_text(enum age_result result); /* for a problem, no full stop */

#endif
