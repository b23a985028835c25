#include <sodium.h>

#include "export/formats/digest.h"
#include "export/formats/secret.h"
#include "export/sayso/identity/age_passphrase.h"
#include "export/sayso/identity/signing_key.h"

#define COMMENT "untrusted comment: "
#define SALT 32
#define SECRET_AT 54 /* what the passphrase hides: id, key, checksum */
#define SECRET_SIZE (8 + 64 + 32)
#define BLOB_SIZE (SECRET_AT + SECRET_SIZE)
#define BLOB_TEXT 212 /* base64 */

/* What identity.age costs: N 2^18, r 8, p 1, 256 MiB. The one passphrase opens both. */
#define OPS_WRITTEN (1u << 23)
#define MEMORY_WRITTEN (1u << 28)
#define OPS_MOST (1u << 27)
#define MEMORY_MOST (1u << 30) /* what stock minisign writes */

struct blob {
	uint8_t bytes[BLOB_SIZE], stream[SECRET_SIZE], checksum[32], public_key[32], seed_key[64];
	char text[BLOB_TEXT + 1];
};

static void number_write(uint64_t number, uint8_t out[8])
{
	for (size_t i = 0; i < 8; i++)
		out[i] = (uint8_t)(number >> 8 * i);
}

static uint64_t little_endian(const uint8_t bytes[8])
{
	uint64_t number = 0;
	for (size_t i = 8; i > 0; i--)
		number = number << 8 | bytes[i - 1];
	return number;
}

/* Over the signature's algorithm, id and key. */
static void checksum_make(struct blob *blob)
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, sizeof blob->checksum);
	crypto_generichash_update(&state, blob->bytes, 2);
	crypto_generichash_update(&state, blob->bytes + SECRET_AT, 8 + 64);
	crypto_generichash_final(&state, blob->checksum, sizeof blob->checksum);
	sodium_memzero(&state, sizeof state);
}

/* Hides or shows the secret part, as the numbers in the blob say. */
static bool apply_passphrase(struct blob *blob, struct slice passphrase)
{
	uint64_t ops = little_endian(blob->bytes + 38), memory = little_endian(blob->bytes + 46);
	if (!passphrase_memory_allows(memory) ||
	    crypto_pwhash_scryptsalsa208sha256(blob->stream, SECRET_SIZE, passphrase.bytes,
					       passphrase.size, blob->bytes + 6, ops,
					       (size_t)memory) != 0)
		return false;
	for (size_t i = 0; i < SECRET_SIZE; i++)
		blob->bytes[SECRET_AT + i] ^= blob->stream[i];
	return true;
}

static bool blob_make(struct blob *blob, const struct minisign_secret *secret,
		      struct slice passphrase)
{
	memcpy(blob->bytes, "Ed\0\0B2", 6);
	memcpy(blob->bytes + SECRET_AT, secret->id, 8);
	memcpy(blob->bytes + SECRET_AT + 8, secret->key, 64);
	checksum_make(blob);
	memcpy(blob->bytes + SECRET_AT + 8 + 64, blob->checksum, 32);
	if (passphrase.size == 0)
		return true;
	memcpy(blob->bytes + 2, "Sc", 2);
	randombytes_buf(blob->bytes + 6, SALT);
	number_write(OPS_WRITTEN, blob->bytes + 38);
	number_write(MEMORY_WRITTEN, blob->bytes + 46);
	return apply_passphrase(blob, passphrase);
}

bool signing_key_write(const struct minisign_secret *secret, struct slice passphrase,
		       struct buffer *out)
{
	struct blob blob = {.bytes = {0}};
	bool fine = blob_make(&blob, secret, passphrase);
	if (fine) {
		base64_write(blob.bytes, sizeof blob.bytes, true, blob.text);
		buffer_add_text(out, COMMENT);
		buffer_add_text(out, passphrase.size > 0 ? "minisign encrypted secret key\n"
							 : "minisign secret key\n");
		buffer_add_text(out, blob.text);
		buffer_add_char(out, '\n');
		fine = buffer_fits(out);
	}
	secret_zero(&blob, sizeof blob);
	return fine;
}

/* Two lines, the second of base64; the last may lack its end. */
static bool blob_read(struct slice text, struct blob *blob)
{
	const char *end = text.size == 0 ? NULL : memchr(text.bytes, '\n', text.size);
	if (!slice_starts(text, COMMENT) || end == NULL)
		return false;
	text = slice_trim(slice_from(text, (size_t)(end - text.bytes) + 1));
	return base64_read(text, true, blob->bytes, sizeof blob->bytes) == BLOB_SIZE &&
	       memcmp(blob->bytes, "Ed", 2) == 0 && memcmp(blob->bytes + 4, "B2", 2) == 0 &&
	       (memcmp(blob->bytes + 2, "Sc", 2) == 0 || memcmp(blob->bytes + 2, "\0", 2) == 0);
}

static bool is_hidden(const struct blob *blob)
{
	return blob->bytes[2] == 'S';
}

bool signing_key_needs_passphrase(struct slice text)
{
	struct blob blob;
	bool needs = blob_read(text, &blob) && is_hidden(&blob);
	secret_zero(&blob, sizeof blob);
	return needs;
}

static bool limits_hold(const struct blob *blob)
{
	return little_endian(blob->bytes + 38) <= OPS_MOST &&
	       little_endian(blob->bytes + 46) <= MEMORY_MOST;
}

/* Stock minisign leaves the checksum of a key without a passphrase zero. */
static bool checksum_right(struct blob *blob)
{
	const uint8_t *written = blob->bytes + SECRET_AT + 8 + 64;
	checksum_make(blob);
	return bytes_equal(written, blob->checksum, sizeof blob->checksum) ||
	       sodium_is_zero(written, sizeof blob->checksum);
}

static bool halves_fit(struct blob *blob)
{
	const uint8_t *key = blob->bytes + SECRET_AT + 8;
	crypto_sign_seed_keypair(blob->public_key, blob->seed_key, key);
	return bytes_equal(blob->public_key, key + 32, sizeof blob->public_key);
}

static enum signing_key_result blob_open(struct blob *blob, struct slice passphrase)
{
	if (is_hidden(blob) && !limits_hold(blob))
		return SIGNING_KEY_BAD;
	if (is_hidden(blob) && !apply_passphrase(blob, passphrase))
		return SIGNING_KEY_NO_MEMORY;
	if (!checksum_right(blob))
		return is_hidden(blob) ? SIGNING_KEY_WRONG : SIGNING_KEY_BAD;
	return halves_fit(blob) ? SIGNING_KEY_OPENED : SIGNING_KEY_BAD;
}

enum signing_key_result signing_key_read(struct slice text, struct slice passphrase,
					 struct minisign_secret *secret)
{
	struct blob blob;
	enum signing_key_result result = SIGNING_KEY_BAD;
	secret_zero(secret, sizeof *secret);
	if (blob_read(text, &blob))
		result = blob_open(&blob, passphrase);
	if (result == SIGNING_KEY_OPENED) {
		memcpy(secret->id, blob.bytes + SECRET_AT, 8);
		memcpy(secret->key, blob.bytes + SECRET_AT + 8, 64);
	}
	secret_zero(&blob, sizeof blob);
	return result;
}
