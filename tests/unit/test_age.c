/* Opening against the public vectors of tests/vectors/age; sealing against opening; and both against
 * stock age, in both directions, where it is installed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "export/formats/digest.h"
#include "export/formats/file.h"
#include "export/sayso/identity/age_open.h"
#include "export/sayso/identity/age_passphrase.h"

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

/* What the other tests share. */
static struct age_identity new_identity(void)
{
	struct age_identity identity;
	randombytes_buf(identity.secret, sizeof identity.secret);
	crypto_scalarmult_base(identity.public_key, identity.secret);
	return identity;
}

static struct age_recipient recipient_of(const struct age_identity *identity)
{
	struct age_recipient recipient;
	memcpy(recipient.public_key, identity->public_key, sizeof recipient.public_key);
	return recipient;
}

static const size_t sizes[] = {0,      1,      15,	  4096,	 65519,
			       65520,  65535,  AGE_CHUNK, 65537, 2 * AGE_CHUNK - 1,
			       131072, 131073, 200000};

static struct slice noise(size_t size)
{
	static char bytes[200000];
	randombytes_buf(bytes, size);
	return (struct slice){bytes, size};
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

/* Stock age. */
struct stock {
	char folder[PATH_SIZE], identity_path[PATH_SIZE], in[PATH_SIZE], out[PATH_SIZE];
	struct age_identity identity;
	char recipient[AGE_RECIPIENT_TEXT];
	struct problems problems;
};

/* The exit code; 127 when it is not installed. */
static int run(const char *const *arguments)
{
	pid_t child;
	int status;
	extern char **environ;
	posix_spawn_file_actions_t actions;
	assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
	assert_int_equal(
		posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
		0);
	if (posix_spawnp(&child, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
			 environ) != 0)
		child = -1;
	posix_spawn_file_actions_destroy(&actions);
	if (child < 0)
		return 127;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void stock_put(struct stock *stock, const char *path, struct slice bytes)
{
	assert_int_not_equal(file_write(path, bytes, FILE_PRIVATE, true, &stock->problems),
			     FILE_FAILED);
}

static int stock_set_up(void **state)
{
	struct stock *stock = calloc(1, sizeof *stock);
	char text[AGE_IDENTITY_TEXT];
	snprintf(stock->folder, sizeof stock->folder, "%s/sayso-age-XXXXXX",
		 getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	if (mkdtemp(stock->folder) == NULL || !path_join(stock->in, stock->folder, "in") ||
	    !path_join(stock->out, stock->folder, "out") ||
	    !path_join(stock->identity_path, stock->folder, "identity"))
		return -1;
	stock->identity = new_identity();
	struct age_recipient recipient = recipient_of(&stock->identity);
	age_identity_write(stock->identity.secret, text);
	age_recipient_write(&recipient, stock->recipient);
	stock_put(stock, stock->identity_path, slice_of(text));
	*state = stock;
	return 0;
}

static int stock_tear_down(void **state)
{
	struct stock *stock = *state;
	unlink(stock->in);
	unlink(stock->out);
	unlink(stock->identity_path);
	rmdir(stock->folder);
	free(stock);
	return 0;
}

static void skip_without_age(void)
{
	const char *const version[] = {"age", "--version", NULL};
	if (run(version) == 127) {
		print_message("age is not installed\n");
		skip();
	}
}

static void assert_file_holds(struct stock *stock, const char *path, struct slice expected)
{
	char *bytes;
	size_t size;
	assert_true(file_read(path, 1 << 20, &bytes, &size, &stock->problems));
	assert_int_equal(size, expected.size);
	assert_memory_equal(bytes, expected.bytes, size);
	free(bytes);
}

static void test_stock_opens_ours(void **state)
{
	struct stock *stock = *state;
	skip_without_age();
	for (size_t i = 0; i < countof(sizes); i++) {
		struct age_identity other = new_identity();
		struct age_recipient recipients[2] = {recipient_of(&other),
						      recipient_of(&stock->identity)};
		struct slice plain = noise(sizes[i]);
		size_t size = age_sealed_size(plain.size, 2);
		uint8_t *sealed = malloc(size);
		assert_true(age_seal(plain, recipients, 2, sealed));
		stock_put(stock, stock->in, (struct slice){(const char *)sealed, size});
		const char *const arguments[] = {"age", "-d",	    "-i",      stock->identity_path,
						 "-o",	stock->out, stock->in, NULL};
		assert_int_equal(run(arguments), 0);
		if (plain.size > 0) /* of nothing, age makes no file */
			assert_file_holds(stock, stock->out, plain);
		free(sealed);
	}
}

static void test_ours_opens_stock(void **state)
{
	struct stock *stock = *state;
	skip_without_age();
	for (size_t i = 0; i < countof(sizes); i++) {
		struct slice plain = noise(sizes[i]);
		char *sealed;
		size_t size, opened_size;
		stock_put(stock, stock->in, plain);
		unlink(stock->out);
		const char *const arguments[] = {
			"age", "-r", stock->recipient, "-o", stock->out, stock->in, NULL};
		assert_int_equal(run(arguments), 0);
		assert_true(file_read(stock->out, 1 << 20, &sealed, &size, &stock->problems));
		uint8_t *opened = malloc(size);
		assert_int_equal(age_open((struct slice){sealed, size}, &stock->identity, 1, opened,
					  &opened_size),
				 AGE_OPENED);
		assert_int_equal(opened_size, plain.size);
		assert_memory_equal(opened, plain.bytes, plain.size);
		free(sealed);
		free(opened);
	}
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
		cmocka_unit_test(test_vectors),
		cmocka_unit_test(test_seal_and_open),
		cmocka_unit_test(test_many_chunks),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_seal_refuses),
		cmocka_unit_test(test_open_limits),
		cmocka_unit_test(test_open_long_line),
		cmocka_unit_test(test_result_texts),
		cmocka_unit_test(test_passphrase),
		cmocka_unit_test_setup_teardown(test_stock_opens_ours, stock_set_up,
						stock_tear_down),
		cmocka_unit_test_setup_teardown(test_ours_opens_stock, stock_set_up,
						stock_tear_down),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
