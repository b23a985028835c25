/* start BARE KIOSK ARGUMENT...: how long each takes from its start to its first pixels, by turns,
 * what memory is its own (PSS), and whether the kiosk rests when nothing happens. */
#include <signal.h>
#include <spawn.h>
#include <unistd.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/bench/window/eye.h"

#define STARTS 15

struct program {
	char **arguments;
	unsigned long shown; /* the pixel that is looked at, once its page is there */
	struct meter start, pss_kib;
};

static double line_of(const char *path, const char *name)
{
	FILE *file = fopen(path, "r");
	char line[256];
	double value = -1;

	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtod(line + strlen(name), NULL);
	if (file)
		fclose(file);
	return value;
}

/* Where nothing but the window's ground is. */
static int spot_x(const struct eye *eye)
{
	return eye->width / 2;
}
#define SPOT_Y 3

static pid_t begin(struct program *program, const struct eye *eye)
{
	double from = meter_now_us(), took;
	pid_t pid = 0;

	if (posix_spawn(&pid, program->arguments[0], NULL, NULL, program->arguments, environ) != 0)
		return 0;
	took = eye_wait(eye, spot_x(eye), SPOT_Y, program->shown, 1, from);
	if (took >= 0)
		meter_add(&program->start, took);
	return pid;
}

/* Until the screen is as it was. */
static void end(pid_t pid, const struct eye *eye, unsigned long empty)
{
	if (pid > 0) {
		kill(pid, SIGTERM);
		waitpid(pid, NULL, 0);
	}
	for (int i = 0; i < 40 && eye_pixel(eye, spot_x(eye), SPOT_Y) != empty; i++)
		eye_rest(50);
	eye_rest(150);
}

static void turn(struct program *program, const struct eye *eye)
{
	char path[64];
	unsigned long empty = eye_pixel(eye, spot_x(eye), SPOT_Y);
	pid_t pid = begin(program, eye);

	eye_rest(400);
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	double pss = line_of(path, "Pss:");
	if (pss > 0)
		meter_add(&program->pss_kib, pss);
	end(pid, eye, empty);
}

/* Long before its page a window is there, and changes the pixel: so the page's own is learnt first.
 * What is read for the first time is not measured, either. */
static void learn(struct program *program, const struct eye *eye)
{
	unsigned long empty = eye_pixel(eye, spot_x(eye), SPOT_Y);
	pid_t pid = 0;

	if (posix_spawn(&pid, program->arguments[0], NULL, NULL, program->arguments, environ) != 0)
		return;
	eye_rest(2000);
	program->shown = eye_pixel(eye, spot_x(eye), SPOT_Y);
	end(pid, eye, empty);
}

/* All threads: how often one of them woke, and ticks of the processor. */
static double switches(pid_t pid)
{
	char path[64];
	double sum = 0;

	for (pid_t thread = pid; thread < pid + 64; thread++) {
		snprintf(path, sizeof path, "/proc/%d/task/%d/status", (int)pid, (int)thread);
		double own = line_of(path, "voluntary_ctxt_switches:");
		double taken = line_of(path, "nonvoluntary_ctxt_switches:");

		sum += own > 0 ? own : 0;
		sum += taken > 0 ? taken : 0;
	}
	return sum;
}

static double ticks(pid_t pid)
{
	char path[64], line[1024];
	unsigned long user = 0, system = 0;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "r");
	if (file && fgets(line, sizeof line, file) && strrchr(line, ')'))
		sscanf(strrchr(line, ')') + 1,
		       " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	if (file)
		fclose(file);
	return (double)(user + system);
}

static void idle(struct program *program, const struct eye *eye)
{
	unsigned long empty = eye_pixel(eye, spot_x(eye), SPOT_Y);
	pid_t pid = begin(program, eye);

	eye_rest(2000);
	double woke = switches(pid), ran = ticks(pid);
	eye_rest(10000);
	printf("idle for 10 s: wake-ups\t%.0f\t-\t\t0\n", switches(pid) - woke);
	printf("idle for 10 s: processor\t%.0f\t-\tms\t0\n", (ticks(pid) - ran) * 10);
	end(pid, eye, empty);
}

int main(int argc, char **argv)
{
	struct eye eye;
	char *bare_arguments[] = {argc > 2 ? argv[1] : NULL, NULL};
	static struct program bare, kiosk;

	if (argc < 3 || !eye_open(&eye))
		return 1;
	bare.arguments = bare_arguments, kiosk.arguments = argv + 2;
	eye_move(&eye, 1, eye.height / 2);
	learn(&bare, &eye);
	learn(&kiosk, &eye);
	for (int i = 0; i < STARTS; i++) {
		turn(&bare, &eye);
		turn(&kiosk, &eye);
	}
	printf("start to first page, %dx%d\t%.1f\t%.1f\tms\t1.3\n", eye.width, eye.height,
	       meter_median_us(&kiosk.start) / 1000, meter_median_us(&bare.start) / 1000);
	if (kiosk.pss_kib.count > 0)
		printf("memory of its own\t%.1f\t%.1f\tMiB\t2\n",
		       meter_median_us(&kiosk.pss_kib) / 1024,
		       meter_median_us(&bare.pss_kib) / 1024);
	else
		printf("memory of its own\t-\t-\t-\tonly root may look\n");
	idle(&kiosk, &eye);
	if (bare.start.count >= STARTS - 2 && kiosk.start.count >= STARTS - 2)
		return 0;
	fprintf(stderr, "start: %zu and %zu of %d starts were seen\n", kiosk.start.count,
		bare.start.count, STARTS);
	return 1;
}
