#include <sodium.h>

#include "export/formats/bech32.h"
#include "export/sayso/identity/identity_text.h"
#include "export/sayso/identity/keys_folder.h"

void identity_make(struct age_identity *identity)
{
	randombytes_buf(identity->secret, sizeof identity->secret);
	crypto_scalarmult_base(identity->public_key, identity->secret);
}

void identity_recipient(const struct age_identity *identity, char out[AGE_RECIPIENT_TEXT])
{
	struct age_recipient recipient;
	memcpy(recipient.public_key, identity->public_key, sizeof recipient.public_key);
	age_recipient_write(&recipient, out);
}

void identity_lines_write(const struct age_identity *identity, struct buffer *out)
{
	char recipient[AGE_RECIPIENT_TEXT], secret[AGE_IDENTITY_TEXT];
	identity_recipient(identity, recipient);
	age_identity_write(identity->secret, secret);
	buffer_add_text(out, "# public key: ");
	buffer_add_text(out, recipient);
	buffer_add_char(out, '\n');
	buffer_add_text(out, secret);
	buffer_add_char(out, '\n');
	secret_zero(secret, sizeof secret);
}

/* Cuts a line off, without its end and the white space around it. */
static struct slice line_take(struct slice *rest)
{
	const char *end = memchr(rest->bytes, '\n', rest->size);
	struct slice line = {rest->bytes, end == NULL ? rest->size : (size_t)(end - rest->bytes)};
	*rest = slice_from(*rest, line.size + 1);
	return slice_trim(line);
}

static bool identity_read(struct slice line, struct age_identity *identity)
{
	return age_identity_read(line, identity->secret) &&
	       crypto_scalarmult_base(identity->public_key, identity->secret) == 0;
}

bool identity_lines_read(const struct source *source, struct age_identity *identities, size_t most,
			 size_t *count, struct problems *problems)
{
	struct slice rest = source->text;
	*count = 0;
	while (rest.size > 0) {
		size_t offset = source->text.size - rest.size;
		struct slice line = line_take(&rest);
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		if (*count == most) {
			problem_error(problems, place_at(source, offset), "delete what is not used",
				      "there are more than %zu identities", most);
			return false;
		}
		if (!identity_read(line, &identities[*count])) {
			problem_error(problems, place_at(source, offset),
				      "is the line whole, in capitals, without gaps?",
				      "this line is no identity of age");
			return false;
		}
		++*count;
	}
	if (*count == 0)
		problem_error(problems, place_none(), NULL, "%s holds no identity", source->name);
	return *count > 0;
}
