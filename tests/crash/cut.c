/* The vault at every cut. A class is played once on a disk that writes down each call (disk.h);
 * then, for each k, the folder is made as a power cut behind the k-th call may leave it, in four
 * ways, and opened by a fresh vault, which must keep what had been promised by then (promise.h):
 * nothing that was acknowledged is lost, both blobs are of one commit, no key of an open sitting is
 * lost and none of a closed one left.
 *
 * Prints TAP. A failure names its cut: `cut K HOW SEED` plays that one alone. SEEDS=n: so many
 * throws of the dice for each torn cut. */
#include "tests/crash/class.h"
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

/* --- A cut --- */

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
	world_release(&world);
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
