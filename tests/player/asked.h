/* Asks the window that is in front to close, as a task bar or wmctrl does: through the window
 * manager. In a file of its own, for what Xlib calls its things. */
#ifndef SAYSO_TESTS_PLAYER_ASKED_H
#define SAYSO_TESTS_PLAYER_ASKED_H

#include <stdbool.h>

/* False: there is no such window, or no window manager. */
bool asked_to_close(void);

#endif
