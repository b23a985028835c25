/* minisign signatures: prehashed (ED) only, Ed25519 over BLAKE2b-512, with a label as trusted comment. Both signatures are
 * checked, nothing may follow the fourth line, and a key is compared whole, never by its id. */
#ifndef SAYSO_MINISIGN_H
#define SAYSO_MINISIGN_H

#include "surveys/base/buffer.h"
#include "surveys/base/problem.h"

struct minisign_public {
	uint8_t id[8], key[32];
};
struct minisign_secret { /* keep in guarded memory */
	uint8_t id[8], key[64]; /* seed and public key, as libsodium has it */
};

#define MINISIGN_PUBLIC_TEXT 57  /* base64 with its NUL: 56 characters */
#define MINISIGN_LABEL_MOST 1024
#define MINISIGN_SIGNATURE_MOST 2048 /* the four lines */

void minisign_make(struct minisign_secret *secret, struct minisign_public *public_key);
void minisign_public_of(const struct minisign_secret *secret, struct minisign_public *public_key);
void minisign_public_write(const struct minisign_public *key, char out[MINISIGN_PUBLIC_TEXT]);
MUST_USE bool minisign_public_read(struct slice text, struct minisign_public *key); /* the 56 characters */

/* The four lines of FILE.minisig. label: no control characters. */
MUST_USE bool minisign_sign(const struct minisign_secret *secret, struct slice message, const char *label,
			    struct buffer *out);
/* The label, unchecked, from the four lines: to learn which key to check with. False if it is not a prehashed signature. */
MUST_USE bool minisign_label(struct slice signature, struct slice *label);
MUST_USE bool minisign_check(const struct minisign_public *key, struct slice message, struct slice signature);

#endif
