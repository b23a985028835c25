/* tap WHERE BARE KIOSK-AT ARGUMENT...: from a tap on an answer to the pixels that changed, in the
 * real kiosk, beside a bare window that shows another line of text. WHERE the kiosk's data lies:
 * "in memory" or "on the disk". */
#include <signal.h>
#include <spawn.h>
#include <unistd.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/bench/window/eye.h"

#define TURNS 6
#define TAPS_A_TURN 4
#define TAPS (TURNS * TAPS_A_TURN)
#define ON_DISK "on the disk"
#define PACE_MS 750 /* slower than the page's guard against double taps */

struct spot {
	int x, y, marker;
};

static void bare_taps(const struct eye *eye, const char *path, struct meter *release)
{
	char *arguments[] = {(char *)path, NULL};
	int x = eye->width / 2, y = 3;
	unsigned long before = eye_pixel(eye, x, y);
	pid_t pid;

	if (posix_spawn(&pid, path, NULL, NULL, arguments, environ) != 0)
		return;
	eye_wait(eye, x, y, before, 0, meter_now_us());
	eye_move(eye, x, y);
	eye_rest(500);
	for (int i = 0; i < TAPS_A_TURN; i++) {
		eye->button(eye->display, 1, 1, 0);
		XFlush(eye->display);
		eye_rest(150);
		double took = eye_button(eye, 0, x, y);
		if (took >= 0)
			meter_add(release, took);
		eye_rest(100);
	}
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
	eye_rest(200);
}

/* Its answers are printed once it shows them. */
static FILE *kiosk_begin(char **arguments, pid_t *pid)
{
	int ends[2];
	posix_spawn_file_actions_t actions;

	if (pipe(ends) != 0)
		return NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	int fault = posix_spawn(pid, arguments[0], &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	return fault == 0 ? fdopen(ends[0], "r") : NULL;
}

static int spots_read(FILE *said, struct spot spots[2])
{
	int found = 0;

	for (int i = 0; said && i < 2; i++)
		found += fscanf(said, "%d %d %d", &spots[i].x, &spots[i].y, &spots[i].marker) == 3;
	return found == 2;
}

static void kiosk_taps(const struct eye *eye, const struct spot spots[2], struct meter *press,
		       struct meter *release)
{
	for (int i = 0; i < TAPS_A_TURN; i++) {
		const struct spot *spot = &spots[i % 2];

		eye_move(eye, spot->x - 20, spot->y);
		eye_rest(PACE_MS);
		double pressed = eye_button(eye, 1, spot->x, spot->y);
		eye_rest(120);
		double ticked = eye_button(eye, 0, spot->marker, spot->y);
		if (pressed >= 0 && ticked >= 0) {
			meter_add(press, pressed);
			meter_add(release, ticked);
		}
	}
}

/* The bare window opens before the kiosk's for its turns, and goes again. */
int main(int argc, char **argv)
{
	static struct meter bare, press, release;
	struct spot spots[2];
	struct eye eye;
	pid_t pid = 0;

	if (argc < 4 || !eye_open(&eye))
		return 1;
	FILE *said = kiosk_begin(argv + 3, &pid);
	int fine = spots_read(said, spots);
	eye_rest(1500);
	for (int turn = 0; fine && turn < TURNS; turn++) {
		kiosk_taps(&eye, spots, &press, &release);
		bare_taps(&eye, argv[2], &bare);
	}
	if (pid > 0) {
		kill(pid, SIGTERM);
		waitpid(pid, NULL, 0);
	}
	if (said)
		fclose(said);
	printf("press to shaded answer, data %s\t%.2f\t%.2f\tms\t1\n", argv[1],
	       meter_median_us(&press) / 1000, meter_median_us(&bare) / 1000);
	/* A tick shows what the disk has: on a disk its time is the disk's (tick.c). */
	if (strcmp(argv[1], ON_DISK) == 0)
		printf("release to tick, data %s\t%.2f\t-\tms\t50\n", argv[1],
		       meter_median_us(&release) / 1000);
	else
		printf("release to tick, data %s\t%.2f\t%.2f\tms\t1\n", argv[1],
		       meter_median_us(&release) / 1000, meter_median_us(&bare) / 1000);
	if (fine && release.count >= TAPS - 2 && bare.count >= TAPS - 2)
		return 0;
	fprintf(stderr, "tap: %zu and %zu of %d taps were seen\n", release.count, bare.count, TAPS);
	return 1;
}
