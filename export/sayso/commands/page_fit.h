/* Whether a study's pages fit a screen: only the kiosk knows, so it is asked. sayso-kiosk lies
 * beside this program, or on PATH; it is started without a shell and with two arguments. */
#ifndef SAYSO_PAGE_FIT_H
#define SAYSO_PAGE_FIT_H

#include "surveys/base/base.h"

enum page_fit {
	PAGE_FIT_FINE,
	PAGE_FIT_SMALLER,     /* fine, and warned of pages that do not fit with larger letters */
	PAGE_FIT_TOO_LONG,    /* a page does not fit */
	PAGE_FIT_NOT_CHECKED, /* there is no sayso-kiosk, or it cannot run here */
};

/* path: the study's folder, which is known to be good. What the kiosk says goes to `error`. */
MUST_USE enum page_fit page_fit_check(const char *path, FILE *error);

#endif
