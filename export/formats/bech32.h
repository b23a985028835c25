/* Bech32 (BIP 173) as age uses it: no length limit, one case, checksum constant 1. */
#ifndef SAYSO_BECH32_H
#define SAYSO_BECH32_H

#include "export/formats/age.h"
#include "surveys/base/text.h"

MUST_USE bool age_recipient_read(struct slice text, struct age_recipient *recipient);
void age_recipient_write(const struct age_recipient *recipient, char out[AGE_RECIPIENT_TEXT]);
MUST_USE bool age_identity_read(struct slice text, uint8_t secret[32]);
void age_identity_write(const uint8_t secret[32], char out[AGE_IDENTITY_TEXT]);

#endif
