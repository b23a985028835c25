/* The batch: what a machine gives the researchers. An envelope of manifest, the packs' own lists and forms, and every closed record not
 * yet named by a receipt. */
#ifndef SAYSO_BATCH_H
#define SAYSO_BATCH_H

#include "export/formats/envelope.h"

struct batch_session {
	const char *class_name, *wave;
	int32_t day;
	uint32_t invited, started, done; /* codes */
};

/* Writing: begin, add what there is, finish. All slices must stay until batch_write. */
struct batch_record {
	uint8_t id[16];
	struct slice sealed;
};
struct batch_making {
	const struct envelope_label *label; /* kind ENVELOPE_BATCH */
	const struct minisign_secret *signing; /* the machine's */
	uint32_t issue, batch_number, answering;
	const struct batch_session *sessions;
	size_t session_count;
	const struct slice *packs; /* archives of the packs that the records need; their label tells the issue */
	size_t pack_count;
	struct batch_record *records; /* sorted by id here */
	size_t record_count;
};
MUST_USE bool batch_write(const struct batch_making *making, struct arena *arena, struct buffer *out,
			  struct problems *problems);
/* sayso-SCHOOL-DDDDDDDD-M12-000003.tar */
#define BATCH_NAME_MOST 80
void batch_file_name(const struct envelope_label *label, const struct slice archive, uint32_t batch_number,
		     char out[BATCH_NAME_MOST]);
/* "records/<32 hex>.age" -> id. */
MUST_USE bool batch_record_id(struct slice member_name, uint8_t id[16]);

#endif
