/* The names in the researchers' folder of keys, and the text of an identity file. */
#ifndef SAYSO_KEYS_FOLDER_H
#define SAYSO_KEYS_FOLDER_H

#include "export/sayso/identity/age_open.h"
#include "surveys/base/buffer.h"

#define KEYS_IDENTITY_SEALED "identity.age"
#define KEYS_IDENTITY_PLAIN "identity.txt"
#define KEYS_RECIPIENTS "recipients.txt"
#define KEYS_SIGNING "signing.key"
#define KEYS_SIGNING_PUBLIC "signing.pub"
#define KEYS_SCHOOLS "schools.age"
#define KEYS_RESERVE "reserve.html"

#define IDENTITY_FILE_MOST 16384 /* bytes, sealed or not */

void identity_make(struct age_identity *identity); /* in guarded memory */
void identity_recipient(const struct age_identity *identity, char out[AGE_RECIPIENT_TEXT]);
/* As age-keygen writes it. out: guarded memory. */
void identity_lines_write(const struct age_identity *identity, struct buffer *out);
/* At least one. source must be quiet: a faulty line is never quoted. */
MUST_USE bool identity_lines_read(const struct source *source, struct age_identity *identities,
				  size_t most, size_t *count, struct problems *problems);

#endif
