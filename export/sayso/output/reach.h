/* Reach: of each class and wave, how many codes were invited, how many started and are done by the
 * machines' count, and how the responses that are here ended; and which classes are done with more
 * than came. For people, in columns; the share is of the invited. */
#ifndef SAYSO_REACH_H
#define SAYSO_REACH_H

#include "export/sayso/dataset/status_read.h"

/* Nothing when there is no session and no response. Output errors are the caller's. */
MUST_USE bool reach_print(struct dataset *dataset, FILE *out, struct problems *problems);

#endif
