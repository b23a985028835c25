#include "export/sayso/commands/commands.h"
#include "export/sayso/identity/identity.h"

#define PASSPHRASE_ROOM 1024 /* a longer one is refused, never cut */
#define PASSPHRASE_LEAST 10

struct typed_twice {
	char first[PASSPHRASE_ROOM], second[PASSPHRASE_ROOM];
};

static bool ask(const struct command_io *io, const char *question, char out[PASSPHRASE_ROOM],
		struct problems *problems)
{
	if (io->asker && io->asker->ask(io->asker->context, question, out, PASSPHRASE_ROOM))
		return true;
	problem_error_at(problems, NULL,
			 "run it in a terminal, or give --no-passphrase and guard the folder",
			 "there is no terminal to ask for the passphrase: nothing was made");
	return false;
}

static bool ask_twice(const struct command_io *io, struct typed_twice *typed,
		      struct problems *problems)
{
	char question[80];
	size_t size;

	snprintf(question, sizeof question,
		 "Passphrase for the keys, %d characters or more: ", PASSPHRASE_LEAST);
	if (!ask(io, question, typed->first, problems))
		return false;
	size = strlen(typed->first);
	if (size < PASSPHRASE_LEAST || size >= PASSPHRASE_ROOM - 1) {
		problem_error_at(problems, NULL,
				 "four or five words that do not belong together are good and can "
				 "be kept in mind",
				 "the passphrase must have %d to %d characters: nothing was made",
				 PASSPHRASE_LEAST, PASSPHRASE_ROOM - 2);
		return false;
	}
	if (!ask(io, "The same once more: ", typed->second, problems))
		return false;
	if (strcmp(typed->first, typed->second) != 0) {
		problem_error_at(problems, NULL, "try again", "the two differ: nothing was made");
		return false;
	}
	return true;
}

static void print_made(const char *folder, bool passphrase, FILE *out)
{
	fprintf(out, "The keys are in %s:\n", folder);
	fprintf(out, "  %-15s opens what the pupils answered; nothing else does\n",
		passphrase ? "identity.age" : "identity.txt");
	fprintf(out, "  %-15s whom the answers are sealed to: your identity and the reserve\n",
		"recipients.txt");
	fprintf(out, "  %-15s signs study packs\n", "signing.key");
	fprintf(out, "  %-15s what they are checked with\n", "signing.pub");
	fprintf(out, "  %-15s the reserve identity, on paper\n", "reserve.html");
	fprintf(out, "Now print reserve.html, lock the paper away, and delete the file.\n");
	fprintf(out, "Keep a copy of the folder in another place: without it nobody can read the "
		     "answers.\n");
	if (!passphrase)
		fprintf(out,
			"There is no passphrase: whoever gets the folder can read the answers.\n");
	fprintf(out, "Next: sayso study new DIR\n");
}

static enum command_exit keygen_run(const struct command_options *options,
				    const struct command_io *io)
{
	const char *folder = options->positional[0];
	bool passphrase = option_value(options, "no-passphrase") == NULL;
	struct problems *problems = calloc(1, sizeof *problems);
	struct secret secret = {0};
	bool made = false;

	if (!problems)
		return COMMAND_BAD_INPUT;
	if (keys_absent(folder, problems) &&
	    secret_take(&secret, sizeof(struct typed_twice), problems)) {
		struct typed_twice *typed = secret.bytes;

		made = (!passphrase || ask_twice(io, typed, problems)) &&
		       keys_make(folder, slice_of(typed->first), problems);
	}
	secret_release(&secret);
	problems_print(problems, io->error);
	free(problems);
	if (made)
		print_made(folder, passphrase, io->out);
	return made ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char keygen_details[] =
	"Makes the keys that open the pupils' answers and sign the study packs, in DIR, for the "
	"owner's eyes alone. Asks for a passphrase of 10 characters or more, twice, on the "
	"terminal. "
	"Nothing that is there already is ever overwritten.\n\n"
	"From the first study pack on DIR also holds each school's set-up number. Once the keys "
	"are lost the answers are lost: print reserve.html and lock the paper away.\n\n"
	"  sayso keygen keys";

const struct command *command_keygen(void)
{
	static const struct option_rule rules[] = {
		{.name = "no-passphrase",
		 .help = "make the keys without one, for scripts and tests"},
		{0},
	};
	static const struct command command = {
		.name = "keygen",
		.arguments = "DIR [--no-passphrase]",
		.summary = "make the researchers' folder of keys",
		.details = keygen_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = keygen_run,
	};

	return &command;
}
