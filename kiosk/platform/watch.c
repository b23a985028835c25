#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "kiosk/platform/watch.h"

enum { FD_MOUNTS, FD_TIMER, FD_SIGNALS, FD_STOP, FDS };

struct watch {
	int fd[FDS]; /* -1: not open */
	uint32_t event_type;
	pthread_t thread;
	bool running;
};

static void leaving_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
}

void watch_signals(void)
{
	sigset_t set;

	leaving_signals(&set);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int64_t boot_clock_ms(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void tell(const struct watch *watch, enum watched watched)
{
	SDL_Event event = {.user = {.type = watch->event_type, .code = (int32_t)watched}};

	SDL_PushEvent(&event);
}

static void empty(int fd)
{
	uint64_t bytes[32]; /* a signal's record is 128 bytes */

	while (read(fd, bytes, sizeof bytes) > 0)
		;
}

static void *watch_thread(void *context)
{
	const struct watch *watch = context;
	struct pollfd polled[FDS];

	for (int i = 0; i < FDS; i++)
		polled[i] = (struct pollfd){watch->fd[i], POLLIN, 0};
	polled[FD_MOUNTS].events = POLLPRI; /* proc(5): a mount came or went */
	while (poll(polled, FDS, -1) >= 0 || errno == EINTR) {
		if (polled[FD_STOP].revents)
			break;
		if (polled[FD_MOUNTS].revents)
			tell(watch, WATCHED_STICKS);
		if (polled[FD_TIMER].revents) {
			empty(watch->fd[FD_TIMER]);
			tell(watch, WATCHED_DEADLINE);
		}
		if (polled[FD_SIGNALS].revents) {
			empty(watch->fd[FD_SIGNALS]);
			tell(watch, WATCHED_LEAVE);
		}
	}
	return NULL;
}

static bool watch_open(struct watch *watch)
{
	sigset_t set;

	leaving_signals(&set);
	watch->fd[FD_MOUNTS] = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	watch->fd[FD_TIMER] = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	watch->fd[FD_SIGNALS] = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	watch->fd[FD_STOP] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	watch->event_type = SDL_RegisterEvents(1);
	for (int i = 0; i < FDS; i++)
		if (watch->fd[i] < 0)
			return false;
	if (watch->event_type == UINT32_MAX)
		return false;
	watch->running = pthread_create(&watch->thread, NULL, watch_thread, watch) == 0;
	return watch->running;
}

struct watch *watch_start(struct problems *problems)
{
	struct watch *watch = calloc(1, sizeof *watch);

	for (int i = 0; watch && i < FDS; i++)
		watch->fd[i] = -1;
	if (!watch || !watch_open(watch)) {
		problem_error_at(problems, NULL, NULL,
				 "The kiosk cannot listen for sticks and the clock.");
		watch_stop(watch);
		return NULL;
	}
	return watch;
}

void watch_stop(struct watch *watch)
{
	uint64_t one = 1;

	if (!watch)
		return;
	if (watch->running && write(watch->fd[FD_STOP], &one, sizeof one) == (ssize_t)sizeof one)
		pthread_join(watch->thread, NULL);
	for (int i = 0; i < FDS; i++)
		if (watch->fd[i] >= 0)
			close(watch->fd[i]);
	free(watch);
}

void watch_deadline(struct watch *watch, int64_t boot_ms)
{
	struct itimerspec when = {0}; /* zero: never */

	if (boot_ms != INT64_MAX) {
		boot_ms = boot_ms > 0 ? boot_ms : 1;
		when.it_value.tv_sec = (time_t)(boot_ms / 1000);
		when.it_value.tv_nsec = (long)(boot_ms % 1000) * 1000000;
	}
	timerfd_settime(watch->fd[FD_TIMER], TFD_TIMER_ABSTIME, &when, NULL);
}

bool watch_event(const struct watch *watch, const SDL_Event *event, enum watched *watched)
{
	if (event->type != watch->event_type)
		return false;
	*watched = (enum watched)event->user.code;
	return true;
}
