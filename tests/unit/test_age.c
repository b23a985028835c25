/* Opening against the public vectors of tests/vectors/age, and sealing against opening. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <zlib.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/formats/digest.h"
#include "export/formats/file.h"
#include "export/sayso/identity/age_passphrase.h"
#include "tests/unit/age_keys.h"

#define VECTORS "tests/vectors/age"
#define VECTOR_COUNT 92
#define IDENTITIES 4
#define INFLATED_MOST (20u << 20)

struct vector {
	struct slice expect, payload, passphrase;
	struct age_identity identities[IDENTITIES];
	size_t identity_count;
	bool compressed, scrypt;
	struct slice sealed;
};

static struct age_identity identity_from(struct slice text)
{
	struct age_identity identity;
	assert_true(age_identity_read(text, identity.secret));
	crypto_scalarmult_base(identity.public_key, identity.secret);
	return identity;
}

static void vector_key(struct vector *vector, struct slice key, struct slice value)
{
	if (slice_is(key, "expect"))
		vector->expect = value;
	else if (slice_is(key, "payload"))
		vector->payload = value;
	else if (slice_is(key, "passphrase"))
		vector->passphrase = value, vector->scrypt = true;
	else if (slice_is(key, "compressed"))
		vector->compressed = slice_is(value, "zlib");
	else if (slice_is(key, "identity") && vector->identity_count < IDENTITIES)
		vector->identities[vector->identity_count++] = identity_from(value);
}

static struct vector vector_read(struct slice text)
{
	struct vector vector = {.identity_count = 0};
	for (;;) {
		const char *end = memchr(text.bytes, '\n', text.size);
		assert_non_null(end);
		struct slice line = {text.bytes, (size_t)(end - text.bytes)};
		text = slice_from(text, line.size + 1);
		if (line.size == 0)
			break;
		const char *colon = memchr(line.bytes, ':', line.size);
		assert_non_null(colon);
		struct slice key = {line.bytes, (size_t)(colon - line.bytes)};
		vector_key(&vector, key, slice_from(line, key.size + 2));
	}
	vector.sealed = text;
	return vector;
}

static struct slice inflated(struct slice packed, uint8_t *out)
{
	uLongf size = INFLATED_MOST;
	assert_int_equal(uncompress(out, &size, (const Bytef *)packed.bytes, (uLong)packed.size),
			 Z_OK);
	return (struct slice){(const char *)out, size};
}

static const char *expectation(enum age_result result)
{
	static const char *const names[] = {
		[AGE_OPENED] = "success",
		[AGE_NO_MATCH] = "no match",
		[AGE_HEADER_BAD] = "header failure",
		[AGE_HMAC_BAD] = "HMAC failure",
		[AGE_PAYLOAD_BAD] = "payload failure",
		[AGE_NO_MEMORY] = "no memory",
	};
	return names[result];
}

/* Whether the vector's result is the expected one; says which is not. */
static bool vector_holds(const char *name, struct slice text, uint8_t *unpacked, uint8_t *plain)
{
	struct vector vector = vector_read(text);
	struct slice sealed = vector.compressed ? inflated(vector.sealed, unpacked) : vector.sealed;
	size_t size = 99;
	enum age_result result =
		vector.scrypt
			? age_open_passphrase(sealed, vector.passphrase, plain, &size)
			: age_open(sealed, vector.identities, vector.identity_count, plain, &size);
	char digest[2 * SHA256_SIZE + 1];
	uint8_t hash[SHA256_SIZE];
	sha256((struct slice){(const char *)plain, size}, hash);
	hex_write(hash, sizeof hash, digest);
	bool right = slice_is(vector.expect, expectation(result)) &&
		     (vector.payload.size == 0 ? size == 0 : slice_is(vector.payload, digest));
	if (!right)
		print_error("%s: %s, %zu bytes\n", name, expectation(result), size);
	return right;
}

static void test_vectors(void **state)
{
	(void)state;
	struct problems *problems = calloc(1, sizeof *problems);
	struct arena arena;
	uint8_t *unpacked = malloc(INFLATED_MOST), *plain = malloc(INFLATED_MOST);
	const char **names;
	size_t count, seen = 0, wrong = 0;
	assert_true(problems != NULL && unpacked != NULL && plain != NULL);
	arena_init(&arena, 1 << 20);
	assert_true(folder_list(VECTORS, &arena, &names, &count, problems));
	for (size_t i = 0; i < count; i++) {
		char path[PATH_SIZE], *bytes;
		size_t size;
		if (strcmp(names[i], "README.md") == 0)
			continue;
		assert_true(path_join(path, VECTORS, names[i]));
		assert_true(file_read(path, 1 << 20, &bytes, &size, problems));
		wrong += !vector_holds(names[i], (struct slice){bytes, size}, unpacked, plain);
		seen++;
		free(bytes);
	}
	assert_int_equal(seen, VECTOR_COUNT);
	assert_int_equal(wrong, 0);
	arena_release(&arena);
	free(unpacked);
	free(plain);
	free(problems);
}

static void test_seal_and_open(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(sizes); i++) {
		struct age_identity identities[3] = {new_identity(), new_identity(),
						     new_identity()};
		struct age_recipient recipients[2] = {recipient_of(&identities[0]),
						      recipient_of(&identities[1])};
		struct slice plain = noise(sizes[i]);
		size_t size = age_sealed_size(plain.size, 2), opened_size;
		uint8_t *sealed = malloc(size), *opened = malloc(size);
		struct slice sealed_slice = {(const char *)sealed, size};
		assert_true(age_seal(plain, recipients, 2, sealed));
		for (size_t who = 0; who < 2; who++) {
			memset(opened, 0, size);
			assert_int_equal(
				age_open(sealed_slice, &identities[who], 1, opened, &opened_size),
				AGE_OPENED);
			assert_int_equal(opened_size, plain.size);
			assert_memory_equal(opened, plain.bytes, plain.size);
		}
		assert_int_equal(age_open(sealed_slice, &identities[2], 1, opened, &opened_size),
				 AGE_NO_MATCH);
		assert_int_equal(age_open(sealed_slice, identities, 0, opened, &opened_size),
				 AGE_NO_MATCH);
		free(sealed);
		free(opened);
	}
}

/* More chunks than a byte counts. */
static void test_many_chunks(void **state)
{
	(void)state;
	struct age_identity identity = new_identity();
	struct age_recipient recipient = recipient_of(&identity);
	const size_t plain_size = 257 * (size_t)AGE_CHUNK + 1;
	size_t size = age_sealed_size(plain_size, 1), opened_size;
	char *plain = calloc(1, plain_size);
	uint8_t *sealed = malloc(size), *opened = malloc(size);
	assert_true(plain != NULL && sealed != NULL && opened != NULL);
	assert_true(age_seal((struct slice){plain, plain_size}, &recipient, 1, sealed));
	assert_int_equal(age_open((struct slice){(const char *)sealed, size}, &identity, 1, opened,
				  &opened_size),
			 AGE_OPENED);
	assert_int_equal(opened_size, plain_size);
	assert_memory_equal(opened, plain, plain_size);
	free(plain);
	free(sealed);
	free(opened);
}

/* Any cut, and any changed byte, is noticed, and no more than whole good chunks are given. */
static void test_damage(void **state)
{
	(void)state;
	struct age_identity identity = new_identity();
	struct age_recipient recipient = recipient_of(&identity);
	uint8_t sealed[1024], opened[1024];
	struct slice plain = noise(100);
	size_t size = age_sealed_size(plain.size, 1), opened_size;
	assert_true(size < sizeof sealed);
	assert_true(age_seal(plain, &recipient, 1, sealed));
	for (size_t cut = 0; cut < size; cut++) {
		assert_int_not_equal(age_open((struct slice){(const char *)sealed, cut}, &identity,
					      1, opened, &opened_size),
				     AGE_OPENED);
		assert_int_equal(opened_size, 0);
	}
	for (size_t at = 0; at < size; at++) {
		sealed[at] ^= 1;
		assert_int_not_equal(age_open((struct slice){(const char *)sealed, size}, &identity,
					      1, opened, &opened_size),
				     AGE_OPENED);
		assert_int_equal(opened_size, 0);
		sealed[at] ^= 1;
	}
}

static void test_seal_refuses(void **state)
{
	(void)state;
	struct age_identity identity = new_identity();
	struct age_recipient many[AGE_RECIPIENTS_MOST + 1], low = {{0}};
	for (size_t i = 0; i < countof(many); i++)
		many[i] = recipient_of(&identity);
	uint8_t sealed[4096];
	assert_true(age_sealed_size(1, countof(many)) < sizeof sealed);
	assert_false(age_seal(slice_of("x"), many, 0, sealed));
	assert_false(age_seal(slice_of("x"), many, countof(many), sealed));
	assert_true(age_seal(slice_of("x"), many, AGE_RECIPIENTS_MOST, sealed));
	many[1] = low;
	assert_false(age_seal(slice_of("x"), many, 2, sealed));
}

#define A43 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define FOOTER "--- " A43 "\n"

/* The version line, so many times the stanza, a footer that fits nothing, and a nonce. */
static enum age_result open_header(struct slice stanza, size_t times)
{
	struct age_identity identity = new_identity();
	struct buffer file = buffer_growing(1 << 20);
	uint8_t plain[64];
	size_t plain_size;
	buffer_add_text(&file, AGE_VERSION_LINE);
	for (size_t i = 0; i < times; i++)
		buffer_add_slice(&file, stanza);
	buffer_add_text(&file, FOOTER "0123456789abcdef0123456789abcdef");
	assert_true(buffer_fits(&file));
	enum age_result result = age_open(buffer_slice(&file), &identity, 1, plain, &plain_size);
	buffer_release(&file);
	return result;
}

/* Each at its limit and one over. */
static void test_open_limits(void **state)
{
	(void)state;
	static const char line[] =
		"-> X25519 RSoqivhldpNFM2FwjJ86oHYl2Tjz9n2QOTyBGjXC5QQ\n" A43 "\n";
	struct slice other = slice_of("-> other\n\n"), known = slice_of(line);
	const size_t other_most = (AGE_HEADER_MOST - strlen(AGE_VERSION_LINE)) / other.size;
	assert_int_equal(open_header(other, 0), AGE_HEADER_BAD);
	assert_int_equal(open_header(other, 1), AGE_NO_MATCH);
	assert_int_equal(open_header(other, other_most), AGE_NO_MATCH);
	assert_int_equal(open_header(other, other_most + 1), AGE_HEADER_BAD);
	assert_int_equal(open_header(known, 1), AGE_NO_MATCH);
	assert_int_equal(open_header(known, AGE_RECIPIENTS_MOST), AGE_NO_MATCH);
	assert_int_equal(open_header(known, AGE_RECIPIENTS_MOST + 1), AGE_HEADER_BAD);
}

static void test_open_long_line(void **state)
{
	(void)state;
	static char line[AGE_HEADER_MOST + 100];
	const size_t sizes_tried[] = {AGE_HEADER_MOST - 1, AGE_HEADER_MOST};
	for (size_t i = 0; i < countof(sizes_tried); i++) {
		memset(line, 'x', sizeof line);
		memcpy(line, "-> ", 3);
		line[sizes_tried[i]] = '\n';
		line[sizes_tried[i] + 1] = '\n';
		/* after so long a line no more of a header is looked at */
		assert_int_equal(open_header((struct slice){line, sizes_tried[i] + 2}, 1),
				 AGE_HEADER_BAD);
	}
}

static void test_result_texts(void **state)
{
	(void)state;
	for (int result = AGE_OPENED; result <= AGE_NO_MEMORY; result++)
		assert_true(strlen(age_result_text((enum age_result)result)) > 10);
}

/* A file sealed to a passphrase comes back; a wrong passphrase does not fit. */
static void test_passphrase(void **state)
{
	(void)state;
	struct slice plain = noise(300), right = slice_of("four words or so"),
		     wrong = slice_of("four words or sO");
	size_t size = age_passphrase_size(plain.size), opened_size;
	uint8_t *sealed = malloc(size), *opened = malloc(size);
	struct slice file = {(const char *)sealed, size};
	assert_true(age_seal_passphrase(plain, right, sealed));
	assert_int_equal(age_open_passphrase(file, right, opened, &opened_size), AGE_OPENED);
	assert_int_equal(opened_size, plain.size);
	assert_memory_equal(opened, plain.bytes, plain.size);
	assert_int_equal(age_open_passphrase(file, wrong, opened, &opened_size), AGE_NO_MATCH);
	struct age_identity identity = new_identity();
	assert_int_equal(age_open(file, &identity, 1, opened, &opened_size), AGE_NO_MATCH);
	free(sealed);
	free(opened);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),        cmocka_unit_test(test_seal_and_open),
		cmocka_unit_test(test_many_chunks),    cmocka_unit_test(test_damage),
		cmocka_unit_test(test_seal_refuses),   cmocka_unit_test(test_open_limits),
		cmocka_unit_test(test_open_long_line), cmocka_unit_test(test_result_texts),
		cmocka_unit_test(test_passphrase),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
