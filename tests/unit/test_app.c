/* The app: pages that change only when something changed, faults with a number, time, and what is
 * forgotten. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>

#include "tests/unit/app_bench.h"

static void page_stays_while_nothing_happens(void **state)
{
	struct app_bench *bench = *state;
	assert_int_equal(app_fault(bench->app), FAULT_NONE);
	assert_non_null(bench_mark(bench, "Start"));
	uint32_t number = app_page_number(bench->app);
	const struct marks *page = app_page(bench->app);
	bench_wait(bench, 5000);
	bench_finger(bench, INPUT_MOVE, (struct box){100, 100, 1, 1});
	bench_finger(bench, INPUT_PRESS, (struct box){60, 60, 1, 1});
	assert_int_equal(app_page_number(bench->app), number);
	assert_ptr_equal(app_page(bench->app), page);
	assert_int_equal(app_deadline_ms(bench->app), INT64_MAX);
}

/* The way for grown-ups, from any page: not by a touch in passing. */
static void corner_held_calls_the_teacher(void **state)
{
	static const struct box corner = {4, 4, 1, 1}, beside = {30, 30, 1, 1};
	struct app_bench *bench = *state;
	bench_finger(bench, INPUT_PRESS, corner);
	bench_wait(bench, TEACHER_CORNER_MS - 1);
	bench_finger(bench, INPUT_RELEASE, corner);
	bench_wait(bench, TEACHER_CORNER_MS);
	assert_non_null(bench_mark(bench, "Start"));
	bench_finger(bench, INPUT_PRESS, corner);
	bench_finger(bench, INPUT_MOVE, beside);
	bench_wait(bench, TEACHER_CORNER_MS);
	bench_finger(bench, INPUT_RELEASE, beside);
	assert_non_null(bench_mark(bench, "Start"));
	bench_finger(bench, INPUT_PRESS, corner);
	bench_wait(bench, TEACHER_CORNER_MS);
	assert_non_null(bench_mark(bench, "Pupils' page"));
	bench_finger(bench, INPUT_RELEASE, corner);
	bench_wait(bench, PIN_IDLE_MS - 1);
	assert_non_null(bench_mark(bench, "Pupils' page"));
	bench_wait(bench, 1);
	assert_non_null(bench_mark(bench, "Start"));
}

static void press_shows_and_release_acts(void **state)
{
	struct app_bench *bench = *state;
	uint32_t number = app_page_number(bench->app);
	enum role fill = bench_mark(bench, "Start")->fill;
	struct box box = bench_press(bench, "Start");
	assert_int_equal(app_page_number(bench->app), number + 1);
	assert_non_null(bench_mark(bench, "Start"));
	assert_int_not_equal(bench_mark(bench, "Start")->fill, fill);
	bench_finger(bench, INPUT_RELEASE, box);
	assert_null(bench_mark(bench, "Start"));
	assert_non_null(bench_mark(bench, "Back"));
}

static void sliding_off_does_nothing(void **state)
{
	struct app_bench *bench = *state;
	uint32_t number = app_page_number(bench->app);
	bench_press(bench, "Start");
	bench_finger(bench, INPUT_MOVE, (struct box){1, 1, 1, 1});
	bench_finger(bench, INPUT_RELEASE, (struct box){1, 1, 1, 1});
	assert_non_null(bench_mark(bench, "Start"));
	assert_int_equal(app_page_number(bench->app), number + 2);
}

/* pages.md 5, 26: who taps Next twice by habit is shown the line, and does not skip. */
static void second_tap_at_once_does_not_skip(void **state)
{
	struct app_bench *bench = *state;
	bench_sit_down(bench, 0);
	assert_true(bench_sees(bench, "Question 1"));
	bench_tap(bench, "Next");
	bench->clocks.boot_ms += 200;
	struct box next = bench_mark(bench, "Next")->box;
	bench_finger(bench, INPUT_PRESS, next);
	bench_finger(bench, INPUT_RELEASE, next);
	assert_true(bench_sees(bench, "Question 1"));
	bench_tap(bench, "Next");
	assert_true(bench_sees(bench, "Question 2"));
}

/* The page is covered by the tick that the app asked for, and not before. */
static void untouched_page_is_covered(void **state)
{
	struct app_bench *bench = *state;
	bench_sit_down(bench, 0);
	int64_t deadline = app_deadline_ms(bench->app);
	assert_int_equal(deadline, bench->clocks.boot_ms + IDLE_MS);
	bench_wait(bench, IDLE_MS - 1);
	assert_non_null(bench_mark(bench, "Next"));
	/* A hand that lies on the mouse is no touch. */
	bench_finger(bench, INPUT_MOVE, (struct box){100, 100, 1, 1});
	assert_int_equal(app_deadline_ms(bench->app), deadline);
	bench_wait(bench, 1);
	assert_null(bench_mark(bench, "Next"));
	assert_true(bench_sees(bench, "Are you still there?"));
	assert_int_equal(app_deadline_ms(bench->app), deadline + STILL_THERE_MS);
}

/* A press that comes late sees the page that time has brought. */
static void late_press_meets_the_cover(void **state)
{
	struct app_bench *bench = *state;
	bench_sit_down(bench, 0);
	struct box box = bench_mark(bench, "Stop")->box;
	bench->clocks.boot_ms += IDLE_MS + 5;
	bench_finger(bench, INPUT_PRESS, box);
	bench_finger(bench, INPUT_RELEASE, box);
	assert_true(bench_sees(bench, "Are you still there?"));
}

static void teacher_key(struct app_bench *bench)
{
	bench->clocks.boot_ms += 1000;
	bench_input(bench, (struct input){.kind = INPUT_KEY, .key = KEY_TEACHER});
}

/* pages.md 48: an adult comes in on any page; left alone, the pupil's is there, covered. */
static void adult_comes_in_on_a_question(void **state)
{
	struct app_bench *bench = *state;
	bench_sit_down(bench, 0);
	bench_tap(bench, "A+");
	teacher_key(bench);
	assert_non_null(bench_mark(bench, "Lost the PIN?"));
	assert_false(bench_sees(bench, "Question 1"));
	assert_int_equal(app_deadline_ms(bench->app), bench->clocks.boot_ms + PIN_IDLE_MS);
	bench_wait(bench, PIN_IDLE_MS - 1);
	assert_non_null(bench_mark(bench, "Lost the PIN?"));
	bench_wait(bench, 1);
	assert_null(bench_mark(bench, "Lost the PIN?"));
	assert_false(bench_sees(bench, "Question 1"));
	bench_tap(bench, "Show my page");
	assert_true(bench_sees(bench, "Question 1"));
	assert_non_null(bench_mark(bench, "A-"));
}

/* Who ends the session of the pupil before the machine ends what was begun. */
static void adult_ends_what_lies_under(void **state)
{
	struct app_bench *bench = *state;
	uint32_t forgotten;
	bench_sit_down(bench, 0);
	forgotten = app_forgotten(bench->app);
	teacher_key(bench);
	bench_type(bench, PIN);
	bench_tap(bench, "Open");
	const struct marks *page = app_page(bench->app);
	for (size_t i = 0; i < page->count; i++)
		if (page->list[i].id == 1) { /* the first session */
			bench->clocks.boot_ms += 700;
			struct box box = page->list[i].box;
			bench_finger(bench, INPUT_PRESS, box);
			bench_finger(bench, INPUT_RELEASE, box);
			break;
		}
	bench_tap(bench, "End session");
	bench_tap(bench, "Yes, end it");
	bench_tap(bench, "Pupils' page");
	assert_null(bench_mark(bench, "Show my page"));
	assert_non_null(bench_mark(bench, "Teacher"));
	assert_true(app_forgotten(bench->app) > forgotten);
}

static const char *first_answer(struct app_bench *bench, char label[80])
{
	const struct marks *page = app_page(bench->app);
	for (size_t i = 0; i < page->count; i++)
		if (page->list[i].part == PART_ANSWER) {
			struct slice words = marks_label(page, &page->list[i]);
			snprintf(label, 80, "%.*s", (int)words.size, words.bytes);
			return label;
		}
	fail_msg("no answer on the page");
	return NULL;
}

static void tick_is_told_once_it_stands(void **state)
{
	struct app_bench *bench = *state;
	struct app_ack ack;
	char label[80];
	assert_false(app_ack(bench->app, &ack));
	bench_sit_down(bench, 0);
	assert_false(app_ack(bench->app, &ack));
	bench_tap(bench, first_answer(bench, label));
	assert_true(app_ack(bench->app, &ack));
	assert_true(bench_mark(bench, label)->chosen);
	assert_string_equal(ack.code, bench->journey.way.codes[0].text);
	assert_string_equal(ack.item, "wellbeing.good_things");
	bench_tap(bench, label);
	assert_false(app_ack(bench->app, &ack));
}

/* Where the app's guarded pages end. */
static const char *block_end(const struct app *app)
{
	char line[512];
	unsigned long start, end = 0;
	FILE *maps = fopen("/proc/self/maps", "r");
	assert_non_null(maps);
	while (fgets(line, sizeof line, maps) != NULL)
		if (sscanf(line, "%lx-%lx", &start, &end) == 2 && (uintptr_t)app >= start &&
		    (uintptr_t)app < end)
			break;
	fclose(maps);
	return (const char *)(uintptr_t)end;
}

static size_t times_in(const struct app *app, const char *text)
{
	size_t times = 0;
	const char *end = block_end(app);
	assert_true(end - (const char *)app > (ptrdiff_t)(2 * sizeof(struct marks)));
	for (const char *at = (const char *)app;
	     (at = memmem(at, (size_t)(end - at), text, strlen(text))) != NULL; at++)
		times++;
	return times;
}

/* The code, the answers' words: nothing of the pupil is left in the app's block. */
static void nothing_is_left_of_a_pupil(void **state)
{
	struct app_bench *bench = *state;
	const char *code = bench->journey.way.codes[0].text;
	char label[80];
	bench_sit_down(bench, 0);
	uint32_t forgotten = app_forgotten(bench->app);
	assert_true(times_in(bench->app, first_answer(bench, label)) > 0);
	assert_true(times_in(bench->app, code) > 0);
	bench_tap(bench, "Stop");
	bench_tap(bench, "Stop and keep them");
	assert_int_equal(app_forgotten(bench->app), forgotten + 1);
	assert_int_equal(times_in(bench->app, label), 0);
	bench_tap(bench, "Next");
	bench_tap(bench, "I'm finished");
	bench_tap(bench, "Next person");
	assert_int_equal(app_forgotten(bench->app), forgotten + 2);
	assert_int_equal(times_in(bench->app, code), 0);
	assert_non_null(bench_mark(bench, "Start"));
}

static void leaving_parks(void **state)
{
	struct app_bench *bench = *state;
	struct input leave = {.kind = INPUT_LEAVE};
	bench_sit_down(bench, 0);
	uint32_t forgotten = app_forgotten(bench->app);
	assert_false(app_step(bench->app, &leave, bench->clocks));
	assert_int_equal(app_forgotten(bench->app), forgotten + 1);
	assert_int_equal(times_in(bench->app, bench->journey.way.codes[0].text), 0);
}

/* A session that is over is closed, but not under a pupil's hands. */
static void session_ends_after_seven_days(void **state)
{
	struct app_bench *bench = *state;
	bench_sit_down(bench, 0);
	bench->clocks.boot_ms += INT64_C(86400000) * 7;
	bench_input(bench, (struct input){.kind = INPUT_TICK});
	assert_true(bench_sees(bench, "Not open yet"));
	assert_null(bench_mark(bench, "Start"));
}

static void page_is_laid_out_anew(void **state)
{
	struct app_bench *bench = *state;
	float width = app_page(bench->app)->page.width;
	app_resize(bench->app, page_of(1024, 600, 5.3f));
	assert_true(app_page(bench->app)->page.width < width);
	assert_non_null(bench_mark(bench, "Start"));
}

/* ---- Faults ---- */

static void fault_shows_its_number(struct app_bench *bench, enum fault fault)
{
	char number[4];
	snprintf(number, sizeof number, "%d", (int)fault);
	assert_int_equal(app_fault(bench->app), fault);
	assert_true(bench_sees(bench, number));
	assert_null(bench_mark(bench, "Start"));
	bench_wait(bench, 1000000);
	bench_type(bench, "q");
	bench_finger(bench, INPUT_PRESS, (struct box){4, 4, 1, 1});
	bench_finger(bench, INPUT_RELEASE, (struct box){4, 4, 1, 1}); /* not held */
	assert_int_equal(app_fault(bench->app), fault);
	assert_int_equal(app_deadline_ms(bench->app), INT64_MAX);
}

/* The way out for a grown-up, where no pupil has been. */
static void corner_leaves(struct app_bench *bench)
{
	const struct input tick = {.kind = INPUT_TICK};
	bench_finger(bench, INPUT_PRESS, (struct box){4, 4, 1, 1});
	assert_int_equal(app_deadline_ms(bench->app), bench->clocks.boot_ms + TEACHER_CORNER_MS);
	bench_wait(bench, TEACHER_CORNER_MS - 1);
	bench->clocks.boot_ms++;
	assert_false(app_step(bench->app, &tick, bench->clocks));
}

static void missing_words_are_a_fault(void **state)
{
	struct app_bench *bench = *state;
	struct app_options options = bench_options(bench);
	options.assets_folder = "/nowhere";
	bench_start(bench, &options);
	fault_shows_its_number(bench, FAULT_FILES);
	corner_leaves(bench);
}

static void missing_data_is_a_fault(void **state)
{
	struct app_bench *bench = *state;
	struct app_options options = bench_options(bench);
	vault_close(bench->journey.vault);
	bench->journey.vault = NULL;
	options.vault = NULL;
	options.data_folder = "/proc/nowhere";
	bench_start(bench, &options);
	fault_shows_its_number(bench, FAULT_DATA);
	assert_true(app_problems(bench->app)->errors > 0);
	corner_leaves(bench);
}

/* The disk is gone under a pupil's hands: what showed a tick is kept, the page says so. */
static void failed_save_is_a_fault(void **state)
{
	struct app_bench *bench = *state;
	char path[PATH_SIZE], label[80];
	bench_sit_down(bench, 0);
	first_answer(bench, label);
	assert_true(path_join(path, bench->journey.way.folder, "machine/vault.db"));
	const struct rlimit none = {0, RLIM_INFINITY};
	struct rlimit before;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	bench_tap(bench, label);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(times_in(bench->app, label), 0);
	fault_shows_its_number(bench, FAULT_DISK);
	teacher_key(bench); /* no PIN can be checked: any leads to the page that asks */
	bench_type(bench, "000000");
	bench_tap(bench, "Open");
	bench_tap(bench, "Stay");
	fault_shows_its_number(bench, FAULT_DISK);
	teacher_key(bench);
	bench_wait(bench, PIN_IDLE_MS);
	fault_shows_its_number(bench, FAULT_DISK);
	struct input leave = {.kind = INPUT_LEAVE};
	assert_false(app_step(bench->app, &leave, bench->clocks));
}

int main(void)
{
#define STARTED(test) cmocka_unit_test_setup_teardown(test, bench_set_up, bench_tear_down)
#define ON_MACHINE(test) cmocka_unit_test_setup_teardown(test, bench_machine, bench_tear_down)
	const struct CMUnitTest tests[] = {
		STARTED(page_stays_while_nothing_happens), STARTED(corner_held_calls_the_teacher),
		STARTED(press_shows_and_release_acts),	   STARTED(sliding_off_does_nothing),
		STARTED(second_tap_at_once_does_not_skip), STARTED(untouched_page_is_covered),
		STARTED(late_press_meets_the_cover),	   STARTED(adult_comes_in_on_a_question),
		STARTED(adult_ends_what_lies_under),	   STARTED(tick_is_told_once_it_stands),
		STARTED(nothing_is_left_of_a_pupil),	   STARTED(leaving_parks),
		STARTED(session_ends_after_seven_days),	   STARTED(page_is_laid_out_anew),
		STARTED(failed_save_is_a_fault),	   ON_MACHINE(missing_words_are_a_fault),
		ON_MACHINE(missing_data_is_a_fault),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
