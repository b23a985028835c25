#include <unistd.h>

#include "export/formats/file.h"
#include "export/sayso/commands/code_draw.h"
#include "export/sayso/commands/codes_file.h"
#include "export/sayso/commands/commands.h"
#include "export/sayso/commands/drawings.h"
#include "export/sayso/output/cards.h"

#define NAMES_MOST 99 /* of cards of one class: cards-SCHOOL-CLASS.html, then -2, -3 ... */

/* Codes of a class being drawn, or taken out of the study again. */
struct code_run {
	const char *path, *out_folder, *class_name;
	int lock; /* the study's folder; -1: not */
	const struct school *school;
	struct study_folder folder;
	struct study_code codes[CLASS_CODES_MOST];
	size_t count, spares, there; /* there: in the study before */
	struct drawings drawings;
	char cards_path[PATH_SIZE], register_path[PATH_SIZE];
	struct problems problems;
};

/* ---- Which class, how many ---- */

static bool find_class(struct code_run *run, const char *school)
{
	const struct study *study = run->folder.study;

	run->school = study_school(study, slice_of(school));
	if (!run->school) {
		problem_error_at(&run->problems, "schools.csv", "give --school one of its ids",
				 "there is no school %s", school);
		return false;
	}
	if (!class_name_valid(slice_of(run->class_name))) {
		problem_error_at(
			&run->problems, NULL,
			"a class begins with its year, such as 7B: 1 to 12 letters, digits or -",
			"%s is no name of a class", run->class_name);
		return false;
	}
	for (size_t i = 0; i < study->code_count; i++)
		if (strcmp(study->codes[i].school, school) == 0 &&
		    strcmp(study->codes[i].class_name, run->class_name) == 0)
			run->there++;
	return true;
}

static bool count_read(struct code_run *run, const char *text)
{
	int64_t pupils;
	int most = CLASS_CODES_MOST * 10 / 11;

	if (number_read(slice_of(text), 1, most, &pupils) != NUMBER_FINE) {
		problem_error_at(&run->problems, NULL, NULL,
				 "--count is a whole number from 1 to %d", most);
		return false;
	}
	run->spares = ((size_t)pupils + 9) / 10;
	run->count = (size_t)pupils + run->spares;
	if (run->there + run->count <= CLASS_CODES_MOST)
		return true;
	problem_error_at(
		&run->problems, NULL,
		"its spare cards are for pupils who come later; --again prints all of them",
		"class %s has %zu codes already, and a class has at most %d", run->class_name,
		run->there, CLASS_CODES_MOST);
	return false;
}

static void warn_of_year(struct code_run *run)
{
	const struct study *study = run->folder.study;
	int32_t year = class_year(slice_of(run->class_name));

	for (size_t i = 0; i < study->wave_count; i++)
		if (wave_has_year(&study->waves[i], year))
			return;
	problem_warning(&run->problems, place_none(), "add the year to a wave of plan.csv",
			"no wave asks year %d, so nobody will ask class %s", (int)year,
			run->class_name);
}

/* ---- Drawing them, or taking those that are there ---- */

static bool draw_all(struct code_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		struct study_code *code = &run->codes[i];

		code->school = run->school->id;
		code->class_name = run->class_name;
		code->use = i < run->count - run->spares ? CODE_PUPIL : CODE_SPARE;
		if (!code_draw(run->folder.study, run->codes, i, code)) {
			problem_error_at(&run->problems, "codes.csv", "begin a new study",
					 "the study has used up its codes");
			return false;
		}
	}
	return true;
}

static void take(struct code_run *run, enum code_use use)
{
	const struct study *study = run->folder.study;

	for (size_t i = 0; i < study->code_count && run->count < CLASS_CODES_MOST; i++) {
		const struct study_code *code = &study->codes[i];

		if (code->use != use || strcmp(code->school, run->school->id) != 0 ||
		    strcmp(code->class_name, run->class_name) != 0)
			continue;
		run->codes[run->count++] = *code;
		run->spares += use == CODE_SPARE;
	}
}

static bool take_all(struct code_run *run)
{
	take(run, CODE_PUPIL);
	take(run, CODE_SPARE);
	if (run->count > 0)
		return true;
	problem_error_at(&run->problems, "codes.csv", "give --count to draw some",
			 "class %s of %s has no codes yet", run->class_name, run->school->id);
	return false;
}

/* ---- The papers ---- */

static bool paper_path(const struct code_run *run, const char *what, int number,
		       char out[PATH_SIZE])
{
	char name[80], ending[16] = "";

	if (number > 1)
		snprintf(ending, sizeof ending, "-%d", number);
	snprintf(name, sizeof name, "%s-%s-%s%s.html", what, run->school->id, run->class_name,
		 ending);
	return path_join(out, run->out_folder, name);
}

/* Never over papers that are there: names may stand on them by now. */
static bool choose_paths(struct code_run *run)
{
	for (int number = 1; number <= NAMES_MOST; number++)
		if (paper_path(run, "cards", number, run->cards_path) &&
		    paper_path(run, "register", number, run->register_path) &&
		    !file_exists(run->cards_path) && !file_exists(run->register_path))
			return true;
	problem_error_at(&run->problems, run->out_folder, "delete those that are printed",
			 "there are too many cards of this class, or the path is too long");
	return false;
}

static bool write_paper(struct code_run *run, const struct cards *cards, const char *path,
			void (*write)(const struct cards *cards, struct buffer *out))
{
	struct buffer out = buffer_growing(HTML_MOST);
	bool written = false;

	write(cards, &out);
	if (buffer_fits(&out))
		written = file_write(path, buffer_slice(&out), FILE_PRIVATE, false,
				     &run->problems) != FILE_FAILED;
	else
		problem_error_at(&run->problems, path, NULL, "there is not enough memory for it");
	buffer_release(&out);
	return written;
}

static bool write_papers(struct code_run *run)
{
	struct card list[CLASS_CODES_MOST];
	const struct cards cards = {
		run->folder.study->title, run->school->name, run->class_name, list, run->count,
		run->drawings.svg};

	for (size_t i = 0; i < run->count; i++)
		list[i] = (struct card){run->codes[i].code, run->codes[i].drawing,
					run->codes[i].use == CODE_SPARE};
	return write_paper(run, &cards, run->cards_path, cards_write) &&
	       write_paper(run, &cards, run->register_path, register_write);
}

static void print_done(const struct code_run *run, bool again, FILE *out)
{
	fprintf(out, "Class %s of %s: %zu code%s for pupils and %zu spare%s\n", run->class_name,
		run->school->id, run->count - run->spares, run->count - run->spares == 1 ? "" : "s",
		run->spares, again ? "." : ", added to codes.csv.");
	fprintf(out, "  %s: the cards, to be cut apart\n", run->cards_path);
	fprintf(out, "  %s: the register; names are written on it, and it stays at the school\n",
		run->register_path);
	fprintf(out, "Print both from a browser: A4, at 100 %%, without headers.\n");
	if (!again)
		fprintf(out,
			"Next, once all classes have codes: sayso study pack %s --keys DIR "
			"--school %s -o DIR\n",
			run->path, run->school->id);
}

/* ---- The command ---- */

static bool codes_do(struct code_run *run, const struct command_options *options)
{
	const char *count = option_value(options, "count");
	bool again = option_value(options, "again") != NULL;

	/* Nobody else may add codes in between: theirs are on cards already. */
	if (!again && file_exists(run->path))
		run->lock = folder_lock(run->path, &run->problems);
	if (run->problems.errors > 0 ||
	    !study_folder_open(run->path, &run->folder, &run->problems) ||
	    !find_class(run, option_value(options, "school")) ||
	    !drawings_load(&run->drawings, &run->problems) ||
	    !folder_make(run->out_folder, FILE_SHARED, &run->problems) || !choose_paths(run))
		return false;
	if (again)
		return take_all(run) && write_papers(run);
	if (!count_read(run, count) || !draw_all(run) ||
	    !codes_file_append(run->path, &run->folder, run->codes, run->count, &run->problems))
		return false;
	warn_of_year(run);
	if (write_papers(run))
		return true;
	problem_error_at(&run->problems, NULL,
			 "once that is mended, --again instead of --count prints them",
			 "the codes are in codes.csv, but the papers could not be written");
	return false;
}

static enum command_exit codes_run(const struct command_options *options,
				   const struct command_io *io)
{
	struct code_run *run;
	bool again = option_value(options, "again") != NULL, done;

	if (again == (option_value(options, "count") != NULL)) {
		fprintf(io->error, "sayso codes: give --count, or --again.\n"
				   "`sayso codes --help` says more.\n");
		return COMMAND_USAGE;
	}
	run = calloc(1, sizeof *run);
	if (!run)
		return COMMAND_BAD_INPUT;
	run->lock = -1;
	run->path = options->positional[0];
	run->class_name = option_value(options, "class");
	run->out_folder = option_value(options, "output");
	if (!run->out_folder)
		run->out_folder = run->path;
	done = codes_do(run, options);
	if (run->lock >= 0)
		close(run->lock);
	problems_print(&run->problems, io->error);
	if (done)
		print_done(run, again, io->out);
	drawings_release(&run->drawings);
	study_folder_release(&run->folder);
	free(run);
	return done ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char codes_details[] =
	"Draws codes for the pupils of a class, and ten spare ones in a hundred, by lot, unlike "
	"any other of the study; adds them to codes.csv, where no line that is there is touched; "
	"and makes two papers: the cards, one a pupil, and the register, on which the school "
	"writes who has which card and which never leaves it.\n\n"
	"  sayso codes our-study --school my-school --class 7B --count 28";

const struct command *command_codes(void)
{
	static const struct option_rule rules[] = {
		{.name = "school",
		 .value = "ID",
		 .help = "its id in schools.csv",
		 .required = true},
		{.name = "class",
		 .value = "NAME",
		 .help = "year first, such as 7B",
		 .required = true},
		{.name = "count",
		 .value = "N",
		 .help = "how many pupils; the spare ones come on top"},
		{.name = "again",
		 .help = "draw none: make the papers of the whole class once more"},
		{.name = "output",
		 .short_name = 'o',
		 .value = "DIR",
		 .help = "where the papers go; without it the study's folder"},
		{0},
	};
	static const struct command command = {
		.name = "codes",
		.arguments = "DIR --school ID --class NAME (--count N | --again)",
		.summary = "draw codes for a class; cards and register for printing",
		.details = codes_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = codes_run,
	};

	return &command;
}
