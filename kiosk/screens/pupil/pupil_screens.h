/* The pupil's pages, one function a page: each draws what the view says and answers with at most
 * one action. They change nothing and keep nothing. What each may return stands in screens.c. */
#ifndef SAYSO_PUPIL_SCREENS_H
#define SAYSO_PUPIL_SCREENS_H

#include "kiosk/page/screen.h"

struct action screen_start(struct ui *ui, const struct view *view);
struct action screen_code(struct ui *ui, const struct view *view);
struct action screen_drawing(struct ui *ui, const struct view *view);
struct action screen_first(struct ui *ui, const struct view *view);
struct action screen_question(struct ui *ui, const struct view *view);
struct action screen_skipped(struct ui *ui, const struct view *view);
struct action screen_finish(struct ui *ui, const struct view *view);
struct action screen_stop(struct ui *ui, const struct view *view);
struct action screen_decline(struct ui *ui, const struct view *view);
struct action screen_help(struct ui *ui, const struct view *view);
struct action screen_thanks(struct ui *ui, const struct view *view);
struct action screen_quiet(struct ui *ui, const struct view *view);
struct action screen_cover(struct ui *ui, const struct view *view);
struct action screen_fault(struct ui *ui, const struct view *view);

#endif
