#include "kiosk/flow/app_parts.h"
#include "kiosk/screens/screens.h"

/* ---- Faults and forgetting ---- */

void app_forget(struct app *app)
{
	ui_forget(&app->ui);
	secret_zero(&app->view, sizeof app->view);
	app->forgotten++;
}

bool app_checked(struct app *app, bool fine, enum fault number)
{
	if (fine || app->with == WITH_FAULT)
		return fine;
	app->with = WITH_FAULT;
	if (app->fault == FAULT_NONE)
		app->fault = number;
	if (app->flows_ready) {
		pupil_park(&app->pupil, app->clocks.boot_ms);
		teacher_leave(&app->teacher);
	}
	app_forget(app);
	return false;
}

/* ---- Which flow has the machine ---- */

enum screen_name app_screen(const struct app *app)
{
	switch (app->with) {
	case WITH_PUPIL:
		return app->pupil.screen;
	case WITH_TEACHER:
		return app->teacher.screen;
	case WITH_FAULT:
		break;
	}
	return SCREEN_FAULT;
}

static uint16_t page_name(const struct app *app)
{
	switch (app->with) {
	case WITH_PUPIL:
		return pupil_page_name(&app->pupil);
	case WITH_TEACHER:
		return teacher_page_name(&app->teacher);
	case WITH_FAULT:
		break;
	}
	return SCREEN_FAULT;
}

static void view_fill(struct app *app)
{
	app->view = (struct view){.look = LOOK_CALM, .text_size = 1, .drawing_chosen = -1};
	app->view.fault_number = (int)app->fault;
	switch (app->with) {
	case WITH_PUPIL:
		pupil_view(&app->pupil, &app->view);
		break;
	case WITH_TEACHER:
		teacher_view(&app->teacher, app->clocks.boot_ms, &app->view);
		break;
	case WITH_FAULT:
		break;
	}
}

/* ---- Drawing ---- */

struct action app_draw(struct app *app, const struct input *input, enum screen_name name)
{
	const struct screen *screen = screen_of(name);
	struct ui *ui = &app->ui;
	view_fill(app);
	ui->marks = &app->pages[!app->seen];
	ui->input = *input;
	ui->now_ms = app->clocks.boot_ms;
	ui->text_size = app->view.text_size;
	ui_begin(ui, page_name(app), app->view.look, screen->scene, &app->screen.page);
	struct action action = screen->draw(ui, &app->view);
	ui_end(ui);
	return action;
}

void app_show(struct app *app)
{
	static const struct input nothing = {.kind = INPUT_TICK};
	struct marks *drawn = &app->pages[!app->seen];
	(void)app_draw(app, &nothing, app_screen(app));
	if (drawn->overflowed && !app_checked(app, app->with == WITH_FAULT, FAULT_PAGE))
		(void)app_draw(app, &nothing, SCREEN_FAULT);
	if (!marks_equal(drawn, &app->pages[app->seen])) {
		app->seen = !app->seen;
		app->page_number++;
	}
	marks_wipe(&app->pages[!app->seen]);
}

void app_resize(struct app *app, struct page page)
{
	app->screen.page = page;
	if (app->flows_ready)
		teacher_resized(&app->teacher);
	app_show(app);
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
	if (app_screen(app) != SCREEN_QUESTION || app->pupil.sitting == NULL)
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
