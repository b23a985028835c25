/* Each scale in one line: how many responses have a score, how many have none, mean, standard
 * deviation, least and most. For a first look on the terminal; an analysis starts from scores.csv.
 */
#ifndef SAYSO_SCORE_SUMMARY_H
#define SAYSO_SCORE_SUMMARY_H

#include "export/sayso/output/table.h"

#define SUMMARY_SCALES_MOST 256 /* further ones are left out, and that is said */

/* Reads the scores anew. Nothing when there is none. Output errors are the caller's. */
MUST_USE bool score_summary_print(struct dataset *dataset, const struct known_study *study,
				  const struct table_options *options, FILE *out,
				  struct problems *problems);

#endif
