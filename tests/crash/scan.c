/* Looks for answers in the clear: nine-digit numbers that a test gave as answers, sought in files
 * (and in folders, and in the memory of a process) as text, UTF-16, UTF-32, base64, hex and binary.
 *
 *   scan NUMBERS PATH...          0: nothing there; 1: found, a line each; 2: could not be read
 *   scan NUMBERS --memory PID     the same, in the memory of a process
 *   scan NUMBERS --plant FOLDER   writes a file for each form, with the numbers in it among noise
 *
 * NUMBERS: at least two, commas between. Four bytes may stand in random bytes by chance, so a form
 * of four bytes counts only where two of the numbers are found in it. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/folder.h"

#define NUMBERS_MOST 8
#define DIGITS 9
#define FORM_MOST 64
#define CHANCE_SIZE 4 /* bytes that random bytes may show */
#define FOUND_SHOWN 20

struct form {
	const char *name;
	unsigned char bytes[FORM_MOST];
	size_t size;
};
#define FORMS_MOST 24
struct number {
	struct form forms[FORMS_MOST];
	size_t count;
};
struct search {
	struct number numbers[NUMBERS_MOST];
	size_t count, found, faults;
};

static void form_add(struct number *number, const char *name, const void *bytes, size_t size)
{
	struct form *form = &number->forms[number->count++];
	form->name = name;
	form->size = size;
	memcpy(form->bytes, bytes, size);
}

/* Each digit in `width` bytes, of which byte `at` is set. */
static void add_wide(struct number *number, const char *name, const char *digits, size_t width,
		     size_t at, int base)
{
	char bytes[FORM_MOST] = {0};
	for (size_t i = 0; i < DIGITS; i++)
		bytes[i * width + at] = (char)(digits[i] - base);
	form_add(number, name, bytes, DIGITS * width);
}

/* What base64 makes of the digits where `before` other bytes stand in front of them, without the
 * characters that the neighbours take part in. */
static void add_base64(struct number *number, const char *name, const char *digits, size_t before)
{
	static const char signs[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char bytes[DIGITS + 3] = {0};
	char text[FORM_MOST];
	size_t size = 0;
	memcpy(bytes + before, digits, DIGITS);
	for (size_t bit = 0; bit + 6 <= (before + DIGITS) * 8; bit += 6) {
		if (bit < before * 8)
			continue;
		unsigned two = (unsigned)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
		text[size++] = signs[two >> (10 - bit % 8) & 63];
	}
	form_add(number, name, text, size);
}

static void add_binary(struct number *number, const char *name, uint64_t value, size_t size,
		       bool big_first)
{
	unsigned char bytes[8];
	for (size_t i = 0; i < size; i++)
		bytes[big_first ? size - 1 - i : i] = (unsigned char)(value >> (8 * i));
	form_add(number, name, bytes, size);
}

static void add_hex(struct number *number, const char *digits, uint64_t value)
{
	char text[FORM_MOST];
	for (size_t i = 0; i < DIGITS; i++)
		snprintf(text + 2 * i, 3, "%02x", (unsigned)digits[i]);
	form_add(number, "hex-of-text", text, 2 * DIGITS);
	snprintf(text, sizeof text, "%x", (unsigned)value);
	form_add(number, "hex", text, strlen(text));
	snprintf(text, sizeof text, "%X", (unsigned)value);
	form_add(number, "hex-capitals", text, strlen(text));
}

static bool number_set(struct number *number, struct slice digits)
{
	int64_t value;
	if (digits.size != DIGITS ||
	    number_read(digits, 100000000, 999999999, &value) != NUMBER_FINE)
		return false;
	uint64_t whole = (uint64_t)value, real;
	double as_real = (double)value;
	memcpy(&real, &as_real, sizeof real);
	form_add(number, "text", digits.bytes, DIGITS);
	add_wide(number, "utf-16le", digits.bytes, 2, 0, 0);
	add_wide(number, "utf-16be", digits.bytes, 2, 1, 0);
	add_wide(number, "utf-32le", digits.bytes, 4, 0, 0);
	add_wide(number, "utf-32be", digits.bytes, 4, 3, 0);
	add_wide(number, "digit-a-byte", digits.bytes, 1, 0, '0');
	add_base64(number, "base64-0", digits.bytes, 0);
	add_base64(number, "base64-1", digits.bytes, 1);
	add_base64(number, "base64-2", digits.bytes, 2);
	add_hex(number, digits.bytes, whole);
	add_binary(number, "32le", whole, 4, false);
	add_binary(number, "32be", whole, 4, true);
	add_binary(number, "64le", whole, 8, false);
	add_binary(number, "64be", whole, 8, true);
	add_binary(number, "real-le", real, 8, false);
	add_binary(number, "real-be", real, 8, true);
	return true;
}

/* --- Seeking --- */

static void found(struct search *search, const char *where, uint64_t offset,
		  const struct form *form)
{
	if (++search->found <= FOUND_SHOWN)
		printf("%s: %llu: as %s\n", where, (unsigned long long)offset, form->name);
}

/* The first place of one form of one number, or SIZE_MAX. */
static size_t place(const struct form *form, const char *bytes, size_t size)
{
	const char *at = size < form->size ? NULL : memmem(bytes, size, form->bytes, form->size);
	return at == NULL ? SIZE_MAX : (size_t)(at - bytes);
}

static void seek(struct search *search, const char *where, uint64_t offset, const char *bytes,
		 size_t size)
{
	for (size_t i = 0; i < search->numbers[0].count; i++) {
		size_t places[NUMBERS_MOST], seen = 0;
		for (size_t n = 0; n < search->count; n++) {
			places[n] = place(&search->numbers[n].forms[i], bytes, size);
			seen += places[n] != SIZE_MAX;
		}
		const struct form *form = &search->numbers[0].forms[i];
		if (seen == 0 || (seen == 1 && form->size <= CHANCE_SIZE))
			continue;
		for (size_t n = 0; n < search->count; n++)
			if (places[n] != SIZE_MAX)
				found(search, where, offset + places[n], form);
	}
}

static void fault(struct search *search, const char *path)
{
	perror(path);
	search->faults++;
}

static void file_seek(struct search *search, const char *path, size_t size)
{
	char *bytes = malloc(size + 1);
	FILE *file = fopen(path, "rb");
	size_t got = bytes == NULL || file == NULL ? 0 : fread(bytes, 1, size, file);
	if (got != size || file == NULL)
		fault(search, path);
	else
		seek(search, path, 0, bytes, size);
	if (file != NULL)
		fclose(file);
	free(bytes);
}

static void path_seek(struct search *search, const char *path)
{
	struct stat about;
	char inner[PATH_SIZE];
	if (lstat(path, &about) != 0) {
		fault(search, path);
	} else if (S_ISREG(about.st_mode)) {
		file_seek(search, path, (size_t)about.st_size);
	} else if (S_ISDIR(about.st_mode)) {
		DIR *folder = opendir(path);
		const struct dirent *entry;
		if (folder == NULL) {
			fault(search, path);
			return;
		}
		while ((entry = readdir(folder)) != NULL)
			if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
			    path_join(inner, path, entry->d_name))
				path_seek(search, inner);
		closedir(folder);
	}
}

/* A mapping that cannot be read (guard pages, the kernel's own) holds nothing that others can read.
 */
static void range_seek(struct search *search, int memory, uint64_t start, uint64_t end)
{
	char *bytes = malloc(end - start);
	ssize_t got = bytes == NULL ? 0 : pread(memory, bytes, end - start, (off_t)start);
	if (got > 0)
		seek(search, "memory", start, bytes, (size_t)got);
	free(bytes);
}

static void memory_seek(struct search *search, const char *process)
{
	char path[64], line[512], rights[8];
	unsigned long long start, end;
	snprintf(path, sizeof path, "/proc/%.20s/mem", process);
	int memory = open(path, O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%.20s/maps", process);
	FILE *maps = fopen(path, "r");
	if (memory < 0 || maps == NULL)
		fault(search, path);
	while (memory >= 0 && maps != NULL && fgets(line, sizeof line, maps) != NULL)
		if (sscanf(line, "%llx-%llx %7s", &start, &end, rights) == 3 && rights[0] == 'r')
			range_seek(search, memory, start, end);
	if (maps != NULL)
		fclose(maps);
	if (memory >= 0)
		close(memory);
}

/* --- Planting --- */

static bool form_plant(const struct search *search, size_t form, const char *folder)
{
	static unsigned char noise[65536];
	char path[PATH_SIZE];
	uint64_t state = form + 1;
	for (size_t i = 0; i < sizeof noise; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		noise[i] = (unsigned char)(state >> 56);
	}
	for (size_t n = 0; n < search->count; n++)
		memcpy(noise + 4093 * (n + 1), search->numbers[n].forms[form].bytes,
		       search->numbers[n].forms[form].size);
	if (!path_join(path, folder, search->numbers[0].forms[form].name))
		return false;
	FILE *file = fopen(path, "wb");
	bool fine = file != NULL && fwrite(noise, 1, sizeof noise, file) == sizeof noise;
	return file != NULL && fclose(file) == 0 && fine;
}

static bool numbers_read(struct search *search, const char *text)
{
	struct slice rest = slice_of(text);
	while (rest.size > 0 && search->count < NUMBERS_MOST) {
		struct slice digits = {rest.bytes, rest.size < DIGITS ? rest.size : DIGITS};
		if (!number_set(&search->numbers[search->count++], digits))
			return false;
		rest = slice_from(rest, DIGITS + 1);
	}
	return search->count >= 2 && rest.size == 0;
}

int main(int count, char **words)
{
	static struct search search;
	if (count < 3 || !numbers_read(&search, words[1])) {
		fprintf(stderr, "usage: scan NUMBERS (PATH... | --memory PID | --plant FOLDER)\n");
		return 2;
	}
	if (count == 4 && strcmp(words[2], "--plant") == 0) {
		for (size_t i = 0; i < search.numbers[0].count; i++)
			if (!form_plant(&search, i, words[3]))
				return 2;
		return 0;
	}
	if (count == 4 && strcmp(words[2], "--memory") == 0)
		memory_seek(&search, words[3]);
	else
		for (int i = 2; i < count; i++)
			path_seek(&search, words[i]);
	if (search.faults > 0)
		return 2;
	return search.found > 0;
}
