#include <sodium.h>

#include "export/formats/age_seal.h"
#include "export/formats/digest.h"

#define STANZA_START "-> X25519 "
#define STANZA_SIZE (sizeof STANZA_START - 1 + AGE_BASE64_32 + 1 + AGE_BASE64_32 + 1)
#define VERSION_SIZE (sizeof AGE_VERSION_LINE - 1)

static struct slice slice_bytes(const uint8_t *bytes, size_t size)
{
	return (struct slice){(const char *)bytes, size};
}

size_t age_payload_size(size_t plain_size)
{
	size_t chunks = plain_size == 0 ? 1 : (plain_size - 1) / AGE_CHUNK + 1;
	return AGE_NONCE + plain_size + chunks * AGE_TAG;
}

size_t age_sealed_size(size_t plain_size, size_t recipient_count)
{
	return VERSION_SIZE + recipient_count * STANZA_SIZE + AGE_FOOTER_SIZE +
	       age_payload_size(plain_size);
}

static uint8_t *put(uint8_t *out, const void *bytes, size_t size)
{
	memcpy(out, bytes, size);
	return out + size;
}

static uint8_t *put_base64(uint8_t *out, const uint8_t bytes[32])
{
	char text[4 * 11 + 1];
	base64_write(bytes, 32, false, text);
	return put(out, text, AGE_BASE64_32);
}

void age_wrap(const uint8_t wrap_key[32], const uint8_t file_key[AGE_FILE_KEY], uint8_t out[32])
{
	static const uint8_t nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, file_key, AGE_FILE_KEY, NULL, 0, NULL,
						  nonce, wrap_key);
}

/* What must not stay on the stack. */
struct stanza_secrets {
	uint8_t ephemeral[32], shared[32], wrap_key[32];
};

static bool wrap_key_make(struct stanza_secrets *secrets, const struct age_recipient *recipient,
			  uint8_t share[32])
{
	uint8_t salt[64];
	randombytes_buf(secrets->ephemeral, sizeof secrets->ephemeral);
	crypto_scalarmult_base(share, secrets->ephemeral);
	if (crypto_scalarmult(secrets->shared, secrets->ephemeral, recipient->public_key) != 0)
		return false;
	put(put(salt, share, 32), recipient->public_key, 32);
	hkdf_sha256(slice_bytes(salt, sizeof salt), slice_bytes(secrets->shared, 32),
		    slice_of(AGE_X25519_INFO), secrets->wrap_key);
	return true;
}

/* The end of what was written, or NULL. */
static uint8_t *stanza_write(const uint8_t file_key[AGE_FILE_KEY],
			     const struct age_recipient *recipient, uint8_t *out)
{
	struct stanza_secrets secrets;
	uint8_t share[32], body[32];
	bool fine = wrap_key_make(&secrets, recipient, share);
	if (fine) {
		age_wrap(secrets.wrap_key, file_key, body);
		out = put_base64(put(out, STANZA_START, sizeof STANZA_START - 1), share);
		*out++ = '\n';
		out = put_base64(out, body);
		*out++ = '\n';
	}
	sodium_memzero(&secrets, sizeof secrets);
	return fine ? out : NULL;
}

uint8_t *age_footer_write(const uint8_t file_key[AGE_FILE_KEY], uint8_t *header, size_t header_size)
{
	uint8_t mac_key[32], mac[32];
	uint8_t *out = put(header + header_size, "---", 3);
	hkdf_sha256(slice_of(""), slice_bytes(file_key, AGE_FILE_KEY), slice_of("header"), mac_key);
	crypto_auth_hmacsha256(mac, header, header_size + 3, mac_key);
	sodium_memzero(mac_key, sizeof mac_key);
	*out++ = ' ';
	out = put_base64(out, mac);
	*out++ = '\n';
	return out;
}

/* A chunk's nonce: its number in 11 bytes, big-endian; the last byte is 1 for the last chunk. */
void age_payload_write(const uint8_t file_key[AGE_FILE_KEY], struct slice plain, uint8_t *out)
{
	uint8_t payload_key[32], nonce[12] = {0};
	randombytes_buf(out, AGE_NONCE);
	hkdf_sha256(slice_bytes(out, AGE_NONCE), slice_bytes(file_key, AGE_FILE_KEY),
		    slice_of("payload"), payload_key);
	out += AGE_NONCE;
	for (uint64_t number = 0; nonce[11] == 0; number++) {
		size_t size = plain.size < AGE_CHUNK ? plain.size : AGE_CHUNK;
		nonce[11] = plain.size == size;
		for (size_t i = 0; i < 8; i++)
			nonce[10 - i] = (uint8_t)(number >> 8 * i);
		crypto_aead_chacha20poly1305_ietf_encrypt(out, NULL, (const uint8_t *)plain.bytes,
							  size, NULL, 0, NULL, nonce, payload_key);
		out += size + AGE_TAG;
		plain = slice_from(plain, size);
	}
	sodium_memzero(payload_key, sizeof payload_key);
}

bool age_seal(struct slice plain, const struct age_recipient *recipients, size_t recipient_count,
	      uint8_t *out)
{
	uint8_t file_key[AGE_FILE_KEY];
	if (recipient_count == 0 || recipient_count > AGE_RECIPIENTS_MOST)
		return false;
	randombytes_buf(file_key, sizeof file_key);
	uint8_t *at = put(out, AGE_VERSION_LINE, VERSION_SIZE);
	for (size_t i = 0; at != NULL && i < recipient_count; i++)
		at = stanza_write(file_key, &recipients[i], at);
	if (at != NULL)
		age_payload_write(file_key, plain,
				  age_footer_write(file_key, out, (size_t)(at - out)));
	sodium_memzero(file_key, sizeof file_key);
	return at != NULL;
}
