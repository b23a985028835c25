/* The only opening of age files. Strict: canonical base64, one X25519 or scrypt identity, whole header and every chunk checked
 * before a byte is given out; size_most caps what is released. Never linked into the kiosk. */
#ifndef SAYSO_AGE_OPEN_H
#define SAYSO_AGE_OPEN_H

#include "export/formats/age.h"
#include "export/formats/secret.h"
#include "surveys/base/problem.h"

struct age_identity {
	uint8_t secret[32]; /* guarded memory */
	uint8_t public_key[32];
};

enum age_result { AGE_OPENED, AGE_NO_MATCH, AGE_HEADER_BAD, AGE_HMAC_BAD, AGE_PAYLOAD_BAD };

/* plain: malloc'ed by the caller, of at least sealed.size; *plain_size is set, also for what was good before a bad chunk
 * (which is then wiped by the caller: nothing of a bad file is used). */
MUST_USE enum age_result age_open(struct slice sealed, const struct age_identity *identities, size_t count,
				  uint8_t *plain, size_t *plain_size);
MUST_USE enum age_result age_open_passphrase(struct slice sealed, struct slice passphrase, uint8_t *plain,
					     size_t *plain_size);
const char *age_result_text(enum age_result result); /* a sentence for a problem */

#endif
