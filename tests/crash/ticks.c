/* A program that saves without end, for tests that kill it, trace it, or look at what it leaves.
 *
 *   ticks play FOLDER STEPS     saves row after row, and tells each step before it is begun and
 * after it has returned, unbuffered: "STEP PHASE ROW NUMBER" as in promise.h ticks kill ROUNDS
 * kills such a player ROUNDS times at random moments and looks whether what it had told is kept
 * (TAP). Says nothing of a power cut: cut.c. ticks fill FOLDER NUMBERS   two rows with these
 * numbers in record and resume, one of them closed; says "filled", waits for a line, ends the
 * session, says "ended", waits */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "tests/crash/promise.h"
#include "tests/crash/quick_pin.h"

#define ROWS 12
#define ROUND_MS_LEAST 10
#define ROUND_MS_MOST 150

/* --- Playing --- */

static void tell(enum step step, enum phase phase, int64_t row, unsigned number)
{
	char line[64];
	int size = snprintf(line, sizeof line, "%d %d %d %u\n", (int)step, (int)phase, (int)row,
			    number);
	if (write(STDOUT_FILENO, line, (size_t)size) != size)
		_exit(3);
}

static bool told(struct vault_bench *bench, enum step step,
		 bool (*call)(struct vault_bench *, int64_t, unsigned), int64_t row,
		 unsigned number)
{
	tell(step, BEGUN, row, number);
	if (!bench_fine(bench, call(bench, row, number), "a step"))
		return false;
	tell(step, RETURNED, row, number);
	return true;
}

/* Rows are of different length, so that closings come at all moments. */
static bool row_played(struct vault_bench *bench, const struct vault_row *row, unsigned *steps)
{
	unsigned number = 0, last = 40 + (unsigned)row->id * 7;
	if (row->state == VAULT_ANSWERING)
		number = bench_resumed(bench, row->id);
	else if (!told(bench, STEP_START, bench_start, row->id, 0))
		return false;
	for (; number<last && * steps> 0; --*steps)
		if (!told(bench, STEP_SAVE, bench_save, row->id, ++number))
			return false;
	return *steps == 0 || told(bench, STEP_CLOSE, bench_finish, row->id, number + 1);
}

static bool played(struct vault_bench *bench, unsigned steps)
{
	struct vault_row rows[8];
	size_t count;
	if (!bench_open(bench) || !bench_unlocks(bench))
		return false;
	for (int64_t session = 1; session <= 2; session++) {
		if (!vault_rows(bench->vault, session, rows, countof(rows), &count,
				&bench->problems))
			return false;
		for (size_t i = 0; i < count && steps > 0; i++)
			if (rows[i].state != VAULT_DONE && !row_played(bench, &rows[i], &steps))
				return false;
	}
	return true;
}

/* A machine with two open sessions, closed again. */
static bool prepared(struct vault_bench *bench)
{
	int64_t session;
	struct vault_opening one = bench_opening(bench, "7B"), two = bench_opening(bench, "8A");
	bool fine = bench_open(bench) && bench_set_up(bench) &&
		    vault_open_session(bench->vault, &one, &session, &bench->problems) &&
		    vault_open_session(bench->vault, &two, &session, &bench->problems);
	bench_close(bench);
	return bench_fine(bench, fine, "preparing");
}

/* --- Killing --- */

static void promise_begin(struct promise *promise)
{
	const uint32_t open[2][4] = {{STEP_OPEN, RETURNED, 1, 0}, {STEP_OPEN, RETURNED, 2, 0}};
	*promise = (struct promise){.sessions_begun = 0};
	promise_step(promise, open[0], 0);
	promise_step(promise, open[1], 0);
}

/* Plays in a process of its own and kills it; its notes go into the promise. */
static bool killed(struct vault_bench *bench, struct promise *promise, unsigned wait_ms,
		   size_t *notes)
{
	int ends[2];
	uint32_t note[4];
	if (pipe(ends) != 0)
		return broke("no pipe");
	pid_t player = fork();
	if (player == 0) {
		dup2(ends[1], STDOUT_FILENO);
		_exit(played(bench, UINT32_MAX) ? 0 : 1);
	}
	close(ends[1]);
	FILE *in = fdopen(ends[0], "r");
	const struct timespec wait = {0, (long)wait_ms * 1000000 + 137 * (long)wait_ms};
	nanosleep(&wait, NULL);
	if (player < 0 || in == NULL || kill(player, SIGKILL) != 0)
		return broke("no player");
	int state = 0;
	waitpid(player, &state, 0);
	while (fscanf(in, "%u %u %u %u", &note[0], &note[1], &note[2], &note[3]) == 4) {
		promise_step(promise, note, 0);
		++*notes;
	}
	fclose(in);
	return !(WIFEXITED(state) && WEXITSTATUS(state) != 0) || broke("a step failed");
}

/* From now on what is there is what was promised. */
static void promise_settle(struct promise *promise, const struct vault_row *rows,
			   const uint32_t *found, size_t *done)
{
	*done = 0;
	for (size_t i = 1; i <= ROWS; i++) {
		struct row_promise *row = &promise->rows[i];
		row->number = rows[i].state == VAULT_DONE ? row->next_number : found[i];
		row->state = row->next_state = rows[i].state;
		row->next_number = row->number;
		*done += rows[i].state == VAULT_DONE;
	}
}

static bool round_kept(struct vault_bench *bench, struct promise *promise, size_t *done)
{
	struct vault_row rows[ROWS_MOST] = {{.id = 0}};
	uint32_t found[ROWS_MOST];
	struct vault_due *due;
	struct arena arena;
	size_t count;
	memset(found, 0xFF, sizeof found);
	if (!bench_open(bench) || bench->set_aside || !bench_unlocks(bench))
		return broke("it does not open");
	if (!rows_kept(bench, promise, rows, found))
		return false;
	arena_init(&arena, 1 << 24);
	bool fine = vault_due(bench->vault, &arena, &due, &count, &bench->problems);
	for (size_t i = 1; fine && i <= ROWS; i++)
		if (rows[i].state == VAULT_DONE)
			fine = due_kept(bench, &promise->rows[i], &rows[i], UINT32_MAX, due, count);
	arena_release(&arena);
	bench_close(bench);
	promise_settle(promise, rows, found, done);
	return fine;
}

static int all_killed(unsigned rounds)
{
	static struct vault_bench bench;
	struct promise promise;
	size_t notes = 0, done = ROWS, machines = 0;
	for (unsigned round = 0; round < rounds; round++) {
		if (done == ROWS) {
			bench_end(&bench);
			if (!bench_begin(&bench, 4096, 1000) || !prepared(&bench))
				return 2;
			promise_begin(&promise);
			machines++;
		}
		unsigned wait_ms =
			ROUND_MS_LEAST + randombytes_uniform(ROUND_MS_MOST - ROUND_MS_LEAST);
		if (!killed(&bench, &promise, wait_ms, &notes) ||
		    !round_kept(&bench, &promise, &done)) {
			printf("not ok 1 - round %u: %s\n", round, broken);
			return 1;
		}
	}
	bench_end(&bench);
	printf("%sok 1 - %u kills, %zu notes, %zu machines: every told step is there\n",
	       notes < rounds ? "not " : "", rounds, notes, machines);
	return notes < rounds;
}

/* --- Filling --- */

/* The numbers as a record and as memory would have them: text, and four and eight bytes. */
static struct slice filled_text(char *out, size_t size, const char *numbers)
{
	memset(out, ' ', size);
	size_t at = (size_t)snprintf(out, size, "{\"items\":{\"f.a\":{\"value\":[");
	for (const char *digits = numbers; *digits != '\0'; digits += digits[9] == ',' ? 10 : 9) {
		uint64_t value = strtoull(digits, NULL, 10);
		uint32_t small = (uint32_t)value;
		at += (size_t)snprintf(out + at, size - at, "\"%.9s\",", digits);
		memcpy(out + at, &value, sizeof value);
		memcpy(out + at + 9, &small, sizeof small);
		at += 16;
	}
	return (struct slice){out, size};
}

static bool waited(const char *word)
{
	char line[8];
	printf("%s\n", word);
	fflush(stdout);
	return fgets(line, sizeof line, stdin) != NULL;
}

static bool filled(struct vault_bench *bench, const char *numbers)
{
	static char record[4096], resume[1000];
	struct slice a = filled_text(record, sizeof record, numbers);
	struct slice b = filled_text(resume, sizeof resume, numbers);
	struct problems *problems = &bench->problems;
	if (!bench_open(bench) || !bench_unlocks(bench))
		return false;
	for (int64_t row = 1; row <= 2; row++)
		if (!vault_start(bench->vault, row, a, b, problems) ||
		    !vault_save(bench->vault, row, a, b, problems) ||
		    !vault_save(bench->vault, row, a, b, problems))
			return false;
	if (!vault_close_sitting(bench->vault, 1, a, problems) ||
	    !vault_save(bench->vault, 2, a, b, problems) || !waited("filled"))
		return false;
	bool fine = vault_end_session(bench->vault, 1, problems) && waited("ended");
	bench_close(bench);
	return fine;
}

/* --- Measuring --- */

static double now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void times_print(const char *name, double *times, size_t count)
{
	qsort(times, count, sizeof *times, by_size);
	printf("%-28s median %7.0f us, p99 %7.0f us\n", name, times[count / 2],
	       times[count - 1 - count / 100]);
}

/* The raw file is as large as the two blobs and in place, as the rows are: nothing is allocated.
 * One after the other, so that both meet the same disk. */
static bool measured(struct vault_bench *bench, size_t count)
{
	static char bytes[12288];
	char path[PATH_SIZE];
	double *ticks = calloc(count, sizeof *ticks), *raw = calloc(count, sizeof *raw);
	int64_t session;
	struct vault_opening opening = bench_opening(bench, "7B");
	bool fine = ticks != NULL && raw != NULL && bench_open(bench) && bench_set_up(bench) &&
		    vault_open_session(bench->vault, &opening, &session, &bench->problems) &&
		    bench_start(bench, 1, 0) && path_join(path, bench->folder, "raw");
	FILE *file = fine ? fopen(path, "w+b") : NULL;
	fine = file != NULL && fwrite(bytes, 1, sizeof bytes, file) == sizeof bytes &&
	       fflush(file) == 0 && fsync(fileno(file)) == 0;
	for (size_t i = 0; fine && i < count; i++) {
		double start = now_us();
		fine = bench_save(bench, 1, (unsigned)i);
		double between = now_us();
		memset(bytes, (int)i, sizeof bytes);
		fine = fine && pwrite(fileno(file), bytes, sizeof bytes, 0) > 0 &&
		       fdatasync(fileno(file)) == 0;
		ticks[i] = between - start;
		raw[i] = now_us() - between;
	}
	bench_close(bench);
	double start = now_us();
	fine = fine && bench_open(bench);
	if (fine) {
		printf("%-28s %7.1f ms\n", "opening, with all keys settled",
		       (now_us() - start) / 1e3);
		times_print("tick (8 KiB + 4 KiB)", ticks, count);
		times_print("raw write and fdatasync", raw, count);
		printf("ratio of the medians %.2f\n", ticks[count / 2] / raw[count / 2]);
	}
	if (file != NULL)
		fclose(file);
	free(ticks);
	free(raw);
	return fine;
}

int main(int count, char **words)
{
	static struct vault_bench bench;
	if (sodium_init() < 0 || count < 3)
		return 2;
	if (strcmp(words[1], "kill") == 0)
		return all_killed((unsigned)strtoul(words[2], NULL, 10));
	if (strcmp(words[1], "measure") == 0) {
		bool fine = bench_begin(&bench, 8192, 4096) &&
			    measured(&bench, strtoul(words[2], NULL, 10) + 1);
		bench_end(&bench);
		return !fine;
	}
	if (count < 4 || !bench_begin(&bench, 4096, 1000))
		return 2;
	bench_remove(bench.folder);
	snprintf(bench.folder, sizeof bench.folder, "%s", words[2]);
	if (!prepared(&bench))
		return 1;
	bool fine = strcmp(words[1], "fill") == 0
			    ? filled(&bench, words[3])
			    : played(&bench, (unsigned)strtoul(words[3], NULL, 10));
	if (!fine)
		problems_print(&bench.problems, stderr);
	bench_close(&bench);
	return !fine;
}
