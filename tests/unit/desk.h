/* A painter with a canvas and a page of marks, for tests of what it paints. */
#ifndef SAYSO_TESTS_DESK_H
#define SAYSO_TESTS_DESK_H

#include "tests/unit/hand_page.h"

struct desk {
	struct problems problems;
	struct paint *paint;
	struct marks marks;
	struct canvas canvas;
};

static inline struct canvas canvas_take(int width, int height)
{
	size_t size = (size_t)width * (size_t)height;
	struct canvas canvas = {calloc(size, sizeof(uint32_t)), width, height, (size_t)width};

	assert_non_null(canvas.pixels);
	return canvas;
}

static inline struct desk *desk_open(int width, int height, const char *cache)
{
	struct desk *desk = calloc(1, sizeof *desk);

	assert_non_null(desk);
	desk->paint = paint_open("assets", cache, &desk->problems);
	assert_non_null(desk->paint);
	desk->canvas = canvas_take(width, height);
	return desk;
}

static inline void desk_close(struct desk *desk)
{
	paint_close(desk->paint);
	free(desk->canvas.pixels);
	free(desk);
}

static inline struct damage desk_paint(struct desk *desk)
{
	struct damage damage;

	assert_true(paint_page(desk->paint, &desk->canvas, &desk->marks, &damage, &desk->problems));
	return damage;
}

static inline size_t canvas_size(const struct canvas *canvas)
{
	return canvas->stride * (size_t)canvas->height * sizeof *canvas->pixels;
}

static inline struct hand_page hand_of(int width, int height, enum look look, enum scene scene)
{
	return (struct hand_page){
		look, scene, page_of(width, height, 5.3f),
		3,    -1,    {"Do you like being", "in the place", "where you live?"}};
}

#endif
