/* What stands in [square brackets] in a study's tables waits for the author's own words, as
 * `sayso study new` leaves it. Only what makes and checks studies knows this: to a machine they are
 * words as any. */
#ifndef SAYSO_PLACEHOLDERS_H
#define SAYSO_PLACEHOLDERS_H

#include "export/formats/study_folder.h"

/* Warns of each, at its place. school: the one that is packed; what its pupils would read (the
 * helplines, its person, the pages) is then an error, and the answer false. NULL: none is. */
MUST_USE bool placeholders_find(const struct study_folder *folder, const struct school *school,
				struct problems *problems);

/* Whom a pupil who asks for help is told of, for the author's eyes. school NULL: any. */
void help_page_print(const struct study *study, const struct school *school, FILE *out);

#endif
