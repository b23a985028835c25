/* The teacher's pages, one function a page: each draws what view->teacher says and answers with at
 * most one action. They change nothing and keep nothing. What each may return stands in screens.c.
 */
#ifndef SAYSO_TEACHER_SCREENS_H
#define SAYSO_TEACHER_SCREENS_H

#include "kiosk/page/ui.h"
#include "kiosk/page/view.h"

struct action screen_setup_study(struct ui *ui, const struct view *view);
struct action screen_setup_number(struct ui *ui, const struct view *view);
struct action screen_setup_machine(struct ui *ui, const struct view *view);
struct action screen_setup_pin(struct ui *ui, const struct view *view);
struct action screen_pin(struct ui *ui, const struct view *view);
struct action screen_sessions(struct ui *ui, const struct view *view);
struct action screen_open_session(struct ui *ui, const struct view *view);
struct action screen_board(struct ui *ui, const struct view *view);
struct action screen_end_session(struct ui *ui, const struct view *view);
struct action screen_stick(struct ui *ui, const struct view *view);
struct action screen_leave(struct ui *ui, const struct view *view);

#endif
