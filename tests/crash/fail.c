/* The vault on a disk that fails: the class of class.h is played again and again, and the k-th sync
 * fails, with k rising until all goes well; then the k-th write, alone or with all behind it. After
 * a failure nothing more may be written until the program has started again; and then all that had
 * returned is there, and no key of what was closed. TAP. */
#include "tests/crash/class.h"
#include "tests/crash/quick_pin.h"

enum fault { FAULT_SYNC, FAULT_WRITE, FAULT_FULL, FAULTS };
static const char *const names[] = {[FAULT_SYNC] = "sync that fails",
				    [FAULT_WRITE] = "write that fails",
				    [FAULT_FULL] = "disk that is full"};

static void disk_fresh(const struct vault_bench *bench)
{
	for (size_t i = 0; i < disk.count; i++)
		free(disk.ops[i].bytes);
	disk.count = disk.file_count = 0;
	disk.fail_on = false;
	disk.fail_sync = disk.fail_write = 0;
	if (!disk_begin(bench->folder))
		_exit(2);
}

static struct promise promised(void)
{
	struct promise promise = {.sessions_begun = 0};
	for (size_t i = 0; i < disk.count; i++)
		if (disk.ops[i].kind == DISK_NOTE)
			promise_step(&promise, disk.ops[i].note, i);
	return promise;
}

/* What it was given before a failure it has given back; what comes after one it refuses. */
static bool refuses(struct vault_bench *bench)
{
	uint32_t number;
	struct vault_opening opening = bench_opening(bench, "9Z");
	if (bench->vault == NULL || vault_state(bench->vault) == VAULT_NEW)
		return true;
	bench->problems = (struct problems){.count = 0};
	if (vault_batch_number(bench->vault, &number, &bench->problems) ||
	    vault_open_session(bench->vault, &opening, &bench->session, &bench->problems) ||
	    vault_change_pin(bench->vault, slice_of("864202"), &bench->problems))
		return broke("it goes on after the disk has failed");
	for (int64_t row = 1; row <= 12; row++)
		if (bench_save(bench, row, 99) || bench_start(bench, row, 99) ||
		    bench_finish(bench, row, 99))
			return broke("row %d is written after the disk has failed", (int)row);
	return true;
}

/* *over: the k-th call never came. */
static bool fault_kept(struct vault_bench *bench, enum fault fault, size_t k, bool *over)
{
	bench_remove(bench->folder);
	if (mkdir(bench->folder, 0700) != 0)
		return broke("the folder cannot be made");
	disk_fresh(bench);
	disk.fail_sync = fault == FAULT_SYNC ? k : 0;
	disk.fail_write = fault == FAULT_SYNC ? 0 : k;
	disk.fail_on = fault == FAULT_FULL;
	bool fine = played(bench);
	*over = fault == FAULT_FULL ? fine : disk.fail_sync + disk.fail_write > 0;
	bool kept = fine || refuses(bench);
	disk.on = false;
	struct promise promise = promised();
	bench_close(bench);
	kept = kept && (bench_open(bench) || broke("it does not open")) &&
	       opened_kept(bench, &promise);
	bench_close(bench);
	return kept;
}

static bool faults_kept(struct vault_bench *bench, enum fault fault)
{
	bool over = false, fine = true;
	size_t k = 0;
	while (!over && fine)
		fine = fault_kept(bench, fault, ++k, &over);
	if (fine)
		printf("ok %d - %zu times a %s\n", (int)fault + 1, k - 1, names[fault]);
	else
		printf("not ok %d - the %zuth time a %s: %s\n", (int)fault + 1, k, names[fault],
		       broken);
	fflush(stdout);
	return fine;
}

int main(void)
{
	static struct vault_bench bench;
	bool fine = true;
	if (sodium_init() < 0 || !bench_begin(&bench, 4096, 1000))
		return 2;
	bench.quiet = true;
	for (enum fault fault = FAULT_SYNC; fault < FAULTS; fault++)
		fine = faults_kept(&bench, fault) && fine;
	bench_end(&bench);
	return !fine;
}
