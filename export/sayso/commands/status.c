#include "export/sayso/commands/commands.h"
#include "export/sayso/dataset/dataset_read.h"
#include "export/sayso/output/reach.h"

static void machine_tell(void *context, const struct status_machine *machine)
{
	FILE *out = context;
	fprintf(out, "  %-16.*s  M%-6lld %8lld %10lld %8lld %10lld  %.8s%s\n",
		(int)machine->school.size, machine->school.bytes, (long long)machine->number,
		(long long)machine->batches, (long long)machine->last_batch,
		(long long)machine->records, (long long)machine->answering, machine->machine.bytes,
		machine->copies > 0 ? "  is there twice? two batches have one number" : "");
}

static void aside_tell(void *context, const struct status_aside *aside)
{
	fprintf(context, "  %.*s", (int)aside->name.size, aside->name.bytes);
	if (aside->record.size > 0)
		fprintf(context, ", record %.*s", (int)aside->record.size, aside->record.bytes);
	fprintf(context, "\n      %s%.*s\n", slice_is(aside->kind, "lost") ? "lost: " : "",
		(int)aside->reason.size, aside->reason.bytes);
}

static void duplicate_tell(void *context, const struct status_duplicate *twice)
{
	fprintf(context,
		"  %.*s %.*s %.*s: record %.*s (%.*s); taken is %.*s (%.*s, school %.*s)\n",
		(int)twice->school.size, twice->school.bytes, (int)twice->class_name.size,
		twice->class_name.bytes, (int)twice->wave.size, twice->wave.bytes,
		(int)twice->record.size, twice->record.bytes, (int)twice->state.size,
		twice->state.bytes, (int)twice->primary.size, twice->primary.bytes,
		(int)twice->primary_state.size, twice->primary_state.bytes,
		(int)twice->primary_school.size, twice->primary_school.bytes);
}

static bool print_machines(struct dataset *dataset, FILE *out, struct problems *problems)
{
	const struct status_visit visit = {.context = out, .machine = machine_tell};
	fprintf(out, "\nMachines heard from\n  %-16s  %-7s %8s %10s %8s %10s  %s\n", "school",
		"machine", "batches", "last batch", "records", "answering", "id");
	return status_machines(dataset, &visit, problems);
}

static bool print_rest(struct dataset *dataset, const struct status_totals *totals, FILE *out,
		       struct problems *problems)
{
	const struct status_visit visit = {.context = out,
					   .aside = aside_tell,
					   .duplicate = duplicate_tell};
	fprintf(out, "\nPut aside: %lld\n", (long long)totals->asides);
	if (!status_asides(dataset, &visit, problems))
		return false;
	fprintf(out, "\nOne code and wave, more than one record: %lld beside the one that counts\n",
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
		fine = print_machines(dataset, out, problems);
		fprintf(out, "\n");
		fine = fine && reach_print(dataset, out, problems) &&
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

const struct command *command_status(void)
{
	static const struct option_rule rules[] = {{0}};
	static const struct command command = {
		.name = "status",
		.arguments = "study.db",
		.summary = "tell what came in: machines, sessions, what was put aside, duplicates",
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = status_run,
	};
	return &command;
}
