/* minisign signatures: prehashed (ED) only, Ed25519 over BLAKE2b-512, with a label as trusted
 * comment (docs/formats.md, Signature). Both signatures are checked, nothing may follow the fourth
 * line, and a key is compared whole, never by its id. Never prints or copies a secret. */
#ifndef SAYSO_MINISIGN_H
#define SAYSO_MINISIGN_H

#include "surveys/base/buffer.h"

struct minisign_public {
	uint8_t id[8], key[32];
};
struct minisign_secret {        /* keep in guarded memory */
	uint8_t id[8], key[64]; /* seed and public key, as libsodium has it */
};

#define MINISIGN_PUBLIC_TEXT 57      /* base64 with its NUL: 56 characters */
#define MINISIGN_LABEL_MOST 1024     /* with its NUL */
#define MINISIGN_SIGNATURE_MOST 2304 /* the four lines: two comments and 250 bytes */

void minisign_make(struct minisign_secret *secret, struct minisign_public *public_key);
void minisign_public_of(const struct minisign_secret *secret, struct minisign_public *public_key);
void minisign_public_write(const struct minisign_public *key, char out[MINISIGN_PUBLIC_TEXT]);
MUST_USE bool minisign_public_read(struct slice text,
				   struct minisign_public *key); /* 56 characters */
bool minisign_public_equal(const struct minisign_public *a, const struct minisign_public *b);

/* Adds the four lines of FILE.minisig. False: the label is empty, too long or not printable ASCII,
 * or out did not fit. */
MUST_USE bool minisign_sign(const struct minisign_secret *secret, struct slice message,
			    const char *label, struct buffer *out);
/* The label, unchecked, from the four lines: to learn which key to check with. False if they are
 * not exactly a prehashed signature. label points into signature. */
MUST_USE bool minisign_label(struct slice signature, struct slice *label);
MUST_USE bool minisign_check(const struct minisign_public *key, struct slice message,
			     struct slice signature);

#endif
