#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/digest.h"
#include "export/sayso/identity/signing_key.h"
#include "tests/unit/keys_made.h"

#define ID "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"

#define BLOB 158

static void blob_of(struct slice file, uint8_t blob[BLOB])
{
	const char *line = (const char *)memchr(file.bytes, '\n', file.size) + 1;
	struct slice text = {line, (size_t)(file.bytes + file.size - line) - 1};
	assert_int_equal(line[text.size], '\n');
	assert_int_equal(base64_read(text, true, blob, BLOB), BLOB);
}

static enum signing_key_result read_blob(const uint8_t blob[BLOB])
{
	struct minisign_secret secret;
	char text[512] = "untrusted comment: x\n";
	base64_write(blob, BLOB, true, text + strlen(text));
	return signing_key_read(slice_of(text), slice_of("none"), &secret);
}

/* As docs/formats.md has it: the passphrase costs what identity.age costs. */
static void test_signing_key_bytes(void **state)
{
	static const uint8_t ops_and_memory[16] = {[2] = 0x80, [8 + 3] = 0x10};
	static const uint8_t zeros[54];
	struct two_folders *folders = folders_of(state);
	uint8_t blob[BLOB];
	struct slice file = get(folders->sealed, "signing.key", &folders->problems);
	blob_of(file, blob);
	assert_memory_equal(blob, "EdScB2", 6);
	assert_memory_not_equal(blob + 6, zeros, 32);
	assert_memory_equal(blob + 38, ops_and_memory, 16);
	release(file);
	file = get(folders->plain, "signing.key", &folders->problems);
	blob_of(file, blob);
	assert_memory_equal(blob, "Ed\0\0B2", 6);
	assert_memory_equal(blob + 6, zeros, 48);
	release(file);
}

/* minisign shows the id as a number: its last byte first. */
static void test_signing_public(void **state)
{
	struct two_folders *folders = folders_of(state);
	struct slice file = get(folders->plain, "signing.pub", &folders->problems);
	struct keys keys;
	char expected[128];
	assert_true(keys_open(folders->plain, true, NULL, &keys, &folders->problems));
	const uint8_t *id = keys.signing_public.id;
	snprintf(expected, sizeof expected,
		 "untrusted comment: minisign public key %02X%02X%02X%02X%02X%02X%02X%02X\n", id[7],
		 id[6], id[5], id[4], id[3], id[2], id[1], id[0]);
	assert_true(slice_starts(file, expected));
	assert_int_equal(file.size, strlen(expected) + MINISIGN_PUBLIC_TEXT);
	keys_release(&keys);
	release(file);
}

/* What the first bytes say must be known, and not ask for the moon. */
static void test_signing_key_refused(void **state)
{
	static const struct {
		size_t at;
		uint8_t value;
	} rows[] = {
		{0, 'e'}, {1, 'D'}, {2, 1},   {2, 'S'},    {3, 1},
		{4, 'b'}, {5, '3'}, {54, 99}, {126, 0x5A}, {125, 0x5A},
	};
	static const struct {
		uint64_t ops, memory;
	} limits[] = {{(1u << 27) + 1, 1 << 20}, {1 << 20, (1u << 30) + 1}, {1 << 20, UINT64_MAX}};
	struct two_folders *folders = folders_of(state);
	uint8_t right[BLOB], blob[BLOB];
	struct slice file = get(folders->plain, "signing.key", &folders->problems);
	blob_of(file, right);
	assert_int_equal(read_blob(right), SIGNING_KEY_OPENED);
	for (size_t i = 0; i < countof(rows); i++) {
		memcpy(blob, right, BLOB);
		blob[rows[i].at] = (uint8_t)(blob[rows[i].at] == rows[i].value ? 1 : rows[i].value);
		assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	}
	for (size_t i = 0; i < countof(limits); i++) {
		memcpy(blob, right, BLOB);
		memcpy(blob + 2, "Sc", 2);
		for (size_t k = 0; k < 8; k++) {
			blob[38 + k] = (uint8_t)(limits[i].ops >> 8 * k);
			blob[46 + k] = (uint8_t)(limits[i].memory >> 8 * k);
		}
		assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	}
	memcpy(blob, right, BLOB); /* no checksum, as stock minisign: the halves must fit */
	memset(blob + 126, 0, 32);
	assert_int_equal(read_blob(blob), SIGNING_KEY_OPENED);
	blob[62] ^= 1;
	assert_int_equal(read_blob(blob), SIGNING_KEY_BAD);
	release(file);
}

/* The identity in plain text, the signing key not: then it is asked for the key's sake. */
static void test_signing_key_asks_too(void **state)
{
	struct two_folders *folders = folders_of(state);
	const char *copy = copy_of(folders->sealed, folders->base, "mixed");
	struct answer given = {.passphrase = PASSPHRASE};
	const struct passphrase_asker asker = {answer, &given};
	struct keys keys;
	assert_int_equal(unlink(in(copy, "identity.age")), 0);
	put(copy, "identity.txt", slice_of(ID "\n"), &folders->problems);
	assert_true(keys_open(copy, true, &asker, &keys, &folders->problems));
	assert_int_equal(given.asked, 1);
	assert_signs(&keys);
	keys_release(&keys);
	given.passphrase = "another";
	assert_false(keys_open(copy, true, &asker, &keys, &folders->problems));
	assert_non_null(strstr(problems_first(&folders->problems), "does not open"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signing_key_bytes),
		cmocka_unit_test(test_signing_public),
		cmocka_unit_test(test_signing_key_refused),
		cmocka_unit_test(test_signing_key_asks_too),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
