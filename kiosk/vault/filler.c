#include <sodium.h>

#include "export/formats/secret.h"
#include "kiosk/vault/filler.h"

/* randombytes_buf is a system call for each 256 bytes; this is ChaCha20 under a fresh seed. */
void filler(void *bytes, size_t size)
{
	unsigned char seed[randombytes_SEEDBYTES];
	randombytes_buf(seed, sizeof seed);
	randombytes_buf_deterministic(bytes, size, seed);
	secret_zero(seed, sizeof seed);
}
