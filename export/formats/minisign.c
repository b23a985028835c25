#include <sodium.h>

#include "export/formats/digest.h"
#include "export/formats/minisign.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "
#define HASH_SIZE 64
#define SIGNATURE_SIZE 64
#define BLOB_SIZE (2 + 8 + SIGNATURE_SIZE)
#define BLOB_TEXT 100
#define GLOBAL_TEXT 88
#define PUBLIC_SIZE (2 + 8 + 32)

/* The four lines, taken apart. */
struct lines {
	struct slice label;
	uint8_t algorithm[2], id[8], signature[SIGNATURE_SIZE], global[SIGNATURE_SIZE];
};

void minisign_make(struct minisign_secret *secret, struct minisign_public *public_key)
{
	randombytes_buf(secret->id, sizeof secret->id);
	crypto_sign_keypair(public_key->key, secret->key);
	minisign_public_of(secret, public_key);
}

void minisign_public_of(const struct minisign_secret *secret, struct minisign_public *public_key)
{
	memcpy(public_key->id, secret->id, sizeof public_key->id);
	crypto_sign_ed25519_sk_to_pk(public_key->key, secret->key);
}

void minisign_public_write(const struct minisign_public *key, char out[MINISIGN_PUBLIC_TEXT])
{
	uint8_t bytes[PUBLIC_SIZE] = {'E', 'd'};
	memcpy(bytes + 2, key->id, 8);
	memcpy(bytes + 10, key->key, 32);
	base64_write(bytes, sizeof bytes, true, out);
}

bool minisign_public_read(struct slice text, struct minisign_public *key)
{
	uint8_t bytes[PUBLIC_SIZE];
	if (text.size != MINISIGN_PUBLIC_TEXT - 1 ||
	    base64_read(text, true, bytes, sizeof bytes) != sizeof bytes || bytes[0] != 'E' ||
	    bytes[1] != 'd')
		return false;
	memcpy(key->id, bytes + 2, 8);
	memcpy(key->key, bytes + 10, 32);
	return true;
}

bool minisign_public_equal(const struct minisign_public *a, const struct minisign_public *b)
{
	return bytes_equal(a->id, b->id, sizeof a->id) &&
	       bytes_equal(a->key, b->key, sizeof a->key);
}

static bool comment_valid(struct slice text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.bytes[i] < 0x20 || text.bytes[i] > 0x7E)
			return false;
	return text.size < MINISIGN_LABEL_MOST;
}

static void message_hash(struct slice message, uint8_t hash[HASH_SIZE])
{
	crypto_generichash(hash, HASH_SIZE, (const uint8_t *)message.bytes, message.size, NULL, 0);
}

/* What the global signature signs. */
struct global {
	uint8_t bytes[SIGNATURE_SIZE + MINISIGN_LABEL_MOST];
	size_t size;
};

static struct global global_of(const uint8_t signature[SIGNATURE_SIZE], struct slice label)
{
	struct global global = {.size = SIGNATURE_SIZE + label.size};
	memcpy(global.bytes, signature, SIGNATURE_SIZE);
	memcpy(global.bytes + SIGNATURE_SIZE, label.bytes, label.size);
	return global;
}

bool minisign_sign(const struct minisign_secret *secret, struct slice message, const char *label,
		   struct buffer *out)
{
	uint8_t hash[HASH_SIZE], blob[BLOB_SIZE] = {'E', 'D'}, global_signature[SIGNATURE_SIZE];
	char blob_text[BLOB_TEXT + 1], global_text[GLOBAL_TEXT + 1];
	struct slice text = slice_of(label);
	if (text.size == 0 || !comment_valid(text))
		return false;
	message_hash(message, hash);
	memcpy(blob + 2, secret->id, 8);
	crypto_sign_detached(blob + 10, NULL, hash, sizeof hash, secret->key);
	struct global global = global_of(blob + 10, text);
	crypto_sign_detached(global_signature, NULL, global.bytes, global.size, secret->key);
	base64_write(blob, sizeof blob, true, blob_text);
	base64_write(global_signature, sizeof global_signature, true, global_text);
	buffer_add_format(out, UNTRUSTED "signed by Sayso\n%s\n", blob_text);
	buffer_add_text(out, TRUSTED);
	buffer_add_slice(out, text);
	buffer_add_format(out, "\n%s\n", global_text);
	return buffer_fits(out);
}

/* Cuts a line and its LF off the front of *rest. */
static bool line_take(struct slice *rest, struct slice *line)
{
	const char *end = rest->size == 0 ? NULL : memchr(rest->bytes, '\n', rest->size);
	if (end == NULL)
		return false;
	*line = (struct slice){rest->bytes, (size_t)(end - rest->bytes)};
	*rest = slice_from(*rest, line->size + 1);
	return true;
}

static bool comment_take(struct slice *rest, const char *start, struct slice *comment)
{
	if (!line_take(rest, comment) || !slice_starts(*comment, start))
		return false;
	*comment = slice_from(*comment, strlen(start));
	return comment_valid(*comment);
}

static bool base64_take(struct slice *rest, uint8_t *out, size_t size)
{
	struct slice line;
	return line_take(rest, &line) && base64_read(line, true, out, size) == size;
}

static bool lines_read(struct slice signature, struct lines *lines)
{
	struct slice rest = signature, untrusted;
	uint8_t blob[BLOB_SIZE];
	if (!comment_take(&rest, UNTRUSTED, &untrusted) || !base64_take(&rest, blob, sizeof blob) ||
	    !comment_take(&rest, TRUSTED, &lines->label) || lines->label.size == 0 ||
	    !base64_take(&rest, lines->global, sizeof lines->global) || rest.size > 0)
		return false;
	memcpy(lines->algorithm, blob, 2);
	memcpy(lines->id, blob + 2, 8);
	memcpy(lines->signature, blob + 10, SIGNATURE_SIZE);
	return lines->algorithm[0] == 'E' && lines->algorithm[1] == 'D';
}

bool minisign_label(struct slice signature, struct slice *label)
{
	struct lines lines;
	if (!lines_read(signature, &lines))
		return false;
	*label = lines.label;
	return true;
}

bool minisign_check(const struct minisign_public *key, struct slice message, struct slice signature)
{
	struct lines lines;
	uint8_t hash[HASH_SIZE];
	if (!lines_read(signature, &lines) || !bytes_equal(lines.id, key->id, sizeof lines.id))
		return false;
	message_hash(message, hash);
	if (crypto_sign_verify_detached(lines.signature, hash, sizeof hash, key->key) != 0)
		return false;
	struct global global = global_of(lines.signature, lines.label);
	return crypto_sign_verify_detached(lines.global, global.bytes, global.size, key->key) == 0;
}
