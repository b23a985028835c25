#include <sodium.h>

#include "export/formats/age_seal.h"
#include "export/formats/digest.h"
#include "export/formats/file.h"
#include "export/formats/pack.h"
#include "export/sayso/identity/keys_folder.h"
#include "export/sayso/identity/schools_book.h"

#define FIRST_LINE "sayso-schools,1"
#define SECOND_LINE "study,school,salt,number,issue,machines"
#define FIELDS 6
#define LINE_MOST (16 + 1 + 16 + 1 + 32 + 1 + SETUP_NUMBER_DIGITS + 1 + 6 + 1 + 3 + 1)
#define TEXT_MOST (sizeof FIRST_LINE + sizeof SECOND_LINE + SCHOOLS_BOOK_MOST * LINE_MOST)
#define FILE_MOST (TEXT_MOST + AGE_HEADER_MOST + 64 * AGE_TAG)
#define ENTRIES_FIRST 64

/* ---- Reading the text ---- */

struct reading {
	const struct source *source;
	struct slice rest;
	struct schools_book *book;
	struct problems *problems;
};

static bool fault(struct reading *reading, struct slice at, const char *text)
{
	const struct source *source = reading->source;
	problem_error(reading->problems, place_at(source, (size_t)(at.bytes - source->text.bytes)),
		      NULL, "%s", text);
	return false;
}

/* Every line must end, the last too. */
static bool line_take(struct reading *reading, struct slice *line)
{
	const char *end = memchr(reading->rest.bytes, '\n', reading->rest.size);
	if (end == NULL)
		return fault(reading, reading->rest, "the last line is cut off");
	*line = (struct slice){reading->rest.bytes, (size_t)(end - reading->rest.bytes)};
	reading->rest = slice_from(reading->rest, line->size + 1);
	return true;
}

static bool is_id(struct slice text)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return text.size >= 1 && text.size <= ID_MOST;
}

static bool split(struct slice line, struct slice fields[FIELDS])
{
	for (size_t i = 0; i < FIELDS; i++) {
		const char *comma = line.size == 0 ? NULL : memchr(line.bytes, ',', line.size);
		if ((comma == NULL) != (i == FIELDS - 1))
			return false;
		size_t size = comma == NULL ? line.size : (size_t)(comma - line.bytes);
		fields[i] = (struct slice){line.bytes, size};
		line = slice_from(line, size + 1);
	}
	return true;
}

/* The entry is zeroed. */
static bool entry_read(struct reading *reading, struct slice line, struct schools_entry *entry)
{
	struct slice fields[FIELDS];
	int64_t issue, machines;
	if (!split(line, fields))
		return fault(reading, line, "a line has other than six fields");
	if (!is_id(fields[0]) || !is_id(fields[1]))
		return fault(reading, fields[0], "an id is not 1 to 16 of a to z, 0 to 9 and -");
	memcpy(entry->study, fields[0].bytes, fields[0].size);
	memcpy(entry->school, fields[1].bytes, fields[1].size);
	if (!hex_read(fields[2], entry->salt, sizeof entry->salt))
		return fault(reading, fields[2], "a salt is not 32 lower-case hex digits");
	if (fields[3].size != SETUP_NUMBER_DIGITS || !setup_number_read(fields[3], entry->number))
		return fault(reading, fields[3], "a set-up number is not right");
	if (number_read(fields[4], 0, SCHOOLS_ISSUE_MOST, &issue) != NUMBER_FINE)
		return fault(reading, fields[4], "an issue is not 0 to 999999");
	if (number_read(fields[5], 0, SCHOOLS_MACHINES_MOST, &machines) != NUMBER_FINE)
		return fault(reading, fields[5], "a number of machines is not 0 to 999");
	entry->issue = (uint32_t)issue;
	entry->machines = (uint32_t)machines;
	return true;
}

static bool room_make(struct schools_book *book, struct problems *problems)
{
	size_t have = book->secret.size / sizeof *book->entries;
	struct secret larger;
	if (book->count >= SCHOOLS_BOOK_MOST) {
		problem_error_at(problems, KEYS_SCHOOLS, NULL, "there are more than %d schools",
				 SCHOOLS_BOOK_MOST);
		return false;
	}
	if (book->count < have)
		return true;
	if (!secret_take(&larger, (have == 0 ? ENTRIES_FIRST : 2 * have) * sizeof *book->entries,
			 problems))
		return false;
	if (book->count > 0)
		memcpy(larger.bytes, book->entries, book->count * sizeof *book->entries);
	secret_release(&book->secret);
	book->secret = larger;
	book->entries = larger.bytes;
	return true;
}

static bool head_read(struct reading *reading)
{
	struct slice line;
	if (!line_take(reading, &line))
		return false;
	if (!slice_is(line, FIRST_LINE))
		return fault(reading, line,
			     slice_starts(line, "sayso-schools,") ? "made by a newer Sayso"
								  : "it is no book of schools");
	if (!line_take(reading, &line))
		return false;
	return slice_is(line, SECOND_LINE) || fault(reading, line, "the columns are others");
}

static bool text_read(struct reading *reading)
{
	struct schools_book *book = reading->book;
	struct slice line;
	if (!head_read(reading))
		return false;
	while (reading->rest.size > 0) {
		if (!line_take(reading, &line) || !room_make(book, reading->problems))
			return false;
		struct schools_entry *entry = &book->entries[book->count];
		if (!entry_read(reading, line, entry))
			return false;
		if (schools_book_find(book, entry->study, entry->school) != NULL)
			return fault(reading, line, "a school is there twice");
		book->count++;
	}
	return true;
}

/* ---- The file ---- */

static bool open_sealed(struct slice sealed, const struct keys *keys, struct schools_book *book,
			struct problems *problems)
{
	struct secret text;
	struct source source = {.name = KEYS_SCHOOLS, .quiet = true};
	if (!secret_take(&text, sealed.size, problems))
		return false;
	source.text.bytes = text.bytes;
	enum age_result result = age_open(sealed, keys->identities, keys->identity_count,
					  text.bytes, &source.text.size);
	struct reading reading = {&source, source.text, book, problems};
	bool fine = result == AGE_OPENED && text_read(&reading);
	if (result != AGE_OPENED)
		problem_error_at(problems, KEYS_SCHOOLS,
				 "never begin a new one: schools would need new letters; take the "
				 "file from a copy of the folder",
				 "%s", age_result_text(result));
	secret_release(&text);
	return fine;
}

bool schools_book_open(const char *keys_folder, const struct keys *keys, struct schools_book *book,
		       struct problems *problems)
{
	char path[PATH_SIZE], *sealed;
	size_t size;
	*book = (struct schools_book){.entries = NULL};
	if (!path_join(path, keys_folder, KEYS_SCHOOLS)) {
		problem_error_at(problems, keys_folder, NULL, "the folder's name is too long");
		return false;
	}
	if (!file_exists(path))
		return true;
	if (!file_read(path, FILE_MOST, &sealed, &size, problems))
		return false;
	bool fine = open_sealed((struct slice){sealed, size}, keys, book, problems);
	free(sealed);
	if (!fine)
		schools_book_release(book);
	return fine;
}

void schools_book_release(struct schools_book *book)
{
	secret_release(&book->secret);
	*book = (struct schools_book){.entries = NULL};
}

struct schools_entry *schools_book_find(struct schools_book *book, const char *study,
					const char *school)
{
	for (size_t i = 0; i < book->count; i++)
		if (strcmp(book->entries[i].study, study) == 0 &&
		    strcmp(book->entries[i].school, school) == 0)
			return &book->entries[i];
	return NULL;
}

struct schools_entry *schools_book_add(struct schools_book *book, const char *study,
				       const char *school, struct problems *problems)
{
	struct slice study_id = slice_of(study), school_id = slice_of(school);
	if (!is_id(study_id) || !is_id(school_id) ||
	    schools_book_find(book, study, school) != NULL) {
		problem_error_at(problems, KEYS_SCHOOLS, NULL,
				 "the school is there already, or an id is none");
		return NULL;
	}
	if (!room_make(book, problems))
		return NULL;
	struct schools_entry *entry = &book->entries[book->count++];
	memset(entry, 0, sizeof *entry);
	memcpy(entry->study, study_id.bytes, study_id.size);
	memcpy(entry->school, school_id.bytes, school_id.size);
	randombytes_buf(entry->salt, sizeof entry->salt);
	setup_number_make(entry->number);
	return entry;
}

static void text_write(const struct schools_book *book, struct buffer *out)
{
	char salt[33];
	buffer_add_text(out, FIRST_LINE "\n" SECOND_LINE "\n");
	for (size_t i = 0; i < book->count; i++) {
		const struct schools_entry *entry = &book->entries[i];
		hex_write(entry->salt, sizeof entry->salt, salt);
		buffer_add_format(out, "%s,%s,%s,%s,%u,%u\n", entry->study, entry->school, salt,
				  entry->number, (unsigned)entry->issue, (unsigned)entry->machines);
	}
}

static bool seal_and_write(const char *path, struct slice text, const struct keys *keys,
			   struct problems *problems)
{
	struct age_recipient recipients[AGE_RECIPIENTS_MOST];
	struct source source = {.name = KEYS_RECIPIENTS,
				.text = {keys->recipients, keys->recipients_size}};
	size_t count;
	if (!recipients_read(&source, recipients, countof(recipients), &count, problems))
		return false;
	size_t size = age_sealed_size(text.size, count);
	uint8_t *sealed = malloc(size);
	bool fine = sealed != NULL && age_seal(text, recipients, count, sealed);
	if (!fine)
		problem_error_at(problems, KEYS_SCHOOLS, NULL, "it could not be sealed");
	fine = fine && file_write(path, (struct slice){(const char *)sealed, size}, FILE_PRIVATE,
				  true, problems) != FILE_FAILED;
	free(sealed);
	return fine;
}

bool schools_book_save(const char *keys_folder, const struct keys *keys,
		       const struct schools_book *book, struct problems *problems)
{
	char path[PATH_SIZE];
	struct secret text;
	if (!path_join(path, keys_folder, KEYS_SCHOOLS) ||
	    !secret_take(&text, TEXT_MOST, problems)) {
		problem_error_at(problems, keys_folder, NULL, "schools.age cannot be written");
		return false;
	}
	struct buffer out = buffer_over(text.bytes, text.size);
	text_write(book, &out);
	bool fine = buffer_fits(&out) && seal_and_write(path, buffer_slice(&out), keys, problems);
	secret_release(&text);
	return fine;
}
