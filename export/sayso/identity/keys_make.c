#include <errno.h>
#include <unistd.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/formats/file.h"
#include "export/sayso/identity/age_passphrase.h"
#include "export/sayso/identity/identity.h"
#include "export/sayso/identity/keys_folder.h"
#include "export/sayso/identity/reserve_page.h"
#include "export/sayso/identity/signing_key.h"

struct making {
	const char *folder;
	struct slice passphrase;
	struct problems *problems;
	/* the rest is guarded memory */
	struct age_identity working, reserve;
	struct minisign_secret signing;
	struct minisign_public signing_public;
	char lines[512], text[RESERVE_PAGE_MOST];
};

static bool write_identity(struct making *making, struct buffer *out)
{
	struct buffer lines = buffer_over(making->lines, sizeof making->lines);
	identity_lines_write(&making->working, &lines);
	if (making->passphrase.size == 0) {
		buffer_add_slice(out, buffer_slice(&lines));
		return buffer_fits(&lines);
	}
	size_t size = age_passphrase_size(lines.size);
	if (!buffer_fits(&lines) || size > out->capacity ||
	    !age_seal_passphrase(buffer_slice(&lines), making->passphrase, (uint8_t *)out->bytes))
		return false;
	out->size = size;
	return true;
}

static bool write_recipients(struct making *making, struct buffer *out)
{
	char working[AGE_RECIPIENT_TEXT], reserve[AGE_RECIPIENT_TEXT];
	identity_recipient(&making->working, working);
	identity_recipient(&making->reserve, reserve);
	buffer_add_format(out,
			  "# What pupils answer is sealed to each of these; one key opens it.\n"
			  "# The working identity\n%s\n"
			  "# The reserve identity, on paper\n%s\n",
			  working, reserve);
	return true;
}

static bool write_signing(struct making *making, struct buffer *out)
{
	return signing_key_write(&making->signing, making->passphrase, out);
}

/* minisign prints the id as one number, its first byte last. */
static bool write_signing_public(struct making *making, struct buffer *out)
{
	char key[MINISIGN_PUBLIC_TEXT];
	minisign_public_write(&making->signing_public, key);
	buffer_add_text(out, "untrusted comment: minisign public key ");
	for (size_t i = sizeof making->signing_public.id; i > 0; i--)
		buffer_add_format(out, "%02X", making->signing_public.id[i - 1]);
	buffer_add_format(out, "\n%s\n", key);
	return true;
}

static bool write_reserve(struct making *making, struct buffer *out)
{
	char recipient[AGE_RECIPIENT_TEXT], identity[AGE_IDENTITY_TEXT];
	identity_recipient(&making->reserve, recipient);
	age_identity_write(making->reserve.secret, identity);
	reserve_page_write(identity, recipient, out);
	secret_zero(identity, sizeof identity);
	return true;
}

static const struct part {
	const char *name, *name_without_passphrase;
	bool (*write)(struct making *making, struct buffer *out); /* NULL: made later by others */
} parts[] = {
	{KEYS_IDENTITY_SEALED, KEYS_IDENTITY_PLAIN, write_identity},
	{KEYS_IDENTITY_PLAIN, KEYS_IDENTITY_SEALED, NULL},
	{KEYS_RECIPIENTS, KEYS_RECIPIENTS, write_recipients},
	{KEYS_SIGNING, KEYS_SIGNING, write_signing},
	{KEYS_SIGNING_PUBLIC, KEYS_SIGNING_PUBLIC, write_signing_public},
	{KEYS_RESERVE, KEYS_RESERVE, write_reserve},
	{KEYS_SCHOOLS, KEYS_SCHOOLS, NULL},
};

static bool path_of(const char *folder, const char *name, char path[PATH_SIZE],
		    struct problems *problems)
{
	if (path_join(path, folder, name))
		return true;
	errno = ENAMETOOLONG;
	return file_fault(problems, folder, "the keys cannot be made there");
}

static bool part_path(const struct making *making, const struct part *part, char path[PATH_SIZE])
{
	const char *name = making->passphrase.size > 0 ? part->name : part->name_without_passphrase;
	return path_of(making->folder, name, path, making->problems);
}

bool keys_absent(const char *folder, struct problems *problems)
{
	char path[PATH_SIZE];
	for (size_t i = 0; i < countof(parts); i++) {
		if (!path_of(folder, parts[i].name, path, problems))
			return false;
		if (file_exists(path)) {
			problem_error_at(problems, path,
					 "keys are never overwritten: choose a new folder",
					 "it is there already: nothing was made");
			return false;
		}
	}
	return true;
}

static bool make_part(struct making *making, const struct part *part)
{
	char path[PATH_SIZE];
	struct buffer out = buffer_over(making->text, sizeof making->text);
	bool fine = part_path(making, part, path);
	if (fine && !(part->write(making, &out) && buffer_fits(&out))) {
		problem_error_at(making->problems, path, "close other programs and try again",
				 "not enough memory to make it");
		fine = false;
	}
	fine = fine && file_write(path, buffer_slice(&out), FILE_PRIVATE, false,
				  making->problems) != FILE_FAILED;
	buffer_wipe(&out);
	return fine;
}

static void remove_parts(const struct making *making, size_t count)
{
	char path[PATH_SIZE];
	for (size_t i = 0; i < count; i++)
		if (parts[i].write != NULL && part_path(making, &parts[i], path))
			unlink(path);
}

static bool make_parts(struct making *making)
{
	identity_make(&making->working);
	identity_make(&making->reserve);
	minisign_make(&making->signing, &making->signing_public);
	for (size_t i = 0; i < countof(parts); i++) {
		if (parts[i].write != NULL && !make_part(making, &parts[i])) {
			remove_parts(making, i);
			return false;
		}
	}
	return true;
}

/* Stock age and minisign read a line from the terminal: no more fits, and no control character. */
static bool passphrase_usable(struct slice passphrase, struct problems *problems)
{
	bool usable = passphrase.size <= PASSPHRASE_MOST;
	for (size_t i = 0; i < passphrase.size; i++)
		usable &= (unsigned char)passphrase.bytes[i] >= 32 && passphrase.bytes[i] != 127;
	if (!usable)
		problem_error_at(problems, NULL, "choose another one",
				 "the passphrase is longer than %d bytes or holds a control "
				 "character: nothing was made",
				 PASSPHRASE_MOST);
	return usable;
}

bool keys_make(const char *folder, struct slice passphrase, struct problems *problems)
{
	struct secret secret;
	bool there = file_exists(folder);
	if (!passphrase_usable(passphrase, problems) ||
	    !secret_take(&secret, sizeof(struct making), problems))
		return false;
	struct making *making = secret.bytes;
	making->folder = folder;
	making->passphrase = passphrase;
	making->problems = problems;
	bool fine = keys_absent(folder, problems) && folder_make(folder, FILE_PRIVATE, problems) &&
		    make_parts(making);
	if (!fine && !there)
		rmdir(folder);
	secret_release(&secret);
	return fine;
}
