/* A progress line on a terminal: only when the percentage changed or a second passed, on stderr,
 * nothing in a pipe. NULL progress is allowed everywhere. */
#ifndef SAYSO_PROGRESS_H
#define SAYSO_PROGRESS_H

#include "surveys/base/base.h"

struct progress {
	FILE *out; /* NULL: silent */
	const char *what; /* "records" */
	uint64_t total, done;
	int percent_shown;
	int64_t shown_ms;
	int64_t (*now_ms)(void);
};

/* Silent unless out is a terminal. */
void progress_begin(struct progress *progress, FILE *out, const char *what, uint64_t total);
void progress_step(struct progress *progress, uint64_t done);
void progress_end(struct progress *progress); /* clears the line */

#endif
