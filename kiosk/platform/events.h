/* What SDL reports, as input. Owns what is held down; changes nothing else.
 * Promises: one button at a time; fingers are told apart, and the first stays the first until it is
 * lifted; a lost release is forgotten with the next press; a key counts once however long it is
 * held; what is not in the table of keys does nothing. */
#ifndef SAYSO_EVENTS_H
#define SAYSO_EVENTS_H

#include <SDL.h>

#include "kiosk/page/input.h"

struct events {
	/* of the window */
	int width, height; /* pixels */
	float pixels_per_unit;
	/* whether a finger is really down still; SDL's answer, or a test's */
	bool (*finger_down)(SDL_TouchID touch, SDL_FingerID finger);

	struct held {
		enum { HELD_NOTHING, HELD_BUTTON, HELD_FINGER } by;
		uint8_t button;
		SDL_TouchID touch;
		SDL_FingerID finger;
	} held[FINGERS]; /* a button only as the first */
	bool no_text;	 /* the key that is down is refused or repeats: so is its character */
};

bool events_finger_down(SDL_TouchID touch, SDL_FingerID finger); /* as SDL has it */
/* False: nothing for the kiosk. */
MUST_USE bool events_input(struct events *events, const SDL_Event *event, struct input *input);

#endif
