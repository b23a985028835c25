#include <unistd.h>

#include "export/sayso/command/progress.h"

#define SECOND_MS 1000
#define LINE_MOST 120

static int64_t clock_now_ms(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * SECOND_MS + now.tv_nsec / 1000000;
}

static int percent(const struct progress *progress)
{
	if (progress->total == 0 || progress->done >= progress->total)
		return 100;
	return (int)((double)progress->done * 100.0 / (double)progress->total);
}

/* "records:  45 % ( 450 of 1000)", as wide at every number: nothing of a longer line stays. */
static int line(const struct progress *progress, char out[LINE_MOST])
{
	int digits = snprintf(NULL, 0, "%llu", (unsigned long long)progress->total);

	return snprintf(out, LINE_MOST, "%.40s: %3d %% (%*llu of %llu)", progress->what,
			progress->percent_shown, digits, (unsigned long long)progress->done,
			(unsigned long long)progress->total);
}

static void show(struct progress *progress, int64_t now_ms)
{
	char text[LINE_MOST];

	progress->percent_shown = percent(progress);
	progress->shown_ms = now_ms;
	line(progress, text);
	fprintf(progress->out, "\r%s", text);
	fflush(progress->out);
}

void progress_begin(struct progress *progress, FILE *out, const char *what, uint64_t total)
{
	if (!progress)
		return;
	*progress = (struct progress){.out = out && isatty(fileno(out)) ? out : NULL,
				      .what = what,
				      .total = total,
				      .now_ms = clock_now_ms};
	if (progress->out)
		show(progress, progress->now_ms());
}

void progress_step(struct progress *progress, uint64_t done)
{
	int64_t now_ms;

	if (!progress || !progress->out)
		return;
	progress->done = done;
	now_ms = progress->now_ms();
	if (percent(progress) != progress->percent_shown ||
	    now_ms - progress->shown_ms >= SECOND_MS)
		show(progress, now_ms);
}

void progress_end(struct progress *progress)
{
	char text[LINE_MOST];

	if (!progress || !progress->out)
		return;
	fprintf(progress->out, "\r%*s\r", line(progress, text), "");
	fflush(progress->out);
	progress->out = NULL;
}
