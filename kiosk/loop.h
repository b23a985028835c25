/* The kiosk's one loop, which the demonstration shares: what comes in through the screen goes to
 * the app, and the app's page onto the screen. Knows nothing else of either. */
#ifndef SAYSO_LOOP_H
#define SAYSO_LOOP_H

#include "kiosk/flow/app.h"
#include "kiosk/platform/window.h"

/* ahead_ms: by how much the app's clock has run on; 0 but for what has been played to it. */
struct clocks loop_clocks(int64_t ahead_ms);

/* Until the app is to be left. A page that could not be shown is shown again with the next input:
 * pupils are never thrown out. */
void loop_run(struct window *window, struct paint *paint, struct app *app, int64_t ahead_ms,
	      struct problems *problems);

#endif
