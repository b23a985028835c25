#include "kiosk/platform/font.h"
#include "kiosk/platform/pixels.h"
#include "kiosk/platform/typeface.h"

#define WORDS_KEPT 512	 /* a power of two, more than twice what stands on a page in both faces */
#define WIDTHS_KEPT 2048 /* a power of two */
#define TEXT_MOST 4096

struct kept_words {
	uint64_t hash; /* 0: free */
	uint8_t *coverage;
	struct drawn_words drawn;
	bool used;
};

struct font {
	float pixels_per_unit;
	struct typeface typeface;
	struct kept_words words[WORDS_KEPT];
	struct {
		uint64_t hash; /* 0: free */
		float width;
	} widths[WIDTHS_KEPT];
	char text[TEXT_MOST]; /* the last text, with its NUL; wiped after use */
};

struct font *font_open(struct problems *problems)
{
	struct font *font = calloc(1, sizeof *font);

	if (!font) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the letters.");
		return NULL;
	}
	font->pixels_per_unit = 5.3f;
	if (!typeface_open(&font->typeface, problems)) {
		free(font);
		return NULL;
	}
	return font;
}

void font_close(struct font *font)
{
	if (!font)
		return;
	font_forget(font);
	typeface_close(&font->typeface);
	free(font);
}

void font_scale(struct font *font, float pixels_per_unit)
{
	if (font->pixels_per_unit == pixels_per_unit)
		return;
	font_forget(font);
	typeface_close_sizes(&font->typeface);
	font->pixels_per_unit = pixels_per_unit;
}

static int eighths_of(const struct font *font, float em)
{
	return to_pixel(em * 8, font->pixels_per_unit);
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

static void text_wipe(struct font *font)
{
	explicit_bzero(font->text, strlen(font->text));
}

static uint64_t words_hash(const struct font *font, struct slice text, float em, bool bold)
{
	int eighths = eighths_of(font, em);
	uint64_t hash = hash_bytes(HASH_BEGIN, text.bytes, text.size);

	hash = hash_bytes(hash, &eighths, sizeof eighths);
	hash = hash_bytes(hash, &bold, sizeof bold);
	return hash ? hash : 1;
}

static float width_measure(struct font *font, struct slice text, float em, bool bold)
{
	TTF_Font *face = typeface_at(&font->typeface, eighths_of(font, em), bold);
	const char *with = with_nul(font, text);
	int width = 0, height = 0;
	bool fine = face && with && TTF_SizeUTF8(face, with, &width, &height) == 0;

	text_wipe(font);
	/* Else wider than letters can be, so that it fits nowhere. */
	return fine ? (float)width / font->pixels_per_unit : 2 * em * (float)(text.size + 1);
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
	TTF_Font *face = typeface_at(&font->typeface, eighths_of(font, em), bold);
	const char *with = with_nul(font, text);
	SDL_Surface *surface =
		face && with ? TTF_RenderUTF8_Shaded(face, with, white, black) : NULL;

	text_wipe(font);
	if (!surface)
		return false;
	bool fine = words_crop(words, surface, TTF_FontAscent(face), first_bearing(face, text));
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
