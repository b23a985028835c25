/* A durable tick, record sealed and all, beside writing as many bytes in place with fdatasync. */
#include <fcntl.h>

#include "tests/bench/meter.h"
#include "tests/vault_bench.h"

#define TICKS 500
#define RECORD_SIZE 4096 /* of the demonstration: 30 items */
#define RESUME_SIZE 4096
#define LIMIT 3.0

struct raw {
	int file;
	size_t size;
	char *bytes;
};

static bool raw_open(struct raw *raw, const char *folder, size_t size)
{
	char path[PATH_SIZE];
	raw->size = size;
	raw->bytes = malloc(size);
	raw->file = path_join(path, folder, "raw") ? open(path, O_RDWR | O_CREAT, 0600) : -1;
	if (raw->bytes == NULL || raw->file < 0)
		return false;
	randombytes_buf(raw->bytes, size);
	return pwrite(raw->file, raw->bytes, size, 0) == (ssize_t)size && fsync(raw->file) == 0;
}

static bool raw_write(const struct raw *raw)
{
	return pwrite(raw->file, raw->bytes, raw->size, 0) == (ssize_t)raw->size &&
	       fdatasync(raw->file) == 0;
}

static bool measure(struct vault_bench *bench, const struct raw *raw, int64_t row)
{
	static struct meter ours, other;
	for (unsigned i = 0; i < TICKS; i++) {
		double begun = meter_now_us();
		if (!bench_save(bench, row, i))
			return false;
		double between = meter_now_us();
		if (!raw_write(raw))
			return false;
		meter_add(&ours, between - begun);
		meter_add(&other, meter_now_us() - between);
	}
	meter_print("a durable tick / write + fdatasync", &ours, &other, LIMIT);
	return true;
}

int main(void)
{
	struct vault_bench bench;
	struct raw raw;
	struct vault_row row;
	if (!bench_begin(&bench, RECORD_SIZE, RESUME_SIZE))
		return 1;
	bool fine =
		bench_open(&bench) && bench_set_up(&bench) && bench_open_session(&bench) &&
		bench_row(&bench, "3KM3WR", &row) != 0 && bench_start(&bench, row.id, 0) &&
		raw_open(&raw, bench.folder, age_sealed_size(RECORD_SIZE, 2) + RESUME_SIZE + 40) &&
		measure(&bench, &raw, row.id);
	problems_print(&bench.problems, stderr);
	bench_end(&bench);
	return fine ? 0 : 1;
}
