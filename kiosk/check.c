#include "kiosk/check.h"

#include "export/formats/pack.h"
#include "export/formats/study_folder.h"
#include "kiosk/flow/app.h"
#include "kiosk/flow/fit.h"
#include "kiosk/platform/font.h"

#define MEMORY_MOST (256u << 20)

/* The screen that a study is checked by, without a screen. */
struct check_screen {
	struct arena arena;
	struct words words;
	struct font *font;
	struct measure measure;
	struct fit_screen fit;
};

static bool screen_open(struct check_screen *screen, const char *assets, struct problems *problems)
{
	arena_init(&screen->arena, APP_WORDS_MEMORY);
	screen->font = font_open(problems);
	if (!screen->font || !app_words(assets, &screen->arena, &screen->words, problems))
		return false;
	screen->fit = (struct fit_screen){&screen->measure, &screen->words, page_reference()};
	font_scale(screen->font, screen->fit.page.pixels_per_unit);
	screen->measure = font_measure(screen->font);
	return true;
}

static void screen_close(struct check_screen *screen)
{
	font_close(screen->font);
	arena_release(&screen->arena);
}

/* What reading warns of is not of the pages, and was said by sayso study check. */
static void forget_warnings(struct problems *problems)
{
	if (problems->errors == 0)
		*problems = (struct problems){0};
}

static bool folder_fits(const char *path, const struct fit_screen *screen,
			struct problems *problems)
{
	struct study_folder folder;
	bool read = study_folder_open(path, &folder, problems);

	forget_warnings(problems);
	bool fits =
		read && fit_study(screen, folder.study, folder.files, folder.file_count, problems);
	study_folder_release(&folder);
	return fits;
}

static bool pack_fits(const char *path, const struct fit_screen *screen, struct problems *problems)
{
	struct arena arena;
	struct pack pack;
	char *bytes = NULL;
	size_t size = 0;

	arena_init(&arena, MEMORY_MOST);
	bool read = file_read(path, ENVELOPE_MOST, &bytes, &size, problems) &&
		    pack_read((struct slice){bytes, size}, false, &arena, &pack, problems);
	forget_warnings(problems);
	bool fits = read &&
		    fit_study(screen, pack.study, pack.files, pack.envelope.member_count, problems);
	arena_release(&arena);
	free(bytes);
	return fits;
}

enum check check_study(const char *path, const char *assets, struct problems *problems)
{
	struct check_screen screen = {.font = NULL};
	enum check check = CHECK_NOT_DONE;

	if (screen_open(&screen, assets, problems)) {
		bool fits = folder_exists(path) ? folder_fits(path, &screen.fit, problems)
						: pack_fits(path, &screen.fit, problems);
		check = fits ? CHECK_FINE : CHECK_BAD_STUDY;
	}
	screen_close(&screen);
	return check;
}
