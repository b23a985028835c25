#include <math.h>

#include "kiosk/platform/scenery.h"

/* Drawn for a page of 257 x 144 units whose sea begins at 112; what lies left of the middle keeps
 * to the left edge, the rest to the right one. */
enum anchor { LEFT, RIGHT, STRETCHED };
struct outline {
	enum anchor anchor;
	enum role role;
	float least_width; /* of a page that has room for it */
	const char *path;
};

#define DRAWN_WIDTH 257.0f
#define DRAWN_SEA 112.0f

static const struct outline hills[] = {
	{LEFT, ROLE_HILL_1, 0, "M-2 116V105C20 98 44 97 70 104C86 108 100 110 118 113V116Z"},
	{RIGHT, ROLE_HILL_1, 0, "M259 116V100C237 95 211 100 185 106C167 110 153 112 137 114V116Z"},
	{LEFT, ROLE_HILL_2, 0, "M-2 116V108C14 104 30 106 52 114V116Z"},
	{RIGHT, ROLE_HILL_2, 0, "M259 116V106C241 103 223 105 197 114V116Z"},
	{LEFT, ROLE_HILL_2, 0, "M4 112.8V103.8L7 100.4L10 103.8V112.8Z"},
	{LEFT, ROLE_HILL_2, 0, "M10.5 113.7V102.7L14 99.3L17.5 102.7V113.7Z"},
	{LEFT, ROLE_HILL_2, 0, "M18 114.6V106.2L21 102.8L24 106.2V114.6Z"},
	{LEFT, ROLE_HILL_2, 0, "M24.5 115.5V105.5L28 102.1L31.5 105.5V115.5Z"},
	{LEFT, ROLE_HILL_2, 200,
	 "M81.7 108.4L82.4 95.4H82V94H82.8V91.4H82.1C82.6 88.4 85.4 88.4 85.9 "
	 "91.4H85.2V94H86V95.4H85.6"
	 "L86.3 108.4Z"},
};

/* Below the sea's first line. */
static const struct {
	float down, height, half, phase;
	enum role role;
} waves[] = {
	{0, 2.2f, 32, 0, ROLE_SEA_1},
	{9, 2.4f, 26, 3.154f, ROLE_SEA_2},
	{20, 2.4f, 35, 2.857f, ROLE_SEA_3},
};

/* The beach lies in front of a sea that begins so much higher. Each sand goes on flat to the foot.
 */
#define BEACH_UP 30.0f
static const struct sand {
	const char *path;
	float flat; /* from here down */
	struct colour shore, calm;
} sands[] = {
	{"M-2 102.4C60 97 150 104 259 95.6V108H-2Z",
	 108,
	 {0xF4, 0xF6, 0xEC, 255},
	 {0xF3, 0xF4, 0xF1, 255}},
	{"M-2 105.2C60 99.6 150 106.6 259 98.4V108H-2Z",
	 108,
	 {0xF4, 0xE3, 0xBB, 255},
	 {0xE9, 0xE4, 0xD6, 255}},
	{"M-2 123.6C60 118.6 160 129 259 121.4V128H-2Z",
	 128,
	 {0xEF, 0xDA, 0xA9, 255},
	 {0xE0, 0xD9, 0xC8, 255}},
};

static float sea_line(enum scene scene, const struct page *page)
{
	float line = page->height - look_length(LENGTH_SEA_HEIGHT);

	return scene == SCENE_BEACH ? line - BEACH_UP : line;
}

int scenery_top(enum scene scene, const struct page *page, int height_px)
{
	int top = to_pixel(sea_line(scene, page) - (DRAWN_SEA - 88), page->pixels_per_unit);

	if (scene != SCENE_SHORE && scene != SCENE_BEACH)
		return height_px;
	return top < 0 ? 0 : top > height_px ? height_px : top;
}

static struct placing placing_of(enum anchor anchor, float down, int top_px,
				 const struct page *page)
{
	float scale = page->pixels_per_unit;
	struct placing placing = {0, scale * down - (float)top_px, scale, scale};

	if (anchor == RIGHT)
		placing.x0 = scale * (page->width - DRAWN_WIDTH);
	if (anchor == STRETCHED)
		placing.scale_x = scale * page->width / DRAWN_WIDTH;
	return placing;
}

static struct swell swell_of(size_t i, float sea, int top_px, const struct page *page)
{
	float scale = page->pixels_per_unit;

	return (struct swell){(sea + waves[i].down) * scale - (float)top_px,
			      waves[i].height * scale, waves[i].half * scale, waves[i].phase};
}

static bool paint_hills(const struct canvas *strip, int top_px, float sea, enum look look,
			const struct page *page)
{
	for (size_t i = 0; i < countof(hills); i++) {
		struct placing placing = placing_of(hills[i].anchor, sea - DRAWN_SEA, top_px, page);

		if (page->width < hills[i].least_width)
			continue;
		if (!shape_path(strip, hills[i].path, placing,
				pixel_of(look_colour(look, hills[i].role))))
			return false;
	}
	return true;
}

static bool paint_sand(const struct canvas *strip, const struct sand *sand, struct placing placing,
		       uint32_t colour)
{
	int flat = (int)ceilf(placing.y0 + placing.scale_y * sand->flat);

	if (!shape_path(strip, sand->path, placing, colour))
		return false;
	/* The last row of the outline is covered in part. */
	for (int y = flat > 0 ? flat - 1 : 0; y < strip->height; y++)
		pixels_fill(canvas_at(strip, 0, y), (size_t)strip->width, colour);
	return true;
}

static bool paint_sands(const struct canvas *strip, int top_px, enum look look,
			const struct page *page)
{
	/* The paths are drawn for a page whose foot is at 144. */
	struct placing placing = placing_of(STRETCHED, page->height - 144, top_px, page);

	for (size_t i = 0; i < countof(sands); i++) {
		struct colour colour = look == LOOK_CALM ? sands[i].calm : sands[i].shore;

		if (!paint_sand(strip, &sands[i], placing, pixel_of(colour)))
			return false;
	}
	return true;
}

bool scenery_paint(const struct canvas *strip, int top_px, enum scene scene, enum look look,
		   const struct page *page)
{
	float sea = sea_line(scene, page);

	if (!paint_hills(strip, top_px, sea, look, page))
		return false;
	for (size_t i = 0; i < countof(waves); i++)
		if (!shape_swell(strip, swell_of(i, sea, top_px, page),
				 pixel_of(look_colour(look, waves[i].role))))
			return false;
	return scene != SCENE_BEACH || paint_sands(strip, top_px, look, page);
}

struct swell scenery_water(const struct page *page)
{
	return swell_of(0, sea_line(SCENE_SHORE, page), 0, page);
}

/* Overlapping rows of rings, each row half a ring further and half a radius down. */
#define RING_RADIUS 16.0f
#define RING_LINE 0.6f
static const enum role ring_roles[] = {ROLE_TILE_1, ROLE_TILE_2, ROLE_TILE_3, ROLE_TILE_4};

struct area cover_tile(const struct page *page)
{
	int half = to_pixel(RING_RADIUS, page->pixels_per_unit);
	int down = to_pixel(RING_RADIUS / 2, page->pixels_per_unit);

	half = half < 1 ? 1 : half, down = down < 1 ? 1 : down;
	return (struct area){0, 0, 2 * half, 2 * down};
}

static uint32_t cover_within(float inside)
{
	float share = inside + 0.5f;

	return share <= 0 ? 0 : share >= 1 ? 255 : (uint32_t)(share * 255 + 0.5f);
}

static uint32_t ring_pixel(uint32_t under, float distance, float scale, const uint32_t colours[5])
{
	for (size_t i = 0; i < countof(ring_roles); i++) {
		float outer = scale * RING_RADIUS * (1 - 0.25f * (float)i);
		float inner = outer - scale * RING_LINE;

		if (distance > outer + 1)
			break;
		under = pixel_mix(under, colours[4], cover_within(outer - distance));
		under = pixel_mix(under, colours[i], cover_within(inner - distance));
	}
	return under;
}

static uint32_t cover_pixel(int x, int y, struct area tile, float scale, const uint32_t colours[5])
{
	int half = tile.width / 2, down = tile.height / 2;
	uint32_t pixel = colours[0];

	for (int row = -3; row <= 5; row++) {
		float across = (float)(x - (row & 1 ? half : 0)) + 0.5f, width = (float)tile.width;
		float dy = (float)(y - row * down) + 0.5f;

		across -= width * floorf(across / width + 0.5f);
		pixel = ring_pixel(pixel, sqrtf(across * across + dy * dy), scale, colours);
	}
	return pixel;
}

void cover_paint(const struct canvas *tile, enum look look, const struct page *page)
{
	struct area area = cover_tile(page);
	uint32_t colours[5];

	for (size_t i = 0; i < 4; i++)
		colours[i] = pixel_of(look_colour(look, ring_roles[i]));
	colours[4] = pixel_of(look_colour(look, ROLE_TILE_LINE));
	for (int y = 0; y < tile->height; y++)
		for (int x = 0; x < tile->width; x++)
			*canvas_at(tile, x, y) =
				cover_pixel(x, y, area, page->pixels_per_unit, colours);
}
