#include "kiosk/flow/fit.h"

#include "kiosk/page/marks_fit.h"
#include "kiosk/screens/screens.h"

#define SIZES 4

/* One page at work on, drawn over and over. Holds no answer. */
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

static struct fitting *fitting_new(const struct fit_screen *screen, const struct study *study,
				   struct problems *problems)
{
	struct fitting *fitting = calloc(1, sizeof *fitting);
	if (fitting == NULL) {
		problem_error(problems, place_none(), NULL,
			      "there is not enough memory to draw the pages");
		return NULL;
	}
	fitting->screen = screen;
	fitting->study = study;
	fitting->problems = problems;
	fitting->ui.marks = &fitting->marks;
	fitting->ui.measure = screen->measure;
	fitting->ui.words = screen->words;
	return fitting;
}

/* ---- One page ---- */

static bool fits_once(struct fitting *fitting, enum screen_name name, int size)
{
	const struct screen *screen = screen_of(name);
	struct ui *ui = &fitting->ui;
	ui_forget(ui);
	ui->text_size = size;
	ui_begin(ui, 1, fitting->view.look, screen->scene, &fitting->screen->page);
	(void)screen->draw(ui, &fitting->view);
	ui_end(ui);
	return marks_fit(&fitting->marks) && !ui->lost && ui->text_size == size &&
	       !(fitting->strict && ui->crowded);
}

/* With its calm line, and without. */
static bool fits_at(struct fitting *fitting, enum screen_name name, int size)
{
	fitting->view.text_size = size;
	fitting->view.nudge = false;
	if (!fits_once(fitting, name, size))
		return false;
	fitting->view.nudge = true;
	return fits_once(fitting, name, size);
}

/* The largest size at which it fits, up to most; 0: at none. */
static int size_of(struct fitting *fitting, enum screen_name name, int most)
{
	int size = most;
	while (size > 0 && !fits_at(fitting, name, size))
		size--;
	return size;
}

/* ---- The pages around the questions ---- */

static const struct fit_page {
	const char *name;
	const char *rows; /* of pages.csv, how they begin; NULL: only the kiosk says something */
	enum screen_name screen;
	struct view view;
} pages[] = {
	{"the start page", "start.", SCREEN_START, {.open = true}},
	{"the start page", "start.", SCREEN_START, {.locked = true}},
	{"the start page", "start.", SCREEN_START, {.open = false}},
	{"the code page", NULL, SCREEN_CODE, {.code_trouble = CODE_UNKNOWN}},
	{"the drawing page", NULL, SCREEN_DRAWING, {.drawings = {0, 6, 10, 23}}},
	{"the first page", "first.", SCREEN_FIRST, {.open = true}},
	{"the page of skipped questions", NULL, SCREEN_SKIPPED, {.skipped_count = WAVE_ITEMS_MOST}},
	{"the last page", NULL, SCREEN_FINISH, {.open = true}},
	{"the last page", NULL, SCREEN_FINISH, {.deleting = true}},
	{"the page for stopping", NULL, SCREEN_STOP, {.open = true}},
	{"the help page", "help.", SCREEN_HELP, {.helping = true}},
	{"the help page", "help.", SCREEN_HELP, {.helping = false}},
	{"the thank-you page", "thanks.", SCREEN_THANKS, {.open = true}},
	{"the quiet page", NULL, SCREEN_QUIET, {.open = true}},
	{"the cover", NULL, SCREEN_COVER, {.still_there = true}},
};

static void page_set(struct fitting *fitting, const struct fit_page *page,
		     const struct study *study, const struct school *school,
		     const struct wave *wave)
{
	fitting->view = page->view;
	fitting->view.study = study;
	fitting->view.school = school;
	fitting->view.look = wave->look;
	fitting->view.machine_number = 999;
	fitting->view.note = study_words(study, "start.note", NULL);
	fitting->view.can_go_back = true;
	fitting->view.question_count = wave_question_count(wave);
}

/* ---- The questions ---- */

static void question_set(struct fitting *fitting, const struct item *item, const struct wave *wave)
{
	static const char digits[] = "999999999";
	size_t count = wave_question_count(wave);
	struct view *view = &fitting->view;
	*view = (struct view){.study = fitting->study, .look = wave->look, .item = item};
	view->can_go_back = true;
	view->progress =
		(struct sitting_progress){count, count, wave->form_count, wave->form_count};
	if (item->kind != ITEM_INTEGER)
		return;
	memcpy(view->typed, digits, sizeof digits);
	view->typed_count = sizeof digits - 1;
}

static bool wave_has_form(const struct wave *wave, const struct form *form)
{
	for (size_t i = 0; i < wave->form_count; i++)
		if (wave->forms[i] == form)
			return true;
	return false;
}

/* In each look in which it is asked. */
static int question_size(struct fitting *fitting, const struct form *form, const struct item *item)
{
	const struct study *study = fitting->study;
	bool looked[2] = {false, false};
	int size = SIZES;
	for (size_t i = 0; i < study->wave_count; i++) {
		const struct wave *wave = &study->waves[i];
		if (looked[wave->look] || !wave_has_form(wave, form))
			continue;
		looked[wave->look] = true;
		question_set(fitting, item, wave);
		size = size_of(fitting, SCREEN_QUESTION, size);
	}
	return size;
}

/* ---- The teacher's pages, filled with what the study names ---- */

static const struct fit_desk {
	const char *name;
	enum screen_name screen;
	size_t study_count;
	enum opening opening;
} desks[] = {
	{"the teacher's page of the study", SCREEN_SETUP_STUDY, 1, OPENING_CLASS},
	{"the teacher's page of several studies", SCREEN_SETUP_STUDY, 4, OPENING_CLASS},
	{"the teacher's page of the set-up number", SCREEN_SETUP_NUMBER, 1, OPENING_CLASS},
	{"the teacher's page of the machine's number", SCREEN_SETUP_MACHINE, 1, OPENING_CLASS},
	{"the teacher's page of sessions", SCREEN_SESSIONS, 1, OPENING_CLASS},
	{"the teacher's page of waves", SCREEN_OPEN_SESSION, 1, OPENING_WAVE},
	{"the teacher's page of the day", SCREEN_OPEN_SESSION, 1, OPENING_DAY},
	{"the teacher's board", SCREEN_BOARD, 1, OPENING_CLASS},
	{"the teacher's page that ends a session", SCREEN_END_SESSION, 1, OPENING_CLASS},
};

static const char *longest_class(const struct study *study)
{
	const char *longest = "10-Blue"; /* as long as most */
	for (size_t i = 0; i < study->code_count; i++)
		if (strlen(study->codes[i].class_name) > strlen(longest))
			longest = study->codes[i].class_name;
	return longest;
}

static void desk_set(struct fitting *fitting, const struct fit_desk *desk,
		     const struct school *school, const struct wave *wave)
{
	const struct study *study = fitting->study;
	struct teacher_view *teacher = &fitting->teacher;
	const char *class_name = longest_class(study);
	*teacher = (struct teacher_view){.step = 1,
					 .steps = 4,
					 .opening = desk->opening,
					 .class_name = class_name,
					 .wave = wave->name,
					 .day = "Wednesday 30 September 2026"};
	for (; teacher->study_count < desk->study_count; teacher->study_count++)
		teacher->studies[teacher->study_count] =
			(struct teacher_study){study->title, school->name, 999};
	for (; teacher->session_count < TEACHER_SESSIONS_MOST; teacher->session_count++)
		teacher->sessions[teacher->session_count] = (struct teacher_session){
			class_name, wave->name, CLASS_CODES_MOST, CLASS_CODES_MOST};
	for (size_t i = 0; i < study->wave_count && i < TEACHER_CHOICES_MOST; i++)
		teacher->choices[teacher->choice_count++] = study->waves[i].name;
	fitting->view = (struct view){.study = study, .teacher = teacher, .look = LOOK_CALM};
}

/* ---- Where it stands, and what is said ---- */

static const struct source *source_of(const struct fitting *fitting, const char *name)
{
	for (size_t i = 0; i < fitting->file_count; i++)
		if (strcmp(fitting->files[i].source.name, name) == 0)
			return &fitting->files[i].source;
	return NULL;
}

static struct place place_in(const struct fitting *fitting, const char *name, size_t offset)
{
	const struct source *source = source_of(fitting, name);
	return source != NULL ? place_at(source, offset) : place_none();
}

/* The longest of the study's own words on it; else the school, whose person it names. */
static struct place page_place(const struct fitting *fitting, const struct fit_page *page,
			       const struct school *school)
{
	const struct page_words *longest = NULL;
	const struct study *study = fitting->study;
	for (size_t i = 0; i < study->page_count && page->rows != NULL; i++)
		if (slice_starts(slice_of(study->pages[i].name), page->rows) &&
		    (longest == NULL || strlen(study->pages[i].words) > strlen(longest->words)))
			longest = &study->pages[i];
	if (longest != NULL)
		return place_in(fitting, "pages.csv", longest->offset);
	return place_in(fitting, "schools.csv", school != NULL ? school->offset : 0);
}

static void say_too_long(struct fitting *fitting, struct place place, const char *what)
{
	problem_error(fitting->problems, place, "shorten its words",
		      "%s does not fit the screen at the normal text size", what);
}

/* ---- The whole study ---- */

/* The size at which the kiosk's own words fit: the study's are not asked to do better. */
static int own_size(struct fitting *fitting, const struct fit_page *page, const struct wave *wave)
{
	struct study bare = *fitting->study;
	bare.page_count = 0;
	page_set(fitting, page, &bare, NULL, wave);
	return size_of(fitting, page->screen, SIZES);
}

/* False: something was said. */
static bool page_fits(struct fitting *fitting, const struct fit_page *page)
{
	const struct study *study = fitting->study;
	const struct school *worst = NULL;
	int size = SIZES;
	for (size_t i = 0; i < study->wave_count; i++) {
		int own = own_size(fitting, page, &study->waves[i]);
		for (size_t j = 0; j < study->school_count; j++) {
			page_set(fitting, page, study, &study->schools[j], &study->waves[i]);
			int here = size_of(fitting, page->screen, own);
			if (here > 0 && (here == own || here >= size))
				continue;
			size = here;
			worst = &study->schools[j];
		}
	}
	if (worst == NULL)
		return true;
	if (size == 0)
		say_too_long(fitting, page_place(fitting, page, worst), page->name);
	else
		problem_warning(fitting->problems, page_place(fitting, page, worst),
				"shorten its words for pupils who need larger letters",
				"%s fits up to text size %d of %d", page->name, size, SIZES);
	return false;
}

/* Of one name one is enough. */
static void study_pages(struct fitting *fitting)
{
	for (size_t i = 0; i < countof(pages); i++)
		if (!page_fits(fitting, &pages[i]))
			while (i + 1 < countof(pages) &&
			       strcmp(pages[i + 1].name, pages[i].name) == 0)
				i++;
}

/* Grown-ups read at one size. */
static void study_desk(struct fitting *fitting, const struct fit_desk *desk)
{
	const struct study *study = fitting->study;
	for (size_t i = 0; i < study->school_count; i++)
		for (size_t j = 0; j < study->wave_count; j++) {
			desk_set(fitting, desk, &study->schools[i], &study->waves[j]);
			if (fits_at(fitting, desk->screen, 1))
				continue;
			say_too_long(fitting,
				     place_in(fitting, "schools.csv", study->schools[i].offset),
				     desk->name);
			return;
		}
}

/* Each that does not fit; of those that only fit smaller their number. */
static void study_form(struct fitting *fitting, const struct form *form)
{
	char file[NAME_MOST + 16], what[NAME_MOST + 32];
	const struct item *first = NULL;
	size_t smaller = 0;
	snprintf(file, sizeof file, "forms/%s.csv", form->id);
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		int size = question_size(fitting, form, item);
		snprintf(what, sizeof what, "the page of `%s`", item->name);
		if (size == 0)
			say_too_long(fitting, place_in(fitting, file, item->offset), what);
		else if (size < SIZES && smaller++ == 0)
			first = item;
	}
	if (first != NULL)
		problem_warning(fitting->problems, place_in(fitting, file, first->offset),
				"A+ is not offered there; shorten the words that are your own",
				"%zu %s not fit at the largest text size, here the first", smaller,
				smaller == 1 ? "page does" : "pages do");
}

bool fit_study(const struct fit_screen *screen, const struct study *study,
	       const struct study_file *files, size_t file_count, struct problems *problems)
{
	size_t errors = problems->errors;
	struct fitting *fitting = fitting_new(screen, study, problems);
	if (fitting == NULL)
		return false;
	fitting->files = files;
	fitting->file_count = file_count;
	fitting->strict = true;
	study_pages(fitting);
	for (size_t i = 0; i < study->form_count; i++)
		study_form(fitting, study->forms[i]);
	for (size_t i = 0; i < countof(desks); i++)
		study_desk(fitting, &desks[i]);
	free(fitting);
	return problems->errors == errors;
}

/* ---- One wave, for the teacher ---- */

static const char wave_hint[] = "Use a machine with a larger screen, and tell the researchers.";

static bool wave_pages(struct fitting *fitting, const struct school *school,
		       const struct wave *wave)
{
	for (size_t i = 0; i < countof(pages); i++) {
		page_set(fitting, &pages[i], fitting->study, school, wave);
		if (fits_at(fitting, pages[i].screen, 1))
			continue;
		problem_error(fitting->problems, place_none(), wave_hint,
			      "This screen is too small for %s of the study.", pages[i].name);
		return false;
	}
	return true;
}

static bool wave_form(struct fitting *fitting, const struct form *form, const struct wave *wave)
{
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		question_set(fitting, item, wave);
		if (fits_at(fitting, SCREEN_QUESTION, 1))
			continue;
		problem_error(fitting->problems, place_none(), wave_hint,
			      "This screen is too small for a page of \"%s\": %s.", form->title,
			      item->name);
		return false;
	}
	return true;
}

bool fit_wave(const struct fit_screen *screen, const struct study *study,
	      const struct school *school, const struct wave *wave, struct problems *problems)
{
	struct fitting *fitting = fitting_new(screen, study, problems);
	bool fits = fitting != NULL && wave_pages(fitting, school, wave);
	for (size_t i = 0; i < wave->form_count && fits; i++)
		fits = wave_form(fitting, wave->forms[i], wave);
	free(fitting);
	return fits;
}
