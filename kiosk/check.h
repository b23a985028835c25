/* sayso-kiosk --check: whether every page of a study fits the reference screen, 1366x768 at 11.6
 * inch. Opens no window and no data folder. */
#ifndef SAYSO_CHECK_H
#define SAYSO_CHECK_H

#include "surveys/base/problem.h"

enum check { CHECK_FINE, CHECK_BAD_STUDY, CHECK_NOT_DONE /* Sayso's own files are missing */ };

/* path: a .study, or the folder of a study. The problems are those of its pages, or of the study
 * that cannot be read; a warning leaves it fine. assets: the folder. */
MUST_USE enum check check_study(const char *path, const char *assets, struct problems *problems);

#endif
