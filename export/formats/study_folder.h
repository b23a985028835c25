/* An author's study folder, read from the disk: the one place where a study is made of its
 * files. Never writes. Problems name the files as they are named below the folder. */
#ifndef SAYSO_STUDY_FOLDER_H
#define SAYSO_STUDY_FOLDER_H

#include "export/formats/file.h"
#include "surveys/study/study.h"

struct study_folder {
	struct arena arena;
	/* Those that belong to the study, the tables and the forms that a wave names; behind
	 * them, up to read_count, what lies in forms/ besides. */
	struct study_file *files;
	size_t file_count, read_count;
	const struct study *study;
};

/* Every problem of every file. False: there was an error, and study is NULL. Release it in any
 * case. */
MUST_USE bool study_folder_open(const char *path, struct study_folder *folder,
				struct problems *problems);
void study_folder_release(struct study_folder *folder);

#endif
