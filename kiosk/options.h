/* What sayso-kiosk is told when it is started. On a machine that is set up for it: nothing. */
#ifndef SAYSO_KIOSK_OPTIONS_H
#define SAYSO_KIOSK_OPTIONS_H

#include "surveys/base/base.h"

#define KIOSK_DATA_FOLDER "/var/lib/sayso"

struct kiosk_options { /* zero, or NULL: not given */
	const char *data, *study, *outbox;
	const char *check; /* a study, instead of running */
	int width, height; /* of a window, pixels */
	int screen_width_mm, screen_height_mm;
};

enum start { START_RUN, START_HELP, START_USAGE };

/* Prints the help, or what is wrong, itself. */
enum start kiosk_options_read(int argc, char **argv, struct kiosk_options *options);

#endif
