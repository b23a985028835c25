#include "export/sayso/commands/commands.h"
#include "export/sayso/commands/page_fit.h"
#include "export/sayso/commands/placeholders.h"

static size_t question_count(const struct study *study)
{
	size_t count = 0;

	for (size_t i = 0; i < study->form_count; i++)
		for (size_t j = 0; j < study->forms[i]->item_count; j++)
			if (item_is_asked(&study->forms[i]->items[j]))
				count++;
	return count;
}

static void print_number(FILE *out, size_t number, const char *one, const char *many)
{
	fprintf(out, "%zu %s", number, number == 1 ? one : many);
}

static void print_study(const struct study *study, FILE *out)
{
	fprintf(out, "%s: ", study->id);
	print_number(out, study->school_count, "school, ", "schools, ");
	print_number(out, study->wave_count, "wave, ", "waves, ");
	print_number(out, study->form_count, "form, ", "forms, ");
	print_number(out, question_count(study), "question, ", "questions, ");
	print_number(out, study->code_count, "code", "codes");
	fprintf(out, ". Every record has %zu bytes.\n", study->record_size);
}

/* The pages themselves were named by the kiosk. */
static void print_fit(enum page_fit fit, FILE *out)
{
	static const char *const said[] = {
		[PAGE_FIT_FINE] = "Each page fits a screen of 1366x768, at every text size.",
		[PAGE_FIT_SMALLER] = "Each page fits a screen of 1366x768, though not with the "
				     "largest letters.",
		[PAGE_FIT_TOO_LONG] = "Some pages do not fit a screen of 1366x768: shorten those "
				      "that are named, then check again.",
		[PAGE_FIT_NOT_CHECKED] = "Page fit not checked: sayso-kiosk does not run here.",
	};

	fprintf(out, "%s\n", said[fit]);
}

static void print_verdict(const struct problems *problems, enum page_fit fit, FILE *out)
{
	if (problems->errors == 0 && problems->warnings == 0) {
		if (fit == PAGE_FIT_FINE || fit == PAGE_FIT_NOT_CHECKED)
			fprintf(out, "No problem found.\n");
		return;
	}
	if (problems->errors == 0 && fit == PAGE_FIT_TOO_LONG) {
		print_number(out, problems->warnings, "warning besides.\n", "warnings besides.\n");
		return;
	}
	print_number(out, problems->errors, "error, ", "errors, ");
	print_number(out, problems->warnings, "warning", "warnings");
	fprintf(out, problems->errors ? ": mend the errors, then check again.\n"
				      : ": nothing that stops a pack, but look at each.\n");
}

static void print_next(const struct study *study, const char *path, FILE *out)
{
	const char *school = study->school_count > 0 ? study->schools[0].id : "ID";

	fprintf(out, "Next: sayso codes %s --school %s --class 7B --count 28\n", path, school);
}

static enum command_exit study_check_run(const struct command_options *options,
					 const struct command_io *io)
{
	const char *path = options->positional[0];
	struct problems *problems = calloc(1, sizeof *problems);
	struct study_folder folder;
	enum page_fit fit = PAGE_FIT_NOT_CHECKED;
	bool fine;

	if (!problems)
		return COMMAND_BAD_INPUT;
	fine = study_folder_open(path, &folder, problems) &&
	       placeholders_find(&folder, NULL, problems);
	problems_print(problems, io->error);
	if (fine) {
		fit = page_fit_check(path, io->error);
		fine = fit != PAGE_FIT_TOO_LONG;
		print_study(folder.study, io->out);
		print_fit(fit, io->out);
	}
	print_verdict(problems, fit, io->out);
	if (fine) {
		help_page_print(folder.study, NULL, io->out);
		print_next(folder.study, path, io->out);
	}
	study_folder_release(&folder);
	free(problems);
	return fine ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char study_check_details[] =
	"Reads every file of the study in DIR as the classroom machines will, and names each "
	"problem with its file, line and column, and what to do. A warning is about what is "
	"harder for pupils, such as a long sentence, or a placeholder that stands in [square "
	"brackets] still; an error stops the study from being packed. Where sayso-kiosk is "
	"installed, it says which pages do not fit a screen of 1366x768 and 11.6 inch.\n\n"
	"  sayso study check our-study";

const struct command *command_study_check(void)
{
	static const struct option_rule rules[] = {{0}};
	static const struct command command = {
		.name = "study check",
		.arguments = "DIR",
		.summary = "name every problem of a study, with file, line and column",
		.details = study_check_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = study_check_run,
	};

	return &command;
}
