/* Sealing a record to two recipients beside the bare steps of libsodium that this takes: a share
 * and a secret a recipient, and one encryption of the bytes. */
#include <sodium.h>

#include "export/formats/age_seal.h"
#include "tests/bench/meter.h"

#define ROUNDS 1000
#define RECIPIENTS 2
#define SIZE 4096
#define LIMIT 1.3

static bool raw_seal(const struct age_recipient *recipients, const uint8_t *plain, uint8_t *out)
{
	static const uint8_t nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	uint8_t secret[32], share[32], shared[32];
	for (size_t i = 0; i < RECIPIENTS; i++) {
		randombytes_buf(secret, sizeof secret);
		if (crypto_scalarmult_base(share, secret) != 0 ||
		    crypto_scalarmult(shared, secret, recipients[i].public_key) != 0)
			return false;
	}
	return crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, plain, SIZE, NULL, 0, NULL,
							 nonce, shared) == 0;
}

int main(void)
{
	static struct meter ours, other;
	static uint8_t plain[SIZE], out[2 * SIZE];
	struct age_recipient recipients[RECIPIENTS];
	if (sodium_init() < 0 || age_sealed_size(SIZE, RECIPIENTS) > sizeof out)
		return 1;
	for (size_t i = 0; i < RECIPIENTS; i++) {
		uint8_t secret[32];
		randombytes_buf(secret, sizeof secret);
		crypto_scalarmult_base(recipients[i].public_key, secret);
	}
	for (size_t i = 0; i < ROUNDS; i++) {
		double begun = meter_now_us();
		if (!age_seal((struct slice){(const char *)plain, SIZE}, recipients, RECIPIENTS,
			      out))
			return 1;
		double between = meter_now_us();
		if (!raw_seal(recipients, plain, out))
			return 1;
		meter_add(&ours, between - begun);
		meter_add(&other, meter_now_us() - between);
	}
	meter_print("sealing a record / bare libsodium", &ours, &other, LIMIT);
	return 0;
}
