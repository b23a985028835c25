#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/player/asked.h"
#include "tests/player/real.h"

#define SHOWS_MS 5000 /* at most, on a busy machine */
#define LOOK_MS 5
#define LEAVES_MS 5000
#define LOCKED_MS 320	 /* presses, after a page was turned (pages.md 5) */
#define LOCKED_AT_MS 620 /* near the last one, and more than a double tap */
#define NEAR_UNITS 12.0f
#define POINTER_MS 20 /* after it was moved */
#define UNHURT_MS 300

static void sleep_ms(int64_t ms)
{
	const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
	nanosleep(&time, NULL);
}

static bool is_there(const struct real *real)
{
	return real->screen != NULL;
}

static bool said(const char *what)
{
	fprintf(stderr, "The window: %s.\n", what);
	return false;
}

/* ---- Its screen: an XWD file ---- */

enum { XWD_HEADER_SIZE = 0, XWD_BITS = 11, XWD_LINE = 12, XWD_COLOURS = 19, XWD_FIELDS = 25 };
#define XWD_COLOUR_SIZE 12

static uint32_t field(const struct real *real, size_t index)
{
	const uint8_t *at = real->file + 4 * index;
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static size_t pixels_at(const struct real *real)
{
	return field(real, XWD_HEADER_SIZE) + (size_t)field(real, XWD_COLOURS) * XWD_COLOUR_SIZE;
}

static bool screen_open(struct real *real)
{
	struct stat about;
	int file = open(real->screen, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &about) != 0)
		return said("there is no such screen");
	real->file_size = (size_t)about.st_size;
	void *map = mmap(NULL, real->file_size, PROT_READ, MAP_SHARED, file, 0);
	close(file);
	if (map == MAP_FAILED)
		return said("its screen cannot be read");
	real->file = map;
	size_t line = (size_t)real->width * sizeof *real->expected;
	if (real->file_size < 4 * XWD_FIELDS || field(real, XWD_BITS) != 32 ||
	    field(real, XWD_LINE) != line ||
	    pixels_at(real) + line * (size_t)real->height > real->file_size)
		return said("its screen is of another size, or not of 32 bits a pixel");
	return true;
}

static size_t pixels_that_differ(const struct real *real)
{
	const uint8_t *at = real->file + pixels_at(real);
	size_t count = (size_t)real->width * (size_t)real->height, differ = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t pixel;
		memcpy(&pixel, at + i * sizeof pixel, sizeof pixel);
		differ += (pixel & 0xFFFFFF) != real->expected[i];
	}
	return differ;
}

static bool expect(struct real *real, struct paint *paint, const struct marks *page)
{
	struct problems problems = {.count = 0};
	struct damage damage;
	const struct canvas canvas = {real->expected, real->width, real->height,
				      (size_t)real->width};
	paint_anew(paint);
	if (paint_page(paint, &canvas, page, &damage, &problems))
		return true;
	problems_print(&problems, stderr);
	return false;
}

/* Without being told to. */
static bool has_gone(struct real *real)
{
	int status;
	if (waitpid(real->process, &status, WNOHANG) == 0)
		return false;
	fprintf(stderr, "The window: the kiosk has gone by itself: %#x.\n", (unsigned)status);
	real->process = 0;
	real->wrong = true;
	return true;
}

bool real_shows(struct real *real, struct paint *paint, const struct marks *page)
{
	size_t differ = 0;
	if (!is_there(real) || real->process == 0)
		return !real->wrong;
	if (!expect(real, paint, page))
		return false;
	for (int64_t ms = 0; ms < SHOWS_MS; ms += LOOK_MS) {
		differ = pixels_that_differ(real);
		if (differ == 0)
			return true;
		if (has_gone(real))
			return false;
		sleep_ms(LOOK_MS);
	}
	fprintf(stderr, "The window: %zu pixels are not those of the play's page.\n", differ);
	return false;
}

/* ---- The process ---- */

bool real_open(struct real *real, int width, int height)
{
	if (!is_there(real))
		return true;
	real->width = width;
	real->height = height;
	real->last_x = real->last_y = -2 * NEAR_UNITS;
	real->expected = calloc((size_t)width * (size_t)height, sizeof *real->expected);
	real->hand = popen("xdotool -", "w");
	return (real->expected != NULL && real->hand != NULL) ? screen_open(real)
							      : said("there is no hand");
}

void real_close(struct real *real)
{
	if (real->process != 0)
		real_stop(real);
	if (real->hand != NULL)
		pclose(real->hand);
	if (real->file != NULL)
		munmap((void *)(uintptr_t)real->file, real->file_size);
	free(real->expected);
}

bool real_start(struct real *real)
{
	if (!is_there(real) || real->process != 0)
		return true;
	char command[4096];
	snprintf(command, sizeof command, "exec %s", real->kiosk);
	real->page = 0;
	real->process = fork();
	if (real->process != 0)
		return real->process > 0;
	/* A play that is killed takes its window along. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void gone(struct real *real, const char *how)
{
	int status = -1;
	pid_t found = 0;
	for (int64_t ms = 0; ms < LEAVES_MS && found == 0; ms += LOOK_MS) {
		found = waitpid(real->process, &status, WNOHANG);
		if (found == 0)
			sleep_ms(LOOK_MS);
	}
	if (found == 0) {
		kill(real->process, SIGKILL);
		waitpid(real->process, &status, 0);
	}
	real->process = 0;
	real->wrong = real->wrong || status != 0;
	if (status != 0)
		fprintf(stderr, "The window: the kiosk did not end with 0 after %s: %#x.\n", how,
			(unsigned)status);
}

void real_stop(struct real *real)
{
	if (!is_there(real) || real->process == 0)
		return;
	kill(real->process, SIGTERM);
	gone(real, "SIGTERM");
}

void real_left(struct real *real)
{
	if (is_there(real) && real->process != 0)
		gone(real, "it was left");
}

/* ---- The hand ---- */

static uint64_t mixed(uint64_t hash, struct slice words)
{
	for (size_t i = 0; i < words.size; i++)
		hash = (hash ^ (uint8_t)words.bytes[i]) * UINT64_C(0x100000001B3);
	return hash;
}

/* A page is another when other things can be pressed, or its sentences are others. */
static uint64_t page_hash(const struct marks *page)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (size_t i = 0; i < page->count; i++) {
		const struct mark *mark = &page->list[i];
		struct slice text = marks_text(page, mark);
		if (mark->id != 0)
			hash = mixed(hash, marks_label(page, mark));
		else if (mark->owner == 0 && mark->kind == MARK_TEXT && text.size > 2)
			hash = mixed(hash, text);
	}
	return hash;
}

static void let_pages_settle(struct real *real, const struct marks *page, const struct input *input)
{
	uint64_t hash = page_hash(page);
	bool turned = hash != real->page;
	bool near = input->kind == INPUT_PRESS &&
		    hypotf(input->x - real->last_x, input->y - real->last_y) < NEAR_UNITS;
	real->page = hash;
	if (turned || near)
		sleep_ms(near ? LOCKED_AT_MS : LOCKED_MS);
}

static const char *name_in_x(const struct input *input, char own[2])
{
	static const char *const names[] = {
		[KEY_TAB] = "Tab",
		[KEY_TAB_BACK] = "shift+Tab",
		[KEY_UP] = "Up",
		[KEY_DOWN] = "Down",
		[KEY_LEFT] = "Left",
		[KEY_RIGHT] = "Right",
		[KEY_SPACE] = "space",
		[KEY_ENTER] = "Return",
		[KEY_ESCAPE] = "Escape",
		[KEY_BACKSPACE] = "BackSpace",
		[KEY_TEACHER] = "ctrl+alt+t",
	};
	if (input->key != KEY_CHARACTER)
		return names[input->key];
	own[0] = input->character;
	own[1] = '\0';
	if (own[0] >= 'A' && own[0] <= 'Z')
		own[0] = (char)(own[0] - 'A' + 'a'); /* without Shift, as anybody would */
	return own[0] == '+' ? "plus" : own[0] == '-' ? "minus" : own;
}

static void to_pointer(struct real *real, const struct marks *page, const struct input *input)
{
	float scale = page->page.pixels_per_unit;
	fprintf(real->hand, "mousemove %d %d\n", (int)(input->x * scale), (int)(input->y * scale));
	fflush(real->hand);
	sleep_ms(POINTER_MS);
}

static void press_key(struct real *real, const char *name)
{
	if (real->hold_ms == 0) {
		fprintf(real->hand, "key %s\n", name);
		return;
	}
	fprintf(real->hand, "keydown %s\n", name);
	fflush(real->hand);
	sleep_ms(real->hold_ms);
	fprintf(real->hand, "keyup %s\n", name);
}

static void act(struct real *real, const struct marks *page, const struct input *input)
{
	char own[2];
	switch (input->kind) {
	case INPUT_KEY:
		press_key(real, name_in_x(input, own));
		break;
	case INPUT_PRESS:
	case INPUT_RELEASE:
	case INPUT_MOVE:
		to_pointer(real, page, input);
		if (input->kind != INPUT_MOVE)
			fprintf(real->hand, "%s 1\n",
				input->kind == INPUT_PRESS ? "mousedown" : "mouseup");
		break;
	default:
		return;
	}
	if (input->kind == INPUT_RELEASE)
		real->last_x = input->x, real->last_y = input->y;
	fflush(real->hand);
}

bool real_input(struct real *real, struct paint *paint, const struct marks *page,
		const struct input *input)
{
	bool acts = input->kind == INPUT_KEY || input->kind == INPUT_PRESS ||
		    input->kind == INPUT_MOVE || input->kind == INPUT_RELEASE;
	if (!is_there(real) || !acts || real->process == 0)
		return true;
	if (!real->hasty) {
		if (!real_shows(real, paint, page))
			return false;
		if (input->kind == INPUT_PRESS || input->kind == INPUT_KEY)
			let_pages_settle(real, page, input);
	}
	act(real, page, input);
	return true;
}

void real_refused(struct real *real, const char *key)
{
	if (!is_there(real))
		return;
	if (strcmp(key, "close") == 0)
		real->wrong = !asked_to_close() || real->wrong;
	else
		fprintf(real->hand, "key %s\n", key);
	fflush(real->hand);
	sleep_ms(UNHURT_MS);
}

void real_wait(const struct real *real, int64_t ms)
{
	if (is_there(real))
		sleep_ms(ms);
}

void real_picture(const struct real *real, const char *path)
{
	char command[PATH_SIZE + 40];
	snprintf(command, sizeof command, "import -window root '%s'", path);
	if (is_there(real) && system(command) != 0)
		(void)said("no picture of it");
}
