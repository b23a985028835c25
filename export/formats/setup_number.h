/* The set-up number of a school's letter, the proof in the pack that the number fits, and the
 * enrolment of a machine by it (docs/formats.md). The number is 14 random digits and 2 check
 * digits, ISO 7064 mod 97-10, shown 4 4 4 4; it is never in a pack, a batch or a message. The
 * caller wipes number and key after use. */
#ifndef SAYSO_SETUP_NUMBER_H
#define SAYSO_SETUP_NUMBER_H

#include "export/formats/minisign.h"
#include "export/formats/secret.h"

#define SETUP_NUMBER_DIGITS 16
#define SETUP_NUMBER_SHOWN 20 /* with spaces and NUL */

void setup_number_make(char out[SETUP_NUMBER_DIGITS + 1]);
/* 16 digits, with or without single spaces between the fours. False: a slip of typing; out is not
 * written. */
MUST_USE bool setup_number_read(struct slice text, char out[SETUP_NUMBER_DIGITS + 1]);
void setup_number_show(const char number[SETUP_NUMBER_DIGITS + 1], char out[SETUP_NUMBER_SHOWN]);

/* K, by Argon2id: takes some 80 ms and 64 MiB. False: no memory, and key is wiped. */
MUST_USE bool setup_key(const char number[SETUP_NUMBER_DIGITS + 1], const uint8_t salt[16],
			uint8_t key[32]);
void setup_proof(const uint8_t key[32], const char *study, const char *school,
		 const struct minisign_public *signing, uint8_t out[32]);
void setup_enrolment(const uint8_t key[32], const char *study, const char *school,
		     const uint8_t machine[16], uint32_t number,
		     const struct minisign_public *machine_key, const uint8_t pack[32],
		     uint8_t out[32]);

#endif
