#include "kiosk/screens/screens.h"

#include "kiosk/screens/pupil/pupil_screens.h"
#include "kiosk/screens/teacher/teacher_screens.h"

#define SIZES (ALLOW(ACTION_TEXT_SMALLER) | ALLOW(ACTION_TEXT_LARGER))
#define TOOLS (SIZES | ALLOW(ACTION_COVER) | ALLOW(ACTION_HELP))
#define WAYS (ALLOW(ACTION_BACK) | ALLOW(ACTION_NEXT))
#define TYPES (ALLOW(ACTION_TYPE) | ALLOW(ACTION_RUB))
#define YES_NO (ALLOW(ACTION_YES) | ALLOW(ACTION_NO))
#define ENDS (ALLOW(ACTION_KEEP) | ALLOW(ACTION_DELETE))

static const struct screen screens[SCREEN_COUNT] = {
	[SCREEN_START] = {"start", screen_start, SCENE_TOWN_DAY,
			  ALLOW(ACTION_START) | ALLOW(ACTION_TEACHER)},
	[SCREEN_CODE] = {"code", screen_code, SCENE_SHORE, TOOLS | WAYS | TYPES},
	[SCREEN_DRAWING] = {"drawing", screen_drawing, SCENE_SHORE,
			    TOOLS | WAYS | ALLOW(ACTION_DRAWING)},
	[SCREEN_FIRST] = {"first", screen_first, SCENE_SHORE, TOOLS | YES_NO | ALLOW(ACTION_BACK)},
	[SCREEN_QUESTION] = {"question", screen_question, SCENE_SHORE,
			     TOOLS | WAYS | TYPES | ALLOW(ACTION_ANSWER) | ALLOW(ACTION_UNANSWER) |
				     ALLOW(ACTION_REFUSE) | ALLOW(ACTION_STOP)},
	[SCREEN_SKIPPED] = {"skipped", screen_skipped, SCENE_BEACH,
			    TOOLS | YES_NO | ALLOW(ACTION_BACK) | ALLOW(ACTION_STOP)},
	[SCREEN_FINISH] = {"finish", screen_finish, SCENE_BEACH,
			   TOOLS | ENDS | YES_NO | ALLOW(ACTION_BACK)},
	[SCREEN_STOP] = {"stop", screen_stop, SCENE_BEACH,
			 TOOLS | ENDS | YES_NO | ALLOW(ACTION_BACK)},
	[SCREEN_DECLINE] = {"decline", screen_decline, SCENE_BEACH,
			    TOOLS | YES_NO | ALLOW(ACTION_BACK)},
	[SCREEN_THANKS] = {"thanks", screen_thanks, SCENE_TOWN_EVENING,
			   TOOLS | ALLOW(ACTION_FINISHED)},
	[SCREEN_QUIET] = {"quiet", screen_quiet, SCENE_QUIET, TOOLS | ALLOW(ACTION_NEXT_PERSON)},
	[SCREEN_HELP] = {"help", screen_help, SCENE_SHORE, SIZES | WAYS | ALLOW(ACTION_COVER)},
	[SCREEN_COVER] = {"cover", screen_cover, SCENE_COVER, ALLOW(ACTION_UNCOVER)},
	[SCREEN_FAULT] = {"fault", screen_fault, SCENE_BEACH, 0},
	[SCREEN_SETUP_STUDY] = {"setup_study", screen_setup_study, SCENE_SHORE,
				ALLOW(ACTION_CHOOSE) | ALLOW(ACTION_NEXT) | ALLOW(ACTION_LEAVE)},
	[SCREEN_SETUP_NUMBER] = {"setup_number", screen_setup_number, SCENE_SHORE, WAYS | TYPES},
	[SCREEN_SETUP_MACHINE] = {"setup_machine", screen_setup_machine, SCENE_SHORE, WAYS | TYPES},
	[SCREEN_SETUP_PIN] = {"setup_pin", screen_setup_pin, SCENE_SHORE, WAYS | TYPES},
	[SCREEN_PIN] = {"pin", screen_pin, SCENE_SHORE,
			TYPES | ALLOW(ACTION_NEXT) | ALLOW(ACTION_PUPILS) | ALLOW(ACTION_NEW_PIN)},
	[SCREEN_SESSIONS] = {"sessions", screen_sessions, SCENE_SHORE,
			     ALLOW(ACTION_CHOOSE) | ALLOW(ACTION_MORE) |
				     ALLOW(ACTION_OPEN_SESSION) | ALLOW(ACTION_STICK) |
				     ALLOW(ACTION_PUPILS) | ALLOW(ACTION_LEAVE) |
				     ALLOW(ACTION_CHANGE_PIN)},
	[SCREEN_OPEN_SESSION] = {"open_session", screen_open_session, SCENE_SHORE,
				 WAYS | ALLOW(ACTION_CHOOSE) | ALLOW(ACTION_MORE) |
					 ALLOW(ACTION_EARLIER) | ALLOW(ACTION_LATER)},
	[SCREEN_BOARD] = {"board", screen_board, SCENE_QUIET,
			  ALLOW(ACTION_BACK) | ALLOW(ACTION_END_SESSION) | ALLOW(ACTION_STICK)},
	[SCREEN_END_SESSION] = {"end_session", screen_end_session, SCENE_SHORE, YES_NO},
	[SCREEN_STICK] = {"stick", screen_stick, SCENE_SHORE, WAYS | ALLOW(ACTION_STICK)},
	[SCREEN_LEAVE] = {"leave", screen_leave, SCENE_SHORE,
			  ALLOW(ACTION_BACK) | ALLOW(ACTION_LEAVE)},
};

const struct screen *screen_of(enum screen_name name)
{
	const struct screen *screen = &screens[name < SCREEN_COUNT ? name : SCREEN_FAULT];
	return screen->draw != NULL ? screen : &screens[SCREEN_FAULT];
}
