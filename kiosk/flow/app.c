#include "kiosk/flow/app.h"

#include "export/formats/file.h"
#include "kiosk/flow/machine.h"
#include "kiosk/flow/pupil.h"
#include "kiosk/screens/screens.h"

#define WORDS_SIZE_MOST ((size_t)1 << 20)

struct app {
	struct secret block; /* that this lies in */
	struct app_options options;
	struct problems problems;
	struct clocks clocks;
	int64_t touched_ms;
	/* owned */
	struct machine machine;
	struct arena arena; /* of the words */
	struct words words;
	struct pupil_flow pupil;
	bool pupil_ready;
	/* who has it */
	enum { WITH_PUPIL, WITH_FAULT } with;
	enum fault fault;
	int32_t expired_on; /* the day on which sessions were last looked at */
	/* the page */
	struct page page;
	struct ui ui;
	struct view view;
	struct marks pages[2]; /* what is seen, and where the next is drawn: wiped in between */
	size_t seen;
	uint32_t page_number, forgotten;
};

/* ---- Faults and forgetting ---- */

/* What shows answers; the flow wipes its own. */
static void forget(struct app *app)
{
	ui_forget(&app->ui);
	secret_zero(&app->view, sizeof app->view);
	app->forgotten++;
}

/* The first one stays: what follows is only its consequence. */
static void fault(struct app *app, enum fault number)
{
	if (app->with == WITH_FAULT)
		return;
	app->with = WITH_FAULT;
	app->fault = number;
	if (app->pupil_ready)
		pupil_park(&app->pupil, app->clocks.boot_ms);
	forget(app);
}

static bool checked(struct app *app, bool fine, enum fault number)
{
	if (!fine)
		fault(app, number);
	return fine;
}

/* ---- Drawing ---- */

static enum screen_name screen_now(const struct app *app)
{
	switch (app->with) {
	case WITH_PUPIL:
		return app->pupil.screen;
	case WITH_FAULT:
		break;
	}
	return SCREEN_FAULT;
}

static void view_fill(struct app *app)
{
	app->view = (struct view){.look = LOOK_CALM, .text_size = 1, .drawing_chosen = -1};
	app->view.fault_number = (int)app->fault;
	if (app->with == WITH_PUPIL)
		pupil_view(&app->pupil, &app->view);
}

static uint16_t page_name(const struct app *app, enum screen_name screen)
{
	return app->with == WITH_PUPIL ? pupil_page_name(&app->pupil) : (uint16_t)screen;
}

/* One pass into the page that is not seen. */
static struct action draw(struct app *app, const struct input *input, enum screen_name name)
{
	const struct screen *screen = screen_of(name);
	struct ui *ui = &app->ui;
	view_fill(app);
	ui->marks = &app->pages[!app->seen];
	ui->input = *input;
	ui->now_ms = app->clocks.boot_ms;
	ui->text_size = app->view.text_size;
	ui_begin(ui, page_name(app, name), app->view.look, screen->scene, &app->page);
	struct action action = screen->draw(ui, &app->view);
	ui_end(ui);
	return action;
}

/* The page as it is now. Equal to what is seen: nothing changed. */
static void show(struct app *app)
{
	static const struct input nothing = {.kind = INPUT_TICK};
	struct marks *drawn = &app->pages[!app->seen];
	(void)draw(app, &nothing, screen_now(app));
	if (drawn->overflowed && app->with != WITH_FAULT) {
		fault(app, FAULT_PAGE);
		(void)draw(app, &nothing, SCREEN_FAULT);
	}
	if (!marks_equal(drawn, &app->pages[app->seen])) {
		app->seen = !app->seen;
		app->page_number++;
	}
	marks_wipe(&app->pages[!app->seen]);
}

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

static void time_passes(struct app *app)
{
	int64_t now = app->clocks.boot_ms;
	if (app->with != WITH_PUPIL)
		return;
	pupil_time(&app->pupil, now - app->touched_ms, now);
	(void)checked(app, days_pass(app), FAULT_DISK);
}

static void apply(struct app *app, struct action action, enum input_way way)
{
	int64_t now = app->clocks.boot_ms;
	switch (app->with) {
	case WITH_PUPIL:
		(void)checked(app,
			      pupil_apply(&app->pupil, action, way, machine_day(&app->machine, now),
					  now, &app->problems),
			      FAULT_DISK);
		break;
	case WITH_FAULT:
		break;
	}
}

static void act(struct app *app, const struct input *input)
{
	enum screen_name screen = screen_now(app);
	enum input_way way = input->kind == INPUT_KEY ? INPUT_KEYS : INPUT_POINTER;
	struct action action = draw(app, input, screen);
	if (action.kind == ACTION_NONE)
		return;
	if (checked(app, screen_of(screen)->allowed & ALLOW(action.kind), FAULT_ACTION))
		apply(app, action, way);
}

bool app_step(struct app *app, const struct input *input, struct clocks clocks)
{
	bool sitting = app->pupil.sitting != NULL;
	enum screen_name before = screen_now(app);
	app->clocks = clocks;
	if (input->kind == INPUT_LEAVE) {
		if (app->pupil_ready)
			pupil_park(&app->pupil, clocks.boot_ms);
		forget(app);
		return false;
	}
	time_passes(app);
	if (is_touch(input))
		app->touched_ms = clocks.boot_ms;
	if (input->kind != INPUT_TICK)
		act(app, input);
	bool through = sitting && app->pupil.sitting == NULL;
	if (through || (before != SCREEN_START && screen_now(app) == SCREEN_START))
		forget(app);
	show(app);
	return true;
}

int64_t app_deadline_ms(const struct app *app)
{
	return app->with == WITH_PUPIL ? pupil_deadline_ms(&app->pupil, app->touched_ms)
				       : INT64_MAX;
}

/* ---- Starting and stopping ---- */

static bool words_begin(struct app *app)
{
	char path[PATH_SIZE], *bytes;
	size_t size;
	if (!path_join(path, app->options.assets_folder, "words/en.csv") ||
	    !file_read(path, TEXT_FILE_MOST, &bytes, &size, &app->problems))
		return false;
	const struct source source = {.name = "words/en.csv", .text = {bytes, size}};
	bool fine = words_load(&source, &app->arena, &app->words, &app->problems);
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
	if (!checked(app, words_begin(app), FAULT_FILES)) {
		words_empty(&app->words);
		return;
	}
	if (!checked(app,
		     machine_init(&app->machine, app->options.data_folder, app->options.vault,
				  app->clocks, problems),
		     FAULT_DATA) ||
	    !checked(app, vault_state(app->machine.vault) == VAULT_UNLOCKED, FAULT_NOT_OPEN))
		return;
	pupil_init(&app->pupil, app->machine.vault, &app->machine.packs);
	app->pupil_ready = true;
	(void)checked(app, pupil_refresh(&app->pupil, app->clocks.boot_ms, problems), FAULT_STUDY);
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
	app->clocks = clocks;
	app->touched_ms = clocks.boot_ms;
	app->page = page_of(1366, 768, 5.3f);
	app->ui = (struct ui){.measure = &app->options.measure, .words = &app->words};
	ui_forget(&app->ui);
	arena_init(&app->arena, WORDS_SIZE_MOST);
	begin(app);
	app->expired_on = machine_day(&app->machine, clocks.boot_ms);
	show(app);
	return app;
}

void app_stop(struct app *app)
{
	if (app == NULL)
		return;
	if (app->pupil_ready)
		pupil_release(&app->pupil);
	machine_release(&app->machine);
	arena_release(&app->arena);
	struct secret block = app->block;
	secret_release(&block);
}

void app_resize(struct app *app, struct page page)
{
	app->page = page;
	show(app);
}

/* ---- What can be seen ---- */

const struct marks *app_page(const struct app *app)
{
	return &app->pages[app->seen];
}

uint32_t app_page_number(const struct app *app)
{
	return app->page_number;
}

uint32_t app_forgotten(const struct app *app)
{
	return app->forgotten;
}

enum fault app_fault(const struct app *app)
{
	return app->fault;
}

const struct problems *app_problems(const struct app *app)
{
	return &app->problems;
}

static void value_show(const struct item *item, struct answer answer, char *out, size_t size)
{
	if (item->option_count > 0)
		snprintf(out, size, "%s", item->options[answer.value].name);
	else
		snprintf(out, size, "%d", (int)answer.value);
}

bool app_ack(const struct app *app, struct app_ack *ack)
{
	if (screen_now(app) != SCREEN_QUESTION || app->pupil.sitting == NULL)
		return false;
	const struct sitting *sitting = app->pupil.sitting;
	const struct item *item = sitting_item(sitting);
	struct answer answer = sitting_answer_here(sitting);
	if (item == NULL || answer.status != ANSWER_GIVEN)
		return false;
	snprintf(ack->code, sizeof ack->code, "%s", sitting_about(sitting)->code.text);
	snprintf(ack->item, sizeof ack->item, "%s.%s", sitting_form(sitting)->id, item->name);
	value_show(item, answer, ack->value, sizeof ack->value);
	return true;
}
