#include "export/formats/bech32.h"
#include "export/formats/secret.h"

#define GROUPS 52 /* of 5 bits in 32 bytes, the last 4 bits zero */
#define CHECK 6

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static uint32_t checksum_step(uint32_t sum, uint8_t value)
{
	static const uint32_t generator[5] = {0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD,
					      0x2A1462B3};
	uint32_t top = sum >> 25;
	sum = (sum & 0x1FFFFFF) << 5 ^ value;
	for (int i = 0; i < 5; i++)
		sum ^= (top >> i & 1) != 0 ? generator[i] : 0;
	return sum;
}

static uint8_t lower(char c)
{
	return (uint8_t)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static bool is_upper(const char *prefix)
{
	return prefix[0] >= 'A' && prefix[0] <= 'Z';
}

/* Over the high bits of the prefix, a zero, its low bits, and the values. */
static uint32_t checksum(const char *prefix, const uint8_t *values, size_t count)
{
	uint32_t sum = 1;
	for (size_t i = 0; prefix[i] != '\0'; i++)
		sum = checksum_step(sum, lower(prefix[i]) >> 5);
	sum = checksum_step(sum, 0);
	for (size_t i = 0; prefix[i] != '\0'; i++)
		sum = checksum_step(sum, lower(prefix[i]) & 31);
	for (size_t i = 0; i < count; i++)
		sum = checksum_step(sum, values[i]);
	return sum;
}

static void to_groups(const uint8_t bytes[32], uint8_t groups[GROUPS])
{
	uint32_t bits = 0;
	size_t have = 0, at = 0;
	for (size_t i = 0; i < 32; i++) {
		bits = (bits << 8 | bytes[i]) & 0xFFF;
		for (have += 8; have >= 5; have -= 5)
			groups[at++] = bits >> (have - 5) & 31;
	}
	groups[at] = (uint8_t)(bits << (5 - have) & 31);
}

static bool from_groups(const uint8_t groups[GROUPS], uint8_t bytes[32])
{
	uint32_t bits = 0;
	size_t have = 0, at = 0;
	for (size_t i = 0; i < GROUPS; i++) {
		bits = (bits << 5 | groups[i]) & 0xFFF;
		have += 5;
		if (have >= 8 && at < 32) {
			have -= 8;
			bytes[at++] = (uint8_t)(bits >> have);
		}
	}
	return (bits & 15) == 0;
}

void bech32_write(const char *prefix, const uint8_t bytes[32], char *out)
{
	bool upper_case = is_upper(prefix);
	uint8_t values[GROUPS + CHECK] = {0};
	size_t size = strlen(prefix);
	to_groups(bytes, values);
	uint32_t sum = checksum(prefix, values, sizeof values) ^ 1;
	for (size_t i = 0; i < CHECK; i++)
		values[GROUPS + i] = sum >> 5 * (CHECK - 1 - i) & 31;
	memcpy(out, prefix, size);
	out[size++] = '1';
	for (size_t i = 0; i < sizeof values; i++)
		out[size++] = upper_case ? upper(letters[values[i]]) : letters[values[i]];
	out[size] = '\0';
	secret_zero(values, sizeof values);
}

static bool read_values(const char *prefix, struct slice text, bool upper_case,
			uint8_t values[GROUPS + CHECK])
{
	size_t size = strlen(prefix);
	if (text.size != size + 1 + GROUPS + CHECK || !slice_starts(text, prefix) ||
	    text.bytes[size] != '1')
		return false;
	for (size_t i = 0; i < GROUPS + CHECK; i++) {
		char c = text.bytes[size + 1 + i];
		char folded = upper_case ? (char)lower(c) : c;
		const char *found = memchr(letters, folded, sizeof letters - 1);
		if (found == NULL || (upper_case && upper(c) != c))
			return false;
		values[i] = (uint8_t)(found - letters);
	}
	return checksum(prefix, values, GROUPS + CHECK) == 1;
}

bool bech32_read(const char *prefix, struct slice text, uint8_t bytes[32])
{
	uint8_t values[GROUPS + CHECK] = {0};
	bool fine =
		read_values(prefix, text, is_upper(prefix), values) && from_groups(values, bytes);
	secret_zero(values, sizeof values);
	return fine;
}

bool age_recipient_read(struct slice text, struct age_recipient *recipient)
{
	return bech32_read("age", text, recipient->public_key);
}

void age_recipient_write(const struct age_recipient *recipient, char out[AGE_RECIPIENT_TEXT])
{
	bech32_write("age", recipient->public_key, out);
}
