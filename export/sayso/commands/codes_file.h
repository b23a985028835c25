/* Adding to codes.csv. What stands there stays as it is, byte for byte: pupils hold cards of it. */
#ifndef SAYSO_CODES_FILE_H
#define SAYSO_CODES_FILE_H

#include "export/formats/study_folder.h"

/* Writes codes.csv of the study folder anew with the codes behind what it had, in the order of
 * its own columns; begins the file where there is none. The study is loaded with the new file
 * before it is written: one that would not load is not. */
MUST_USE bool codes_file_append(const char *path, struct study_folder *folder,
				const struct study_code *codes, size_t count,
				struct problems *problems);

#endif
