#include "kiosk/platform/hold.h"

static const int64_t again_after_ms[] = {250, 1000};

static void next_time(struct hold *hold, int64_t now_ms)
{
	hold->again_ms = hold->times < countof(again_after_ms)
				 ? now_ms + again_after_ms[hold->times++]
				 : INT64_MAX;
}

void hold_none(struct hold *hold)
{
	*hold = (struct hold){.again_ms = INT64_MAX};
}

void hold_begin(struct hold *hold, SDL_Window *window, int64_t now_ms)
{
	hold->times = 0;
	SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
	next_time(hold, now_ms);
}

void hold_again(struct hold *hold, SDL_Window *window, int64_t now_ms)
{
	if (now_ms < hold->again_ms)
		return;
	/* What SDL believes to have it does not ask for. */
	SDL_SetWindowKeyboardGrab(window, SDL_FALSE);
	SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
	next_time(hold, now_ms);
}
