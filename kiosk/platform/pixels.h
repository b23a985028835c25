/* What a pixel is, and how one colour lies over another: whole numbers only, so that every machine
 * gives the same bytes. Header only. */
#ifndef SAYSO_PIXELS_H
#define SAYSO_PIXELS_H

#include <wchar.h>

#include "kiosk/page/look.h"

/* Rows of 0x00RRGGBB. */
struct canvas {
	uint32_t *pixels;
	int width, height;
	size_t stride; /* pixels from row to row */
};

struct area {
	int x, y, width, height; /* pixels */
};

static inline struct area area_of(int x0, int y0, int x1, int y1)
{
	return (struct area){x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

static inline bool area_empty(struct area a)
{
	return a.width <= 0 || a.height <= 0;
}

static inline struct area area_common(struct area a, struct area b)
{
	int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
	int ax = a.x + a.width, bx = b.x + b.width, ay = a.y + a.height, by = b.y + b.height;

	return area_of(x0, y0, ax < bx ? ax : bx, ay < by ? ay : by);
}

static inline struct area area_both(struct area a, struct area b)
{
	int ax = a.x + a.width, bx = b.x + b.width, ay = a.y + a.height, by = b.y + b.height;

	if (area_empty(a))
		return b;
	if (area_empty(b))
		return a;
	return area_of(a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, ax > bx ? ax : bx,
		       ay > by ? ay : by);
}

static inline uint32_t *canvas_at(const struct canvas *canvas, int x, int y)
{
	return canvas->pixels + (size_t)y * canvas->stride + (size_t)x;
}

static inline uint32_t pixel_of(struct colour colour)
{
	return (uint32_t)colour.red << 16 | (uint32_t)colour.green << 8 | colour.blue;
}

/* a * b / 255, rounded; both at most 255. */
static inline uint32_t byte_times(uint32_t a, uint32_t b)
{
	uint32_t product = a * b + 128;

	return (product + (product >> 8)) >> 8;
}

/* over laid on under, coverage 0 to 255: red and blue in one sum, each exactly rounded. */
static inline uint32_t pixel_mix(uint32_t under, uint32_t over, uint32_t coverage)
{
	uint32_t rest = 255 - coverage;
	uint32_t rb = (under & 0xff00ff) * rest + (over & 0xff00ff) * coverage + 0x800080;
	uint32_t g = (under >> 8 & 0xff) * rest + (over >> 8 & 0xff) * coverage + 0x80;

	rb = (rb + (rb >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
	g = (g + (g >> 8)) & 0xff00;
	return rb | g;
}

static inline void pixels_fill(uint32_t *pixels, size_t count, uint32_t colour)
{
	_Static_assert(sizeof(wchar_t) == sizeof *pixels, "filled as fast as memory can be");
	wmemset((wchar_t *)pixels, (wchar_t)colour, count);
}

/* Units to pixels, to the nearest whole one; halves go up everywhere alike. */
static inline int to_pixel(float units, float pixels_per_unit)
{
	float at = units * pixels_per_unit + 0.5f;
	int whole = (int)at;

	return (float)whole > at ? whole - 1 : whole;
}

/* FNV-1a: to tell whether something changed, never whether it can be trusted. */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)
static inline uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
	return hash;
}

#endif
