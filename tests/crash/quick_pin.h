/* A PIN's key without the 80 ms and 64 MiB that it is to cost: here it is derived a thousand times,
 * and its cost is not what is tested. Takes the place of libsodium's in the whole program. */
#ifndef SAYSO_TESTS_QUICK_PIN_H
#define SAYSO_TESTS_QUICK_PIN_H

#include <sodium.h>

int crypto_pwhash(unsigned char *const out, unsigned long long size, const char *const pin,
		  unsigned long long pin_size, const unsigned char *const salt,
		  unsigned long long passes, size_t memory, int algorithm)
{
	(void)passes;
	(void)memory;
	(void)algorithm;
	return crypto_generichash(out, size, (const unsigned char *)pin, pin_size, salt,
				  crypto_pwhash_SALTBYTES);
}

#endif
