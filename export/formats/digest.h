/* SHA-256, HMAC, HKDF (RFC 5869), length-prefixed keyed BLAKE2b, and strict hex and base64. */
#ifndef SAYSO_DIGEST_H
#define SAYSO_DIGEST_H

#include "surveys/base/text.h"

#define SHA256_SIZE 32
void sha256(struct slice bytes, uint8_t out[SHA256_SIZE]);
void hkdf_sha256(struct slice salt, struct slice key, struct slice info, uint8_t out[32]);

/* BLAKE2b of 32 bytes keyed with key, over each field preceded by its length (8 bytes,
 * little-endian). */
void blake2b_fields(const uint8_t key[32], const struct slice *fields, size_t count,
		    uint8_t out[32]);

void hex_write(const uint8_t *bytes, size_t size, char *out); /* 2 * size + 1 bytes; lower case */
MUST_USE bool hex_read(struct slice text, uint8_t *out,
		       size_t size); /* exactly 2 * size lower-case digits */
/* RFC 4648, canonical or refused. padded: with '=', as minisign; without, as age. Returns SIZE_MAX
 * when refused. */
MUST_USE size_t base64_read(struct slice text, bool padded, uint8_t *out, size_t capacity);
void base64_write(const uint8_t *bytes, size_t size, bool padded,
		  char *out); /* NUL-terminated; 4 * ((size + 2) / 3) + 1 bytes */
bool bytes_equal(const void *a, const void *b, size_t size); /* in constant time */

#endif
