/* The whole kiosk but screen and clock: input and time in, a page of marks out. The platform, the
 * player and the tests drive it alike. */
#ifndef SAYSO_APP_H
#define SAYSO_APP_H

#include "kiosk/flow/days.h"
#include "kiosk/page/ui.h"
#include "surveys/base/problem.h"

struct app; /* one block; holds answers while a pupil answers */

struct app_options {
	const char *data_folder, *assets_folder;
	const char *study_path; /* --study, or NULL: a stick */
	const char *outbox;	/* --outbox: stands for a stick, or NULL */
	struct measure measure;
};

/* A fault while starting gives an app that shows the fault page; NULL only without memory. */
struct app *app_start(const struct app_options *options, struct clocks clocks,
		      struct problems *problems);
void app_stop(struct app *app);
/* One input, or INPUT_TICK. False: the kiosk is to be left (the teacher left it, or SIGTERM). */
MUST_USE bool app_step(struct app *app, const struct input *input, struct clocks clocks);
/* The page as it is to be seen now. Valid until the next step. */
const struct marks *app_page(const struct app *app);
void app_resize(struct app *app, struct page page);
int64_t
app_deadline_ms(const struct app *app); /* boot clock; INT64_MAX: sleep until something happens */

/* For --acks of the player: the item and value whose tick stands on the page. False: none. */
struct app_ack {
	char code[8], item[96], value[48];
};
MUST_USE bool app_ack(const struct app *app, struct app_ack *ack);

#endif
