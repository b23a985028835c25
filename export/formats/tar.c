#include "export/formats/tar.h"
#include "surveys/base/bounds.h"

/* Where the fields of a header stand. */
enum {
	AT_MODE = 100,
	AT_OWNER = 108,
	AT_GROUP = 116,
	AT_SIZE = 124,
	AT_TIME = 136,
	AT_SUM = 148,
	AT_TYPE = 156,
	AT_MAGIC = 257,
	AT_MAJOR = 329,
	AT_MINOR = 337,
};
#define SIZE_DIGITS 11

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '_' || c == '-';
}

static bool part_valid(struct slice part)
{
	return part.size > 0 && !slice_is(part, ".") && !slice_is(part, "..");
}

bool tar_name_valid(struct slice name)
{
	size_t start = 0;
	if (name.size == 0 || name.size > TAR_NAME_MOST)
		return false;
	for (size_t i = 0; i <= name.size; i++) {
		if (i < name.size && name.bytes[i] != '/') {
			if (!name_char(name.bytes[i]))
				return false;
			continue;
		}
		if (!part_valid((struct slice){name.bytes + start, i - start}))
			return false;
		start = i + 1;
	}
	return true;
}

static void octal_write(uint8_t *out, size_t digits, size_t value)
{
	while (digits-- > 0) {
		out[digits] = (uint8_t)('0' + (value & 7));
		value >>= 3;
	}
}

void tar_header(struct slice name, size_t size, uint8_t out[TAR_BLOCK])
{
	size_t sum = 0;
	memset(out, 0, TAR_BLOCK);
	memcpy(out, name.bytes, name.size < TAR_NAME_MOST ? name.size : TAR_NAME_MOST);
	octal_write(out + AT_MODE, 7, 0644);
	octal_write(out + AT_OWNER, 7, 0);
	octal_write(out + AT_GROUP, 7, 0);
	octal_write(out + AT_SIZE, SIZE_DIGITS, size);
	octal_write(out + AT_TIME, 11, 0);
	memset(out + AT_SUM, ' ', 8);
	out[AT_TYPE] = '0';
	memcpy(out + AT_MAGIC,
	       "ustar\0"
	       "00",
	       8);
	octal_write(out + AT_MAJOR, 7, 0);
	octal_write(out + AT_MINOR, 7, 0);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += out[i];
	octal_write(out + AT_SUM, 6, sum);
	out[AT_SUM + 6] = '\0';
}

static size_t filling(size_t size)
{
	return (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK;
}

size_t tar_member_size(size_t size)
{
	return TAR_BLOCK + size + filling(size);
}

void tar_add(struct buffer *out, struct slice name, struct slice bytes)
{
	uint8_t header[TAR_BLOCK];
	tar_header(name, bytes.size, header);
	buffer_add(out, header, sizeof header);
	buffer_add_slice(out, bytes);
	buffer_add_many(out, '\0', filling(bytes.size));
}

void tar_end(struct buffer *out)
{
	buffer_add_many(out, '\0', (size_t)2 * TAR_BLOCK);
}

static bool size_read(const char *digits, size_t *size)
{
	*size = 0;
	for (size_t i = 0; i < SIZE_DIGITS; i++) {
		if (digits[i] < '0' || digits[i] > '7')
			return false;
		*size = *size * 8 + (size_t)(digits[i] - '0');
		if (*size > TAR_MEMBER_MOST)
			return false;
	}
	return true;
}

bool tar_here(struct tar_reader *reader, struct tar_member *member)
{
	uint8_t header[TAR_BLOCK];
	struct slice rest = slice_from(reader->archive, reader->at);
	size_t size;
	if (rest.size < TAR_BLOCK || memcmp(rest.bytes + AT_MAGIC, "ustar", 6) != 0 ||
	    !size_read(rest.bytes + AT_SIZE, &size) || size > rest.size - TAR_BLOCK)
		return false;
	struct slice name = {rest.bytes, strnlen(rest.bytes, TAR_NAME_MOST)};
	if (!tar_name_valid(name))
		return false;
	tar_header(name, size, header);
	if (memcmp(header, rest.bytes, sizeof header) != 0)
		return false;
	*member = (struct tar_member){name, {rest.bytes + TAR_BLOCK, size}, reader->at};
	size_t whole = tar_member_size(size);
	reader->at += whole < rest.size ? whole : rest.size - rest.size % TAR_BLOCK;
	return true;
}

bool tar_next(struct tar_reader *reader, bool (*wanted)(const void *context, struct slice name),
	      const void *context, struct tar_member *member)
{
	while (slice_from(reader->archive, reader->at).size >= TAR_BLOCK) {
		size_t start = reader->at;
		if (tar_here(reader, member) && (wanted == NULL || wanted(context, member->name)))
			return true;
		reader->at = start + TAR_BLOCK;
	}
	return false;
}
