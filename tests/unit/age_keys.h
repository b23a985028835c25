/* What the programs of age share: keys, and bytes of every size that matters. cmocka.h stands
 * before it. */
#ifndef SAYSO_TESTS_AGE_KEYS_H
#define SAYSO_TESTS_AGE_KEYS_H

#include <sodium.h>

#include "export/formats/age_seal.h"
#include "export/sayso/identity/age_open.h"

static inline struct age_identity new_identity(void)
{
	struct age_identity identity;
	randombytes_buf(identity.secret, sizeof identity.secret);
	crypto_scalarmult_base(identity.public_key, identity.secret);
	return identity;
}

static inline struct age_recipient recipient_of(const struct age_identity *identity)
{
	struct age_recipient recipient;
	memcpy(recipient.public_key, identity->public_key, sizeof recipient.public_key);
	return recipient;
}

static const size_t sizes[] = {0,      1,      15,        4096,  65519,
			       65520,  65535,  AGE_CHUNK, 65537, 2 * AGE_CHUNK - 1,
			       131072, 131073, 200000};

static inline struct slice noise(size_t size)
{
	static char bytes[200000];
	randombytes_buf(bytes, size);
	return (struct slice){bytes, size};
}

#endif
