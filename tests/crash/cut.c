/* The vault at every cut. A class is played once on a disk that writes down each call (disk.h);
 * then, for each k, the folder is made as a power cut behind the k-th call may leave it, in four
 * ways, and opened by a fresh vault, which must keep what had been promised by then (promise.h):
 * nothing that was acknowledged is lost, both blobs are of one commit, no key of an open sitting is
 * lost and none of a closed one left.
 *
 * Prints TAP. A failure names its cut: `cut K HOW SEED` plays that one alone. SEEDS=n: so many
 * throws of the dice for each torn cut. */
#include "tests/crash/promise.h"
#include "tests/crash/quick_pin.h"

static const char *const ways[] = {[LEFT_KEPT] = "kept",
				   [LEFT_DROPPED] = "dropped",
				   [LEFT_TORN] = "torn",
				   [LEFT_RUBBISH] = "rubbish"};

/* --- Dice that fall alike each time, so that a cut's number means the same one --- */

static uint64_t dice_state = 1;

static const char *dice_name(void)
{
	return "dice";
}

static void dice_fill(void *const out, const size_t size)
{
	for (size_t i = 0; i < size; i++)
		((char *)out)[i] = (char)(disk_random(&dice_state) >> 32);
}

static uint32_t dice(void)
{
	return (uint32_t)(disk_random(&dice_state) >> 32);
}

static randombytes_implementation dice_all = {
	.implementation_name = dice_name, .random = dice, .buf = dice_fill};

/* --- The class that is played --- */

static bool noted(enum step step, uint32_t what, uint32_t number,
		  bool (*call)(struct vault_bench *, int64_t, unsigned), struct vault_bench *bench)
{
	disk_note(step, BEGUN, what, number);
	if (!bench_fine(bench, call(bench, what, number), "a step of the class"))
		return false;
	disk_note(step, RETURNED, what, number);
	return true;
}

static bool do_set_up(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)what;
	(void)number;
	return bench_open(bench) && bench_set_up(bench);
}

static bool do_open(struct vault_bench *bench, int64_t what, unsigned number)
{
	static const char *const classes[] = {"", "7B", "8A"};
	struct vault_opening opening = bench_opening(bench, classes[what]);
	int64_t session;
	(void)number;
	return vault_open_session(bench->vault, &opening, &session, &bench->problems) &&
	       session == what;
}

static bool do_pin(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)what;
	(void)number;
	return vault_change_pin(bench->vault, slice_of(NEW_PIN), &bench->problems);
}

static bool do_end(struct vault_bench *bench, int64_t what, unsigned number)
{
	(void)number;
	return vault_end_session(bench->vault, what, &bench->problems);
}

static bool do_reset(struct vault_bench *bench, int64_t what, unsigned number)
{
	static const uint8_t mark = 9;
	(void)what;
	(void)number;
	return vault_reset_pin(bench->vault, slice_of(RESET_PIN), bench_enrol, &mark,
			       &bench->problems);
}

static bool restarted(struct vault_bench *bench, const char *pin)
{
	int64_t wait_ms;
	bench_close(bench);
	return bench_open(bench) && !bench->set_aside &&
	       bench_unlock(bench, pin, 0, &wait_ms) == VAULT_PIN_RIGHT;
}

static bool played(struct vault_bench *b)
{
	bool fine =
		noted(STEP_SET_UP, 0, 0, do_set_up, b) && noted(STEP_OPEN, 1, 0, do_open, b) &&
		noted(STEP_START, 1, 0, bench_start, b) && noted(STEP_SAVE, 1, 1, bench_save, b) &&
		noted(STEP_SAVE, 1, 2, bench_save, b) && noted(STEP_CLOSE, 1, 3, bench_finish, b);
	fine = fine && noted(STEP_START, 2, 0, bench_start, b) &&
	       noted(STEP_SAVE, 2, 1, bench_save, b) && noted(STEP_PIN, 0, 0, do_pin, b) &&
	       noted(STEP_START, 5, 0, bench_start, b) && noted(STEP_SAVE, 5, 1, bench_save, b) &&
	       restarted(b, NEW_PIN) && noted(STEP_SAVE, 2, 2, bench_save, b) &&
	       noted(STEP_SAVE, 5, 2, bench_save, b) && noted(STEP_CLOSE, 2, 4, bench_finish, b);
	fine = fine && noted(STEP_OPEN, 2, 0, do_open, b) &&
	       noted(STEP_START, 8, 0, bench_start, b) && noted(STEP_SAVE, 8, 1, bench_save, b) &&
	       noted(STEP_END, 1, 0, do_end, b) && noted(STEP_SAVE, 8, 2, bench_save, b) &&
	       restarted(b, NEW_PIN) && noted(STEP_RESET, 0, 0, do_reset, b);
	bench_close(b);
	return fine;
}

/* --- A cut --- */

/* Ends what is open and compares what is due; the machine can go on afterwards. */
static bool rest_kept(struct vault_bench *bench, const struct promise *promise,
		      const struct vault_row *rows, const uint32_t *found)
{
	struct vault_session list[SESSIONS_PROMISED];
	struct vault_due *due;
	struct arena arena;
	size_t count;
	if (!vault_sessions(bench->vault, list, countof(list), &count, &bench->problems))
		return broke("the sessions cannot be listed");
	for (size_t i = 0; i < count; i++)
		if (list[i].open && !vault_end_session(bench->vault, list[i].id, &bench->problems))
			return broke("session %d cannot be ended", (int)list[i].id);
	arena_init(&arena, 1 << 22);
	bool fine = vault_due(bench->vault, &arena, &due, &count, &bench->problems) ||
		    broke("what is due cannot be read");
	for (size_t i = 1; fine && i < ROWS_MOST; i++)
		if (rows[i].id != 0)
			fine = due_kept(bench, &promise->rows[i], &rows[i], found[i], due, count);
	arena_release(&arena);
	struct vault_opening opening = bench_opening(bench, "9C");
	return fine &&
	       (vault_open_session(bench->vault, &opening, &bench->session, &bench->problems) ||
		broke("no new session can be opened"));
}

/* What the start must have settled: whatever the disk says is closed has no key any more. */
static bool settled(struct vault_bench *bench, const struct promise *promise)
{
	static struct image keys;
	struct promise now = *promise;
	struct vault_session list[SESSIONS_PROMISED];
	struct vault_row rows[8];
	size_t count, found;
	if (!vault_sessions(bench->vault, list, countof(list), &count, &bench->problems) ||
	    !keys_load(bench, &keys))
		return broke("the sessions cannot be listed");
	for (size_t i = 0; i < count; i++) {
		now.ended[list[i].id] = !list[i].open;
		if (!vault_rows(bench->vault, list[i].id, rows, countof(rows), &found,
				&bench->problems))
			return broke("session %d cannot be read", (int)list[i].id);
		for (size_t j = 0; j < found; j++)
			now.rows[rows[j].id].state = rows[j].state;
	}
	return keys_gone(&now, &keys, "after the start");
}

/* The rows are read before a reset that a cut made necessary would change them. */
static bool opened_kept(struct vault_bench *bench, const struct promise *promise)
{
	struct vault_row rows[ROWS_MOST] = {{.id = 0}};
	uint32_t found[ROWS_MOST];
	memset(found, 0xFF, sizeof found);
	if (bench->set_aside)
		return broke("it was taken for damaged");
	if (vault_state(bench->vault) == VAULT_NEW) {
		if (promise->done[STEP_SET_UP])
			return broke("it is not set up any more");
		return bench_set_up(bench) || broke("it cannot be set up");
	}
	return settled(bench, promise) && pin_kept(bench, promise) &&
	       rows_kept(bench, promise, rows, found) && rest_kept(bench, promise, rows, found);
}

static bool cut_kept(const struct world *world, const struct promise *promise,
		     struct vault_bench *bench, enum disk_left left, unsigned seed)
{
	static struct image keys;
	bench_remove(bench->folder);
	if (mkdir(bench->folder, 0700) != 0 ||
	    !world_put(world, bench->folder, left, world->at * 1000003u + seed) ||
	    !keys_load(bench, &keys))
		return broke("the folder cannot be made");
	if (!keys_gone(promise, &keys, "on the disk"))
		return false;
	bool fine = (bench_open(bench) || broke("it does not open")) && opened_kept(bench, promise);
	bench_close(bench);
	return fine;
}

/* --- All cuts --- */

struct only {
	size_t at;
	unsigned seed;
};

/* A cut that drops all is the same as the one before it, unless something was synced or promised.
 */
static bool tells(const struct world *world, enum disk_left left)
{
	enum disk_kind kind = disk.ops[world->at - 1].kind;
	if (left == LEFT_KEPT)
		return kind != DISK_SYNC && kind != DISK_FOLDER_SYNC;
	return left != LEFT_DROPPED || kind == DISK_SYNC || kind == DISK_FOLDER_SYNC ||
	       kind == DISK_NOTE;
}

static size_t cuts_broken(struct vault_bench *bench, enum disk_left left, unsigned seeds,
			  const struct only *only, size_t *tried)
{
	static struct world world;
	struct promise promise = {.sessions_begun = 0};
	size_t failures = 0;
	memset(&world, 0, sizeof world);
	while (world.at < disk.count && failures < 5) {
		const struct disk_op *op = &disk.ops[world.at];
		world_step(&world);
		if (op->kind == DISK_NOTE)
			promise_step(&promise, op->note, world.at - 1);
		for (unsigned seed = 0; seed < seeds && tells(&world, left); seed++) {
			if (only != NULL && (only->at != world.at || only->seed != seed))
				continue;
			++*tried;
			if (cut_kept(&world, &promise, bench, left, seed))
				continue;
			printf("# cut %zu %s %u: %s\n", world.at, ways[left], seed, broken);
			if (only != NULL)
				problems_print(&bench->problems, stdout);
			failures++;
		}
	}
	return failures;
}

static bool way_kept(struct vault_bench *bench, enum disk_left left, unsigned seeds)
{
	size_t tried = 0;
	unsigned throws = left == LEFT_KEPT || left == LEFT_DROPPED ? 1 : seeds;
	size_t failures = cuts_broken(bench, left, throws, NULL, &tried);
	printf("%sok %d - %zu cuts of %zu calls, what was not synced %s\n",
	       failures == 0 ? "" : "not ", (int)left + 1, tried, disk.count, ways[left]);
	fflush(stdout);
	return failures == 0 && tried > 0;
}

static int replayed(struct vault_bench *bench, char **words)
{
	struct only only = {.at = strtoul(words[0], NULL, 10),
			    .seed = (unsigned)strtoul(words[2], NULL, 10)};
	size_t tried = 0;
	for (size_t left = 0; left < countof(ways); left++)
		if (strcmp(ways[left], words[1]) == 0 &&
		    cuts_broken(bench, (enum disk_left)left, only.seed + 1, &only, &tried) == 0 &&
		    tried == 1)
			return puts("kept") < 0;
	puts(tried == 0 ? "there is no such cut" : "broken");
	return 1;
}

int main(int count, char **words)
{
	static struct vault_bench class, cut;
	const char *seeds = getenv("SEEDS");
	if (sodium_init() < 0 || !bench_begin(&cut, 0, 0))
		return 2;
	randombytes_set_implementation(&dice_all);
	if (!bench_begin(&class, 4096, 1000) || !disk_begin(class.folder))
		return 2;
	bool fine = played(&class);
	disk.on = false;
	bench_end(&class);
	memcpy(cut.recipients, class.recipients, sizeof cut.recipients);
	cut.identity = class.identity;
	cut.record_size = class.record_size;
	cut.resume_size = class.resume_size;
	int code = 0;
	if (!fine)
		code = printf("not ok 1 - the class was not played\n") > 0;
	else if (count == 4)
		code = replayed(&cut, words + 1);
	else
		for (size_t left = 0; left < countof(ways); left++)
			code |= !way_kept(&cut, (enum disk_left)left,
					  seeds == NULL ? 1 : (unsigned)strtoul(seeds, NULL, 10));
	bench_end(&cut);
	return code;
}
