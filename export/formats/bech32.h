/* Bech32 (BIP 173) as age uses it, for keys of 32 bytes: no length limit, checksum constant 1. The
 * case is that of the prefix: age takes recipients in lower and identities in upper case. */
#ifndef SAYSO_BECH32_H
#define SAYSO_BECH32_H

#include "export/formats/age.h"
#include "surveys/base/text.h"

MUST_USE bool bech32_read(const char *prefix, struct slice text, uint8_t bytes[32]);
/* out: the prefix, 59 characters more, and a NUL. */
void bech32_write(const char *prefix, const uint8_t bytes[32], char *out);

MUST_USE bool age_recipient_read(struct slice text, struct age_recipient *recipient);
void age_recipient_write(const struct age_recipient *recipient, char out[AGE_RECIPIENT_TEXT]);

#endif
