#include <stdarg.h>

#include "surveys/base/buffer.h"

#define GROWTH_LEAST 256

struct buffer buffer_over(void *memory, size_t capacity)
{
	return (struct buffer){.bytes = memory, .capacity = capacity, .limit = capacity};
}

struct buffer buffer_growing(size_t limit_bytes)
{
	return (struct buffer){.limit = limit_bytes, .growing = true};
}

void buffer_wipe(struct buffer *buffer)
{
	if (buffer->capacity > 0)
		explicit_bzero(buffer->bytes, buffer->capacity);
	buffer->size = 0;
	buffer->overflowed = false;
}

void buffer_release(struct buffer *buffer)
{
	if (buffer->growing) {
		buffer_wipe(buffer);
		free(buffer->bytes);
	}
	*buffer = (struct buffer){.limit = buffer->growing ? buffer->limit : 0,
				  .growing = buffer->growing};
}

/* Not realloc: it would leave the old bytes behind unwiped. */
static bool grow(struct buffer *buffer, size_t need)
{
	size_t capacity = buffer->capacity < GROWTH_LEAST ? GROWTH_LEAST : buffer->capacity;
	while (capacity < need)
		capacity = capacity > buffer->limit / 2 ? buffer->limit : capacity * 2;
	if (capacity > buffer->limit)
		capacity = buffer->limit;
	char *bytes = malloc(capacity);
	if (bytes == NULL)
		return false;
	if (buffer->capacity > 0) {
		memcpy(bytes, buffer->bytes, buffer->size);
		explicit_bzero(buffer->bytes, buffer->capacity);
	}
	free(buffer->bytes);
	buffer->bytes = bytes;
	buffer->capacity = capacity;
	return true;
}

/* Room for so many bytes more, or overflowed. */
static bool reserve(struct buffer *buffer, size_t more)
{
	size_t need;
	if (buffer->overflowed)
		return false;
	if (!size_add(buffer->size, more, &need) || need > buffer->limit ||
	    (need > buffer->capacity && (!buffer->growing || !grow(buffer, need)))) {
		buffer->overflowed = true;
		return false;
	}
	return true;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	if (!reserve(buffer, size) || size == 0)
		return;
	memcpy(buffer->bytes + buffer->size, bytes, size);
	buffer->size += size;
}

void buffer_add_slice(struct buffer *buffer, struct slice text)
{
	buffer_add(buffer, text.bytes, text.size);
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char c)
{
	buffer_add(buffer, &c, 1);
}

void buffer_add_many(struct buffer *buffer, char c, size_t times)
{
	if (!reserve(buffer, times) || times == 0)
		return;
	memset(buffer->bytes + buffer->size, c, times);
	buffer->size += times;
}

/* Text longer than the local array is written in place, with a byte for the NUL of vsnprintf. */
void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
	char local[512];
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int length = vsnprintf(local, sizeof local, format, list);
	if (length < 0) {
		buffer->overflowed = true;
	} else if ((size_t)length < sizeof local) {
		buffer_add(buffer, local, (size_t)length);
	} else if (reserve(buffer, (size_t)length + 1)) {
		vsnprintf(buffer->bytes + buffer->size, (size_t)length + 1, format, again);
		buffer->size += (size_t)length;
	}
	va_end(again);
	va_end(list);
	explicit_bzero(local, sizeof local);
}

struct slice buffer_slice(const struct buffer *buffer)
{
	return (struct slice){buffer->bytes, buffer->size};
}

bool buffer_fits(const struct buffer *buffer)
{
	return !buffer->overflowed;
}
