#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/platform/rows.h"

#define RUN_MOST 256u

static size_t row_runs(const uint32_t *pixels, int width, uint32_t *out)
{
	size_t count = 0;

	for (int x = 0; x < width;) {
		uint32_t length = 1;

		while (length < RUN_MOST && x + (int)length < width &&
		       pixels[(size_t)x + length] == pixels[x])
			length++;
		if (out)
			out[count] = (length - 1) << 24 | pixels[x];
		count++;
		x += (int)length;
	}
	return count;
}

static bool rows_grow(struct rows *rows, const struct canvas *canvas, size_t runs)
{
	size_t height = (size_t)rows->height + (size_t)canvas->height;
	uint32_t *starts = realloc(rows->starts, (height + 1) * sizeof *starts);

	if (!starts)
		return false;
	if (!rows->starts)
		starts[0] = 0;
	rows->starts = starts;
	size_t total = rows->starts[rows->height] + runs;
	uint32_t *more = realloc(rows->runs, (total + 1) * sizeof *more);
	if (!more || total > UINT32_MAX)
		return false;
	rows->runs = more;
	return true;
}

bool rows_add(struct rows *rows, const struct canvas *canvas)
{
	size_t runs = 0;

	for (int y = 0; y < canvas->height; y++)
		runs += row_runs(canvas_at(canvas, 0, y), canvas->width, NULL);
	if (!rows_grow(rows, canvas, runs)) {
		rows_release(rows);
		return false;
	}
	rows->width = canvas->width;
	for (int y = 0; y < canvas->height; y++) {
		uint32_t start = rows->starts[rows->height];

		rows->starts[++rows->height] =
			start + (uint32_t)row_runs(canvas_at(canvas, 0, y), canvas->width,
						   rows->runs + start);
	}
	return true;
}

void rows_release(struct rows *rows)
{
	free(rows->runs);
	free(rows->starts);
	*rows = (struct rows){0};
}

void rows_lay(const struct rows *rows, int y, int x, size_t count, uint32_t *out)
{
	const uint32_t *run = rows->runs + rows->starts[y];
	size_t skip = (size_t)x;

	while (count > 0) {
		size_t length = (*run >> 24) + 1;

		if (skip >= length) {
			skip -= length;
		} else {
			size_t here = length - skip < count ? length - skip : count;

			pixels_fill(out, here, *run & 0xffffff);
			out += here, count -= here, skip = 0;
		}
		run++;
	}
}

/* The file: this, the starts, the runs; in the machine's own order, for it never leaves it. */
struct rows_head {
	char magic[16];
	uint64_t source, sum;
	uint32_t width, height, runs, zero;
};
#define ROWS_MAGIC "sayso-rows 1\n\n\n"

static bool read_whole(int file, void *bytes, size_t size)
{
	char *at = bytes;

	while (size > 0) {
		ssize_t got = read(file, at, size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got, size -= (size_t)got;
	}
	return true;
}

static bool write_whole(int file, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t put = write(file, at, size);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put, size -= (size_t)put;
	}
	return true;
}

/* Every row's runs make up exactly its width: then rows_lay stays within. */
static bool rows_whole(const struct rows *rows, uint32_t run_count)
{
	if (rows->starts[0] != 0 || rows->starts[rows->height] != run_count)
		return false;
	for (int y = 0; y < rows->height; y++) {
		uint32_t from = rows->starts[y], to = rows->starts[y + 1];
		size_t width = 0;

		if (from > to || to > run_count)
			return false;
		for (uint32_t i = from; i < to; i++)
			width += (rows->runs[i] >> 24) + 1;
		if (width != (size_t)rows->width)
			return false;
	}
	return true;
}

static uint64_t rows_sum(const struct rows *rows)
{
	size_t starts = ((size_t)rows->height + 1) * sizeof *rows->starts;
	uint64_t sum = hash_bytes(HASH_BEGIN, rows->starts, starts);

	return hash_bytes(sum, rows->runs, rows->starts[rows->height] * sizeof *rows->runs);
}

static bool rows_read_body(int file, const struct rows_head *head, struct rows *rows)
{
	size_t starts = ((size_t)head->height + 1) * sizeof *rows->starts;
	size_t runs = (size_t)head->runs * sizeof *rows->runs;

	*rows = (struct rows){(int)head->width, (int)head->height, malloc(runs + 1),
			      malloc(starts)};
	if (rows->runs && rows->starts && read_whole(file, rows->starts, starts) &&
	    read_whole(file, rows->runs, runs) && rows_whole(rows, head->runs) &&
	    rows_sum(rows) == head->sum)
		return true;
	rows_release(rows);
	return false;
}

bool rows_read(const char *path, uint64_t source, int width, int height, struct rows *rows)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct rows_head head;
	struct stat status;
	bool fine;

	*rows = (struct rows){0};
	if (file < 0)
		return false;
	fine = fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
	       read_whole(file, &head, sizeof head) &&
	       memcmp(head.magic, ROWS_MAGIC, sizeof head.magic) == 0 && head.source == source &&
	       head.width == (uint32_t)width && head.height == (uint32_t)height &&
	       head.runs <= (uint32_t)width * (uint32_t)height && rows_read_body(file, &head, rows);
	close(file);
	return fine;
}

void rows_keep(const char *path, uint64_t source, const struct rows *rows)
{
	char beside[1200];
	struct rows_head head = {.magic = ROWS_MAGIC,
				 .source = source,
				 .sum = rows_sum(rows),
				 .width = (uint32_t)rows->width,
				 .height = (uint32_t)rows->height,
				 .runs = rows->starts[rows->height]};
	int length = snprintf(beside, sizeof beside, "%s.new", path);

	if (length < 0 || (size_t)length >= sizeof beside)
		return;
	int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0)
		return;
	bool fine = write_whole(file, &head, sizeof head) &&
		    write_whole(file, rows->starts,
				((size_t)rows->height + 1) * sizeof *rows->starts) &&
		    write_whole(file, rows->runs, (size_t)head.runs * sizeof *rows->runs);
	if (close(file) != 0 || !fine || rename(beside, path) != 0)
		unlink(beside);
}
