/* A kiosk in a real window beside the play: the play's hand works it too, by xdotool, and within a
 * moment its screen has to be the play's page, pixel by pixel. Its screen is read where Xvfb keeps
 * it. Never looks into the kiosk: it is a process like any other. Without a window everything here
 * does nothing and is fine. */
#ifndef SAYSO_TESTS_PLAYER_REAL_H
#define SAYSO_TESTS_PLAYER_REAL_H

#include <stdio.h>
#include <sys/types.h>

#include "export/formats/folder.h"
#include "kiosk/page/input.h"
#include "kiosk/platform/paint.h"

#define REAL_SCREEN_MM 257 /* how wide the kiosk is told that its screen is */

struct real {
	const char *screen; /* Xvfb's file of it; NULL: there is no window */
	const char *kiosk;  /* the command that starts it */
	pid_t process;	    /* 0: not running */
	bool wrong;	    /* it did not end as it should; said on stderr */
	FILE *hand;	    /* to xdotool */
	const uint8_t *file;
	size_t file_size;
	uint32_t *expected; /* pixels */
	int width, height;
	uint64_t page;	      /* what can be pressed, and sentences: it turns with them */
	float last_x, last_y; /* of the last release, units */
	bool hasty;	      /* does not look before it acts */
	int64_t hold_ms;      /* keys are held that long; 0: as a finger does */
};

MUST_USE bool real_open(struct real *real, int width, int height);
void real_close(struct real *real);

/* Starts the kiosk, and ends it by SIGTERM: it has to go by itself, with status 0. */
MUST_USE bool real_start(struct real *real);
void real_stop(struct real *real);
/* It was left by its own pages: it has to be gone. */
void real_left(struct real *real);

/* Until the screen is the page; false, and said, if it does not become so. */
MUST_USE bool real_shows(struct real *real, struct paint *paint, const struct marks *page);
/* Looks at the page as above, waits as long as a turned page locks presses out, and does it. */
MUST_USE bool real_input(struct real *real, struct paint *paint, const struct marks *page,
			 const struct input *input);
/* A key by its name in X, such as alt+F4, that is to change nothing; "close": the window manager
 * asks the kiosk to close. */
void real_refused(struct real *real, const char *key);
void real_wait(const struct real *real, int64_t ms);
void real_picture(const struct real *real, const char *path);

#endif
