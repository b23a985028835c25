/* The set-up number of a school's letter, the proof in the pack that the number fits, and the enrolment of a machine by it
 * (docs/formats.md). The number is 14 random digits and 2 check digits, ISO 7064 mod 97-10, shown 4 4 4 4. */
#ifndef SAYSO_SETUP_NUMBER_H
#define SAYSO_SETUP_NUMBER_H

#include "export/formats/minisign.h"
#include "export/formats/secret.h"
#include "surveys/base/text.h"

#define SETUP_NUMBER_DIGITS 16

void setup_number_make(char out[SETUP_NUMBER_DIGITS + 1]); /* from random 14 digits */
/* Digits, single spaces allowed between fours. False: a slip of typing. */
MUST_USE bool setup_number_read(struct slice text, char out[SETUP_NUMBER_DIGITS + 1]);
void setup_number_show(const char number[SETUP_NUMBER_DIGITS + 1], char out[20]); /* "1234 5678 ..." */
/* K, 32 bytes, by Argon2id: takes some 80 ms and 64 MiB. Wipe it after use. */
MUST_USE bool setup_key(const char number[SETUP_NUMBER_DIGITS + 1], const uint8_t salt[16], uint8_t key[32]);
void setup_proof(const uint8_t key[32], const char *study, const char *school, const struct minisign_public *signing,
		 uint8_t out[32]);
void setup_enrolment(const uint8_t key[32], const char *study, const char *school, const uint8_t machine[16],
		     uint32_t number, const struct minisign_public *machine_key, const uint8_t pack[32],
		     uint8_t out[32]);

#endif
