#include "export/sayso/identity/identity_text.h"

#include "export/formats/bech32.h"

#define PREFIX "AGE-SECRET-KEY-"

bool age_identity_read(struct slice text, uint8_t secret[32])
{
	return bech32_read(PREFIX, text, secret);
}

void age_identity_write(const uint8_t secret[32], char out[AGE_IDENTITY_TEXT])
{
	bech32_write(PREFIX, secret, out);
}
