/* An age identity as the text of its file. Here, for the kiosk has no word of identities. */
#ifndef SAYSO_IDENTITY_TEXT_H
#define SAYSO_IDENTITY_TEXT_H

#include "export/formats/age.h"
#include "surveys/base/text.h"

MUST_USE bool age_identity_read(struct slice text, uint8_t secret[32]);
void age_identity_write(const uint8_t secret[32], char out[AGE_IDENTITY_TEXT]); /* wipe it */

#endif
