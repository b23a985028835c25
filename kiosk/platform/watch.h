/* A thread that sleeps until something happens that SDL does not see: a stick, a deadline, a signal
 * to leave; then it wakes SDL with an event. Owns the thread and what it listens to.
 * Before any other thread: the signals must reach no one else. */
#ifndef SAYSO_WATCH_H
#define SAYSO_WATCH_H

#include <SDL.h>

#include "surveys/base/problem.h"

struct watch;

enum watched { WATCHED_STICKS, WATCHED_DEADLINE, WATCHED_LEAVE };

/* SIGTERM, SIGINT and SIGHUP are held back from here on, to be read by the thread. */
void watch_signals(void);
/* After SDL_Init. */
MUST_USE struct watch *watch_start(struct problems *problems);
void watch_stop(struct watch *watch);
/* One deadline at a time, on the boot clock, which goes on while the machine sleeps; INT64_MAX:
 * none. */
void watch_deadline(struct watch *watch, int64_t boot_ms);
/* Whether the event is one of ours, and which. */
bool watch_event(const struct watch *watch, const SDL_Event *event, enum watched *watched);
int64_t boot_clock_ms(void);

#endif
