/* Holding the keyboard, so that no key reaches a window manager. The system refuses it, and nobody
 * says so, while another program has the keyboard: a window manager as long as one of its own keys
 * is down. So it is asked for again, a moment after the focus came, and once more. */
#ifndef SAYSO_HOLD_H
#define SAYSO_HOLD_H

#include <SDL.h>

#include "surveys/base/base.h"

struct hold {
	int64_t again_ms; /* boot clock: when it is to be asked for again; INT64_MAX: no more */
	size_t times;
};

void hold_none(struct hold *hold);
/* The window has the focus: before, the keyboard cannot be held. */
void hold_begin(struct hold *hold, SDL_Window *window, int64_t now_ms);
void hold_again(struct hold *hold, SDL_Window *window, int64_t now_ms);

#endif
