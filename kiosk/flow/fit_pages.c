#include "kiosk/flow/fit_parts.h"
#include "kiosk/page/marks_fit.h"
#include "kiosk/screens/screens.h"

struct fitting *fitting_new(const struct fit_screen *screen, const struct study *study,
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

bool fits_at(struct fitting *fitting, enum screen_name name, int size)
{
	static const struct {
		bool nudge, welcome;
	} lines[] = {{false, false}, {true, false}, {false, true}};
	fitting->view.text_size = size;
	for (size_t i = 0; i < countof(lines); i++) {
		fitting->view.nudge = lines[i].nudge;
		fitting->view.welcome = lines[i].welcome;
		if (!fits_once(fitting, name, size))
			return false;
	}
	return true;
}

int fits_up_to(struct fitting *fitting, enum screen_name name, int most)
{
	int size = most;
	if (!(screen_of(name)->allowed & ALLOW(ACTION_TEXT_LARGER)))
		return fits_at(fitting, name, 1) ? most : 0; /* it has but one */
	while (size > 0 && !fits_at(fitting, name, size))
		size--;
	return size;
}

/* ---- The pages around the questions ---- */

static const struct fit_page pages[] = {
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
	{"the page for stopping", NULL, SCREEN_STOP, {.deleting = true}},
	{"the page for saying no", NULL, SCREEN_DECLINE, {.open = true}},
	{"the help page", "help.", SCREEN_HELP, {.helping = true}},
	{"the help page", "help.", SCREEN_HELP, {.helping = false}},
	{"the thank-you page", "thanks.", SCREEN_THANKS, {.open = true}},
	{"the quiet page", NULL, SCREEN_QUIET, {.open = true}},
	{"the cover", NULL, SCREEN_COVER, {.still_there = true}},
};

const struct fit_page *fit_page(size_t index)
{
	return index < countof(pages) ? &pages[index] : NULL;
}

void fit_page_set(struct fitting *fitting, const struct fit_page *page, const struct study *study,
		  const struct school *school, const struct wave *wave)
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

void fit_question_set(struct fitting *fitting, const struct item *item, const struct wave *wave)
{
	static const char digits[] = "999999999";
	size_t count = wave_question_count(wave);
	struct view *view = &fitting->view;
	*view = (struct view){.study = fitting->study, .look = wave->look, .item = item};
	view->can_go_back = true;
	view->required = item->required != NULL;
	view->progress =
		(struct sitting_progress){count, count, wave->form_count, wave->form_count};
	if (item->kind != ITEM_INTEGER)
		return;
	memcpy(view->typed, digits, sizeof digits);
	view->typed_count = sizeof digits - 1;
}

/* ---- The teacher's pages, filled with what the study names ---- */

static const struct fit_desk desks[] = {
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

const struct fit_desk *fit_desk(size_t index)
{
	return index < countof(desks) ? &desks[index] : NULL;
}

static const char *longest_class(const struct study *study)
{
	const char *longest = "10-Blue"; /* as long as most */
	for (size_t i = 0; i < study->code_count; i++)
		if (strlen(study->codes[i].class_name) > strlen(longest))
			longest = study->codes[i].class_name;
	return longest;
}

void fit_desk_set(struct fitting *fitting, const struct fit_desk *desk, const struct school *school,
		  const struct wave *wave)
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
