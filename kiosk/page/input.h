/* What can happen to the kiosk. */
#ifndef SAYSO_INPUT_H
#define SAYSO_INPUT_H

#include "surveys/base/base.h"

/* Fingers that are told apart. 0 is the first, or the pointer; the others only type. */
#define FINGERS 4

enum input_kind {
	INPUT_TICK, /* nothing but time */
	INPUT_PRESS,
	INPUT_MOVE,
	INPUT_RELEASE,
	INPUT_CANCEL,	/* finger, at x, y in units. CANCEL: focus lost, all fingers */
	INPUT_KEY,	/* key; no repeats */
	INPUT_STICK_IN, /* path of a stick's folder */
	INPUT_STICK_OUT,
	INPUT_RESIZE, /* the page changed */
	INPUT_LEAVE,  /* SIGTERM: save and go */
};

enum key {
	KEY_NONE,
	KEY_TAB,
	KEY_TAB_BACK,
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_SPACE,
	KEY_ENTER,
	KEY_BACKSPACE,
	KEY_ESCAPE,
	KEY_TEACHER,   /* Ctrl+Alt+T */
	KEY_CHARACTER, /* character: ASCII, as typed */
};

struct input {
	enum input_kind kind;
	float x, y;
	uint8_t finger; /* below FINGERS */
	enum key key;
	char character;
	const char *path;
};

#endif
