/* What lies in an app; for its own files alone. */
#ifndef SAYSO_APP_PARTS_H
#define SAYSO_APP_PARTS_H

#include "kiosk/flow/app.h"
#include "kiosk/flow/machine.h"
#include "kiosk/flow/pupil.h"
#include "kiosk/flow/teacher.h"

struct app {
	struct secret block; /* that this lies in */
	struct app_options options;
	struct problems problems;
	struct clocks clocks;
	int64_t touched_ms;
	int64_t corner_ms; /* since when a corner is held; 0: none is */
	/* owned */
	struct machine machine;
	struct arena arena; /* of the words */
	struct words words;
	struct pupil_flow pupil;
	struct teacher_flow teacher;
	bool flows_ready;
	bool unsettled; /* what a cut left undone is to be done once the first page is shown */
	/* who has it */
	enum { WITH_PUPIL, WITH_TEACHER, WITH_FAULT } with;
	enum fault fault;
	bool leaves;	    /* a teacher has left the kiosk */
	int32_t expired_on; /* the day on which sessions were last looked at */
	/* the page */
	struct fit_screen screen;
	struct ui ui;
	struct view view;
	struct marks pages[2]; /* what is seen, and where the next is drawn: wiped in between */
	size_t seen;
	uint32_t page_number, forgotten;
};

/* What shows answers is wiped; the flow wipes its own. */
void app_forget(struct app *app);
/* fine, or from now on the fault page. The first fault stays: what follows is its consequence. */
bool app_checked(struct app *app, bool fine, enum fault number);
enum screen_name app_screen(const struct app *app);
/* One pass into the page that is not seen. */
struct action app_draw(struct app *app, const struct input *input, enum screen_name name);
/* The page as it is now. Equal to what is seen: nothing changed. */
void app_show(struct app *app);

#endif
