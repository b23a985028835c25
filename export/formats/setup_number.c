#include <sodium.h>

#include "export/formats/digest.h"
#include "export/formats/setup_number.h"

#define RANDOM_DIGITS 14
#define KEY_PASSES 3
#define KEY_MEMORY (64u << 20)

/* The two check digits behind the first 14: the whole, read as one number, is 1 mod 97. */
static void check_digits(const char *number, char out[2])
{
	unsigned rest = 0;
	for (size_t i = 0; i < RANDOM_DIGITS; i++)
		rest = (rest * 10 + (unsigned)(number[i] - '0')) % 97;
	unsigned check = 98 - rest * 100 % 97;
	out[0] = (char)('0' + check / 10);
	out[1] = (char)('0' + check % 10);
}

void setup_number_make(char out[SETUP_NUMBER_DIGITS + 1])
{
	for (size_t i = 0; i < RANDOM_DIGITS; i++)
		out[i] = (char)('0' + randombytes_uniform(10));
	check_digits(out, out + RANDOM_DIGITS);
	out[SETUP_NUMBER_DIGITS] = '\0';
}

/* Compared with the digits that are made, for 98 and 01, 02 and 99, 97 and 00 are the same mod 97.
 */
static bool check_fits(const char digits[SETUP_NUMBER_DIGITS])
{
	char check[2];
	check_digits(digits, check);
	return memcmp(check, digits + RANDOM_DIGITS, sizeof check) == 0;
}

bool setup_number_read(struct slice text, char out[SETUP_NUMBER_DIGITS + 1])
{
	char digits[SETUP_NUMBER_DIGITS];
	size_t count = 0;
	bool space = false, fits = true;
	for (size_t i = 0; i < text.size && fits; i++) {
		char c = text.bytes[i];
		bool between = count % 4 == 0 && count > 0 && count < SETUP_NUMBER_DIGITS;
		if (c == ' ') {
			fits = between && !space;
			space = true;
		} else {
			fits = c >= '0' && c <= '9' && count < SETUP_NUMBER_DIGITS;
			if (fits)
				digits[count++] = c;
			space = false;
		}
	}
	fits = fits && count == SETUP_NUMBER_DIGITS && check_fits(digits);
	if (fits) {
		memcpy(out, digits, sizeof digits);
		out[SETUP_NUMBER_DIGITS] = '\0';
	}
	secret_zero(digits, sizeof digits);
	return fits;
}

void setup_number_show(const char number[SETUP_NUMBER_DIGITS + 1], char out[SETUP_NUMBER_SHOWN])
{
	size_t size = 0;
	for (size_t i = 0; i < SETUP_NUMBER_DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			out[size++] = ' ';
		out[size++] = number[i];
	}
	out[size] = '\0';
}

bool setup_key(const char number[SETUP_NUMBER_DIGITS + 1], const uint8_t salt[16], uint8_t key[32])
{
	_Static_assert(crypto_pwhash_argon2id_SALTBYTES == 16, "the salt of the format");
	if (crypto_pwhash_argon2id(key, 32, number, SETUP_NUMBER_DIGITS, salt, KEY_PASSES,
				   KEY_MEMORY, crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0)
		return true;
	secret_zero(key, 32);
	return false;
}

void setup_proof(const uint8_t key[32], const char *study, const char *school,
		 const struct minisign_public *signing, uint8_t out[32])
{
	char signing_text[MINISIGN_PUBLIC_TEXT];
	minisign_public_write(signing, signing_text);
	const struct slice fields[] = {slice_of("sayso proof 1"), slice_of(study), slice_of(school),
				       slice_of(signing_text)};
	blake2b_fields(key, fields, countof(fields), out);
}

void setup_enrolment(const uint8_t key[32], const char *study, const char *school,
		     const uint8_t machine[16], uint32_t number,
		     const struct minisign_public *machine_key, const uint8_t pack[32],
		     uint8_t out[32])
{
	char machine_text[33], number_text[12], key_text[MINISIGN_PUBLIC_TEXT], pack_text[65];
	hex_write(machine, 16, machine_text);
	snprintf(number_text, sizeof number_text, "%lu", (unsigned long)number);
	minisign_public_write(machine_key, key_text);
	hex_write(pack, 32, pack_text);
	const struct slice fields[] = {
		slice_of("sayso enrolment 1"), slice_of(study),       slice_of(school),
		slice_of(machine_text),        slice_of(number_text), slice_of(key_text),
		slice_of(pack_text),
	};
	blake2b_fields(key, fields, countof(fields), out);
}
