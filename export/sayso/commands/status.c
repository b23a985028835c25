#include "export/sayso/commands/commands.h"
#include "export/sayso/dataset/dataset_read.h"
#include "export/sayso/output/reach.h"

/* What is told a line each, between headings. */
struct telling {
	FILE *out;
	char kind[8]; /* whose heading stands above */
	bool copies;
};

static void machine_tell(void *context, const struct status_machine *machine)
{
	struct telling *telling = context;
	char number[24];
	snprintf(number, sizeof number, "M%lld", (long long)machine->number);
	fprintf(telling->out, "  %-16.*s  %-7s %13lld %8lld %16lld  %.8s%s\n",
		(int)machine->school.size, machine->school.bytes, number,
		(long long)machine->last_batch, (long long)machine->records,
		(long long)machine->answering, machine->machine.bytes,
		machine->copies > 0 ? "  TWICE?" : "");
	telling->copies |= machine->copies > 0;
}

static bool print_machines(struct dataset *dataset, FILE *out, struct problems *problems)
{
	struct telling telling = {.out = out};
	const struct status_visit visit = {.context = &telling, .machine = machine_tell};
	fprintf(out, "\nMachines heard from\n  %-16s  %-7s %13s %8s %16s  %s\n", "school",
		"machine", "newest batch", "records", "still answering", "id");
	if (!status_machines(dataset, &visit, problems))
		return false;
	if (telling.copies)
		fprintf(out, "TWICE?: two different batches have one number. A second machine may "
			     "run with a copy\nof its data: ask the school.\n");
	fprintf(out, "Tell each school, by telephone, letter or e-mail, what is here of its "
		     "machines. Until it\nhears that, it keeps the sticks.\n");
	return true;
}

static const char *heading(struct slice kind)
{
	if (slice_is(kind, "batch"))
		return "Batches. Nothing of them is in the tables; the files lie where they were. "
		       "Once it is mended,\n  or to be told again what to do: sayso collect FILE.";
	if (slice_is(kind, "lost"))
		return "Records lost on the way. Their machine has them still: fetch a batch from "
		       "it again.";
	return "Records that came, and are in no table. They are kept in study.db as they came; "
	       "a later\n  `sayso collect` of the same batch tries them again.";
}

static void aside_tell(void *context, const struct status_aside *aside)
{
	struct telling *telling = context;
	if (!slice_is(aside->kind, telling->kind)) {
		fprintf(telling->out, "\n  %s\n", heading(aside->kind));
		snprintf(telling->kind, sizeof telling->kind, "%.*s", (int)aside->kind.size,
			 aside->kind.bytes);
	}
	fprintf(telling->out, "    %.*s", (int)aside->name.size, aside->name.bytes);
	if (aside->record.size > 0)
		fprintf(telling->out, ", record %.*s", (int)aside->record.size,
			aside->record.bytes);
	fprintf(telling->out, "\n        %.*s\n", (int)aside->reason.size, aside->reason.bytes);
}

/* Ids are cut to what tells them apart at a glance; the tables have them whole. */
static void duplicate_tell(void *context, const struct status_duplicate *twice)
{
	const struct telling *telling = context;
	fprintf(telling->out,
		"  %.*s %.*s %.*s: %.8s (%.*s) is left out for %.8s (%.*s, school %.*s)\n",
		(int)twice->school.size, twice->school.bytes, (int)twice->class_name.size,
		twice->class_name.bytes, (int)twice->wave.size, twice->wave.bytes,
		twice->record.bytes, (int)twice->state.size, twice->state.bytes,
		twice->primary.bytes, (int)twice->primary_state.size, twice->primary_state.bytes,
		(int)twice->primary_school.size, twice->primary_school.bytes);
}

static bool print_rest(struct dataset *dataset, const struct status_totals *totals, FILE *out,
		       struct problems *problems)
{
	struct telling telling = {.out = out};
	const struct status_visit visit = {
		.context = &telling, .aside = aside_tell, .duplicate = duplicate_tell};
	fprintf(out, "\nPut aside: %lld\n", (long long)totals->asides);
	if (!status_asides(dataset, &visit, problems))
		return false;
	fprintf(out, "\nOne card answered more than once in a wave: %lld\n",
		(long long)totals->duplicates);
	return status_duplicates(dataset, &visit, problems);
}

static bool print_all(struct dataset *dataset, FILE *out, struct problems *problems)
{
	struct status_totals totals;
	struct arena arena;
	char shown[ID_MOST + 1];
	arena_init(&arena, 1u << 16);
	const char *study = dataset_study(dataset, &arena, problems);
	bool fine = study != NULL && status_totals(dataset, &totals, problems);
	if (fine && study[0] == '\0' && totals.asides == 0) {
		fprintf(out, "Nothing was collected yet.\n");
	} else if (fine) {
		printable_write(slice_of(study), shown, sizeof shown);
		fprintf(out, "Study %s: %lld response%s", shown, (long long)totals.responses,
			totals.responses == 1 ? "" : "s");
		if (totals.rehearsals > 0)
			fprintf(out, ", and %lld of the rehearsal code apart",
				(long long)totals.rehearsals);
		fprintf(out, "\n");
		fine = print_machines(dataset, out, problems) &&
		       reach_print(dataset, out, problems) &&
		       print_rest(dataset, &totals, out, problems);
	}
	arena_release(&arena);
	return fine;
}

static enum command_exit status_run(const struct command_options *options,
				    const struct command_io *io)
{
	struct problems *problems = calloc(1, sizeof *problems);
	if (problems == NULL)
		return COMMAND_BAD_INPUT;
	struct dataset *dataset = dataset_open(options->positional[0], true, problems);
	bool fine = dataset != NULL && print_all(dataset, io->out, problems);
	dataset_close(dataset);
	problems_print(problems, io->error);
	free(problems);
	return fine ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char status_details[] =
	"Tells of every machine that was heard from, of every class how many were invited, started "
	"and are done and how their responses ended, what was put aside and why, and which cards "
	"were answered more than once. It changes nothing and needs no key.\n\n"
	"  sayso status study.db";

const struct command *command_status(void)
{
	static const struct option_rule rules[] = {{0}};
	static const struct command command = {
		.name = "status",
		.arguments = "study.db",
		.summary = "tell what came in: machines, classes, what was put aside, and why",
		.details = status_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = status_run,
	};
	return &command;
}
