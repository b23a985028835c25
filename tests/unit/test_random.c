/* Which random bytes are drawn, and that none is drawn twice to the same end: libsodium's generator
 * is replaced by one that counts, and that repeats itself when told. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>

#include "export/formats/age_seal.h"

#define SEALED_MOST 1024

/* One for the program: libsodium hands nothing through. */
static struct {
	size_t drawn;
	uint64_t next;
} generator;

static const char *name(void)
{
	return "counting";
}

static void draw(void *out, const size_t size)
{
	generator.drawn += size;
	for (size_t i = 0; i < size; i++) {
		generator.next = generator.next * 6364136223846793005u + 1442695040888963407u;
		((uint8_t *)out)[i] = (uint8_t)(generator.next >> 56);
	}
}

static uint32_t draw_one(void)
{
	uint32_t value;
	draw(&value, sizeof value);
	return value;
}

static void recipients_make(struct age_recipient *recipients, size_t count)
{
	uint8_t secret[32];
	for (size_t i = 0; i < count; i++) {
		randombytes_buf(secret, sizeof secret);
		crypto_scalarmult_base(recipients[i].public_key, secret);
	}
}

/* A file key, a share for each recipient, a nonce: no more, and never one for two. */
static void each_seal_draws_all_its_keys(void **state)
{
	struct age_recipient recipients[3];
	uint8_t sealed[SEALED_MOST];
	(void)state;
	recipients_make(recipients, countof(recipients));
	for (size_t count = 1; count <= countof(recipients); count++) {
		generator.drawn = 0;
		assert_true(age_sealed_size(5, count) <= sizeof sealed);
		assert_true(age_seal(slice_of("hello"), recipients, count, sealed));
		assert_int_equal(generator.drawn, AGE_FILE_KEY + 32 * count + AGE_NONCE);
	}
}

/* From the same random bytes the same file: nothing else, such as a clock, goes in. */
static void seal_is_made_of_these_alone(void **state)
{
	struct age_recipient recipient;
	uint8_t first[SEALED_MOST], second[SEALED_MOST];
	size_t size = age_sealed_size(5, 1);
	(void)state;
	recipients_make(&recipient, 1);
	generator.next = 42;
	assert_true(age_seal(slice_of("hello"), &recipient, 1, first));
	generator.next = 42;
	assert_true(age_seal(slice_of("hello"), &recipient, 1, second));
	assert_memory_equal(first, second, size);
	assert_true(age_seal(slice_of("hello"), &recipient, 1, second));
	assert_memory_not_equal(first, second, size);
}

int main(void)
{
	static struct randombytes_implementation counting = {
		.implementation_name = name, .random = draw_one, .buf = draw};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_seal_draws_all_its_keys),
		cmocka_unit_test(seal_is_made_of_these_alone),
	};
	if (randombytes_set_implementation(&counting) != 0 || sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
