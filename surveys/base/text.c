#include "surveys/base/text.h"

struct slice slice_of(const char *text)
{
	return (struct slice){text, strlen(text)};
}

bool slice_equal(struct slice a, struct slice b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool slice_is(struct slice a, const char *text)
{
	return slice_equal(a, slice_of(text));
}

/* Not tolower: what a letter is must not depend on the locale. */
static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool slice_is_ignoring_case(struct slice a, const char *ascii_text)
{
	struct slice b = slice_of(ascii_text);
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
			return false;
	return true;
}

bool slice_starts(struct slice a, const char *prefix)
{
	struct slice b = slice_of(prefix);
	return a.size >= b.size && slice_equal((struct slice){a.bytes, b.size}, b);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t common = a.size < b.size ? a.size : b.size;
	int order = common == 0 ? 0 : memcmp(a.bytes, b.bytes, common);
	if (order != 0)
		return order;
	return a.size < b.size ? -1 : a.size > b.size;
}

struct slice slice_from(struct slice a, size_t offset)
{
	if (offset == 0)
		return a;
	if (offset > a.size)
		offset = a.size;
	return (struct slice){a.size == 0 ? a.bytes : a.bytes + offset, a.size - offset};
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_trim(struct slice a)
{
	size_t start = 0;
	while (start < a.size && is_space(a.bytes[start]))
		start++;
	a = slice_from(a, start);
	while (a.size > 0 && is_space(a.bytes[a.size - 1]))
		a.size--;
	return a;
}

struct slice slice_next_word(struct slice *rest)
{
	size_t start = 0, end;
	while (start < rest->size && is_space(rest->bytes[start]))
		start++;
	for (end = start; end < rest->size && !is_space(rest->bytes[end]);)
		end++;
	struct slice word = slice_from(*rest, start);
	word.size = end - start;
	*rest = slice_from(*rest, end);
	return word;
}

/* Unicode 15, table 3-7: how many bytes follow a first byte, its share of the scalar, and the
 * bounds of the second byte, which alone keep out overlong forms, surrogates and what lies over
 * U+10FFFF. */
static const struct lead {
	unsigned char first, last, follow, mask, second_least, second_most;
} leads[] = {
	{0x00, 0x7F, 0, 0x7F, 0, 0},       {0xC2, 0xDF, 1, 0x1F, 0x80, 0xBF},
	{0xE0, 0xE0, 2, 0x0F, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x0F, 0x80, 0xBF},
	{0xED, 0xED, 2, 0x0F, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x0F, 0x80, 0xBF},
	{0xF0, 0xF0, 3, 0x07, 0x90, 0xBF}, {0xF1, 0xF3, 3, 0x07, 0x80, 0xBF},
	{0xF4, 0xF4, 3, 0x07, 0x80, 0x8F},
};

static const struct lead *lead_of(unsigned char byte)
{
	for (size_t i = 0; i < countof(leads); i++)
		if (byte >= leads[i].first && byte <= leads[i].last)
			return &leads[i];
	return NULL;
}

uint32_t utf8_next(struct slice text, size_t *at)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes + *at;
	size_t left = text.size - *at;
	const struct lead *lead = lead_of(bytes[0]);

	*at += 1;
	if (lead == NULL || left < (size_t)lead->follow + 1)
		return UTF8_BAD;
	if (lead->follow > 0 && (bytes[1] < lead->second_least || bytes[1] > lead->second_most))
		return UTF8_BAD;
	uint32_t scalar = bytes[0] & lead->mask;
	for (size_t i = 1; i <= lead->follow; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		scalar = scalar << 6 | (bytes[i] & 0x3F);
	}
	*at += lead->follow;
	return scalar;
}

bool utf8_valid(struct slice text, size_t *first_bad_offset)
{
	for (size_t at = 0; at < text.size;) {
		size_t start = at;
		if (utf8_next(text, &at) == UTF8_BAD) {
			if (first_bad_offset != NULL)
				*first_bad_offset = start;
			return false;
		}
	}
	return true;
}

size_t utf8_count(struct slice text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.size; count++)
		utf8_next(text, &at);
	return count;
}

/* Only for a caret under a line, so whole blocks are taken where a few gaps would say the
 * same. Ordered. */
static const struct width {
	uint32_t first, last;
	unsigned char cells;
} widths[] = {
	{0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},   {0x05BF, 0x05BF, 0},
	{0x05C1, 0x05C2, 0},   {0x05C4, 0x05C5, 0},   {0x05C7, 0x05C7, 0},   {0x0610, 0x061A, 0},
	{0x061C, 0x061C, 0},   {0x064B, 0x065F, 0},   {0x0670, 0x0670, 0},   {0x06D6, 0x06DC, 0},
	{0x06DF, 0x06E4, 0},   {0x06E7, 0x06E8, 0},   {0x06EA, 0x06ED, 0},   {0x0900, 0x0902, 0},
	{0x093A, 0x093A, 0},   {0x093C, 0x093C, 0},   {0x0941, 0x0948, 0},   {0x094D, 0x094D, 0},
	{0x0951, 0x0957, 0},   {0x0981, 0x0981, 0},   {0x09BC, 0x09BC, 0},   {0x09C1, 0x09C4, 0},
	{0x09CD, 0x09CD, 0},   {0x0A01, 0x0A02, 0},   {0x0A3C, 0x0A3C, 0},   {0x0A41, 0x0A51, 0},
	{0x0A70, 0x0A71, 0},   {0x0A81, 0x0A82, 0},   {0x0ABC, 0x0ABC, 0},   {0x0AC1, 0x0AC8, 0},
	{0x0ACD, 0x0ACD, 0},   {0x0B82, 0x0B82, 0},   {0x0BC0, 0x0BC0, 0},   {0x0BCD, 0x0BCD, 0},
	{0x0E31, 0x0E31, 0},   {0x0E34, 0x0E3A, 0},   {0x0E47, 0x0E4E, 0},   {0x1100, 0x115F, 2},
	{0x1AB0, 0x1AFF, 0},   {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},   {0x202A, 0x202E, 0},
	{0x2060, 0x2064, 0},   {0x2066, 0x206F, 0},   {0x20D0, 0x20F0, 0},   {0x231A, 0x231B, 2},
	{0x23E9, 0x23EC, 2},   {0x2614, 0x2615, 2},   {0x26AA, 0x26AB, 2},   {0x26BD, 0x26BE, 2},
	{0x2705, 0x2705, 2},   {0x2728, 0x2728, 2},   {0x274C, 0x274C, 2},   {0x2753, 0x2755, 2},
	{0x2B50, 0x2B50, 2},   {0x2E80, 0x3029, 2},   {0x302A, 0x302D, 0},   {0x302E, 0x303E, 2},
	{0x3041, 0x3098, 2},   {0x3099, 0x309A, 0},   {0x309B, 0xA4CF, 2},   {0xA960, 0xA97F, 2},
	{0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},   {0xFE20, 0xFE2F, 0},
	{0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},   {0xFF01, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
	{0x1F300, 0x1F64F, 2}, {0x1F680, 0x1F6FF, 2}, {0x1F900, 0x1F9FF, 2}, {0x1FA70, 0x1FAFF, 2},
	{0x20000, 0x3FFFD, 2}, {0xE0000, 0xE0FFF, 0},
};

static size_t scalar_columns(uint32_t scalar)
{
	for (size_t i = 0; i < countof(widths) && scalar >= widths[i].first; i++)
		if (scalar <= widths[i].last)
			return widths[i].cells;
	return 1;
}

size_t utf8_columns(struct slice text)
{
	size_t columns = 0;
	for (size_t at = 0; at < text.size;)
		columns += scalar_columns(utf8_next(text, &at));
	return columns;
}

/* The digits of text as a number, or `most + 1` for anything larger; false for another sign. */
static bool magnitude_read(struct slice text, uint64_t most, uint64_t *magnitude)
{
	uint64_t sum = 0;
	bool larger = false;
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] < '0' || text.bytes[i] > '9')
			return false;
		uint64_t digit = (uint64_t)(text.bytes[i] - '0');
		larger = larger || sum > (most - digit) / 10;
		if (!larger)
			sum = sum * 10 + digit;
	}
	*magnitude = larger ? most + 1 : sum;
	return true;
}

enum number_fault number_read(struct slice text, int64_t least, int64_t most, int64_t *value)
{
	const uint64_t deepest = (uint64_t)INT64_MAX + 1; /* -INT64_MIN */
	uint64_t magnitude;
	if (text.size == 0)
		return NUMBER_EMPTY;
	bool negative = text.bytes[0] == '-';
	struct slice digits = slice_from(text, negative);
	if (digits.size == 0 || !magnitude_read(digits, deepest, &magnitude))
		return NUMBER_NOT_A_NUMBER;
	if (digits.bytes[0] == '0' && (digits.size > 1 || negative))
		return NUMBER_NOT_A_NUMBER;
	if (negative ? magnitude > deepest : magnitude >= deepest)
		return negative ? NUMBER_TOO_SMALL : NUMBER_TOO_LARGE;
	int64_t read = negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
	if (read < least || read > most)
		return read < least ? NUMBER_TOO_SMALL : NUMBER_TOO_LARGE;
	*value = read;
	return NUMBER_FINE;
}

/* Days since 1970-01-01. The year is taken to begin in March, so that a leap day is its last. */
static int32_t day_of(int32_t year, int32_t month, int32_t day)
{
	if (month <= 2)
		year--;
	int32_t since_march = month > 2 ? month - 3 : month + 9;
	int32_t before_year = year * 365 + year / 4 - year / 100 + year / 400;
	return before_year + (153 * since_march + 2) / 5 + day - 1 - 719468;
}

static int32_t month_days(int32_t year, int32_t month)
{
	static const int32_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month] + (month == 2 && leap);
}

static bool digits_read(const char *bytes, size_t count, int32_t *value)
{
	*value = 0;
	for (size_t i = 0; i < count; i++) {
		if (bytes[i] < '0' || bytes[i] > '9')
			return false;
		*value = *value * 10 + (bytes[i] - '0');
	}
	return true;
}

bool day_read(struct slice text, int32_t *day)
{
	int32_t year, month, in_month;
	if (text.size != 10 || text.bytes[4] != '-' || text.bytes[7] != '-')
		return false;
	if (!digits_read(text.bytes, 4, &year) || !digits_read(text.bytes + 5, 2, &month) ||
	    !digits_read(text.bytes + 8, 2, &in_month))
		return false;
	if (year < 1970 || month < 1 || month > 12 || in_month < 1 ||
	    in_month > month_days(year, month))
		return false;
	*day = day_of(year, month, in_month);
	return true;
}

void day_write(int32_t day, char out[11])
{
	const int32_t last = day_of(9999, 12, 31);
	day = day < 0 ? 0 : day > last ? last : day;
	int32_t year = 1970 + day / 366, month = 12;
	while (year < 9999 && day_of(year + 1, 1, 1) <= day)
		year++;
	while (day_of(year, month, 1) > day)
		month--;
	unsigned digits[8] = {0};
	int32_t packed = year * 10000 + month * 100 + day - day_of(year, month, 1) + 1;
	for (size_t i = countof(digits); i-- > 0; packed /= 10)
		digits[i] = (unsigned)(packed % 10);
	for (size_t i = 0, place = 0; i < countof(digits); i++) {
		if (i == 4 || i == 6)
			out[place++] = '-';
		out[place++] = (char)('0' + (char)digits[i]);
	}
	out[10] = '\0';
}
