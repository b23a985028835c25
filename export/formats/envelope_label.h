/* What an envelope's signature says of it: its kind, study, school and the key to check it with
 * (docs/formats.md, Envelope). There is one way to write a label and no other is read. Whether the
 * key is to be believed is the caller's to decide. */
#ifndef SAYSO_ENVELOPE_LABEL_H
#define SAYSO_ENVELOPE_LABEL_H

#include "export/formats/minisign.h"
#include "surveys/base/problem.h"

#define ENVELOPE_ISSUE_MOST 999999
#define ENVELOPE_NUMBER_MOST 999

enum envelope_kind { ENVELOPE_PACK, ENVELOPE_BATCH, ENVELOPE_RECEIPT };

/* The fields of a label, read strictly; those that a kind does not have are zero. */
struct envelope_label {
	enum envelope_kind kind;
	char study[17], school[17];
	uint32_t issue;              /* pack */
	uint8_t salt[16], proof[32]; /* pack */
	uint8_t machine[16];         /* batch */
	uint32_t number;             /* batch: the machine's number */
	uint8_t pack[32];            /* batch: SHA-256 of the SHA256SUMS it was set up with */
	uint8_t enrolment[32];       /* batch */
	struct minisign_public key;
};
/* False: a problem says what is wrong. Only the one form that envelope_label_write writes is read.
 */
MUST_USE bool envelope_label_read(struct slice text, struct envelope_label *label,
				  struct problems *problems);
void envelope_label_write(const struct envelope_label *label, char out[MINISIGN_LABEL_MOST]);

#endif
