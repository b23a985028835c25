#include <errno.h>
#include <fts.h>
#include <sys/stat.h>

#include "export/formats/file.h"
#include "export/sayso/commands/commands.h"
#include "export/sayso/dataset/collect.h"
#include "surveys/base/bounds.h"

#define NAMES_ARENA_MOST (64u << 20)
#define NAME_SHOWN 256	  /* of a file: whoever made the stick chose it */
#define NAMES_MOST 100000 /* batches of one run; the reference study has 1,440 */

struct found {
	const char *path;
	uint64_t size;
};

/* One run of the command. */
struct run {
	const struct command_io *io;
	struct arena arena;
	struct found *list;
	size_t count;
	struct collector collector;
	struct progress progress;
	struct collected sum;
	size_t batches, bad;
};

static void print_problems(struct problems *problems, FILE *out)
{
	problems_print(problems, out);
	memset(problems, 0, sizeof *problems);
}

static bool is_batch_name(const char *name)
{
	size_t size = strlen(name);
	return name[0] != '.' && size > 4 && strcmp(name + size - 4, ".tar") == 0;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool found_add(struct run *run, const char *path, int64_t size, struct problems *problems)
{
	struct found *found = &run->list[run->count];
	found->path = run->count == NAMES_MOST ? NULL : arena_text(&run->arena, slice_of(path));
	if (found->path == NULL) {
		problem_error_at(problems, path, "Collect fewer folders at a time.",
				 "too many files");
		return false;
	}
	found->size = (uint64_t)size;
	run->count++;
	return true;
}

/* A path that was given is taken whatever its name; in a folder, and the folders in it, every .tar.
 * Links are not followed. What cannot be read is named, and passed. */
static bool path_walk(struct run *run, char *path, struct problems *problems)
{
	char *const paths[] = {path, NULL};
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR | FTS_XDEV, by_name);
	FTSENT *entry;
	bool fine = true, room = true;
	if (walk == NULL)
		return file_fault(problems, path, "it cannot be read");
	while (room && (errno = 0, entry = fts_read(walk)) != NULL) {
		if (entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR ||
		    entry->fts_info == FTS_NS || entry->fts_info == FTS_SLNONE) {
			errno = entry->fts_info == FTS_SLNONE ? ENOENT : entry->fts_errno;
			fine = file_fault(problems, entry->fts_path, "it cannot be read");
		} else if (entry->fts_info == FTS_F &&
			   (entry->fts_level == FTS_ROOTLEVEL || is_batch_name(entry->fts_name))) {
			room = found_add(run, entry->fts_path, entry->fts_statp->st_size, problems);
		}
	}
	if (room && errno != 0) /* it gave up, and there may be more */
		fine = file_fault(problems, path, "it cannot be read to its end");
	fts_close(walk);
	return fine && room;
}

static void line_print(const struct run *run, const char *name, const struct collected *collected)
{
	FILE *out = run->io->out;
	fprintf(out, "%s: school %s, machine %u, ", name, collected->school,
		collected->machine_number);
	if (collected->batch_number != 0)
		fprintf(out, "batch %u, ", collected->batch_number);
	fprintf(out, "%zu record%s: %zu new, %zu known", collected->records,
		collected->records == 1 ? "" : "s", collected->stored, collected->known);
	if (collected->put_aside > 0)
		fprintf(out, ", %zu PUT ASIDE", collected->put_aside);
	if (collected->lost > 0)
		fprintf(out, ", %zu LOST ON THE WAY", collected->lost);
	fprintf(out, "\n");
}

static void sum_add(struct run *run, const struct collected *collected)
{
	struct collected *sum = &run->sum;
	sum->records += collected->records;
	sum->stored += collected->stored;
	sum->known += collected->known;
	sum->put_aside += collected->put_aside;
	sum->lost += collected->lost;
	run->batches++;
}

/* An error of the disk sticks, so nothing more can be collected. */
static bool dataset_broken(const struct run *run)
{
	return db_broken(dataset_db(run->collector.dataset));
}

static void batch_collect(struct run *run, const struct found *found, struct problems *problems)
{
	const char *slash = strrchr(found->path, '/');
	char name[NAME_SHOWN];
	struct collected collected = {0};
	char *bytes;
	size_t size;
	bool taken = false;
	printable_write(slice_of(slash == NULL ? found->path : slash + 1), name, sizeof name);
	if (file_read(found->path, ENVELOPE_MOST, &bytes, &size, problems)) {
		taken = collect_batch(&run->collector, name, (struct slice){bytes, size},
				      &run->progress, &collected, problems);
		free(bytes);
	}
	if (run->progress.out != NULL)
		fprintf(run->progress.out, "\r%*s\r", 79, "");
	if (!taken)
		fprintf(run->io->out, "%s: %s\n", name,
			dataset_broken(run) ? "NOT COLLECTED" : "PUT ASIDE");
	else if (collected.other_kind)
		fprintf(run->io->out, "%s: no batch, left alone\n", name);
	else
		line_print(run, name, &collected);
	run->bad += !taken || problems->errors > 0;
	if (taken && !collected.other_kind)
		sum_add(run, &collected);
	print_problems(problems, run->io->error);
}

static void batches_collect(struct run *run, struct problems *problems)
{
	uint64_t total = 0, done = 0;
	for (size_t i = 0; i < run->count; i++)
		total += run->list[i].size;
	progress_begin(&run->progress, run->io->error, "bytes", total);
	for (size_t i = 0; i < run->count && !dataset_broken(run); i++) {
		batch_collect(run, &run->list[i], problems);
		done += run->list[i].size;
		progress_step(&run->progress, done);
	}
	progress_end(&run->progress);
	if (dataset_broken(run))
		fprintf(run->io->out,
			"The disk is full or failed, so no more was collected. What came "
			"before is kept; then collect the same again.\n");
	fprintf(run->io->out, "%zu %s: %zu record%s, %zu new, %zu known, %zu put aside, %zu lost\n",
		run->batches, run->batches == 1 ? "batch" : "batches", run->sum.records,
		run->sum.records == 1 ? "" : "s", run->sum.stored, run->sum.known,
		run->sum.put_aside, run->sum.lost);
}

static bool into_open(struct run *run, const struct command_options *options,
		      struct problems *problems)
{
	const char *folder = option_value(options, "keys");
	struct keys keys = {0};
	struct schools_book book = {0};
	struct dataset *dataset = NULL;
	bool fine =
		keys_open(folder, false, run->io->asker, &keys, problems) &&
		schools_book_open(folder, &keys, &book, problems) &&
		(dataset = dataset_open(option_value(options, "into"), false, problems)) != NULL &&
		collector_begin(&run->collector, dataset, &keys, &book, problems);
	if (fine)
		batches_collect(run, problems);
	collector_end(&run->collector);
	dataset_close(dataset);
	schools_book_release(&book);
	keys_release(&keys);
	return fine;
}

static enum command_exit collect_run(const struct command_options *options,
				     const struct command_io *io)
{
	struct run run = {.io = io};
	struct problems *problems = calloc(1, sizeof *problems);
	bool fine = problems != NULL;
	if (!fine)
		return COMMAND_BAD_INPUT;
	arena_init(&run.arena, NAMES_ARENA_MOST);
	run.list = arena_take(&run.arena, NAMES_MOST, sizeof *run.list);
	fine = run.list != NULL;
	for (int i = 0; fine && i < options->positional_count; i++)
		if (!path_walk(&run, options->positional[i], problems))
			run.bad++;
	print_problems(problems, io->error);
	if (fine && run.count == 0 && run.bad == 0)
		fprintf(io->out, "There is no batch (*.tar) in what was named.\n");
	fine = fine && (run.count == 0 || into_open(&run, options, problems));
	print_problems(problems, io->error);
	arena_release(&run.arena);
	free(problems);
	return fine && run.bad == 0 ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char collect_details[] =
	"PATH is a batch, or a folder with batches in it (a stick). Each record is opened, held "
	"against its study pack and stored in study.db with its sealed original. What is bad is "
	"named and put aside; the rest goes in. The same batch may be collected again at any "
	"time.\n\n"
	"A batch is taken only from a machine that was set up with the number in the school's "
	"letter.\n\n"
	"  sayso collect --keys keys --into study.db stick";

const struct command *command_collect(void)
{
	static const struct option_rule rules[] = {
		{.name = "keys",
		 .value = "DIR",
		 .help = "the researchers' folder of keys",
		 .required = true},
		{.name = "into",
		 .value = "study.db",
		 .help = "the file to collect into; made when it is not there",
		 .required = true},
		{0},
	};
	static const struct command command = {
		.name = "collect",
		.arguments = "--keys DIR --into study.db PATH...",
		.summary = "take the batches of classroom machines into the study's file",
		.details = collect_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = -1,
		.run = collect_run,
	};
	return &command;
}
