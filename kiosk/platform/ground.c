#include "kiosk/platform/ground.h"

#define DITHER 8
/* Bayer's order of 64 thresholds: neighbouring rows of the gradient melt into each other. */
static const uint8_t thresholds[DITHER][DITHER] = {
	{0, 32, 8, 40, 2, 34, 10, 42},	{48, 16, 56, 24, 50, 18, 58, 26},
	{12, 44, 4, 36, 14, 46, 6, 38}, {60, 28, 52, 20, 62, 30, 54, 22},
	{3, 35, 11, 43, 1, 33, 9, 41},	{51, 19, 59, 27, 49, 17, 57, 25},
	{15, 47, 7, 39, 13, 45, 5, 37}, {63, 31, 55, 23, 61, 29, 53, 21},
};

/* A colour between two, at row y of height, in 64ths of a step. */
static uint32_t between(uint8_t top, uint8_t foot, int y, int height)
{
	return (uint32_t)(top * 64 + ((int64_t)foot - top) * (2 * y + 1) * 64 / (2 * height));
}

static void gradient_row(const struct ground *ground, int y, int x, size_t count, uint32_t *out)
{
	struct colour a = ground->gradient[0], b = ground->gradient[1];
	uint32_t red = between(a.red, b.red, y, ground->height);
	uint32_t green = between(a.green, b.green, y, ground->height);
	uint32_t blue = between(a.blue, b.blue, y, ground->height);
	uint32_t pattern[DITHER];

	for (size_t i = 0; i < DITHER; i++) {
		uint32_t threshold = thresholds[y % DITHER][((size_t)x + i) % DITHER];

		pattern[i] = (red + threshold) / 64 << 16 | (green + threshold) / 64 << 8 |
			     (blue + threshold) / 64;
	}
	for (; count >= DITHER; count -= DITHER, out += DITHER)
		memcpy(out, pattern, sizeof pattern);
	memcpy(out, pattern, count * sizeof *out);
}

static void ground_row(const struct ground *ground, int y, int x, size_t count, uint32_t *out)
{
	if (y < ground->top)
		gradient_row(ground, y, x, count, out);
	else
		rows_lay(&ground->rows, (y - ground->top) % ground->rows.height, x, count, out);
}

void ground_lay(const struct ground *ground, const struct canvas *canvas, struct area area)
{
	area = area_common(area, (struct area){0, 0, ground->width, ground->height});
	for (int y = area.y; y < area.y + area.height; y++)
		ground_row(ground, y, area.x, (size_t)area.width, canvas_at(canvas, area.x, y));
}

void ground_release(struct ground *ground)
{
	rows_release(&ground->rows);
	*ground = (struct ground){0};
}

static bool no_memory(struct problems *problems)
{
	problem_error_at(problems, NULL, NULL, "There is no memory for a page's ground.");
	return false;
}

static bool canvas_take(struct canvas *canvas, int width, int height, struct problems *problems)
{
	*canvas = (struct canvas){calloc((size_t)width * (size_t)height + 1, sizeof(uint32_t)),
				  width, height, (size_t)width};
	return canvas->pixels || no_memory(problems);
}

/* Painted in bands, so that it takes little memory and no page of the machine's twice. */
#define BAND_ROWS 64

static bool band_make(struct ground *ground, const struct canvas *band, int top, enum scene scene,
		      enum look look, const struct page *page)
{
	for (int y = 0; y < band->height; y++)
		gradient_row(ground, top + y, 0, (size_t)band->width, canvas_at(band, 0, y));
	return scenery_paint(band, top, scene, look, page) && rows_add(&ground->rows, band);
}

static bool shore_make(struct ground *ground, enum scene scene, enum look look,
		       const struct page *page, struct problems *problems)
{
	struct canvas band;
	bool fine = true;

	if (!canvas_take(&band, ground->width, BAND_ROWS, problems))
		return false;
	for (int top = ground->top; fine && top < ground->height; top += BAND_ROWS) {
		int left = ground->height - top;

		band.height = left < BAND_ROWS ? left : BAND_ROWS;
		fine = band_make(ground, &band, top, scene, look, page);
	}
	free(band.pixels);
	return fine || no_memory(problems);
}

/* One tile high; as wide as the page. */
static bool cover_make(struct ground *ground, enum look look, const struct page *page,
		       struct problems *problems)
{
	struct area size = cover_tile(page);
	struct canvas tile, wide;

	ground->top = 0;
	if (!canvas_take(&tile, size.width, size.height, problems))
		return false;
	if (!canvas_take(&wide, ground->width, size.height, problems)) {
		free(tile.pixels);
		return false;
	}
	cover_paint(&tile, look, page);
	for (int y = 0; y < wide.height; y++)
		for (int x = 0; x < wide.width; x++)
			*canvas_at(&wide, x, y) = *canvas_at(&tile, x % tile.width, y);
	bool fine = rows_add(&ground->rows, &wide);
	free(tile.pixels);
	free(wide.pixels);
	return fine || no_memory(problems);
}

static bool town_draw(struct ground *ground, const char *file, const struct pictures *pictures,
		      struct problems *problems)
{
	static const struct scene_size town = {256, 144, 80, 20};
	struct canvas whole;

	if (!canvas_take(&whole, ground->width, ground->height, problems))
		return false;
	bool drawn = picture_fill(pictures, &whole, file, town, problems);
	bool fine = drawn && (rows_add(&ground->rows, &whole) || no_memory(problems));
	free(whole.pixels);
	return fine;
}

static bool town_make(struct ground *ground, const char *name, const struct pictures *pictures,
		      const char *cache, struct problems *problems)
{
	char file[64], kept[1100];
	uint64_t source;

	ground->top = 0;
	snprintf(file, sizeof file, "places/%s.svg", name);
	snprintf(kept, sizeof kept, "%s/%s-%dx%d.rows", cache ? cache : "", name, ground->width,
		 ground->height);
	if (!picture_hash(pictures, file, &source, problems))
		return false;
	if (cache && rows_read(kept, source, ground->width, ground->height, &ground->rows))
		return true;
	if (!town_draw(ground, file, pictures, problems))
		return false;
	if (cache)
		rows_keep(kept, source, &ground->rows);
	return true;
}

bool ground_make(struct ground *ground, enum scene scene, enum look look, const struct page *page,
		 struct area whole, const struct pictures *pictures, const char *cache,
		 struct problems *problems)
{
	bool fine;

	*ground = (struct ground){.width = whole.width,
				  .height = whole.height,
				  .top = scenery_top(scene, page, whole.height),
				  .gradient = {look_colour(look, ROLE_GROUND_TOP),
					       look_colour(look, ROLE_GROUND_FOOT)}};
	switch (scene) {
	case SCENE_TOWN_DAY:
		fine = town_make(ground, "town-day", pictures, cache, problems);
		break;
	case SCENE_TOWN_EVENING:
		fine = town_make(ground, "town-evening", pictures, cache, problems);
		break;
	case SCENE_COVER:
		fine = cover_make(ground, look, page, problems);
		break;
	default:
		fine = shore_make(ground, scene, look, page, problems);
	}
	if (!fine)
		ground_release(ground);
	return fine;
}
