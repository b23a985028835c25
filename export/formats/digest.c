#include <sodium.h>

#include "export/formats/digest.h"

static const unsigned char *unsigned_bytes(struct slice text)
{
	return (const unsigned char *)text.bytes;
}

void sha256(struct slice bytes, uint8_t out[SHA256_SIZE])
{
	crypto_hash_sha256(out, unsigned_bytes(bytes), bytes.size);
}

static void hmac_sha256(struct slice key, struct slice first, struct slice second, uint8_t out[32])
{
	crypto_auth_hmacsha256_state state;
	crypto_auth_hmacsha256_init(&state, unsigned_bytes(key), key.size);
	crypto_auth_hmacsha256_update(&state, unsigned_bytes(first), first.size);
	crypto_auth_hmacsha256_update(&state, unsigned_bytes(second), second.size);
	crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof state);
}

/* RFC 5869: extract, then the one block of expand that 32 bytes need. */
void hkdf_sha256(struct slice salt, struct slice key, struct slice info, uint8_t out[32])
{
	uint8_t extracted[32];
	hmac_sha256(salt, key, slice_of(""), extracted);
	struct slice inner = {(const char *)extracted, sizeof extracted};
	hmac_sha256(inner, info, slice_of("\x01"), out);
	sodium_memzero(extracted, sizeof extracted);
}

void blake2b_fields(const uint8_t key[32], const struct slice *fields, size_t count,
		    uint8_t out[32])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, key, 32, 32);
	for (size_t i = 0; i < count; i++) {
		uint8_t length[8];
		for (size_t b = 0; b < sizeof length; b++)
			length[b] = (uint8_t)((uint64_t)fields[i].size >> (8 * b));
		crypto_generichash_update(&state, length, sizeof length);
		crypto_generichash_update(&state, unsigned_bytes(fields[i]), fields[i].size);
	}
	crypto_generichash_final(&state, out, 32);
	sodium_memzero(&state, sizeof state);
}

void hex_write(const uint8_t *bytes, size_t size, char *out)
{
	sodium_bin2hex(out, 2 * size + 1, bytes, size);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_read(struct slice text, uint8_t *out, size_t size)
{
	if (text.size % 2 != 0 || text.size / 2 != size)
		return false;
	for (size_t i = 0; i < size; i++) {
		int high = hex_value(text.bytes[2 * i]), low = hex_value(text.bytes[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

static int base64_variant(bool padded)
{
	return padded ? sodium_base64_VARIANT_ORIGINAL : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
}

/* libsodium refuses bits after the end, padding too much or too little, and any other character,
 * but it reads every byte over 0x7F as '/' (1.0.18). */
size_t base64_read(struct slice text, bool padded, uint8_t *out, size_t capacity)
{
	size_t size;
	if (text.size == 0)
		return 0;
	for (size_t i = 0; i < text.size; i++)
		if ((unsigned char)text.bytes[i] > 0x7F)
			return SIZE_MAX;
	if (sodium_base642bin(out, capacity, text.bytes, text.size, NULL, &size, NULL,
			      base64_variant(padded)) != 0)
		return SIZE_MAX;
	return size;
}

void base64_write(const uint8_t *bytes, size_t size, bool padded, char *out)
{
	sodium_bin2base64(out, 4 * ((size + 2) / 3) + 1, bytes, size, base64_variant(padded));
}

bool bytes_equal(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}
