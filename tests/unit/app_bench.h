/* The app on a real machine with an open session (classroom.h), a clock that the test sets, and a
 * hand that presses what stands on the page. Widths of words are made up: no font is needed.
 * cmocka's headers come before this one. */
#ifndef SAYSO_TESTS_APP_BENCH_H
#define SAYSO_TESTS_APP_BENCH_H

#include "kiosk/flow/app.h"
#include "tests/unit/classroom.h"

struct app_bench {
	struct journey journey;
	struct clocks clocks;
	struct app *app;
};

static inline float bench_width(void *context, struct slice text, float em, bool bold)
{
	(void)context;
	return (float)utf8_count(text) * em * (bold ? 0.5f : 0.47f);
}

static inline struct app_options bench_options(struct app_bench *bench)
{
	return (struct app_options){.assets_folder = "assets",
				    .vault = bench->journey.vault,
				    .measure = {.width = bench_width}};
}

static inline void bench_start(struct app_bench *bench, const struct app_options *options)
{
	if (options->vault == bench->journey.vault)
		bench->journey.vault = NULL;
	bench->app = app_start(options, bench->clocks, &bench->journey.way.problems);
	assert_non_null(bench->app);
}

static inline int bench_machine(void **state)
{
	struct app_bench *bench = calloc(1, sizeof *bench);
	assert_non_null(bench);
	*state = bench;
	bench->clocks = (struct clocks){.boot_ms = 5000000, .wall_day = WAY_DAY};
	assert_true(way_init(&bench->journey.way));
	set_up_machine(&bench->journey);
	open_session(&bench->journey);
	return 0;
}

static inline int bench_set_up(void **state)
{
	bench_machine(state);
	struct app_bench *bench = *state;
	const struct app_options options = bench_options(bench);
	bench_start(bench, &options);
	return 0;
}

static inline int bench_tear_down(void **state)
{
	struct app_bench *bench = *state;
	app_stop(bench->app);
	vault_close(bench->journey.vault);
	way_release(&bench->journey.way);
	free(bench);
	return 0;
}

static inline void bench_input(struct app_bench *bench, struct input input)
{
	assert_true(app_step(bench->app, &input, bench->clocks));
}

static inline void bench_wait(struct app_bench *bench, int64_t ms)
{
	bench->clocks.boot_ms += ms;
	bench_input(bench, (struct input){.kind = INPUT_TICK});
}

/* NULL: nothing that can be pressed has these words. */
static inline const struct mark *bench_mark(const struct app_bench *bench, const char *words)
{
	const struct marks *page = app_page(bench->app);
	for (size_t i = 0; i < page->count; i++)
		if (page->list[i].id != 0 &&
		    slice_is(marks_label(page, &page->list[i]), words))
			return &page->list[i];
	return NULL;
}

static inline bool bench_sees(const struct app_bench *bench, const char *words)
{
	const struct marks *page = app_page(bench->app);
	return memmem(page->bytes, page->bytes_used, words, strlen(words)) != NULL;
}

static inline void bench_finger(struct app_bench *bench, enum input_kind kind, struct box box)
{
	bench_input(bench, (struct input){.kind = kind,
					  .x = box.x + box.width / 2,
					  .y = box.y + box.height / 2});
}

static inline struct box bench_press(struct app_bench *bench, const char *words)
{
	bench->clocks.boot_ms += 700;
	const struct mark *mark = bench_mark(bench, words);
	if (mark == NULL)
		fail_msg("nothing says %s", words);
	struct box box = mark->box;
	bench_finger(bench, INPUT_PRESS, box);
	return box;
}

static inline void bench_tap(struct app_bench *bench, const char *words)
{
	struct box box = bench_press(bench, words);
	bench->clocks.boot_ms += 100;
	bench_finger(bench, INPUT_RELEASE, box);
}

static inline void bench_type(struct app_bench *bench, const char *text)
{
	for (; *text != '\0'; text++) {
		bench->clocks.boot_ms += 700;
		bench_input(bench, (struct input){.kind = INPUT_KEY,
						  .key = KEY_CHARACTER,
						  .character = *text});
	}
}

/* From the start page to the first question, as the pupil of this place in the class. */
static inline void bench_sit_down(struct app_bench *bench, size_t place)
{
	bench_tap(bench, "Start");
	bench_type(bench, bench->journey.way.codes[place].text);
	bench_tap(bench, "Next");
	bench_tap(bench, drawing_name(place)); /* way_codes_write gives them in this order */
	bench_tap(bench, "Next");
	bench_tap(bench, "Yes, start");
}

#endif
