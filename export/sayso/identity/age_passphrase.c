#include <sodium.h>
#include <unistd.h>

#include "export/formats/age_seal.h"
#include "export/formats/digest.h"
#include "export/sayso/identity/age_passphrase.h"
#include "surveys/base/buffer.h"

#define STANZA_START "-> scrypt "
#define SALT_TEXT 22 /* characters of 16 bytes */
#define HEADER_SIZE                                                                                \
	(sizeof AGE_VERSION_LINE - 1 + sizeof STANZA_START - 1 + SALT_TEXT + 4 + AGE_BASE64_32 + 1)

/* The system would give them all, and later stop some program. */
bool passphrase_memory_allows(uint64_t bytes)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
	return pages > 0 && page > 0 && bytes <= (uint64_t)pages * (uint64_t)page / 2;
}

bool age_scrypt_key(struct slice passphrase, const uint8_t salt[AGE_SCRYPT_SALT],
		    unsigned work_factor, uint8_t key[32])
{
	uint8_t salted[sizeof AGE_SCRYPT_INFO - 1 + AGE_SCRYPT_SALT];
	memcpy(salted, AGE_SCRYPT_INFO, sizeof AGE_SCRYPT_INFO - 1);
	memcpy(salted + sizeof AGE_SCRYPT_INFO - 1, salt, AGE_SCRYPT_SALT);
	return work_factor <= AGE_WORK_FACTOR_MOST &&
	       passphrase_memory_allows((uint64_t)128 * AGE_SCRYPT_BLOCK << work_factor) &&
	       crypto_pwhash_scryptsalsa208sha256_ll(
		       (const uint8_t *)passphrase.bytes, passphrase.size, salted, sizeof salted,
		       (uint64_t)1 << work_factor, AGE_SCRYPT_BLOCK, 1, key, 32) == 0;
}

size_t age_passphrase_size(size_t plain_size)
{
	return HEADER_SIZE + AGE_FOOTER_SIZE + age_payload_size(plain_size);
}

static void header_write(const uint8_t salt[AGE_SCRYPT_SALT], const uint8_t body[32], uint8_t *out)
{
	char salt_text[4 * 6 + 1], body_text[4 * 11 + 1];
	struct buffer header = buffer_over(out, HEADER_SIZE);
	base64_write(salt, AGE_SCRYPT_SALT, false, salt_text);
	base64_write(body, 32, false, body_text);
	buffer_add_format(&header, AGE_VERSION_LINE STANZA_START "%s %d\n%s\n", salt_text,
			  AGE_WORK_FACTOR, body_text);
}

bool age_seal_passphrase(struct slice plain, struct slice passphrase, uint8_t *out)
{
	uint8_t file_key[AGE_FILE_KEY], wrap_key[32], salt[AGE_SCRYPT_SALT], body[32];
	randombytes_buf(file_key, sizeof file_key);
	randombytes_buf(salt, sizeof salt);
	bool fine = age_scrypt_key(passphrase, salt, AGE_WORK_FACTOR, wrap_key);
	if (fine) {
		age_wrap(wrap_key, file_key, body);
		header_write(salt, body, out);
		age_payload_write(file_key, plain, age_footer_write(file_key, out, HEADER_SIZE));
	}
	sodium_memzero(file_key, sizeof file_key);
	sodium_memzero(wrap_key, sizeof wrap_key);
	return fine;
}
