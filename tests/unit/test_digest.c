/* SHA-256: FIPS 180-4's examples. HKDF: RFC 5869 appendix A, the first 32 bytes. Base64: RFC
 * 4648 10. BLAKE2b over fields: Python's hashlib. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "export/formats/digest.h"

#define FIELDS_MOST 4

static void assert_hex(const uint8_t *bytes, size_t size, const char *expected)
{
	char text[256];
	assert_true(2 * size < sizeof text);
	hex_write(bytes, size, text);
	assert_string_equal(text, expected);
}

static void test_sha256(void **state)
{
	(void)state;
	static const struct {
		const char *text, *digest;
	} rows[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t digest[SHA256_SIZE];
		sha256(slice_of(rows[i].text), digest);
		assert_hex(digest, sizeof digest, rows[i].digest);
	}
}

/* count bytes from first on, each `step` more. */
struct run {
	uint8_t first, step, count;
};

static struct slice run_write(struct run run, uint8_t *out)
{
	for (size_t i = 0; i < run.count; i++)
		out[i] = (uint8_t)(run.first + i * run.step);
	return (struct slice){(const char *)out, run.count};
}

static void test_hkdf(void **state)
{
	(void)state;
	static const struct {
		struct run key, salt, info;
		const char *out;
	} rows[] = {
		{{0x0B, 0, 22},
		 {0x00, 1, 13},
		 {0xF0, 1, 10},
		 "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"},
		{{0x00, 1, 80},
		 {0x60, 1, 80},
		 {0xB0, 1, 80},
		 "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"},
		{{0x0B, 0, 22},
		 {0, 0, 0},
		 {0, 0, 0},
		 "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t key[80], salt[80], info[80], out[32];
		hkdf_sha256(run_write(rows[i].salt, salt), run_write(rows[i].key, key),
			    run_write(rows[i].info, info), out);
		assert_hex(out, sizeof out, rows[i].out);
	}
}

static void test_blake2b_fields(void **state)
{
	(void)state;
	static const struct {
		const char *fields[FIELDS_MOST];
		const char *digest;
	} rows[] = {
		{{NULL}, "4e51e7a913fc80137da52880fecca175bf81e117d5c68126dc2774033517ea0d"},
		{{""}, "223b9a195adefb1f293d6c0971a8fdb3d95276881614005cc0773778f9fdd202"},
		{{"abc"}, "5b73af91afe1f77d7b5bef28845d1e84042bb4f8ff72b77a01ae8cf3523ce65f"},
		{{"a", "bc"}, "14f7cb576e5af715f378de850a6242922eb2f0e6a5370deb35f189cdb5e9d58a"},
		{{"ab", "c"}, "ee9c1ef8884408a5503c0192f0793a454251090ca52c8718e872dcb1eb473861"},
		{{"sayso proof 1", "study-1", "north", "x"},
		 "204563545fcbb8a1d76d384b5c52c40e811751f04fe75fab6d6d31af5f63e906"},
	};
	uint8_t key[32], digest[32];
	run_write((struct run){0, 1, 32}, key);
	for (size_t i = 0; i < countof(rows); i++) {
		struct slice fields[FIELDS_MOST];
		size_t count = 0;
		while (count < FIELDS_MOST && rows[i].fields[count] != NULL) {
			fields[count] = slice_of(rows[i].fields[count]);
			count++;
		}
		blake2b_fields(key, fields, count, digest);
		assert_hex(digest, sizeof digest, rows[i].digest);
	}
}

static void test_hex(void **state)
{
	(void)state;
	static const char *const refused[] = {"",     "0",    "00ff0",  "00FF",
					      "00fg", "00f:", "00f`",   "00f/",
					      " 0ff", "0x0f", "00ff00", "00\xC3\xBF"};
	uint8_t bytes[2];
	assert_true(hex_read(slice_of("00ff"), bytes, 2));
	assert_memory_equal(bytes, "\x00\xFF", 2);
	assert_true(hex_read(slice_of(""), bytes, 0));
	for (size_t i = 0; i < countof(refused); i++)
		assert_false(hex_read(slice_of(refused[i]), bytes, 2));
}

static void test_hex_every_byte(void **state)
{
	(void)state;
	for (unsigned value = 0; value < 256; value++) {
		uint8_t in = (uint8_t)value, out = (uint8_t)~value;
		char text[3];
		hex_write(&in, 1, text);
		assert_true(hex_read(slice_of(text), &out, 1));
		assert_int_equal(out, in);
	}
}

static void test_base64(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *padded, *bare;
	} rows[] = {
		{"", "", ""},
		{"f", "Zg==", "Zg"},
		{"fo", "Zm8=", "Zm8"},
		{"foo", "Zm9v", "Zm9v"},
		{"foob", "Zm9vYg==", "Zm9vYg"},
		{"fooba", "Zm9vYmE=", "Zm9vYmE"},
		{"foobar", "Zm9vYmFy", "Zm9vYmFy"},
		{"\xFB\xFF\xBF", "+/+/", "+/+/"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		size_t size = strlen(rows[i].bytes);
		uint8_t bytes[8];
		char text[16];
		base64_write((const uint8_t *)rows[i].bytes, size, true, text);
		assert_string_equal(text, rows[i].padded);
		base64_write((const uint8_t *)rows[i].bytes, size, false, text);
		assert_string_equal(text, rows[i].bare);
		assert_int_equal(base64_read(slice_of(rows[i].padded), true, bytes, sizeof bytes),
				 size);
		assert_memory_equal(bytes, rows[i].bytes, size);
		assert_int_equal(base64_read(slice_of(rows[i].bare), false, bytes, sizeof bytes),
				 size);
		assert_memory_equal(bytes, rows[i].bytes, size);
	}
}

static void test_base64_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool padded;
	} rows[] = {
		{"Z", true},     {"Z", false},       {"Zg", true},           {"Zg=", true},
		{"Zg==", false}, {"Zg=", false},     {"Zg===", true},        {"=", true},
		{"==", true},    {"====", true},     {"Zm8", true},          {"Zm8==", true},
		{"Zm9v=", true}, {"Zm9v====", true}, {"Zm9v=", false},       {"Zh==", true},
		{"Zh", false},   {"Zm9=", true},     {"Zm9", false},         {"Zg==\n", true},
		{"Zg\n", false}, {"Zm 9v", true},    {"Zm9v ", false},       {"-_-_", true},
		{"-_-_", false}, {"Zg==Zg==", true}, {"Zm9vYmFyZm9v", true},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t bytes[8];
		if (base64_read(slice_of(rows[i].text), rows[i].padded, bytes, sizeof bytes) !=
		    SIZE_MAX)
			fail_msg("row %zu was taken", i);
	}
}

/* At each place of a group, exactly the 64 characters are taken, whatever the byte. */
static void test_base64_alphabet(void **state)
{
	(void)state;
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	for (size_t at = 0; at < 4; at++) {
		for (unsigned value = 0; value < 256; value++) {
			char text[4] = {'A', 'A', 'A', 'A'};
			uint8_t bytes[3];
			text[at] = (char)value;
			bool taken = base64_read((struct slice){text, 4}, false, bytes,
						 sizeof bytes) == 3;
			bool expected = memchr(alphabet, (int)value, 64) != NULL;
			assert_int_equal(taken, expected);
		}
	}
}

static void test_bytes_equal(void **state)
{
	(void)state;
	assert_true(bytes_equal("", "", 0));
	assert_true(bytes_equal("abc", "abd", 2));
	assert_false(bytes_equal("abc", "abd", 3));
	assert_false(bytes_equal("bbc", "abc", 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256),         cmocka_unit_test(test_hkdf),
		cmocka_unit_test(test_blake2b_fields), cmocka_unit_test(test_hex),
		cmocka_unit_test(test_hex_every_byte), cmocka_unit_test(test_base64),
		cmocka_unit_test(test_base64_refused), cmocka_unit_test(test_base64_alphabet),
		cmocka_unit_test(test_bytes_equal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
