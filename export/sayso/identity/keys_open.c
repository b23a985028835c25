#include <sys/stat.h>

#include "export/formats/file.h"
#include "export/formats/pack.h"
#include "export/sayso/identity/identity.h"
#include "export/sayso/identity/keys_folder.h"
#include "export/sayso/identity/signing_key.h"

#define RECIPIENTS_FILE_MOST 16384

struct guarded {
	struct age_identity identities[IDENTITIES_MOST];
	struct minisign_secret signing;
	char passphrase[PASSPHRASE_MOST + 1];
	char text[IDENTITY_FILE_MOST];
};

struct opening {
	const char *folder;
	const struct passphrase_asker *asker;
	struct keys *keys;
	struct guarded *guarded;
	struct problems *problems;
	bool asked;
};

static bool fault(struct opening *opening, const char *name, const char *hint, const char *text)
{
	problem_error_at(opening->problems, name, hint, "%s", text);
	return false;
}

static bool ask(struct opening *opening)
{
	char question[200];
	if (opening->asked)
		return true;
	snprintf(question, sizeof question, "Passphrase of the keys in %.120s: ", opening->folder);
	opening->asked =
		opening->asker != NULL &&
		opening->asker->ask(opening->asker->context, question, opening->guarded->passphrase,
				    sizeof opening->guarded->passphrase);
	if (!opening->asked)
		return fault(opening, opening->folder, "run it in a terminal",
			     "there is no terminal to ask for the passphrase");
	return true;
}

static bool has(const struct opening *opening, const char *name)
{
	char path[PATH_SIZE];
	return path_join(path, opening->folder, name) && file_exists(path);
}

/* What is read may be a key: bytes are to be wiped. */
static bool read_part(struct opening *opening, const char *name, size_t most, char **bytes,
		      size_t *size)
{
	char path[PATH_SIZE];
	*bytes = NULL;
	*size = 0;
	if (!path_join(path, opening->folder, name))
		return fault(opening, opening->folder, NULL, "the folder's name is too long");
	return file_read(path, most, bytes, size, opening->problems);
}

static void wipe_and_free(char *bytes, size_t size)
{
	if (bytes != NULL)
		secret_zero(bytes, size);
	free(bytes);
}

/* The file's text into guarded memory; sealed ones have room there, as opened text is shorter. */
static bool identity_text(struct opening *opening, const char *name, struct slice bytes,
			  bool sealed, struct slice *text)
{
	struct guarded *guarded = opening->guarded;
	text->bytes = guarded->text;
	text->size = bytes.size;
	if (!sealed) {
		memcpy(guarded->text, bytes.bytes, bytes.size);
		return true;
	}
	if (!ask(opening))
		return false;
	enum age_result result = age_open_passphrase(bytes, slice_of(guarded->passphrase),
						     (uint8_t *)guarded->text, &text->size);
	if (result == AGE_NO_MATCH)
		return fault(opening, name, "try again", "the passphrase does not open it");
	return result == AGE_OPENED || fault(opening, name, NULL, age_result_text(result));
}

static void warn_if_others_read(struct opening *opening, const char *name)
{
	char path[PATH_SIZE];
	struct stat status;
	if (path_join(path, opening->folder, name) && stat(path, &status) == 0 &&
	    (status.st_mode & 077) != 0)
		problem_warning(opening->problems, place_none(), "make it private: chmod 600",
				"%s can be read by others on this machine", name);
}

static bool open_identities(struct opening *opening)
{
	bool sealed = has(opening, KEYS_IDENTITY_SEALED), plain = has(opening, KEYS_IDENTITY_PLAIN);
	const char *name = sealed ? KEYS_IDENTITY_SEALED : KEYS_IDENTITY_PLAIN;
	struct source source = {.name = name, .quiet = true};
	char *bytes;
	size_t size;
	if (sealed == plain)
		return fault(opening, opening->folder,
			     sealed ? "take one of them out of the folder"
				    : "is this the folder that sayso keygen made?",
			     sealed ? "it holds both identity.age and identity.txt"
				    : "there is neither identity.age nor identity.txt");
	warn_if_others_read(opening, name);
	bool fine =
		read_part(opening, name, IDENTITY_FILE_MOST, &bytes, &size) &&
		identity_text(opening, name, (struct slice){bytes, size}, sealed, &source.text) &&
		identity_lines_read(&source, opening->guarded->identities, IDENTITIES_MOST,
				    &opening->keys->identity_count, opening->problems);
	wipe_and_free(bytes, size);
	return fine;
}

static bool names_one_of(const struct keys *keys, const struct age_recipient *recipients,
			 size_t count)
{
	for (size_t i = 0; i < keys->identity_count; i++)
		for (size_t k = 0; k < count; k++)
			if (memcmp(keys->identities[i].public_key, recipients[k].public_key, 32) ==
			    0)
				return true;
	return false;
}

static bool open_recipients(struct opening *opening)
{
	struct age_recipient recipients[AGE_RECIPIENTS_MOST];
	struct keys *keys = opening->keys;
	if (!read_part(opening, KEYS_RECIPIENTS, RECIPIENTS_FILE_MOST, &keys->recipients,
		       &keys->recipients_size))
		return false;
	struct source source = {.name = KEYS_RECIPIENTS,
				.text = {keys->recipients, keys->recipients_size}};
	if (!recipients_read(&source, recipients, countof(recipients), &keys->recipient_count,
			     opening->problems))
		return false;
	if (!names_one_of(keys, recipients, keys->recipient_count))
		problem_warning(opening->problems, place_none(),
				"are recipients.txt and the identity of one folder?",
				"what is sealed to recipients.txt cannot be opened with this "
				"folder's identity");
	return true;
}

/* A comment, and the key on a line of its own. */
static bool open_signing_public(struct opening *opening)
{
	char *bytes;
	size_t size;
	if (!read_part(opening, KEYS_SIGNING_PUBLIC, SIGNING_KEY_MOST, &bytes, &size))
		return false;
	const char *end = memchr(bytes, '\n', size);
	struct slice line = slice_from((struct slice){bytes, size},
				       end == NULL ? size : (size_t)(end - bytes) + 1);
	bool fine = slice_starts((struct slice){bytes, size}, "untrusted comment:") &&
		    minisign_public_read(slice_trim(line), &opening->keys->signing_public);
	free(bytes);
	return fine ||
	       fault(opening, KEYS_SIGNING_PUBLIC, NULL, "it is not a public key of minisign");
}

static bool signing_result(struct opening *opening, enum signing_key_result result)
{
	struct minisign_public made;
	switch (result) {
	case SIGNING_KEY_OPENED:
		minisign_public_of(&opening->guarded->signing, &made);
		if (memcmp(&made, &opening->keys->signing_public, sizeof made) == 0)
			return true;
		return fault(opening, KEYS_SIGNING, "are the two of one folder?",
			     "it is not the secret half of signing.pub");
	case SIGNING_KEY_WRONG:
		return fault(opening, KEYS_SIGNING,
			     "one passphrase must open the identity and the signing key",
			     "the passphrase does not open it");
	case SIGNING_KEY_NO_MEMORY:
		return fault(opening, KEYS_SIGNING, NULL,
			     "its passphrase asks for more memory than this machine can give");
	case SIGNING_KEY_BAD:
		break;
	}
	return fault(opening, KEYS_SIGNING, NULL, "it is not a secret key of minisign");
}

static bool open_signing(struct opening *opening)
{
	struct guarded *guarded = opening->guarded;
	char *bytes;
	size_t size;
	warn_if_others_read(opening, KEYS_SIGNING);
	bool fine = read_part(opening, KEYS_SIGNING, SIGNING_KEY_MOST, &bytes, &size);
	struct slice text = {bytes, size};
	fine = fine && (!signing_key_needs_passphrase(text) || ask(opening)) &&
	       signing_result(opening, signing_key_read(text, slice_of(guarded->passphrase),
							&guarded->signing));
	wipe_and_free(bytes, size);
	opening->keys->signing = fine ? &guarded->signing : NULL;
	return fine;
}

bool keys_open(const char *folder, bool with_signing, const struct passphrase_asker *asker,
	       struct keys *keys, struct problems *problems)
{
	struct opening opening = {
		.folder = folder, .asker = asker, .keys = keys, .problems = problems};
	*keys = (struct keys){.identities = NULL};
	if (!secret_take(&keys->secret, sizeof(struct guarded), problems))
		return false;
	opening.guarded = keys->secret.bytes;
	keys->identities = opening.guarded->identities;
	keys->reserve_lies_there = has(&opening, KEYS_RESERVE);
	bool fine = open_identities(&opening) && open_recipients(&opening) &&
		    open_signing_public(&opening) && (!with_signing || open_signing(&opening));
	secret_zero(opening.guarded->passphrase, sizeof opening.guarded->passphrase);
	secret_zero(opening.guarded->text, sizeof opening.guarded->text);
	if (!fine)
		keys_release(keys);
	return fine;
}

void keys_release(struct keys *keys)
{
	secret_release(&keys->secret);
	free(keys->recipients);
	*keys = (struct keys){.identities = NULL};
}
