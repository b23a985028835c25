#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SDL.h>
#include <SDL_ttf.h>

#include "kiosk/platform/font.h"
#include "kiosk/platform/pixels.h"

#define FONTS_OPEN 32
#define WORDS_KEPT 512	 /* a power of two, more than twice what stands on a page in both faces */
#define WIDTHS_KEPT 2048 /* a power of two */
#define TEXT_MOST 4096

/* A file, as the system keeps it: all sizes read the same pages of memory. */
struct face {
	void *bytes; /* NULL: not there */
	size_t size;
};

struct sized {
	TTF_Font *font; /* NULL: free */
	int dpi;
	bool bold;
	uint64_t used;
};

struct kept_words {
	uint64_t hash; /* 0: free */
	uint8_t *coverage;
	struct drawn_words drawn;
	bool used;
};

struct font {
	float pixels_per_unit;
	struct face faces[2]; /* regular, bold */
	struct sized sized[FONTS_OPEN];
	uint64_t clock;
	struct kept_words words[WORDS_KEPT];
	struct {
		uint64_t hash; /* 0: free */
		float width;
	} widths[WIDTHS_KEPT];
	char text[TEXT_MOST]; /* the last text, with its NUL; wiped after use */
};

static const char *const face_files[2] = {
	"/usr/share/fonts/truetype/andika/Andika-Regular.ttf",
	"/usr/share/fonts/truetype/andika/Andika-Bold.ttf",
};

static struct face face_open(const char *path)
{
	struct face face = {NULL, 0};
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return face;
	if (fstat(file, &status) == 0 && status.st_size > 0 && status.st_size < INT32_MAX) {
		face.size = (size_t)status.st_size;
		face.bytes = mmap(NULL, face.size, PROT_READ, MAP_PRIVATE, file, 0);
		if (face.bytes == MAP_FAILED)
			face.bytes = NULL;
	}
	close(file);
	return face;
}

/* Nine points at so many dots an inch are an eighth of that in pixels. */
static int dpi_of(const struct font *font, float em)
{
	return to_pixel(em * 8, font->pixels_per_unit);
}

static TTF_Font *sized_open(const struct face *face, int dpi)
{
	SDL_RWops *file = face->bytes ? SDL_RWFromConstMem(face->bytes, (int)face->size) : NULL;
	TTF_Font *font = file ? TTF_OpenFontDPIRW(file, 1, 9, (unsigned)dpi, (unsigned)dpi) : NULL;

	if (font)
		TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
	return font;
}

static struct sized *sized_find(struct font *font, float em, bool bold)
{
	int dpi = dpi_of(font, em);
	struct sized *oldest = &font->sized[0];

	for (size_t i = 0; i < FONTS_OPEN; i++) {
		struct sized *sized = &font->sized[i];

		if (sized->font && sized->dpi == dpi && sized->bold == bold) {
			sized->used = ++font->clock;
			return sized;
		}
		if (sized->used < oldest->used)
			oldest = sized;
	}
	if (oldest->font)
		TTF_CloseFont(oldest->font);
	*oldest = (struct sized){sized_open(&font->faces[bold], dpi), dpi, bold, ++font->clock};
	if (oldest->font)
		return oldest;
	*oldest = (struct sized){0};
	return NULL;
}

struct font *font_open(struct problems *problems)
{
	struct font *font = calloc(1, sizeof *font);

	if (!font || TTF_Init() != 0) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the letters.");
		free(font);
		return NULL;
	}
	font->pixels_per_unit = 5.3f;
	for (size_t i = 0; i < countof(face_files); i++)
		font->faces[i] = face_open(face_files[i]);
	if (!sized_find(font, 8, false) || !sized_find(font, 8, true)) {
		problem_error_at(problems, NULL, "Install the package fonts-sil-andika.",
				 "The font Andika is not on this machine.");
		font_close(font);
		return NULL;
	}
	return font;
}

static void fonts_close(struct font *font)
{
	for (size_t i = 0; i < FONTS_OPEN; i++)
		if (font->sized[i].font)
			TTF_CloseFont(font->sized[i].font);
	memset(font->sized, 0, sizeof font->sized);
}

void font_close(struct font *font)
{
	if (!font)
		return;
	font_forget(font);
	fonts_close(font);
	for (size_t i = 0; i < countof(font->faces); i++)
		if (font->faces[i].bytes)
			munmap(font->faces[i].bytes, font->faces[i].size);
	TTF_Quit();
	free(font);
}

void font_scale(struct font *font, float pixels_per_unit)
{
	if (font->pixels_per_unit == pixels_per_unit)
		return;
	font_forget(font);
	fonts_close(font);
	font->pixels_per_unit = pixels_per_unit;
}

/* SDL_ttf wants a NUL behind the text. */
static const char *with_nul(struct font *font, struct slice text)
{
	if (text.size >= TEXT_MOST)
		return NULL;
	if (text.size)
		memcpy(font->text, text.bytes, text.size);
	font->text[text.size] = '\0';
	return font->text;
}

static void text_wipe(struct font *font, struct slice text)
{
	explicit_bzero(font->text, text.size);
}

static uint64_t words_hash(const struct font *font, struct slice text, float em, bool bold)
{
	int dpi = dpi_of(font, em);
	uint64_t hash = hash_bytes(HASH_BEGIN, text.bytes, text.size);

	hash = hash_bytes(hash, &dpi, sizeof dpi);
	hash = hash_bytes(hash, &bold, sizeof bold);
	return hash ? hash : 1;
}

static float width_measure(struct font *font, struct slice text, float em, bool bold)
{
	struct sized *sized = sized_find(font, em, bold);
	const char *with = with_nul(font, text);
	int width = 0, height = 0;

	/* As wide as letters can be, so that it fits nowhere. */
	if (!sized || !with || TTF_SizeUTF8(sized->font, with, &width, &height) != 0)
		return 2 * em * (float)(text.size + 1);
	text_wipe(font, text);
	return (float)width / font->pixels_per_unit;
}

static float font_width(void *context, struct slice text, float em, bool bold)
{
	struct font *font = context;

	if (text.size == 0)
		return 0;
	uint64_t hash = words_hash(font, text, em, bold);
	size_t at = hash & (WIDTHS_KEPT - 1);
	if (font->widths[at].hash != hash) {
		font->widths[at].width = width_measure(font, text, em, bold);
		font->widths[at].hash = hash;
	}
	return font->widths[at].width;
}

struct measure font_measure(struct font *font)
{
	return (struct measure){font_width, font};
}

/* The box round what is inked; width 0: nothing is. */
static struct area inked(const SDL_Surface *surface)
{
	const uint8_t *pixels = surface->pixels;
	int left = surface->w, right = 0, top = surface->h, foot = 0;

	for (int y = 0; y < surface->h; y++) {
		const uint8_t *row = pixels + y * surface->pitch;
		int first = 0, end = surface->w;

		while (first < end && row[first] == 0)
			first++;
		if (first == end)
			continue;
		while (row[end - 1] == 0)
			end--;
		left = first < left ? first : left;
		right = end > right ? end : right;
		top = y < top ? y : top;
		foot = y + 1;
	}
	return area_of(left, top, right, foot);
}

static bool words_crop(struct kept_words *words, const SDL_Surface *surface, int ascent,
		       int bearing)
{
	struct area ink = inked(surface);
	const uint8_t *pixels = surface->pixels;

	words->drawn = (struct drawn_words){NULL, ink.x + bearing, ink.y - ascent, 0, 0};
	if (area_empty(ink))
		return true;
	words->coverage = malloc((size_t)ink.width * (size_t)ink.height);
	if (!words->coverage)
		return false;
	for (int y = 0; y < ink.height; y++)
		memcpy(words->coverage + (size_t)y * (size_t)ink.width,
		       pixels + (ink.y + y) * surface->pitch + ink.x, (size_t)ink.width);
	words->drawn.coverage = words->coverage;
	words->drawn.width = ink.width, words->drawn.height = ink.height;
	return true;
}

/* SDL_ttf moves a text to the right whose first letter begins left of the pen. */
static int first_bearing(TTF_Font *font, struct slice text)
{
	size_t at = 0;
	int least = 0;
	uint32_t first = utf8_next(text, &at);

	if (TTF_GlyphMetrics32(font, first, &least, NULL, NULL, NULL, NULL) != 0 || least > 0)
		return 0;
	return least;
}

/* White on black in 256 greys: each pixel's number is its coverage. */
static bool words_draw(struct font *font, struct kept_words *words, struct slice text, float em,
		       bool bold)
{
	static const SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
	struct sized *sized = sized_find(font, em, bold);
	const char *with = with_nul(font, text);

	if (!sized || !with)
		return false;
	SDL_Surface *surface = TTF_RenderUTF8_Shaded(sized->font, with, white, black);
	text_wipe(font, text);
	if (!surface)
		return false;
	bool fine = words_crop(words, surface, TTF_FontAscent(sized->font),
			       first_bearing(sized->font, text));
	explicit_bzero(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
	SDL_FreeSurface(surface);
	return fine;
}

static void words_wipe(struct kept_words *words)
{
	if (words->coverage) {
		explicit_bzero(words->coverage,
			       (size_t)words->drawn.width * (size_t)words->drawn.height);
		free(words->coverage);
	}
	explicit_bzero(words, sizeof *words);
}

/* The place of these words, or the free one where they belong; NULL: full. */
static struct kept_words *words_find(struct font *font, uint64_t hash)
{
	for (size_t i = 0; i < WORDS_KEPT; i++) {
		struct kept_words *words = &font->words[(hash + i) & (WORDS_KEPT - 1)];

		if (words->hash == hash || words->hash == 0)
			return words;
	}
	return NULL;
}

/* Drawn if need be. NULL: no memory, or the font refused it. */
static struct kept_words *words_have(struct font *font, struct slice text, float em, bool bold)
{
	uint64_t hash = words_hash(font, text, em, bold);
	struct kept_words *words = words_find(font, hash);

	if (!words) { /* full */
		font_turn_page(font);
		words = words_find(font, hash);
	}
	if (!words || words->hash == hash)
		return words;
	if (!words_draw(font, words, text, em, bold)) {
		words_wipe(words);
		return NULL;
	}
	words->hash = hash;
	return words;
}

bool font_draw(struct font *font, struct slice text, float em, bool bold, struct drawn_words *out)
{
	*out = (struct drawn_words){0};
	if (text.size == 0)
		return true;
	struct kept_words *words = words_have(font, text, em, bold);
	if (!words)
		return false;
	words->used = true;
	*out = words->drawn;
	return true;
}

void font_prepare(struct font *font, struct slice text, float em, bool bold)
{
	if (text.size)
		(void)!words_have(font, text, em, bold);
}

/* Those that stay are put in their places anew: a hole would hide what lies behind it. */
void font_turn_page(struct font *font)
{
	static const struct kept_words none;
	struct kept_words stay[WORDS_KEPT];
	size_t count = 0;

	for (size_t i = 0; i < WORDS_KEPT; i++) {
		struct kept_words *words = &font->words[i];

		if (words->hash && words->used)
			stay[count++] = *words;
		else
			words_wipe(words);
		*words = none;
	}
	for (size_t i = 0; i < count; i++) {
		struct kept_words *place = words_find(font, stay[i].hash);

		*place = stay[i];
		place->used = false;
	}
	explicit_bzero(stay, sizeof stay);
}

void font_forget(struct font *font)
{
	for (size_t i = 0; i < WORDS_KEPT; i++)
		words_wipe(&font->words[i]);
	explicit_bzero(font->widths, sizeof font->widths);
	explicit_bzero(font->text, sizeof font->text);
}

size_t font_words_kept(const struct font *font)
{
	size_t count = 0;

	for (size_t i = 0; i < WORDS_KEPT; i++)
		count += font->words[i].hash != 0;
	return count;
}
