#include <math.h>

#include "kiosk/platform/shape.h"

/* Each edge leaves, in the pixels that it crosses, the signed area to its right; the sum along a
 * row is then the share covered. */
struct raster {
	float *sums; /* width + 2 for each row */
	struct area area;
	size_t stride;
};

static bool raster_begin(struct raster *raster, struct area area)
{
	size_t size;

	raster->area = area;
	raster->stride = (size_t)area.width + 2;
	if (!size_multiply(raster->stride, (size_t)area.height, &size))
		return false;
	raster->sums = calloc(size ? size : 1, sizeof *raster->sums);
	return raster->sums != NULL;
}

static float clamped(float value, float least, float most)
{
	return value < least ? least : value > most ? most : value;
}

/* The part of an edge that lies in one row: from x0 to x1, over dy of its height. */
static void raster_row(float *sums, float x0, float x1, float dy)
{
	float left = x0 < x1 ? x0 : x1, right = x0 < x1 ? x1 : x0;
	int first = (int)left, last = (int)right;

	if (first == last) {
		float share = 1 - ((left + right) / 2 - (float)first);

		sums[first] += dy * share;
		sums[first + 1] += dy * (1 - share);
		return;
	}
	float per = dy / (right - left), before = 0;
	for (int x = first; x <= last; x++) {
		float from = x > first ? (float)x : left;
		float to = x < last ? (float)(x + 1) : right;
		float middle = (from + to) / 2 - (float)x, part = per * (to - from);

		sums[x] += before + part * (1 - middle);
		before = part * middle;
	}
	sums[last + 1] += before;
}

static void raster_line(struct raster *raster, float x0, float y0, float x1, float y1)
{
	float most = (float)raster->area.width, rows = (float)raster->area.height;
	float sign = 1;

	x0 -= (float)raster->area.x, x1 -= (float)raster->area.x;
	y0 -= (float)raster->area.y, y1 -= (float)raster->area.y;
	if (y0 > y1) {
		float x = x0, y = y0;

		x0 = x1, y0 = y1, x1 = x, y1 = y, sign = -1;
	}
	if (y1 <= 0 || y0 >= rows || y0 == y1)
		return;
	float slope = (x1 - x0) / (y1 - y0);
	float y = y0 < 0 ? 0 : y0, end = y1 > rows ? rows : y1;
	while (y < end) {
		float next = (float)((int)y + 1);

		next = next > end ? end : next;
		raster_row(raster->sums + (size_t)y * raster->stride,
			   clamped(x0 + (y - y0) * slope, 0, most),
			   clamped(x0 + (next - y0) * slope, 0, most), sign * (next - y));
		y = next;
	}
}

static void raster_paint(const struct raster *raster, const struct canvas *canvas, uint32_t colour)
{
	for (int y = 0; y < raster->area.height; y++) {
		const float *sums = raster->sums + (size_t)y * raster->stride;
		uint32_t *row = canvas_at(canvas, raster->area.x, raster->area.y + y);
		float sum = 0;

		for (int x = 0; x < raster->area.width; x++) {
			sum += sums[x];
			uint32_t coverage = (uint32_t)(clamped(fabsf(sum), 0, 1) * 255 + 0.5f);

			if (coverage == 255)
				row[x] = colour;
			else if (coverage)
				row[x] = pixel_mix(row[x], colour, coverage);
		}
	}
}

/* Reading a path twice: first how far it goes, then into the sums. */
struct pen {
	struct raster *raster; /* NULL: only measure */
	struct placing placing;
	float x, y, start_x, start_y; /* of the outline's own numbers */
	float least_x, least_y, most_x, most_y;
};

static float pen_x(const struct pen *pen, float x)
{
	return pen->placing.x0 + pen->placing.scale_x * x;
}

static float pen_y(const struct pen *pen, float y)
{
	return pen->placing.y0 + pen->placing.scale_y * y;
}

static void pen_reach(struct pen *pen, float x, float y)
{
	pen->least_x = fminf(pen->least_x, pen_x(pen, x));
	pen->most_x = fmaxf(pen->most_x, pen_x(pen, x));
	pen->least_y = fminf(pen->least_y, pen_y(pen, y));
	pen->most_y = fmaxf(pen->most_y, pen_y(pen, y));
}

static void pen_line(struct pen *pen, float x, float y)
{
	if (pen->raster)
		raster_line(pen->raster, pen_x(pen, pen->x), pen_y(pen, pen->y), pen_x(pen, x),
			    pen_y(pen, y));
	pen_reach(pen, x, y);
	pen->x = x, pen->y = y;
}

#define CURVE_STEPS 24
static void pen_curve(struct pen *pen, const float to[6])
{
	float x0 = pen->x, y0 = pen->y;

	for (int i = 1; i <= CURVE_STEPS; i++) {
		float t = (float)i / CURVE_STEPS, u = 1 - t;
		float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

		pen_line(pen, a * x0 + b * to[0] + c * to[2] + d * to[4],
			 a * y0 + b * to[1] + c * to[3] + d * to[5]);
	}
}

static size_t numbers_of(char command)
{
	return command == 'C' ? 6 : command == 'H' || command == 'V' ? 1 : command == 'Z' ? 0 : 2;
}

static void pen_do(struct pen *pen, char command, const float numbers[6])
{
	switch (command) {
	case 'M':
		pen->start_x = pen->x = numbers[0], pen->start_y = pen->y = numbers[1];
		pen_reach(pen, pen->x, pen->y);
		break;
	case 'H':
		pen_line(pen, numbers[0], pen->y);
		break;
	case 'V':
		pen_line(pen, pen->x, numbers[0]);
		break;
	case 'C':
		pen_curve(pen, numbers);
		break;
	case 'Z':
		pen_line(pen, pen->start_x, pen->start_y);
		break;
	default:
		pen_line(pen, numbers[0], numbers[1]);
	}
}

static void pen_read(struct pen *pen, const char *path)
{
	char command = 'M';

	while (*path) {
		float numbers[6] = {0};

		if (strchr("MLHVCZ", *path))
			command = *path++;
		for (size_t i = 0; i < numbers_of(command); i++) {
			char *end;

			numbers[i] = strtof(path, &end);
			path = end;
			while (*path == ',' || *path == ' ')
				path++;
		}
		pen_do(pen, command, numbers);
	}
}

bool shape_path(const struct canvas *canvas, const char *path, struct placing placing,
		uint32_t colour)
{
	struct pen pen = {.placing = placing,
			  .least_x = 1e9f,
			  .least_y = 1e9f,
			  .most_x = -1e9f,
			  .most_y = -1e9f};
	struct raster raster;

	pen_read(&pen, path);
	struct area area = area_of((int)floorf(pen.least_x), (int)floorf(pen.least_y),
				   (int)ceilf(pen.most_x), (int)ceilf(pen.most_y));
	area = area_common(area, (struct area){0, 0, canvas->width, canvas->height});
	if (area_empty(area))
		return true;
	if (!raster_begin(&raster, area))
		return false;
	pen.raster = &raster;
	pen_read(&pen, path);
	raster_paint(&raster, canvas, colour);
	free(raster.sums);
	return true;
}

float swell_at(struct swell swell, float x)
{
	float halves = x / swell.half + swell.phase;
	float whole = floorf(halves), t = halves - whole;
	float arch = 2 * swell.height * t * (1 - t);

	return ((int)whole & 1) == 0 ? swell.y - arch : swell.y + arch;
}

bool shape_swell(const struct canvas *canvas, struct swell swell, uint32_t colour)
{
	struct area all = {0, 0, canvas->width, canvas->height};
	struct area edge = area_of(0, (int)floorf(swell.y - swell.height), canvas->width,
				   (int)ceilf(swell.y + swell.height));
	int below = edge.y + edge.height;
	struct raster raster;

	edge = area_common(edge, all);
	if (!area_empty(edge)) {
		if (!raster_begin(&raster, edge))
			return false;
		float foot = (float)(edge.y + edge.height), end = (float)canvas->width;

		raster_line(&raster, 0, foot, 0, swell_at(swell, 0));
		for (float x = 0; x < end; x += 2)
			raster_line(&raster, x, swell_at(swell, x), x + 2, swell_at(swell, x + 2));
		raster_line(&raster, end, swell_at(swell, end), end, foot);
		raster_paint(&raster, canvas, colour);
		free(raster.sums);
	}
	for (int y = below > 0 ? below : 0; y < canvas->height; y++)
		pixels_fill(canvas_at(canvas, 0, y), (size_t)canvas->width, colour);
	return true;
}
