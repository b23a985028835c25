/* export/sayso/identity/age_open: any file, and (first byte odd) a good one with bytes changed,
 * which alone gets past the seal. What opens has the right size; nothing is written past it. */
#include <sodium.h>

#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/sayso/identity/age_open.h"
#include "tests/fuzz/fuzz.h"

#define PLAIN_MOST 70000 /* two chunks */
/* Of tests/vectors/age, where the seeds are from. */
#define IDENTITY "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

static void opens(struct slice sealed, const struct age_identity *identity)
{
	size_t plain_size = 0;
	uint8_t *plain = malloc(sealed.size + 1);
	CHECK(plain != NULL);
	enum age_result result = age_open(sealed, identity, 1, plain, &plain_size);
	CHECK(age_result_text(result)[0] != '\0');
	CHECK(plain_size <= sealed.size);
	free(plain);
}

static struct age_identity identity_of_seeds(void)
{
	struct age_identity identity;
	CHECK(age_identity_read(slice_of(IDENTITY), identity.secret));
	crypto_scalarmult_base(identity.public_key, identity.secret);
	return identity;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct age_identity identity = identity_of_seeds();
	struct age_recipient recipient;
	if (size < 2)
		return 0;
	if ((bytes[0] & 1) == 0) {
		opens((struct slice){(const char *)bytes + 1, size - 1}, &identity);
		return 0;
	}
	size_t plain_size = bytes[1] * 276u % PLAIN_MOST, sealed = age_sealed_size(plain_size, 1);
	char *plain = calloc(1, plain_size + 1);
	uint8_t *out = malloc(sealed);
	CHECK(plain != NULL && out != NULL);
	memcpy(recipient.public_key, identity.public_key, sizeof recipient.public_key);
	CHECK(age_seal((struct slice){plain, plain_size}, &recipient, 1, out));
	for (size_t i = 2; i + 3 <= size; i += 3)
		out[(bytes[i] * 256u + bytes[i + 1]) % sealed] ^= bytes[i + 2];
	opens((struct slice){(const char *)out, sealed}, &identity);
	free(plain);
	free(out);
	return 0;
}
