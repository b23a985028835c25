#include "kiosk/flow/app_parts.h"

#include "export/formats/file.h"
#include "kiosk/screens/screens.h"

/* ---- Stepping ---- */

static bool is_touch(const struct input *input)
{
	return input->kind == INPUT_PRESS || input->kind == INPUT_RELEASE ||
	       input->kind == INPUT_KEY;
}

/* A session that is over ends, but never under a pupil's hands. */
static bool days_pass(struct app *app)
{
	int32_t today = machine_day(&app->machine, app->clocks.boot_ms);
	if (today == app->expired_on || app->pupil.screen != SCREEN_START)
		return true;
	app->expired_on = today;
	return machine_expire(&app->machine, today, &app->problems) &&
	       pupil_refresh(&app->pupil, app->clocks.boot_ms, &app->problems);
}

static bool fine_with_pupil(struct app *app)
{
	int64_t now = app->clocks.boot_ms;
	pupil_time(&app->pupil, now - app->touched_ms, now);
	return days_pass(app);
}

static void to_pupils(struct app *app)
{
	teacher_leave(&app->teacher);
	app->with = app->fault == FAULT_NONE ? WITH_PUPIL : WITH_FAULT;
	if (app->with == WITH_PUPIL)
		(void)app_checked(app,
				  pupil_refresh(&app->pupil, app->clocks.boot_ms, &app->problems),
				  FAULT_STUDY);
}

/* What the teacher's flow said of itself, after whatever it did. */
static void teacher_ends(struct app *app)
{
	if (app->with == WITH_TEACHER && app->teacher.end == TEACHER_TO_PUPILS)
		to_pupils(app);
	app->leaves |= app->with == WITH_TEACHER && app->teacher.end == TEACHER_LEAVES;
}

static bool pupil_acts(struct app *app, struct action action, enum input_way way)
{
	int64_t now = app->clocks.boot_ms;
	int64_t row = app->pupil.sitting != NULL ? app->pupil.card.row.id : 0;
	if (!pupil_apply(&app->pupil, action, way, machine_day(&app->machine, now), now,
			 &app->problems))
		return false;
	if (row != 0 && app->pupil.sitting == NULL && app->pupil.ended != SITTING_PARTIAL)
		teacher_closed(&app->teacher, row, now);
	return true;
}

/* A pupil's page that is under way is put aside, covered. From the fault page the way leads out of
 * Sayso, at once where it had not come as far as a vault. */
static bool teacher_comes(struct app *app)
{
	int64_t now = app->clocks.boot_ms;
	bool after_fault = app->with == WITH_FAULT;
	app->corner_ms = 0;
	app->touched_ms = now;
	app->leaves = after_fault && !app->flows_ready;
	if (app->leaves)
		return true;
	if (!after_fault)
		pupil_cover(&app->pupil, now);
	app->with = WITH_TEACHER;
	return teacher_enter(&app->teacher, after_fault, now, &app->problems);
}

static void settle(struct app *app)
{
	if (!app->unsettled)
		return;
	app->unsettled = false;
	(void)app_checked(app, vault_settle(app->machine.vault, &app->problems), FAULT_DATA);
}

static void time_passes(struct app *app)
{
	int64_t now = app->clocks.boot_ms;
	bool fine = true;
	if (app->with != WITH_TEACHER && app->corner_ms > 0 &&
	    now - app->corner_ms >= TEACHER_CORNER_MS)
		(void)app_checked(app, teacher_comes(app), FAULT_DISK);
	switch (app->with) {
	case WITH_PUPIL:
		fine = fine_with_pupil(app);
		break;
	case WITH_TEACHER:
		fine = teacher_time(&app->teacher, now - app->touched_ms, now, &app->problems);
		break;
	case WITH_FAULT:
		break;
	}
	(void)app_checked(app, fine, FAULT_DISK);
	teacher_ends(app);
}

/* What was asked for could not be done: for want of the study, or of the disk. */
static enum fault fault_of_action(struct app *app)
{
	struct problems beside = {.count = 0};
	bool has_study = vault_state(app->machine.vault) != VAULT_NEW;
	return has_study && packs_take(&app->machine.packs, 0, &beside) == NULL ? FAULT_STUDY
										: FAULT_DISK;
}

static void apply(struct app *app, struct action action, enum input_way way)
{
	bool fine = true;
	switch (app->with) {
	case WITH_PUPIL:
		fine = action.kind == ACTION_TEACHER ? teacher_comes(app)
						     : pupil_acts(app, action, way);
		break;
	case WITH_TEACHER:
		fine = teacher_apply(&app->teacher, action, app->clocks.wall_day,
				     app->clocks.boot_ms, &app->problems);
		break;
	case WITH_FAULT:
		break;
	}
	(void)app_checked(app, fine, fine ? FAULT_NONE : fault_of_action(app));
	teacher_ends(app);
}

static void act(struct app *app, const struct input *input)
{
	enum screen_name screen = app_screen(app);
	enum input_way way = input->kind == INPUT_KEY ? INPUT_KEYS : INPUT_POINTER;
	struct action action = app_draw(app, input, screen);
	if (action.kind == ACTION_NONE)
		return;
	if (app_checked(app, screen_of(screen)->allowed & ALLOW(action.kind), FAULT_ACTION))
		apply(app, action, way);
}

/* The way for grown-ups from any page of a pupil's and from the fault page (docs/pages.md 48): a
 * key, or the near top corner held for a while. The start page has a button besides. */
static bool calls_teacher(struct app *app, const struct input *input)
{
	bool moves = input->kind == INPUT_PRESS || input->kind == INPUT_MOVE;
	bool in_corner = input->x < TEACHER_CORNER_UNITS && input->y < TEACHER_CORNER_UNITS;
	if (input->finger > 0)
		return false;
	if (app->with == WITH_TEACHER || (moves && !in_corner) || input->kind == INPUT_RELEASE ||
	    input->kind == INPUT_CANCEL)
		app->corner_ms = 0;
	else if (input->kind == INPUT_PRESS)
		app->corner_ms = app->clocks.boot_ms;
	return app->with != WITH_TEACHER && input->kind == INPUT_KEY && input->key == KEY_TEACHER;
}

/* A stick may come and go whoever has the machine. */
static void take(struct app *app, const struct input *input)
{
	if (calls_teacher(app, input)) {
		(void)app_checked(app, teacher_comes(app), FAULT_DISK);
		return;
	}
	if (app->flows_ready && input->kind == INPUT_STICK_IN)
		teacher_stick_in(&app->teacher, input->path);
	else if (app->flows_ready && input->kind == INPUT_STICK_OUT)
		teacher_stick_out(&app->teacher, input->path);
	else if (input->kind != INPUT_TICK)
		act(app, input);
}

/* Nobody's page before and another's after. */
static bool handed_over(const struct app *app, const void *sitting, enum screen_name before)
{
	enum screen_name now = app_screen(app);
	return (sitting != NULL && app->pupil.sitting == NULL) ||
	       (before != SCREEN_START && now == SCREEN_START);
}

static void leave(struct app *app)
{
	if (app->flows_ready) {
		pupil_park(&app->pupil, app->clocks.boot_ms);
		teacher_leave(&app->teacher);
	}
	app_forget(app);
}

bool app_step(struct app *app, const struct input *input, struct clocks clocks)
{
	const void *sitting = app->pupil.sitting;
	enum screen_name before = app_screen(app);
	app->clocks = clocks;
	if (input->kind != INPUT_LEAVE) {
		settle(app);
		time_passes(app);
		if (is_touch(input))
			app->touched_ms = clocks.boot_ms;
		take(app, input);
	}
	if (input->kind == INPUT_LEAVE || app->leaves) {
		leave(app);
		return false;
	}
	if (handed_over(app, sitting, before))
		app_forget(app);
	app_show(app);
	return true;
}

/* Of a corner that is held. */
static int64_t corner_deadline_ms(const struct app *app, int64_t otherwise_ms)
{
	int64_t corner = app->corner_ms + TEACHER_CORNER_MS;
	return app->corner_ms > 0 && corner < otherwise_ms ? corner : otherwise_ms;
}

int64_t app_deadline_ms(const struct app *app)
{
	if (app->unsettled)
		return app->clocks.boot_ms;
	switch (app->with) {
	case WITH_PUPIL:
		return corner_deadline_ms(app, pupil_deadline_ms(&app->pupil, app->touched_ms));
	case WITH_TEACHER:
		return teacher_deadline_ms(&app->teacher, app->touched_ms, app->clocks.boot_ms);
	case WITH_FAULT:
		break;
	}
	return corner_deadline_ms(app, INT64_MAX);
}

/* ---- Starting and stopping ---- */

bool app_words(const char *assets_folder, struct arena *arena, struct words *words,
	       struct problems *problems)
{
	char path[PATH_SIZE], *bytes;
	size_t size;
	if (!path_join(path, assets_folder, "words/en.csv") ||
	    !file_read(path, TEXT_FILE_MOST, &bytes, &size, problems))
		return false;
	const struct source source = {.name = "words/en.csv", .text = {bytes, size}};
	bool fine = words_load(&source, arena, words, problems);
	free(bytes);
	return fine;
}

/* The fault page must be drawn whatever is missing. */
static void words_empty(struct words *words)
{
	for (size_t i = 0; i < WORDS; i++)
		words->text[i] = "";
}

static void begin(struct app *app)
{
	struct problems *problems = &app->problems;
	if (!app_checked(app,
			 app_words(app->options.assets_folder, &app->arena, &app->words, problems),
			 FAULT_FILES)) {
		words_empty(&app->words);
		return;
	}
	if (!app_checked(app,
			 machine_init(&app->machine, app->options.data_folder, app->options.vault,
				      app->clocks, problems),
			 FAULT_DATA))
		return;
	pupil_init(&app->pupil, app->machine.vault, &app->machine.packs);
	teacher_init(&app->teacher, &app->machine, &app->screen, app->options.study_path,
		     app->options.outbox, app->clocks.boot_ms);
	app->flows_ready = app->unsettled = true;
	/* Without a study that can be read no pupil begins; but the teacher saves the answers, and
	 * brings a newer one. */
	if (vault_state(app->machine.vault) == VAULT_NEW ||
	    !pupil_refresh(&app->pupil, app->clocks.boot_ms, problems))
		(void)app_checked(app, teacher_comes(app), FAULT_DATA);
}

bool app_data_is_free(const char *data_folder, struct problems *problems)
{
	return vault_is_free(data_folder, problems);
}

struct app *app_start(const struct app_options *options, struct clocks clocks,
		      struct problems *problems)
{
	struct secret block;
	if (!secret_take(&block, sizeof(struct app), problems)) {
		vault_close(options->vault);
		return NULL;
	}
	struct app *app = block.bytes;
	app->block = block;
	app->options = *options;
	app->machine.vault = options->vault; /* ours, whatever fails */
	app->clocks = clocks;
	app->touched_ms = clocks.boot_ms;
	app->screen = (struct fit_screen){&app->options.measure, &app->words, page_reference()};
	app->ui = (struct ui){.measure = &app->options.measure, .words = &app->words};
	ui_forget(&app->ui);
	arena_init(&app->arena, APP_WORDS_MEMORY);
	begin(app);
	app->expired_on = machine_day(&app->machine, clocks.boot_ms);
	app_show(app);
	return app;
}

void app_stop(struct app *app)
{
	if (app == NULL)
		return;
	if (app->flows_ready) {
		pupil_release(&app->pupil);
		teacher_release(&app->teacher);
	}
	machine_release(&app->machine);
	arena_release(&app->arena);
	struct secret block = app->block;
	secret_release(&block);
}
