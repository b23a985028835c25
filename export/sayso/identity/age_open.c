#include <sodium.h>

#include "export/formats/digest.h"
#include "export/sayso/identity/age_open.h"
#include "export/sayso/identity/age_passphrase.h"
#include "surveys/base/bounds.h"

#define LINE_MOST 64 /* characters of a full line of a stanza's body */
#define BODY 32      /* bytes of the body of both kinds of stanza that are known here */
#define SHARE 32
#define ARGUMENTS_MOST 3 /* of the known kinds */

enum stanza_kind { STANZA_OTHER, STANZA_X25519, STANZA_SCRYPT };

struct stanza {
	enum stanza_kind kind;
	uint8_t argument[SHARE]; /* X25519: the ephemeral share; scrypt: the salt */
	unsigned work_factor;
	uint8_t body[BODY];
};

struct header {
	struct slice rest; /* not read yet */
	struct stanza known[AGE_RECIPIENTS_MOST];
	size_t known_count;
	size_t stanza_count;
	bool scrypt;
	struct slice signed_bytes; /* what the MAC is over */
	uint8_t mac[32];
};

/* Cuts a line off; false when none ends. */
static bool next_line(struct slice *rest, struct slice *line)
{
	const char *end = rest->size == 0 ? NULL : memchr(rest->bytes, '\n', rest->size);
	if (end == NULL)
		return false;
	*line = (struct slice){rest->bytes, (size_t)(end - rest->bytes)};
	*rest = slice_from(*rest, line->size + 1);
	return true;
}

/* Arguments are of visible ASCII, with one space between. More than most are counted, not kept. */
static bool split_arguments(struct slice line, struct slice *arguments, size_t most, size_t *count)
{
	size_t start = 0;
	*count = 0;
	for (size_t i = 0; i <= line.size; i++) {
		char c = i < line.size ? line.bytes[i] : ' ';
		if (c != ' ' && (c < 33 || c > 126))
			return false;
		if (c != ' ')
			continue;
		if (i == start)
			return false;
		if (*count < most)
			arguments[*count] = (struct slice){line.bytes + start, i - start};
		++*count;
		start = i + 1;
	}
	return true;
}

/* Lines of 64 characters and a shorter one, which may be empty; longer ones have no room in bytes.
 * Keeps the first BODY bytes. */
static bool read_body(struct slice *rest, uint8_t body[BODY], size_t *body_size)
{
	struct slice line;
	*body_size = 0;
	do {
		uint8_t bytes[LINE_MOST / 4 * 3];
		if (!next_line(rest, &line))
			return false;
		size_t size = base64_read(line, false, bytes, sizeof bytes);
		if (size == SIZE_MAX)
			return false;
		if (*body_size == 0)
			memcpy(body, bytes, size < BODY ? size : BODY);
		*body_size += size;
	} while (line.size == LINE_MOST);
	return true;
}

static bool read_exactly(struct slice text, uint8_t *out, size_t size)
{
	uint8_t bytes[SHARE];
	if (base64_read(text, false, bytes, sizeof bytes) != size)
		return false;
	memcpy(out, bytes, size);
	return true;
}

/* No file key of another size, no share of another, no argument too many. */
static bool known_stanza(struct stanza *stanza, const struct slice *arguments, size_t count,
			 size_t body_size)
{
	int64_t work_factor;
	if (body_size != BODY)
		return false;
	if (stanza->kind == STANZA_X25519)
		return count == 2 && read_exactly(arguments[1], stanza->argument, SHARE);
	if (count != 3 || !read_exactly(arguments[1], stanza->argument, AGE_SCRYPT_SALT) ||
	    number_read(arguments[2], 1, AGE_WORK_FACTOR_MOST, &work_factor) != NUMBER_FINE)
		return false;
	stanza->work_factor = (unsigned)work_factor;
	return true;
}

static bool read_stanza(struct header *header, struct slice line)
{
	struct slice arguments[ARGUMENTS_MOST];
	struct stanza stanza = {.kind = STANZA_OTHER};
	size_t count, body_size;
	if (!split_arguments(slice_from(line, 3), arguments, countof(arguments), &count) ||
	    !read_body(&header->rest, stanza.body, &body_size))
		return false;
	header->stanza_count++;
	if (slice_is(arguments[0], "X25519"))
		stanza.kind = STANZA_X25519;
	else if (slice_is(arguments[0], "scrypt"))
		stanza.kind = STANZA_SCRYPT;
	else
		return true;
	if (header->known_count == countof(header->known) ||
	    !known_stanza(&stanza, arguments, count, body_size))
		return false;
	header->scrypt |= stanza.kind == STANZA_SCRYPT;
	header->known[header->known_count++] = stanza;
	return true;
}

/* "--- " and the MAC; the MAC is over all up to the third '-'. */
static bool read_footer(struct header *header, struct slice sealed, struct slice line)
{
	header->signed_bytes =
		(struct slice){sealed.bytes, (size_t)(line.bytes - sealed.bytes) + 3};
	return slice_starts(line, "--- ") && read_exactly(slice_from(line, 4), header->mac, 32);
}

static bool header_read(struct slice sealed, struct header *header)
{
	struct slice line;
	*header = (struct header){.rest = sealed};
	if (!slice_starts(sealed, AGE_VERSION_LINE))
		return false;
	header->rest = slice_from(sealed, sizeof AGE_VERSION_LINE - 1);
	for (;;) {
		if (sealed.size - header->rest.size > AGE_HEADER_MOST ||
		    !next_line(&header->rest, &line))
			return false;
		if (!slice_starts(line, "-> "))
			break;
		if (!read_stanza(header, line))
			return false;
	}
	return read_footer(header, sealed, line) && header->stanza_count > 0 &&
	       (!header->scrypt || header->stanza_count == 1);
}

static bool unwrap(const uint8_t wrap_key[32], const uint8_t body[BODY],
		   uint8_t file_key[AGE_FILE_KEY])
{
	static const uint8_t nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	return crypto_aead_chacha20poly1305_ietf_decrypt(file_key, NULL, NULL, body, BODY, NULL, 0,
							 nonce, wrap_key) == 0;
}

/* A share of low order would make a secret that everybody knows. */
static enum age_result unwrap_x25519(const struct stanza *stanza,
				     const struct age_identity *identity,
				     uint8_t file_key[AGE_FILE_KEY])
{
	uint8_t shared[32], wrap_key[32], salt[64];
	enum age_result result = AGE_HEADER_BAD;
	if (crypto_scalarmult(shared, identity->secret, stanza->argument) == 0) {
		memcpy(salt, stanza->argument, SHARE);
		memcpy(salt + SHARE, identity->public_key, 32);
		hkdf_sha256((struct slice){(const char *)salt, sizeof salt},
			    (struct slice){(const char *)shared, sizeof shared},
			    slice_of(AGE_X25519_INFO), wrap_key);
		result = unwrap(wrap_key, stanza->body, file_key) ? AGE_OPENED : AGE_NO_MATCH;
	}
	sodium_memzero(shared, sizeof shared);
	sodium_memzero(wrap_key, sizeof wrap_key);
	return result;
}

static enum age_result file_key_x25519(const struct header *header,
				       const struct age_identity *identities, size_t count,
				       uint8_t file_key[AGE_FILE_KEY])
{
	enum age_result result = AGE_NO_MATCH;
	for (size_t i = 0; i < count && result == AGE_NO_MATCH; i++) {
		for (size_t k = 0; k < header->known_count && result == AGE_NO_MATCH; k++) {
			if (header->known[k].kind == STANZA_X25519)
				result = unwrap_x25519(&header->known[k], &identities[i], file_key);
		}
	}
	return result;
}

static enum age_result file_key_scrypt(const struct header *header, struct slice passphrase,
				       uint8_t file_key[AGE_FILE_KEY])
{
	uint8_t wrap_key[32];
	enum age_result result = AGE_NO_MEMORY;
	if (!header->scrypt)
		return AGE_NO_MATCH;
	if (age_scrypt_key(passphrase, header->known[0].argument, header->known[0].work_factor,
			   wrap_key))
		result = unwrap(wrap_key, header->known[0].body, file_key) ? AGE_OPENED
									   : AGE_NO_MATCH;
	sodium_memzero(wrap_key, sizeof wrap_key);
	return result;
}

static bool mac_right(const struct header *header, const uint8_t file_key[AGE_FILE_KEY])
{
	uint8_t mac_key[32];
	hkdf_sha256(slice_of(""), (struct slice){(const char *)file_key, AGE_FILE_KEY},
		    slice_of("header"), mac_key);
	bool right = crypto_auth_hmacsha256_verify(header->mac,
						   (const uint8_t *)header->signed_bytes.bytes,
						   header->signed_bytes.size, mac_key) == 0;
	sodium_memzero(mac_key, sizeof mac_key);
	return right;
}

struct stream {
	struct slice rest;
	uint8_t key[32], nonce[12]; /* number of the chunk, big-endian in 11 bytes; last or not */
	uint8_t *plain;
	size_t plain_size;
};

static bool chunk_as(struct stream *stream, size_t size, bool last)
{
	stream->nonce[11] = last;
	return crypto_aead_chacha20poly1305_ietf_decrypt(stream->plain + stream->plain_size, NULL,
							 NULL, (const uint8_t *)stream->rest.bytes,
							 size, NULL, 0, stream->nonce,
							 stream->key) == 0;
}

static void nonce_next(uint8_t nonce[12])
{
	size_t i = 11;
	while (i > 0 && ++nonce[i - 1] == 0)
		i--;
}

/* A whole chunk may be a last one too. The end of the file without a last chunk, bytes after it,
 * and an empty one after others are errors. */
static enum age_result stream_open(struct stream *stream)
{
	for (bool last = false; !last; nonce_next(stream->nonce)) {
		size_t size = stream->rest.size < AGE_CHUNK + AGE_TAG ? stream->rest.size
								      : AGE_CHUNK + AGE_TAG;
		if (size < AGE_TAG || (size == AGE_TAG && stream->plain_size > 0))
			return AGE_PAYLOAD_BAD;
		last = size < AGE_CHUNK + AGE_TAG || !chunk_as(stream, size, false);
		if (last && !chunk_as(stream, size, true))
			return AGE_PAYLOAD_BAD;
		stream->plain_size += size - AGE_TAG;
		stream->rest = slice_from(stream->rest, size);
	}
	return stream->rest.size == 0 ? AGE_OPENED : AGE_PAYLOAD_BAD;
}

static enum age_result payload_open(const struct header *header,
				    const uint8_t file_key[AGE_FILE_KEY], uint8_t *plain,
				    size_t *plain_size)
{
	struct stream stream = {.plain = plain};
	struct slice nonce = {header->rest.bytes, AGE_NONCE};
	if (header->rest.size < AGE_NONCE)
		return AGE_HEADER_BAD;
	stream.rest = slice_from(header->rest, AGE_NONCE);
	hkdf_sha256(nonce, (struct slice){(const char *)file_key, AGE_FILE_KEY},
		    slice_of("payload"), stream.key);
	enum age_result result = stream_open(&stream);
	*plain_size = stream.plain_size;
	sodium_memzero(&stream, sizeof stream);
	return result;
}

/* identities NULL: by the passphrase. */
static enum age_result open_by(struct slice sealed, const struct age_identity *identities,
			       size_t count, struct slice passphrase, uint8_t *plain,
			       size_t *plain_size)
{
	struct header header;
	uint8_t file_key[AGE_FILE_KEY];
	*plain_size = 0;
	if (!header_read(sealed, &header))
		return AGE_HEADER_BAD;
	enum age_result result = identities == NULL
					 ? file_key_scrypt(&header, passphrase, file_key)
					 : file_key_x25519(&header, identities, count, file_key);
	if (result == AGE_OPENED && !mac_right(&header, file_key))
		result = AGE_HMAC_BAD;
	if (result == AGE_OPENED)
		result = payload_open(&header, file_key, plain, plain_size);
	sodium_memzero(file_key, sizeof file_key);
	return result;
}

enum age_result age_open(struct slice sealed, const struct age_identity *identities, size_t count,
			 uint8_t *plain, size_t *plain_size)
{
	static const struct age_identity none;
	return open_by(sealed, count == 0 ? &none : identities, count, slice_of(""), plain,
		       plain_size);
}

enum age_result age_open_passphrase(struct slice sealed, struct slice passphrase, uint8_t *plain,
				    size_t *plain_size)
{
	return open_by(sealed, NULL, 0, passphrase, plain, plain_size);
}

const char *age_result_text(enum age_result result)
{
	switch (result) {
	case AGE_OPENED:
		return "it was opened";
	case AGE_NO_MATCH:
		return "it is not sealed to this key or passphrase";
	case AGE_HEADER_BAD:
		return "it is not an age file, or its beginning is damaged";
	case AGE_HMAC_BAD:
		return "its beginning was changed after it was sealed";
	case AGE_PAYLOAD_BAD:
		return "it is damaged or cut off";
	case AGE_NO_MEMORY:
		return "its passphrase asks for more memory than this machine can give";
	}
	return "it cannot be opened";
}
