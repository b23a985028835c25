/* Where the files that come with Sayso lie: assets/ (drawings, words, the starter study),
 * library/ (the questionnaires), demo/. They are found from the program's own place, so that a
 * folder that was moved, or installed under another PREFIX or DESTDIR, still works:
 * BIN/../share/sayso when installed; in a source tree the folder above build/. Reads no
 * environment variable. */
#ifndef SAYSO_SHARE_H
#define SAYSO_SHARE_H

#include "export/formats/file.h"

/* name: such as "assets/drawings" or "library/wellbeing". False, with a problem, when it is
 * nowhere. */
MUST_USE bool share_find(const char *name, char out[PATH_SIZE], struct problems *problems);
/* The same for a program that lies in the folder `bin`: what share_find does for its own. */
MUST_USE bool share_find_from(const char *bin, const char *name, char out[PATH_SIZE]);
/* This program's folder; false when the system does not say. */
MUST_USE bool share_own_folder(char out[PATH_SIZE]);

#endif
