/* A batch's manifest.json (docs/formats.md, Batch): its number, and how many codes of each session
 * were invited, started and done. */
#ifndef SAYSO_MANIFEST_READ_H
#define SAYSO_MANIFEST_READ_H

#include "export/formats/envelope.h"

#define MANIFEST_SESSIONS_MOST 1000 /* a machine's, over years */

struct manifest_session {
	struct slice class_name, wave; /* in the manifest's arena */
	int32_t day;
	uint32_t invited, started, done;
};

struct manifest {
	uint32_t issue, batch, answering;
	struct manifest_session *sessions; /* those of one class, wave and day are added up */
	size_t session_count;
};

/* Study, school, machine and number must be the label's. */
MUST_USE bool manifest_read(struct slice text, const struct envelope_label *label,
			    struct arena *arena, struct manifest *manifest,
			    struct problems *problems);

#endif
