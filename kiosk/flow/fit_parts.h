/* What the files of the page check share; for them alone: one page under work, and which pages
 * there are. */
#ifndef SAYSO_FIT_PARTS_H
#define SAYSO_FIT_PARTS_H

#include "kiosk/flow/fit.h"
#include "kiosk/page/screen.h"

/* The page is drawn over and over. Holds no answer. */
struct fitting {
	const struct fit_screen *screen;
	const struct study *study;
	const struct study_file *files; /* NULL: none, it is a teacher who reads */
	size_t file_count;
	bool strict; /* nor is a page to be crowded */
	struct problems *problems;
	struct ui ui;
	struct marks marks;
	struct view view;
	struct teacher_view teacher;
};

/* NULL: no memory, a problem was added. */
MUST_USE struct fitting *fitting_new(const struct fit_screen *screen, const struct study *study,
				     struct problems *problems);

/* Of the page that was set: without a calm line, and with either. */
MUST_USE bool fits_at(struct fitting *fitting, enum screen_name name, int size);
/* The largest size at which it fits, up to most; 0: at none. */
MUST_USE int fits_up_to(struct fitting *fitting, enum screen_name name, int most);

/* --- The pages around the questions, from 0; NULL: there are no more --- */
struct fit_page {
	const char *name;
	const char *rows; /* of pages.csv, how they begin; NULL: only the kiosk says something */
	enum screen_name screen;
	struct view view;
};
const struct fit_page *fit_page(size_t index);
/* school NULL: none is named. */
void fit_page_set(struct fitting *fitting, const struct fit_page *page, const struct study *study,
		  const struct school *school, const struct wave *wave);

void fit_question_set(struct fitting *fitting, const struct item *item, const struct wave *wave);

/* --- The teacher's pages, filled with what the study names --- */
struct fit_desk {
	const char *name;
	enum screen_name screen;
	size_t study_count;
	enum opening opening;
};
const struct fit_desk *fit_desk(size_t index);
void fit_desk_set(struct fitting *fitting, const struct fit_desk *desk, const struct school *school,
		  const struct wave *wave);

#endif
