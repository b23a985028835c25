#include <fcntl.h>
#include <unistd.h>

#include "kiosk/platform/mounts.h"

#define MOUNTINFO_MOST (256 * 1024)

/* Spaces and the like are written as a backslash and three octal digits. */
static bool unescape(struct slice text, char *out, size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];

		if (c == '\\' && i + 3 < text.size) {
			unsigned value = 0;

			for (size_t j = 1; j <= 3; j++) {
				unsigned digit = (unsigned)text.bytes[i + j] - '0';

				if (digit > 7)
					return false;
				value = value * 8 + digit;
			}
			c = (unsigned char)value;
			i += 3;
		}
		if (c == '\0' || count + 1 >= size)
			return false;
		out[count++] = (char)c;
	}
	out[count] = '\0';
	return count > 0;
}

static bool below(const char *path, const char *folder)
{
	size_t size = strlen(folder);

	return strncmp(path, folder, size) == 0 && path[size] != '\0';
}

static bool for_sticks(const char *path)
{
	return below(path, "/media/") || below(path, "/run/media/");
}

/* 36 35 8:17 / /media/stick rw,nosuid shared:1 - vfat /dev/sdb1 rw */
static bool line_read(struct slice line, char path[STICK_PATH])
{
	struct slice word[5];

	for (size_t i = 0; i < countof(word); i++)
		word[i] = slice_next_word(&line);
	if (!slice_is(word[3], "/") || !unescape(word[4], path, STICK_PATH) || !for_sticks(path))
		return false;
	for (;;) {
		struct slice next = slice_next_word(&line);

		if (next.size == 0)
			return false;
		if (slice_is(next, "-"))
			break;
	}
	slice_next_word(&line);
	return slice_starts(slice_next_word(&line), "/dev/");
}

static struct slice next_line(struct slice *rest)
{
	const char *end = rest->size ? memchr(rest->bytes, '\n', rest->size) : NULL;
	size_t size = end ? (size_t)(end - rest->bytes) : rest->size;
	struct slice line = {rest->bytes, size};

	*rest = slice_from(*rest, end ? size + 1 : size);
	return line;
}

static bool has(const struct sticks *sticks, const char *path)
{
	for (size_t i = 0; i < sticks->count; i++)
		if (strcmp(sticks->path[i], path) == 0)
			return true;
	return false;
}

void sticks_read(struct slice mountinfo, struct sticks *sticks)
{
	*sticks = (struct sticks){0};
	while (mountinfo.size > 0 && sticks->count < STICKS_MOST) {
		char path[STICK_PATH];

		if (line_read(next_line(&mountinfo), path) && !has(sticks, path))
			snprintf(sticks->path[sticks->count++], STICK_PATH, "%s", path);
	}
}

void sticks_now(struct sticks *sticks)
{
	int file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	char *text = malloc(MOUNTINFO_MOST);
	size_t size = 0;

	while (file >= 0 && text && size < MOUNTINFO_MOST) {
		ssize_t got = read(file, text + size, MOUNTINFO_MOST - size);

		if (got <= 0)
			break;
		size += (size_t)got;
	}
	sticks_read((struct slice){text, text ? size : 0}, sticks);
	free(text);
	if (file >= 0)
		close(file);
}

size_t sticks_missing(const struct sticks *a, const struct sticks *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (!has(b, a->path[i]))
			return i;
	return SIZE_MAX;
}
