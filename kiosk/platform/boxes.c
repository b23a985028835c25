#include <math.h>

#include "kiosk/platform/boxes.h"

/* Signed distance of a pixel's middle from the outline, negative inside. */
struct outline_box {
	float middle_x, middle_y, core_x, core_y, radius;
};

static struct outline_box outline_of(const struct round_box *box)
{
	float half_x = (float)box->area.width / 2, half_y = (float)box->area.height / 2;
	float radius = fminf(box->radius, fminf(half_x, half_y));

	return (struct outline_box){(float)box->area.x + half_x, (float)box->area.y + half_y,
				    half_x - radius, half_y - radius, radius};
}

static float outline_distance(const struct outline_box *outline, int x, int y)
{
	float dx = fabsf((float)x + 0.5f - outline->middle_x) - outline->core_x;
	float dy = fabsf((float)y + 0.5f - outline->middle_y) - outline->core_y;

	if (dx <= 0 || dy <= 0)
		return fmaxf(dx, dy) - outline->radius;
	return sqrtf(dx * dx + dy * dy) - outline->radius;
}

static uint32_t coverage_of(float distance)
{
	float share = 0.5f - distance;

	return share <= 0 ? 0 : share >= 1 ? 255 : (uint32_t)(share * 255 + 0.5f);
}

static uint32_t box_pixel(const struct round_box *box, float distance, uint32_t under)
{
	uint32_t outer = coverage_of(distance);
	uint32_t inner = coverage_of(distance + (float)box->line);

	if (!box->filled)
		return pixel_mix(under, box->line_colour, byte_times(outer, 255 - inner));
	uint32_t own = box->line ? pixel_mix(box->line_colour, box->fill, inner) : box->fill;
	return pixel_mix(under, own, outer);
}

/* Between the rounded ends all pixels of a row have one distance. */
static void box_row(const struct canvas *canvas, struct area clip, const struct round_box *box,
		    const struct outline_box *outline, int y)
{
	int end = clip.x + clip.width;
	int ends = (int)ceilf(outline->radius) + box->line + 1;
	int flat_from = box->area.x + ends, flat_to = box->area.x + box->area.width - ends;
	uint32_t *row = canvas_at(canvas, 0, y);

	for (int x = clip.x; x < end; x++) {
		if (x >= flat_from && x < flat_to) {
			float distance = outline_distance(outline, x, y);
			int to = flat_to < end ? flat_to : end;

			if (coverage_of(distance) == 255 &&
			    (box->filled || coverage_of(distance + (float)box->line) == 0))
				pixels_fill(row + x, (size_t)(to - x), box_pixel(box, distance, 0));
			else if (coverage_of(distance) && box->filled)
				for (int i = x; i < to; i++)
					row[i] = box_pixel(box, distance, row[i]);
			x = to - 1;
			continue;
		}
		row[x] = box_pixel(box, outline_distance(outline, x, y), row[x]);
	}
}

void box_paint(const struct canvas *canvas, struct area clip, const struct round_box *box)
{
	struct outline_box outline = outline_of(box);

	clip = area_common(clip, box->area);
	for (int y = clip.y; y < clip.y + clip.height; y++)
		box_row(canvas, clip, box, &outline, y);
}

int fall_reach(struct fall fall)
{
	return (int)ceilf(fall.sigma * 2.6f);
}

#define BLUR_MOST 64	    /* pixels to each side */
#define SHADOW_CAP_MOST 512 /* columns of a mask: a large screen's largest radius, and the blur */

struct blur {
	int reach;
	float weights[2 * BLUR_MOST + 1];
};

static struct blur blur_of(struct fall fall)
{
	struct blur blur = {.reach = fall_reach(fall)};
	float sum = 0;

	if (blur.reach > BLUR_MOST)
		blur.reach = BLUR_MOST;
	for (int i = -blur.reach; i <= blur.reach; i++) {
		float at = (float)i / fmaxf(fall.sigma, 0.1f);

		blur.weights[i + blur.reach] = expf(-at * at / 2);
		sum += blur.weights[i + blur.reach];
	}
	for (int i = 0; i <= 2 * blur.reach; i++)
		blur.weights[i] /= sum;
	return blur;
}

/* The left end of a box that goes on for ever to the right: across. */
static void blur_across(const struct shadow *shadow, const struct blur *blur, float *rows)
{
	struct round_box box = {.area = {0, 0, 4 * shadow->cap, shadow->height},
				.radius = (float)shadow->radius};
	struct outline_box outline = outline_of(&box);
	float row[SHADOW_CAP_MOST + 2 * BLUR_MOST];

	for (int y = 0; y < shadow->height; y++) {
		float *out = rows + (size_t)y * (size_t)shadow->cap;

		for (int x = 0; x < shadow->cap + 2 * blur->reach; x++)
			row[x] = (float)coverage_of(
				outline_distance(&outline, x - shadow->reach - blur->reach, y));
		for (int x = 0; x < shadow->cap; x++) {
			out[x] = 0;
			for (int i = 0; i <= 2 * blur->reach; i++)
				out[x] += blur->weights[i] * row[x + i];
		}
	}
}

/* Then down. */
static void blur_down(struct shadow *shadow, const struct blur *blur, const float *rows)
{
	float sums[SHADOW_CAP_MOST];

	for (int y = 0; y < shadow->height + 2 * shadow->reach; y++) {
		uint8_t *out = shadow->mask + (size_t)y * (size_t)shadow->cap;

		for (int x = 0; x < shadow->cap; x++)
			sums[x] = 0;
		for (int i = 0; i <= 2 * blur->reach; i++) {
			int from = y - shadow->reach - blur->reach + i;

			if (from < 0 || from >= shadow->height)
				continue;
			for (int x = 0; x < shadow->cap; x++)
				sums[x] += blur->weights[i] *
					   rows[(size_t)from * (size_t)shadow->cap + (size_t)x];
		}
		for (int x = 0; x < shadow->cap; x++)
			out[x] = (uint8_t)(sums[x] + 0.5f);
	}
}

static bool shadow_make(struct shadow *shadow, int height, int radius, struct fall fall)
{
	free(shadow->mask);
	*shadow = (struct shadow){height, radius, fall_reach(fall), 0, NULL, 0};
	shadow->cap = radius + 2 * shadow->reach + 1;
	if (shadow->cap > SHADOW_CAP_MOST)
		shadow->cap = SHADOW_CAP_MOST;
	struct blur blur = blur_of(fall);
	size_t cap = (size_t)shadow->cap, high = (size_t)(height + 2 * shadow->reach);
	float *rows = calloc(cap * (size_t)height + 1, sizeof *rows);
	shadow->mask = calloc(cap * high + 1, 1);
	if (rows && shadow->mask) {
		blur_across(shadow, &blur, rows);
		blur_down(shadow, &blur, rows);
	}
	free(rows);
	if (!rows || !shadow->mask) {
		free(shadow->mask);
		*shadow = (struct shadow){0};
		return false;
	}
	return true;
}

static struct shadow *shadow_find(struct shadows *shadows, const struct round_box *box,
				  struct fall fall)
{
	int radius = (int)(box->radius + 0.5f);
	struct shadow *oldest = &shadows->list[0];

	for (size_t i = 0; i < SHADOWS_KEPT; i++) {
		struct shadow *shadow = &shadows->list[i];

		if (shadow->mask && shadow->height == box->area.height &&
		    shadow->radius == radius && shadow->reach == fall_reach(fall))
			return shadow;
		if (shadow->used < oldest->used)
			oldest = shadow;
	}
	return shadow_make(oldest, box->area.height, radius, fall) ? oldest : NULL;
}

/* One row of a shadow, while it is painted. */
struct shade {
	const uint8_t *mask;
	int left, right, cap; /* of the shadow; columns of the mask */
	uint32_t pixel, alpha;
};

/* From the left end to the right one, which mirrors it; between them all pixels are alike. */
static void shade_pixels(const struct shade *shade, uint32_t *row, int from, int to)
{
	int flat_from = shade->left + shade->cap - 1, flat_to = shade->right - shade->cap + 1;
	uint32_t flat = byte_times(shade->mask[shade->cap - 1], shade->alpha);

	for (int x = from; x < to; x++) {
		int near = x - shade->left < shade->right - 1 - x ? x - shade->left
								  : shade->right - 1 - x;

		if (x >= flat_from && x < flat_to) {
			int end = to < flat_to ? to : flat_to;

			for (; flat && x < end; x++)
				row[x] = pixel_mix(row[x], shade->pixel, flat);
			x = end - 1;
			continue;
		}
		near = near < shade->cap ? near : shade->cap - 1;
		row[x] = pixel_mix(row[x], shade->pixel,
				   byte_times(shade->mask[near], shade->alpha));
	}
}

/* The box hides its shadow but for its corners. */
static void shade_row(const struct shade *shade, const struct round_box *box, int radius, int y,
		      uint32_t *row, struct area clip)
{
	struct area a = box->area;
	int end = clip.x + clip.width, corner = radius;
	int down = y - a.y, up = a.y + a.height - 1 - y;

	if (down < 0 || up < 0) {
		shade_pixels(shade, row, clip.x, end);
		return;
	}
	if (down >= radius && up >= radius)
		corner = 0;
	int hidden_from = a.x + corner, hidden_to = a.x + a.width - corner;
	shade_pixels(shade, row, clip.x, end < hidden_from ? end : hidden_from);
	shade_pixels(shade, row, clip.x > hidden_to ? clip.x : hidden_to, end);
}

bool shadow_paint(struct shadows *shadows, const struct canvas *canvas, struct area clip,
		  const struct round_box *box, struct fall fall, struct colour colour)
{
	struct shadow *shadow = shadow_find(shadows, box, fall);

	if (!shadow)
		return false;
	shadow->used = ++shadows->clock;
	int left = box->area.x - shadow->reach, top = box->area.y - shadow->reach + fall.down;
	int right = box->area.x + box->area.width + shadow->reach;
	int foot = top + shadow->height + 2 * shadow->reach;
	struct shade shade = {NULL, left, right, shadow->cap, pixel_of(colour), colour.alpha};

	clip = area_common(clip, area_of(left, top, right, foot));
	for (int y = clip.y; y < clip.y + clip.height; y++) {
		shade.mask = shadow->mask + (size_t)(y - top) * (size_t)shadow->cap;
		shade_row(&shade, box, shadow->radius, y, canvas_at(canvas, 0, y), clip);
	}
	return true;
}

void shadows_release(struct shadows *shadows)
{
	for (size_t i = 0; i < SHADOWS_KEPT; i++)
		free(shadows->list[i].mask);
	*shadows = (struct shadows){0};
}
