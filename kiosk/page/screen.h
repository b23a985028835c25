/* What a screen is: a name, how it is drawn, and the actions that it may return (any other is a
 * fault). */
#ifndef SAYSO_SCREEN_H
#define SAYSO_SCREEN_H

#include "kiosk/page/ui.h"
#include "kiosk/page/view.h"

/* S(NAME, "name"). Order: pupil's, then shared, then teacher's. */
/* clang-format off */
#define SCREENS(S) \
	S(START, start) \
	S(CODE, code) \
	S(DRAWING, drawing) \
	S(FIRST, first) \
	S(QUESTION, question) \
	S(SKIPPED, skipped) \
	S(FINISH, finish) \
	S(STOP, stop) \
	S(DECLINE, decline) \
	S(THANKS, thanks) \
	S(QUIET, quiet) \
	S(HELP, help) \
	S(COVER, cover) \
	S(FAULT, fault) \
	S(SETUP_STUDY, setup_study) \
	S(SETUP_NUMBER, setup_number) \
	S(SETUP_MACHINE, setup_machine) \
	S(SETUP_PIN, setup_pin) \
	S(PIN, pin) \
	S(SESSIONS, sessions) \
	S(OPEN_SESSION, open_session) \
	S(BOARD, board) \
	S(END_SESSION, end_session) \
	S(STICK, stick) \
	S(LEAVE, leave)
/* clang-format on */

enum screen_name {
	SCREEN_NONE,
#define S(NAME, name) SCREEN_##NAME,
	SCREENS(S)
#undef S
		SCREEN_COUNT,
};

struct screen {
	const char *name;
	struct action (*draw)(struct ui *ui, const struct view *view);
	enum scene scene;
	uint64_t allowed; /* bit of each action_kind */
};
#define ALLOW(kind) (UINT64_C(1) << (kind))

#endif
