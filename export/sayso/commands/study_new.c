#include "export/formats/share.h"
#include "export/sayso/commands/commands.h"
#include "surveys/study/study.h"

#define STARTER_MEMORY_MOST (1u << 20)
#define STARTER_ID "my-study" /* as assets/starter/study.csv has it */

/* A study under way: where it comes from, where it goes to. */
struct starter {
	char from[PATH_SIZE];
	const char *to, *id;
	struct problems *problems;
};

/* The last part of the path, where that may be a study's id. */
static void id_of_folder(const char *path, char id[ID_MOST + 1])
{
	size_t end = strlen(path), begin;

	while (end > 0 && path[end - 1] == '/')
		end--;
	for (begin = end; begin > 0 && path[begin - 1] != '/'; begin--)
		;
	snprintf(id, ID_MOST + 1, "%s", STARTER_ID);
	if (study_id_valid((struct slice){path + begin, end - begin}))
		snprintf(id, ID_MOST + 1, "%.*s", (int)(end - begin), path + begin);
}

/* The text with the study's own id where the starter's stands. */
static void add_with_id(struct buffer *out, struct slice text, const char *id)
{
	static const char line[] = "\nid," STARTER_ID ",";

	while (text.size > 0) {
		if (slice_starts(text, line)) {
			buffer_add_text(out, "\nid,");
			buffer_add_text(out, id);
			text = slice_from(text, strlen(line) - 1);
			continue;
		}
		buffer_add_char(out, *text.bytes);
		text = slice_from(text, 1);
	}
}

static bool copy_file(const struct starter *starter, const char *name)
{
	char from[PATH_SIZE], to[PATH_SIZE], *bytes;
	struct buffer text = buffer_growing(TEXT_FILE_MOST);
	size_t size;
	bool done = false;

	if (!path_join(from, starter->from, name) || !path_join(to, starter->to, name) ||
	    !file_read(from, TEXT_FILE_MOST, &bytes, &size, starter->problems))
		return false;
	add_with_id(&text, (struct slice){bytes, size}, starter->id);
	if (buffer_fits(&text))
		done = file_write(to, buffer_slice(&text), FILE_SHARED, false, starter->problems) !=
		       FILE_FAILED;
	buffer_release(&text);
	free(bytes);
	return done;
}

/* below: "forms", or "" for the folder itself. */
static bool copy_folder(const struct starter *starter, const char *below, struct arena *arena)
{
	char from[PATH_SIZE], to[PATH_SIZE], name[PATH_SIZE];
	const char **names;
	size_t count;

	if (!path_join(from, starter->from, below) || !path_join(to, starter->to, below) ||
	    !folder_make(to, FILE_SHARED, starter->problems) ||
	    !folder_list(from, arena, &names, &count, starter->problems))
		return false;
	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", names[i]);
		if (!copy_file(starter, name))
			return false;
	}
	return true;
}

static bool is_free(const struct starter *starter)
{
	char path[PATH_SIZE];

	if (path_join(path, starter->to, "study.csv") && !file_exists(path))
		return true;
	problem_error_at(starter->problems, starter->to, "give a folder that is not there yet",
			 "there is a study already, or the path is too long: nothing was made");
	return false;
}

static enum command_exit study_new_run(const struct command_options *options,
				       const struct command_io *io)
{
	char id[ID_MOST + 1];
	struct problems *problems = calloc(1, sizeof *problems);
	struct starter starter = {.to = options->positional[0], .id = id, .problems = problems};
	struct arena arena;
	bool made;

	if (!problems)
		return COMMAND_BAD_INPUT;
	arena_init(&arena, STARTER_MEMORY_MOST);
	id_of_folder(starter.to, id);
	made = is_free(&starter) && share_find("assets/starter", starter.from, problems) &&
	       copy_folder(&starter, "forms", &arena) && copy_folder(&starter, "", &arena);
	if (made)
		fprintf(io->out,
			"%s is a small study to start from; its id is %s.\n"
			"Open its files in a spreadsheet: the columns `comment` say what each "
			"line is for.\n"
			"What stands in [square brackets] waits for your own words.\n"
			"Next: sayso study check %s\n",
			starter.to, id, starter.to);
	problems_print(problems, io->error);
	arena_release(&arena);
	free(problems);
	return made ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char study_new_details[] =
	"Makes the folder DIR with a study that works as it is: study.csv (title, contact, "
	"helplines), schools.csv, plan.csv (who is asked what, and when), pages.csv (your own "
	"words on the pages) and a questionnaire in forms/. The study's id is the folder's name "
	"where that may be one; change it in study.csv before the first study pack, never "
	"after.\n\n"
	"  sayso study new our-study";

const struct command *command_study_new(void)
{
	static const struct option_rule rules[] = {{0}};
	static const struct command command = {
		.name = "study new",
		.arguments = "DIR",
		.summary = "make a small study to start from",
		.details = study_new_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = study_new_run,
	};

	return &command;
}
