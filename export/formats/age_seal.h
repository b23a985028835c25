/* Sealing to X25519 recipients. Nothing here opens: what seals in the classroom cannot read. */
#ifndef SAYSO_AGE_SEAL_H
#define SAYSO_AGE_SEAL_H

#include "export/formats/age.h"
#include "surveys/base/text.h"

/* Bytes of the sealed file: depends on the two numbers alone. */
size_t age_sealed_size(size_t plain_size, size_t recipient_count);
/* Writes exactly that many bytes. False for no recipient, too many, or a recipient of low order. */
MUST_USE bool age_seal(struct slice plain, const struct age_recipient *recipients,
		       size_t recipient_count, uint8_t *out);

#endif
