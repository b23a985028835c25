/* Sealing to X25519 recipients. Nothing here opens: what seals in the classroom cannot read. */
#ifndef SAYSO_AGE_SEAL_H
#define SAYSO_AGE_SEAL_H

#include "export/formats/age.h"
#include "surveys/base/bounds.h"
#include "surveys/base/text.h"

/* Bytes of the sealed file: depends on the two numbers alone. */
size_t age_sealed_size(size_t plain_size, size_t recipient_count);
/* Writes exactly that many bytes, one stanza a recipient in their order; out must not overlap
 * plain. False for no recipient, too many, or a recipient of low order: then out is of no use. Keys
 * that it makes on the way are wiped. */
MUST_USE bool age_seal(struct slice plain, const struct age_recipient *recipients,
		       size_t recipient_count, uint8_t *out);

/* The parts that sealing to a passphrase shares. */

/* Bytes of the payload: nonce, chunks and tags. */
size_t age_payload_size(size_t plain_size);
/* A file key, encrypted under a key that is used once: 32 bytes. */
void age_wrap(const uint8_t wrap_key[32], const uint8_t file_key[AGE_FILE_KEY], uint8_t out[32]);
/* What follows the stanzas: "--- ", the MAC over header[0..header_size) and "---", and a newline.
 * Returns the end. */
#define AGE_FOOTER_SIZE (4 + AGE_BASE64_32 + 1)
uint8_t *age_footer_write(const uint8_t file_key[AGE_FILE_KEY], uint8_t *header,
			  size_t header_size);
void age_payload_write(const uint8_t file_key[AGE_FILE_KEY], struct slice plain, uint8_t *out);

#endif
