/* What a screen answers: at most one thing that the pupil or teacher did. Screens change nothing;
 * the flows apply these. */
#ifndef SAYSO_ACTION_H
#define SAYSO_ACTION_H

#include "surveys/base/base.h"

enum action_kind {
	ACTION_NONE,
	/* everywhere */
	ACTION_TEXT_SMALLER,
	ACTION_TEXT_LARGER,
	ACTION_HELP,
	ACTION_COVER,
	ACTION_UNCOVER,
	ACTION_TEACHER,
	ACTION_BACK,
	ACTION_NEXT,
	/* the pupil's */
	ACTION_START,
	ACTION_TYPE /* value: character */,
	ACTION_RUB,
	ACTION_DRAWING /* value: 0 to 3 */,
	ACTION_YES,
	ACTION_NO,
	ACTION_ANSWER /* value */,
	ACTION_UNANSWER,
	ACTION_REFUSE,
	ACTION_STOP,
	ACTION_KEEP,
	ACTION_DELETE,
	ACTION_FINISHED,
	ACTION_NEXT_PERSON,
	/* the teacher's */
	ACTION_OPEN_SESSION,
	ACTION_CHOOSE /* value: place in the list */,
	ACTION_END_SESSION,
	ACTION_STICK,
	ACTION_PUPILS,
	ACTION_LEAVE,
	ACTION_EARLIER,
	ACTION_LATER,
	ACTION_MORE,
	ACTION_NEW_PIN,
	ACTION_CHANGE_PIN,
};

struct action {
	enum action_kind kind;
	int32_t value;
};

/* The first that is not NONE. */
struct action either(struct action a, struct action b);
struct action act_if(bool pressed, enum action_kind kind);

#endif
