/* Whether every page that a study can show fits a screen. Each is drawn by the page itself, as a
 * pupil or a teacher would see it, and judged by what then stands on it: there is no second layout.
 * Needs the widths of words and the size of a screen, no screen; draws on a page of its own. */
#ifndef SAYSO_FIT_H
#define SAYSO_FIT_H

#include "kiosk/page/look.h"
#include "kiosk/page/typeset.h"
#include "kiosk/page/word_list.h"
#include "surveys/study/study.h"

struct fit_screen { /* borrowed */
	const struct measure *measure;
	const struct words *words;
	struct page page;
};

/* For the authors: the whole study, with each of its schools. An error for each page and question
 * that fits at no text size, size 1 being the normal one; a warning for each that does not at the
 * largest. files: those of the study, for the places. False: an error was added. */
MUST_USE bool fit_study(const struct fit_screen *screen, const struct study *study,
			const struct study_file *files, size_t file_count,
			struct problems *problems);
/* For the teacher: what a session of this wave shows, at the normal size, which is the smallest. A
 * page may be crowded here, as on small screens the kiosk's own are. One error, of the first that
 * has something missing or upon another. */
MUST_USE bool fit_wave(const struct fit_screen *screen, const struct study *study,
		       const struct school *school, const struct wave *wave,
		       struct problems *problems);

#endif
