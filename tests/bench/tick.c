/* A durable tick, record sealed and all, beside writing as many bytes in place with fdatasync, and
 * beside sealing them too: what is left then is SQLite's journal, which grows with each tick, so
 * that the disk's own journal has more to do. */
#include <fcntl.h>

#include "tests/bench/meter.h"
#include "tests/vault_bench.h"

#define TICKS 500
#define RECORD_SIZE 4096 /* of the demonstration: 30 items */
#define RESUME_SIZE 4096
/* Sealing alone takes longer than such a write on a good disk, and there is no tick without it. */
#define LIMIT_WRITE 6.0
#define LIMIT_SEAL_WRITE 2.5

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

static bool raw_seal(const struct vault_bench *bench, const struct raw *raw)
{
	static const char record[RECORD_SIZE];
	return age_seal((struct slice){record, sizeof record}, bench->recipients, 2,
			(uint8_t *)raw->bytes);
}

static bool measure(struct vault_bench *bench, const struct raw *raw, int64_t row)
{
	static struct meter ours, wrote, sealed_wrote;
	for (unsigned i = 0; i < TICKS; i++) {
		double begun = meter_now_us();
		if (!bench_save(bench, row, i))
			return false;
		double saved = meter_now_us();
		if (!raw_seal(bench, raw))
			return false;
		double sealed = meter_now_us();
		if (!raw_write(raw))
			return false;
		double ended = meter_now_us();
		meter_add(&ours, saved - begun);
		meter_add(&wrote, ended - sealed);
		meter_add(&sealed_wrote, ended - saved);
	}
	meter_print("a durable tick / write + fdatasync", &ours, &wrote, LIMIT_WRITE);
	meter_print("a durable tick / seal + write + fdatasync", &ours, &sealed_wrote,
		    LIMIT_SEAL_WRITE);
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
