/* A sitting as JSON, padded with spaces to study->record_size, whatever it holds (docs/formats.md, Record). */
#ifndef SAYSO_RECORD_WRITE_H
#define SAYSO_RECORD_WRITE_H

#include "surveys/base/buffer.h"
#include "surveys/sitting/sitting.h"

/* Writes exactly study->record_size bytes into out. state: what the record is to say, so that an open sitting can be
 * written as partial. declined and deleted hold no items. False only if the plan's size is too small: a fault of ours. */
MUST_USE bool record_write(const struct sitting *sitting, enum sitting_state state, char *out);

const char *sitting_state_name(enum sitting_state state);  /* "complete" ... */
const char *answer_status_name(enum answer_status status); /* "answered", "refused", "dont_know", "skipped", "not_asked", "not_reached" */

#endif
