#include <unistd.h>

#include "export/formats/age_seal.h"
#include "export/formats/pack.h"
#include "export/formats/wall_clock.h"
#include "export/sayso/commands/code_draw.h"
#include "export/sayso/commands/commands.h"
#include "export/sayso/commands/drawings.h"
#include "export/sayso/commands/page_fit.h"
#include "export/sayso/commands/placeholders.h"
#include "export/sayso/identity/schools_book.h"
#include "export/sayso/output/letter.h"

/* A pack under way, in the order of the steps below. */
struct packing {
	const char *path, *keys_folder, *out_folder;
	bool one_recipient;
	struct study_folder folder;
	const struct school *school;
	struct keys keys;
	int lock; /* the folder of keys, while the book is ours to change; -1: not */
	struct schools_book book;
	struct schools_entry *entry; /* in the book */
	struct drawings drawings;
	struct study_code rehearsal;
	struct buffer archive;
	char pack_name[ID_MOST + 16], letter_name[ID_MOST + 16];
	char pack_path[PATH_SIZE], letter_path[PATH_SIZE];
	enum page_fit fit;
	struct problems problems;
};

static bool fault(struct packing *packing, const char *where, const char *hint, const char *text)
{
	problem_error_at(&packing->problems, where, hint, "%s", text);
	return false;
}

/* ---- What goes in ---- */

static bool find_school(struct packing *packing, const char *id)
{
	packing->school = study_school(packing->folder.study, slice_of(id));
	if (!packing->school) {
		problem_error_at(&packing->problems, "schools.csv", "give --school one of its ids",
				 "there is no school %s", id);
		return false;
	}
	snprintf(packing->pack_name, sizeof packing->pack_name, "%s.study", id);
	snprintf(packing->letter_name, sizeof packing->letter_name, "%s-letter.html", id);
	if (path_join(packing->pack_path, packing->out_folder, packing->pack_name) &&
	    path_join(packing->letter_path, packing->out_folder, packing->letter_name))
		return true;
	return fault(packing, packing->out_folder, "choose a folder with a shorter name",
		     "its path is too long");
}

/* What the kiosk knows alone; where there is none, print_done says so. */
static bool pages_fit(struct packing *packing, FILE *error)
{
	packing->fit = page_fit_check(packing->path, error);
	return packing->fit != PAGE_FIT_TOO_LONG ||
	       fault(packing, packing->path, "shorten those that are named",
		     "some pages do not fit a screen of 1366x768");
}

static void warn_without_codes(struct packing *packing)
{
	const struct study *study = packing->folder.study;

	for (size_t i = 0; i < study->code_count; i++)
		if (strcmp(study->codes[i].school, packing->school->id) == 0)
			return;
	problem_warning(&packing->problems, place_none(),
			"draw them with sayso codes, then pack again",
			"no class of %s has codes yet", packing->school->id);
}

static bool open_keys(struct packing *packing, const struct passphrase_asker *asker)
{
	if (!keys_open(packing->keys_folder, true, asker, &packing->keys, &packing->problems))
		return false;
	if (packing->keys.reserve_lies_there)
		problem_warning(
			&packing->problems, place_none(),
			"print it, lock the paper away, delete the file",
			"%s/reserve.html is still there: whoever reads it can read the answers",
			packing->keys_folder);
	if (packing->keys.recipient_count > 1 || packing->one_recipient)
		return true;
	return fault(packing, "recipients.txt",
		     "add the reserve's line again, or say --one-recipient",
		     "there is one recipient only: when its key is lost, every answer is lost");
}

/* ---- A record as the classroom will seal it, and each identity opening it ---- */

static bool opens(struct packing *packing, size_t identity, struct slice sealed, struct slice plain)
{
	size_t size = 0;
	uint8_t *opened = malloc(sealed.size);
	enum age_result result = AGE_NO_MEMORY;

	if (opened)
		result = age_open(sealed, &packing->keys.identities[identity], 1, opened, &size);
	if (result == AGE_OPENED && !slice_equal((struct slice){(char *)opened, size}, plain))
		result = AGE_PAYLOAD_BAD;
	free(opened);
	if (result == AGE_OPENED)
		return true;
	problem_error_at(&packing->problems, packing->keys_folder,
			 "are recipients.txt and the identity of one folder?",
			 "a test record could not be opened with identity %zu: %s", identity + 1,
			 age_result_text(result));
	return false;
}

static bool seal_and_open(struct packing *packing, struct buffer *plain, uint8_t *sealed,
			  size_t size, const struct age_recipient *recipients, size_t count)
{
	if (!buffer_fits(plain) || !sealed)
		return fault(packing, NULL, NULL, "there is not enough memory for a test record");
	if (!age_seal(buffer_slice(plain), recipients, count, sealed))
		return fault(packing, "recipients.txt", "every line must be a recipient of age",
			     "a test record could not be sealed");
	for (size_t i = 0; i < packing->keys.identity_count; i++)
		if (!opens(packing, i, (struct slice){(char *)sealed, size}, buffer_slice(plain)))
			return false;
	return true;
}

static bool test_record(struct packing *packing)
{
	static const char head[] = "{\"type\":\"sayso-test\",\"format\":1}";
	const struct source text = {
		.name = "recipients.txt",
		.text = {packing->keys.recipients, packing->keys.recipients_size}};
	struct age_recipient recipients[STUDY_RECIPIENTS_MOST];
	struct buffer plain = buffer_growing(RECORD_MOST);
	size_t count = 0, size = packing->folder.study->record_size;
	uint8_t *sealed;
	bool done;

	if (!recipients_read(&text, recipients, countof(recipients), &count, &packing->problems))
		return false;
	buffer_add_text(&plain, head);
	buffer_add_many(&plain, ' ', size - strlen(head));
	size = age_sealed_size(size, count);
	sealed = malloc(size);
	done = seal_and_open(packing, &plain, sealed, size, recipients, count);
	free(sealed);
	buffer_release(&plain);
	return done;
}

/* ---- The issue, which is stored before a pack of it exists ---- */

/* Nobody else may change it in between: the number of a school that they added would be lost. */
static bool open_book(struct packing *packing)
{
	packing->lock = folder_lock(packing->keys_folder, &packing->problems);
	return packing->lock >= 0 && schools_book_open(packing->keys_folder, &packing->keys,
						       &packing->book, &packing->problems);
}

static bool raise_issue(struct packing *packing)
{
	const char *study = packing->folder.study->id, *school = packing->school->id;

	packing->entry = schools_book_find(&packing->book, study, school);
	if (!packing->entry)
		packing->entry =
			schools_book_add(&packing->book, study, school, &packing->problems);
	if (!packing->entry)
		return false;
	if (packing->entry->issue >= SCHOOLS_ISSUE_MOST)
		return fault(packing, "schools.age", "begin a new study",
			     "there were too many issues");
	packing->entry->issue++;
	packing->entry->machines = (uint32_t)packing->school->machines;
	return schools_book_save(packing->keys_folder, &packing->keys, &packing->book,
				 &packing->problems);
}

/* ---- The pack; pack_write reads it as a machine will ---- */

static bool make_pack(struct packing *packing)
{
	const struct study_folder *folder = &packing->folder;
	struct pack_making making = {
		.study = folder->study,
		.files = folder->files,
		.file_count = folder->file_count,
		.school = packing->school,
		.recipients_text = {packing->keys.recipients, packing->keys.recipients_size},
		.signing = packing->keys.signing,
		.issue = packing->entry->issue,
		.day = wall_day(),
		.number = packing->entry->number,
	};

	if (!code_draw(folder->study, NULL, 0, &packing->rehearsal))
		return fault(packing, "codes.csv", "begin a new study",
			     "the study has used up its codes");
	making.rehearsal = packing->rehearsal;
	memcpy(making.salt, packing->entry->salt, sizeof making.salt);
	/* What it warns of was said when the folder was read. */
	size_t count = packing->problems.count, warnings = packing->problems.warnings;
	if (!pack_write(&making, &packing->archive, &packing->problems))
		return false;
	packing->problems.count = count;
	packing->problems.warnings = warnings;
	return true;
}

/* ---- What goes out ---- */

/* Both hold what is the school's alone: the pack its codes, the letter its number. */
static bool write_out(struct packing *packing, const char *path, const struct buffer *bytes)
{
	if (!buffer_fits(bytes))
		return fault(packing, path, NULL, "there is not enough memory for it");
	return file_write(path, buffer_slice(bytes), FILE_PRIVATE, true, &packing->problems) !=
	       FILE_FAILED;
}

static bool write_letter(struct packing *packing)
{
	char number[SETUP_NUMBER_SHOWN];
	const struct letter letter = {
		.study = packing->folder.study,
		.school = packing->school,
		.issue = packing->entry->issue,
		.number = number,
		.pack_name = packing->pack_name,
		.rehearsal = packing->rehearsal.code,
		.rehearsal_drawing = packing->rehearsal.drawing,
		.drawing = packing->drawings.svg[packing->rehearsal.drawing],
	};
	struct buffer out = buffer_growing(HTML_MOST);
	bool written;

	setup_number_show(packing->entry->number, number);
	letter_write(&letter, &out);
	written = write_out(packing, packing->letter_path, &out);
	secret_zero(number, sizeof number);
	buffer_release(&out);
	return written;
}

static bool write_files(struct packing *packing)
{
	return folder_make(packing->out_folder, FILE_PRIVATE, &packing->problems) &&
	       write_out(packing, packing->pack_path, &packing->archive) && write_letter(packing);
}

static void print_done(const struct packing *packing, FILE *out)
{
	size_t opened = packing->keys.identity_count;

	fprintf(out, "Issue %u of %s for %s:\n", (unsigned)packing->entry->issue,
		packing->folder.study->id, packing->school->id);
	fprintf(out, "  %s: to be copied to a stick\n", packing->pack_path);
	fprintf(out, "  %s: to be printed, given to the school apart from the stick, and deleted\n",
		packing->letter_path);
	fprintf(out, "A test record was sealed to %zu recipient%s and opened with %zu identit%s.\n",
		packing->keys.recipient_count, packing->keys.recipient_count == 1 ? "" : "s",
		opened, opened == 1 ? "y" : "ies");
	if (packing->fit == PAGE_FIT_NOT_CHECKED)
		fprintf(out, "Page fit not checked: sayso-kiosk does not run here.\n");
	help_page_print(packing->folder.study, packing->school, out);
}

/* ---- The command ---- */

static bool pack_do(struct packing *packing, const char *school, const struct command_io *io)
{
	if (!study_folder_open(packing->path, &packing->folder, &packing->problems) ||
	    !find_school(packing, school) ||
	    !placeholders_find(&packing->folder, packing->school, &packing->problems) ||
	    !pages_fit(packing, io->error) ||
	    !drawings_load(&packing->drawings, &packing->problems) ||
	    !open_keys(packing, io->asker))
		return false;
	warn_without_codes(packing);
	return test_record(packing) && open_book(packing) && raise_issue(packing) &&
	       make_pack(packing) && write_files(packing);
}

static void packing_release(struct packing *packing)
{
	buffer_release(&packing->archive);
	drawings_release(&packing->drawings);
	schools_book_release(&packing->book);
	if (packing->lock >= 0)
		close(packing->lock);
	keys_release(&packing->keys);
	study_folder_release(&packing->folder);
	free(packing);
}

static enum command_exit study_pack_run(const struct command_options *options,
					const struct command_io *io)
{
	struct packing *packing = calloc(1, sizeof *packing);
	bool done;

	if (!packing)
		return COMMAND_BAD_INPUT;
	packing->lock = -1;
	packing->path = options->positional[0];
	packing->keys_folder = option_value(options, "keys");
	packing->out_folder = option_value(options, "output");
	packing->one_recipient = option_value(options, "one-recipient") != NULL;
	packing->archive = buffer_growing(ENVELOPE_MOST);
	done = pack_do(packing, option_value(options, "school"), io);
	problems_print(&packing->problems, io->error);
	if (done)
		print_done(packing, io->out);
	packing_release(packing);
	return done ? COMMAND_DONE : COMMAND_BAD_INPUT;
}

static const char study_pack_details[] =
	"Makes what a school needs: the study pack SCHOOL.study, which its machines are set up "
	"from, and SCHOOL-letter.html, the letter with the school's set-up number. The number is "
	"not in the pack: the two travel apart.\n\n"
	"Each pack of a school has the next issue number; machines take a higher issue of the "
	"same study without the letter. The study's own files are only read. Classes that have no "
	"codes yet cannot answer: draw codes first, or pack again. Nothing is packed while pupils "
	"would read a placeholder, words in [square brackets], or meet a page that does not fit "
	"(sayso-kiosk says so, where it is installed).\n\n"
	"  sayso study pack our-study --keys keys --school my-school -o packs";

const struct command *command_study_pack(void)
{
	static const struct option_rule rules[] = {
		{.name = "keys",
		 .value = "DIR",
		 .help = "the folder that sayso keygen made",
		 .required = true},
		{.name = "school",
		 .value = "ID",
		 .help = "its id in schools.csv",
		 .required = true},
		{.name = "output",
		 .short_name = 'o',
		 .value = "DIR",
		 .help = "where pack and letter go; those of an earlier issue are replaced",
		 .required = true},
		{.name = "one-recipient",
		 .help = "pack although there is no reserve: a lost key is then a lost study"},
		{0},
	};
	static const struct command command = {
		.name = "study pack",
		.arguments = "DIR --keys DIR --school ID -o DIR",
		.summary = "make a school's study pack and its letter",
		.details = study_pack_details,
		.options = rules,
		.positional_least = 1,
		.positional_most = 1,
		.run = study_pack_run,
	};

	return &command;
}
