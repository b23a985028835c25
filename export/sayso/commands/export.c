#include "export/formats/folder.h"
#include "export/sayso/commands/commands.h"
#include "export/sayso/output/out_csv.h"
#include "export/sayso/output/score_summary.h"
#include "export/sayso/output/table.h"

static bool table_write(enum table_kind kind, struct dataset *dataset,
			const struct known_study *study, const struct table_options *options,
			const char *folder, FILE *out, struct problems *problems)
{
	char name[32], path[PATH_SIZE];
	uint64_t rows = 0;
	snprintf(name, sizeof name, "%s.csv", table_name(kind));
	if (!path_join(path, folder, name)) {
		problem_error_at(problems, folder, NULL, "its path is too long");
		return false;
	}
	struct table *table = table_open(kind, dataset, study, options, problems);
	bool fine = table != NULL && out_csv_write(table, path, &rows, problems);
	table_close(table);
	if (fine)
		fprintf(out, "%s: %llu rows\n", path, (unsigned long long)rows);
	return fine;
}

static bool tables_write(struct dataset *dataset, const struct table_options *options,
			 const char *folder, FILE *out, struct problems *problems)
{
	struct known_study study;
	bool fine = known_study_load(dataset, &study, problems);
	if (!fine)
		return false;
	if (study.id[0] == '\0') {
		problem_error_at(problems, NULL, "Collect batches into it first: sayso collect.",
				 "nothing was collected yet");
		fine = false;
	}
	fine = fine && folder_make(folder, FILE_PRIVATE, problems);
	for (int kind = 0; fine && kind < TABLE_KINDS; kind++)
		fine = table_write((enum table_kind)kind, dataset, &study, options, folder, out,
				   problems);
	fine = fine && score_summary_print(dataset, &study, options, out, problems);
	known_study_release(&study);
	return fine;
}

static enum command_exit export_run(const struct command_options *options,
				    const struct command_io *io)
{
	const struct table_options tables = {
		.technical = option_value(options, "with-technical") != NULL,
		.rehearsal = option_value(options, "rehearsal") != NULL,
	};
	if (strcmp(option_value(options, "format"), "csv") != 0) {
		fprintf(io->error, "sayso export: the only format is csv\n");
		return COMMAND_USAGE;
	}
	struct problems *problems = calloc(1, sizeof *problems);
	if (problems == NULL)
		return COMMAND_BAD_INPUT;
	struct dataset *dataset = dataset_open(options->positional[0], true, problems);
	bool fine =
		dataset != NULL &&
		tables_write(dataset, &tables, option_value(options, "output"), io->out, problems);
	dataset_close(dataset);
	problems_print(problems, io->error);
	free(problems);
	return fine ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char export_details[] =
	"Writes responses.csv (a row a response), answers.csv (a row an answer), scores.csv (a row "
	"a scale of a response) and codebook.csv (every item and scale in words) into DIR. Where a "
	"code has several records of one wave, one counts and is written; `sayso status` lists the "
	"others. In a spreadsheet import every column as text: it takes a class 8-10 for a "
	"date.\n\n"
	"Which machine, day, text size, way of input and seed are left out unless asked for: with "
	"the seating plan they tell whose response it is.\n\n"
	"  sayso export study.db --format csv -o tables";

const struct command *command_export(void)
{
	static const struct option_rule rules[] = {
		{.name = "format", .value = "csv", .help = "what to write", .required = true},
		{.name = "output",
		 .value = "DIR",
		 .help = "the folder to write into",
		 .required = true,
		 .short_name = 'o'},
		{.name = "with-technical",
		 .help = "responses.csv with machine, day, text size, input and seed too"},
		{.name = "rehearsal",
		 .help = "the responses of the rehearsal codes, instead of the others"},
		{0},
	};
	static const struct command command = {
		.name = "export",
		.arguments = "study.db --format csv -o DIR",
		.summary = "write the responses, answers, scores and the codebook as tables",
		.details = export_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = export_run,
	};
	return &command;
}
