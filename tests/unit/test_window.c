/* The window, without a screen (SDL's dummy driver) and on a real X server where there is one: what
 * it shows is what the painter paints, byte for byte, and what wakes it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <SDL.h>

#include "kiosk/platform/watch.h"
#include "kiosk/platform/window.h"
#include "tests/unit/hand_page.h"

#define WIDTH 800
#define HEIGHT 450

struct stage {
	struct problems problems;
	struct window *window;
	struct paint *paint;
	struct marks marks;
};

static struct stage *stage_open(void)
{
	struct stage *stage = calloc(1, sizeof *stage);
	const struct window_options options = {
		.width = WIDTH, .height = HEIGHT, .screen_width_mm = 257, .screen_height_mm = 145};

	assert_non_null(stage);
	stage->window = window_open(&options, &stage->problems);
	stage->paint = paint_open("assets", NULL, &stage->problems);
	problems_print(&stage->problems, stderr);
	assert_non_null(stage->window);
	assert_non_null(stage->paint);
	return stage;
}

static void stage_close(struct stage *stage)
{
	paint_close(stage->paint);
	window_close(stage->window);
	free(stage);
}

static void show(struct stage *stage, int chosen)
{
	struct hand_page hand = {
		LOOK_SHORE, SCENE_SHORE, window_page(stage->window),
		chosen,	    -1,		 {"Do you like being", "in the place", "where you live?"}};

	hand_page_make(&stage->marks, &hand);
	assert_true(window_show(stage->window, stage->paint, &stage->marks, &stage->problems));
}

/* The window has the first id that SDL gives. */
static SDL_Surface *surface_of(void)
{
	for (uint32_t id = 1; id < 100; id++)
		if (SDL_GetWindowFromID(id))
			return SDL_GetWindowSurface(SDL_GetWindowFromID(id));
	return NULL;
}

static void assert_shows(const struct stage *stage)
{
	struct problems *problems = calloc(1, sizeof *problems);
	struct paint *paint = paint_open("assets", NULL, problems);
	struct canvas canvas = {calloc((size_t)WIDTH * HEIGHT, sizeof(uint32_t)), WIDTH, HEIGHT,
				WIDTH};
	SDL_Surface *surface = surface_of();
	struct damage damage;

	assert_non_null(problems);
	assert_non_null(paint);
	assert_non_null(canvas.pixels);
	assert_non_null(surface);
	assert_true(paint_page(paint, &canvas, &stage->marks, &damage, problems));
	for (int y = 0; y < HEIGHT; y++)
		assert_memory_equal(canvas_at(&canvas, 0, y),
				    (char *)surface->pixels + y * surface->pitch,
				    WIDTH * sizeof(uint32_t));
	free(canvas.pixels);
	paint_close(paint);
	free(problems);
}

static void shows_what_is_painted(void)
{
	struct stage *stage = stage_open();

	show(stage, 3);
	assert_shows(stage);
	show(stage, 1);
	assert_shows(stage);
	stage_close(stage);
}

static void test_dummy(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	shows_what_is_painted();
}

/* Its number, printed when it is ready; 0: none. */
static int server_begin(pid_t *pid)
{
	char *arguments[] = {"Xvfb",	    "-displayfd", "1",	 "-screen", "0",
			     "1024x768x24", "-nolisten",  "tcp", NULL};
	int ends[2], number = 0;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;

	if (pipe(ends) != 0)
		return 0;
	/* The window holds SIGTERM back, which a child would inherit. */
	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
	bool begun =
		posix_spawnp(pid, arguments[0], &actions, &attributes, arguments, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	close(ends[1]);
	FILE *said = fdopen(ends[0], "r");
	if (!begun || !said || fscanf(said, "%d", &number) != 1)
		number = 0;
	if (said)
		fclose(said);
	return number;
}

static void test_x11(void **state)
{
	(void)state;
	char display[32];
	pid_t pid;
	int number = server_begin(&pid);

	if (number == 0) {
		print_message("Xvfb is not installed\n");
		skip();
	}
	snprintf(display, sizeof display, ":%d", number);
	setenv("DISPLAY", display, 1);
	setenv("SDL_VIDEODRIVER", "x11", 1);
	shows_what_is_painted();
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
}

/* Only what changed is painted: a pixel elsewhere that was spoilt stays so. */
static void test_paints_what_changed(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	struct stage *stage = stage_open();

	show(stage, 3);
	uint32_t *corner = surface_of()->pixels;
	*corner = 0x123456;
	show(stage, 1);
	assert_int_equal(*corner, 0x123456);
	paint_anew(stage->paint);
	show(stage, 1);
	assert_int_not_equal(*corner, 0x123456);
	stage_close(stage);
}

static void push(uint32_t type, int window_event)
{
	SDL_Event event = {.type = type};

	if (type == SDL_WINDOWEVENT)
		event.window.event = (uint8_t)window_event;
	if (type == SDL_MOUSEBUTTONDOWN)
		event.button.button = 1;
	SDL_PushEvent(&event);
}

/* The kind of what comes next, but for sticks that this machine may have. */
static enum input_kind next_kind(struct stage *stage, int64_t deadline_ms)
{
	struct input input;

	do {
		window_wait(stage->window, deadline_ms, &input);
	} while (input.kind == INPUT_STICK_IN || input.kind == INPUT_CANCEL);
	return input.kind;
}

static void test_wakes(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	struct stage *stage = stage_open();
	int64_t begun = boot_clock_ms();

	show(stage, 3);
	assert_int_equal(next_kind(stage, begun + 200), INPUT_TICK);
	assert_in_range(boot_clock_ms() - begun, 200, 2000);
	push(SDL_MOUSEBUTTONDOWN, 0);
	assert_int_equal(next_kind(stage, INT64_MAX), INPUT_PRESS);
	/* Nothing closes it from outside; the deadline comes behind it. */
	push(SDL_QUIT, 0);
	push(SDL_WINDOWEVENT, SDL_WINDOWEVENT_CLOSE);
	push(SDL_WINDOWEVENT, SDL_WINDOWEVENT_SIZE_CHANGED); /* to the size that it has */
	assert_int_equal(next_kind(stage, boot_clock_ms() + 50), INPUT_TICK);
	/* A deadline that is past already. */
	assert_int_equal(next_kind(stage, 1), INPUT_TICK);
	kill(getpid(), SIGTERM);
	assert_int_equal(next_kind(stage, INT64_MAX), INPUT_LEAVE);
	stage_close(stage);
}

static void test_resize(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	struct stage *stage = stage_open();

	show(stage, 3);
	float before = window_page(stage->window).width;
	for (uint32_t id = 1; id < 100; id++)
		if (SDL_GetWindowFromID(id))
			SDL_SetWindowSize(SDL_GetWindowFromID(id), 600, 450);
	assert_int_equal(next_kind(stage, boot_clock_ms() + 2000), INPUT_RESIZE);
	assert_true(window_page(stage->window).width < before);
	show(stage, 3);
	assert_int_equal(surface_of()->w, 600);
	stage_close(stage);
}

static void page_seen(void *context, const struct page *page)
{
	*(struct page *)context = *page;
}

static void test_meanwhile(void **state)
{
	(void)state;
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	struct problems *problems = calloc(1, sizeof *problems);
	struct page seen = {0};
	struct window *window = window_open(
		&(struct window_options){
			.width = WIDTH, .height = HEIGHT, .meanwhile = page_seen, .context = &seen},
		problems);

	assert_non_null(window);
	assert_float_equal(seen.width, window_page(window).width, 0);
	window_close(window);
	free(problems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dummy),
		cmocka_unit_test(test_x11),
		cmocka_unit_test(test_paints_what_changed),
		cmocka_unit_test(test_wakes),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_meanwhile),
	};
	alarm(60); /* what waits for ever fails */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
