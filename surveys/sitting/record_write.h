/* A sitting as JSON, padded with spaces to study->record_size, whatever it holds (docs/formats.md,
 * Record). Answers go into the memory given and nowhere else. */
#ifndef SAYSO_RECORD_WRITE_H
#define SAYSO_RECORD_WRITE_H

#include "surveys/base/buffer.h"
#include "surveys/sitting/sitting.h"

/* Writes exactly study->record_size bytes into out. state: what the record is to say, so that an
 * open sitting can be written as partial. declined, deleted and withdrawn hold no items. False, and
 * nothing in out, only if the plan's size is too small or an id is not UTF-8: a fault of ours. */
MUST_USE bool record_write(const struct sitting *sitting, enum sitting_state state, char *out);

const char *sitting_state_name(enum sitting_state state); /* "complete" ... */
/* "answered", "refused", "dont_know", "skipped", "not_asked", "not_reached" */
const char *answer_status_name(enum answer_status status);

#endif
