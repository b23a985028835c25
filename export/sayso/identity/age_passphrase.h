/* Passphrases in age: the key that scrypt makes of one, and sealing to one, as identity.age is. */
#ifndef SAYSO_AGE_PASSPHRASE_H
#define SAYSO_AGE_PASSPHRASE_H

#include "export/formats/age.h"
#include "surveys/base/text.h"

#define AGE_WORK_FACTOR 18      /* 256 MiB, what stock age writes */
#define AGE_WORK_FACTOR_MOST 22 /* 4 GiB, what stock age reads */

/* scrypt over so many bytes leaves the machine at least as many. */
bool passphrase_memory_allows(uint64_t bytes);

/* False when that would take more than half of the machine's memory. */
MUST_USE bool age_scrypt_key(struct slice passphrase, const uint8_t salt[AGE_SCRYPT_SALT],
			     unsigned work_factor, uint8_t key[32]);
size_t age_passphrase_size(size_t plain_size);
/* Writes exactly that many bytes, for AGE_WORK_FACTOR. False for want of memory. */
MUST_USE bool age_seal_passphrase(struct slice plain, struct slice passphrase, uint8_t *out);

#endif
