/* The batch: what a machine gives the researchers (docs/formats.md, Batch). An envelope of
 * manifest, the packs' own lists and forms, and every record that may leave by then (the kiosk
 * decides). Sees records as sealed bytes only; their number, order and names say nothing of what is
 * in them.
 */
#ifndef SAYSO_BATCH_H
#define SAYSO_BATCH_H

#include "export/formats/envelope.h"

struct batch_session {
	const char *class_name, *wave;
	int32_t day;
	uint32_t invited, started, done; /* codes */
};

struct batch_record {
	uint8_t id[16];
	struct slice sealed;
};

/* What goes in; all of it must stay until batch_write returns. */
struct batch_making {
	const struct envelope_label *label;    /* kind ENVELOPE_BATCH */
	const struct minisign_secret *signing; /* the machine's */
	uint32_t issue, batch_number, answering;
	const struct batch_session *sessions;
	size_t session_count;
	const struct slice
		*packs; /* archives of the packs that the records need, each issue once */
	size_t pack_count;
	struct batch_record *records; /* sorted by id here */
	size_t record_count;
};
/* Into an empty out. A pack that is damaged is a warning and left out, whole or in part: the
 * answers must leave. */
MUST_USE bool batch_write(const struct batch_making *making, struct arena *arena,
			  struct buffer *out, struct problems *problems);

/* sayso-SCHOOL-DDDDDDDD-M12-000003.tar */
#define BATCH_NAME_MOST 80
void batch_file_name(const struct envelope_label *label, struct slice archive,
		     uint32_t batch_number, char out[BATCH_NAME_MOST]);
/* "records/<32 hex>.age" -> id. False: another member. */
MUST_USE bool batch_record_id(struct slice member_name, uint8_t id[16]);

#endif
