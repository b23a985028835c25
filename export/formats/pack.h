/* The study pack, SCHOOL.study: an envelope of a study's files for one school, with recipients.txt
 * (docs/formats.md, Study pack). Nothing is parsed before its hash fits. What it says is only worth
 * something once the caller believes the label's key. Prints no code. */
#ifndef SAYSO_PACK_H
#define SAYSO_PACK_H

#include "export/formats/age.h"
#include "export/formats/envelope.h"
#include "surveys/study/study.h"

#define PACK_RECIPIENTS "recipients.txt"
#define PACK_MADE "pack.csv"

struct pack {
	struct envelope envelope;
	const struct study_file *files; /* its members, as many and in their order */
	const struct study *study;
	const struct school *school; /* the only one in it */
	struct age_recipient recipients[STUDY_RECIPIENTS_MOST];
	size_t recipient_count;
	int32_t day; /* on which it was made, since 1970-01-01 */
};

/* recipients.txt: a line each, # comments; each once, 1 to most of them. */
MUST_USE bool recipients_read(const struct source *source, struct age_recipient *recipients,
			      size_t most, size_t *count, struct problems *problems);

/* Reads, believing label.key: the caller checks the proof (setup_proof) or that the key is the
 * known one, before or after; until then nothing of it may be used. archive must outlive the pack;
 * everything else is in the arena. with_scales: the kiosk passes false. A pack with a lost member
 * is refused whole. */
MUST_USE bool pack_read(struct slice archive, bool with_scales, struct arena *arena,
			struct pack *pack, struct problems *problems);

/* Makes one. files: the study's, whole; schools.csv and codes.csv are made anew for the school,
 * with the rehearsal code. */
struct pack_making {
	const struct study *study;
	const struct study_file *files; /* those it was loaded from; others are left out */
	size_t file_count;
	const struct school *school;
	struct slice recipients_text; /* recipients.txt as it lies in the folder of keys */
	const struct minisign_secret *signing;
	uint32_t issue;
	int32_t day; /* today, since 1970-01-01 */
	uint8_t salt[16];
	const char *number;          /* set-up number, for the proof */
	struct study_code rehearsal; /* its code, drawing and friends; new to the study */
};
/* Into an empty out; what was written has been read back by pack_read. */
MUST_USE bool pack_write(const struct pack_making *making, struct buffer *out,
			 struct problems *problems);

#endif
