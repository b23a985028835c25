/* The table of all screens: the one place where a name becomes a page. */
#ifndef SAYSO_SCREENS_H
#define SAYSO_SCREENS_H

#include "kiosk/page/screen.h"

/* Never NULL: a name that has no page yet is the fault page. */
const struct screen *screen_of(enum screen_name name);

#endif
