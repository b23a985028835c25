/* docs/formats.md, The machine's data, followed by hand with libsodium alone: from a PIN to what a
 * pupil answered. So whoever reads that section can read a machine, and whoever changes a byte
 * notices. */
#include "tests/unit/vault_unit.h"

#define WRAP_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

/* The value behind "name: " in the vectors. */
static void vector(const char *name, uint8_t *out, size_t size)
{
	struct slice text = file_load("tests/vectors/vault.txt");
	char line[64], hex[200];
	assert_non_null(text.bytes);
	snprintf(line, sizeof line, "\n%s: ", name);
	const char *at = memmem(text.bytes, text.size, line, strlen(line));
	assert_non_null(at);
	at += strlen(line);
	assert_true((size_t)(text.bytes + text.size - at) > 2 * size && 2 * size < sizeof hex);
	memcpy(hex, at, 2 * size);
	hex[2 * size] = '\0';
	size_t got = 0;
	assert_int_equal(sodium_hex2bin(out, size, hex, 2 * size, NULL, &got, NULL), 0);
	assert_int_equal(got, size);
	assert_int_equal(at[2 * size], '\n');
	free((char *)text.bytes);
}

static void put_size(crypto_generichash_state *state, uint64_t size)
{
	uint8_t bytes[8];
	for (size_t i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(size >> (8 * i));
	crypto_generichash_update(state, bytes, sizeof bytes);
}

static void resume_key(const uint8_t session[32], const uint8_t sitting[32], uint8_t out[32])
{
	static const char label[] = "sayso resume 1";
	crypto_generichash_state state;
	crypto_generichash_init(&state, session, 32, 32);
	put_size(&state, sizeof label - 1);
	crypto_generichash_update(&state, (const uint8_t *)label, sizeof label - 1);
	put_size(&state, 32);
	crypto_generichash_update(&state, sitting, 32);
	crypto_generichash_final(&state, out, 32);
}

static void pin_key(const char *pin, const uint8_t salt[16], uint8_t out[32])
{
	assert_int_equal(crypto_pwhash(out, 32, pin, strlen(pin), salt, 3, 64 << 20,
				       crypto_pwhash_ALG_ARGON2ID13),
			 0);
}

static void slot_sum(const uint8_t *slot, uint32_t number, uint8_t out[32])
{
	crypto_hash_sha256_state state;
	const uint8_t bytes[4] = {(uint8_t)number, (uint8_t)(number >> 8), (uint8_t)(number >> 16),
				  (uint8_t)(number >> 24)};
	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const uint8_t *)"sayso slot 1", 12);
	crypto_hash_sha256_update(&state, bytes, sizeof bytes);
	crypto_hash_sha256_update(&state, slot + 32, 480);
	crypto_hash_sha256_final(&state, out);
}

static void test_vectors(void **state)
{
	uint8_t session[32], sitting[32], key[32], expected[32], slot[512] = {0}, salt[16];
	(void)state;
	vector("session key", session, 32);
	vector("sitting slot", sitting, 32);
	vector("resume key", expected, 32);
	resume_key(session, sitting, key);
	assert_memory_equal(key, expected, 32);
	for (size_t i = 13; i < 480; i++)
		slot[32 + i] = (uint8_t)((i - 13) * 7);
	memcpy(slot + 32, "\x07\0\0\0\x05\0\0\0hello", 13);
	slot_sum(slot, 300, key);
	vector("slot checksum", expected, 32);
	assert_memory_equal(key, expected, 32);
	vector("pin salt", salt, 16);
	vector("pin key", expected, 32);
	pin_key("246810", salt, key);
	assert_memory_equal(key, expected, 32);
}

/* --- A machine --- */

/* The payload of a slot, whose sum must fit. */
static const uint8_t *payload_of(struct slice keys, uint32_t slot, uint32_t size)
{
	const uint8_t *bytes = (const uint8_t *)keys.bytes + (size_t)slot * 4096;
	uint8_t sum[32];
	slot_sum(bytes, slot, sum);
	assert_memory_equal(bytes, sum, 32);
	assert_int_equal(bytes[36] | bytes[37] << 8, size);
	return bytes + 40;
}

static void unwrap(const uint8_t key[32], const void *to, size_t to_size, const uint8_t *wrapped,
		   size_t size, uint8_t *out)
{
	assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(
				 out, NULL, NULL, wrapped + WRAP_NONCE, size - WRAP_NONCE, to,
				 to_size, wrapped, key),
			 0);
}

static void blob_of(struct vault_bench *bench, struct db *db, const char *sql, uint8_t *out,
		    size_t size)
{
	struct db_statement *select = db_statement(db, sql, &bench->problems);
	assert_non_null(select);
	assert_int_equal(db_step(select, &bench->problems), DB_ROW);
	struct slice bytes = db_bytes(select, 0);
	assert_int_equal(bytes.size, size);
	memcpy(out, bytes.bytes, size);
	db_reset(select);
}

static void machine_key(struct slice keys, uint8_t out[32])
{
	uint8_t pin[32];
	const uint8_t *payload = payload_of(keys, 0, 88);
	pin_key(BENCH_PIN, payload, pin);
	unwrap(pin, "sayso machine key 1", 19, payload + 16, 72, out);
}

static void test_from_the_pin_to_the_answers(void **state)
{
	struct vault_bench *bench = *state;
	uint8_t machine[32], session[32], resume[32], record[16], to[19 + 4 + 64];
	uint8_t wrapped[2000], plain[2000];
	int64_t row = row_of(bench, "4CDFGH", VAULT_WAITING);
	assert_true(bench_start(bench, row, 1) && bench_save(bench, row, 21));
	bench_close(bench);
	struct slice keys = file_of(bench, "keys");
	struct db *db = db_of(bench);
	uint32_t slot = (uint32_t)asked(bench, db, "SELECT slot FROM sessions");
	uint32_t own = (uint32_t)asked(bench, db, "SELECT slot FROM codes WHERE code = '4CDFGH'");
	machine_key(keys, machine);
	memcpy(to, "sayso session key 1", 19);
	for (size_t i = 0; i < 4; i++)
		to[19 + i] = (uint8_t)(slot >> (8 * i));
	blob_of(bench, db, "SELECT recipients FROM sessions", to + 23, 64);
	assert_memory_equal(to + 23, bench->recipients, 64);
	unwrap(machine, to, sizeof to, payload_of(keys, slot, 72), 72, session);
	resume_key(session, payload_of(keys, own, 32), resume);
	blob_of(bench, db, "SELECT record FROM codes WHERE code = '4CDFGH'", record, 16);
	blob_of(bench, db, "SELECT resume FROM codes WHERE code = '4CDFGH'", wrapped,
		RESUME(bench));
	unwrap(resume, record, 16, wrapped, RESUME(bench), plain);
	plain[bench->resume_size] = '\0';
	assert_int_equal(bench_number((const char *)plain, "resume", row), 21);
	db_close(db);
	free((char *)keys.bytes);
}

static void test_from_the_pin_to_the_signing_key(void **state)
{
	struct vault_bench *bench = *state;
	uint8_t machine[32], to[19 + 16], wrapped[112], plain[72], key[40], seeded[32], secret[64];
	bench_close(bench);
	struct slice keys = file_of(bench, "keys");
	struct db *db = db_of(bench);
	machine_key(keys, machine);
	memcpy(to, "sayso signing key 1", 19);
	blob_of(bench, db, "SELECT machine FROM machine", to + 19, 16);
	blob_of(bench, db, "SELECT secret FROM machine", wrapped, sizeof wrapped);
	blob_of(bench, db, "SELECT public FROM machine", key, sizeof key);
	unwrap(machine, to, sizeof to, wrapped, sizeof wrapped, plain);
	assert_memory_equal(plain, key, 8);
	assert_memory_equal(plain + 40, key + 8, 32);
	crypto_sign_seed_keypair(seeded, secret, plain + 8);
	assert_memory_equal(seeded, key + 8, 32);
	db_close(db);
	free((char *)keys.bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, bench_set_session, bench_clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
		TEST(from_the_pin_to_the_answers),
		TEST(from_the_pin_to_the_signing_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
