#include <SDL.h>
#include <SDL_image.h>

#include "kiosk/platform/brush.h"
#include "kiosk/platform/ground.h"
#include "kiosk/platform/paint.h"

/* Grounds kept: the page's, the cover's, and those it came from. */
#define GROUNDS_KEPT 4

struct kept_ground {
	struct ground ground; /* width 0: none */
	enum scene scene;
	enum look look;
	uint64_t used;
};

struct stood_list {
	struct stood list[2 * MARKS_MOST];
	size_t count;
};

struct paint {
	struct font *font;
	struct pictures *pictures;
	struct shadows shadows;
	struct kept_ground grounds[GROUNDS_KEPT];
	uint64_t clock;
	char cache[1024];
	bool has_cache;
	struct page page;

	/* of the page painted last */
	bool whole; /* the next one is painted whole */
	enum scene scene;
	enum look look;
	int width, height;
	struct stood_list stood;
};

struct paint *paint_open(const char *assets, const char *cache, struct problems *problems)
{
	struct paint *paint = calloc(1, sizeof *paint);

	if (!paint) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the painter.");
		return NULL;
	}
	paint->whole = true;
	paint->has_cache = cache != NULL;
	snprintf(paint->cache, sizeof paint->cache, "%s", cache ? cache : "");
	paint->font = font_open(problems);
	paint->pictures = pictures_open(assets, problems);
	if (!paint->font || !paint->pictures) {
		paint_close(paint);
		return NULL;
	}
	return paint;
}

static void grounds_release(struct paint *paint)
{
	for (size_t i = 0; i < GROUNDS_KEPT; i++)
		ground_release(&paint->grounds[i].ground);
}

void paint_close(struct paint *paint)
{
	if (!paint)
		return;
	grounds_release(paint);
	shadows_release(&paint->shadows);
	pictures_close(paint->pictures);
	font_close(paint->font);
	free(paint);
}

static bool page_same(const struct page *a, const struct page *b)
{
	return a->width == b->width && a->height == b->height &&
	       a->pixels_per_unit == b->pixels_per_unit;
}

void paint_scale(struct paint *paint, const struct page *page)
{
	if (page_same(&paint->page, page))
		return;
	paint->page = *page;
	font_scale(paint->font, page->pixels_per_unit);
	grounds_release(paint);
	paint->whole = true;
}

struct measure paint_measure(struct paint *paint)
{
	return font_measure(paint->font);
}

void paint_anew(struct paint *paint)
{
	paint->whole = true;
}

void paint_forget(struct paint *paint)
{
	font_forget(paint->font);
	explicit_bzero(paint->stood.list, sizeof paint->stood.list);
	paint->stood.count = 0;
	paint->whole = true;
}

size_t paint_words_kept(const struct paint *paint)
{
	return font_words_kept(paint->font);
}

static struct kept_ground *ground_find(struct paint *paint, const struct brush *brush)
{
	const struct marks *marks = brush->marks;
	const struct canvas *canvas = brush->canvas;
	struct kept_ground *oldest = &paint->grounds[0];

	for (size_t i = 0; i < GROUNDS_KEPT; i++) {
		struct kept_ground *kept = &paint->grounds[i];

		if (kept->ground.width == canvas->width && kept->ground.height == canvas->height &&
		    kept->scene == marks->scene && kept->look == marks->look)
			return kept;
		if (kept->used < oldest->used)
			oldest = kept;
	}
	ground_release(&oldest->ground);
	if (!ground_make(&oldest->ground, marks->scene, marks->look, &marks->page,
			 (struct area){0, 0, canvas->width, canvas->height}, paint->pictures,
			 paint->has_cache ? paint->cache : NULL, brush->problems))
		return NULL;
	oldest->scene = marks->scene, oldest->look = marks->look;
	return oldest;
}

static bool area_paint(const struct brush *brush, const struct ground *ground,
		       const struct stood_list *now, struct area area)
{
	ground_lay(ground, brush->canvas, area);
	for (size_t i = 0; i < now->count; i++) {
		const struct stood *stood = &now->list[i];
		const struct mark *mark = &brush->marks->list[stood->mark];
		struct area clip = area_common(stood->area, area);

		if (area_empty(clip))
			continue;
		if (!(stood->shadow ? brush_shadow(brush, clip, mark)
				    : brush_mark(brush, clip, mark)))
			return false;
	}
	return true;
}

static bool look_over(const struct brush *brush, struct stood_list *now)
{
	struct area whole = {0, 0, brush->canvas->width, brush->canvas->height}, area;

	now->count = 0;
	for (size_t i = 0; i < brush->marks->count && i < MARKS_MOST; i++) {
		const struct mark *mark = &brush->marks->list[i];

		if (brush_has_shadow(brush, mark))
			now->list[now->count++] =
				(struct stood){area_common(brush_shadow_reach(brush, mark), whole),
					       brush_shadow_hash(mark), (uint16_t)i, true};
		if (!brush_reach(brush, mark, &area))
			return false;
		now->list[now->count++] =
			(struct stood){area_common(area, whole), brush_hash(brush->marks, mark),
				       (uint16_t)i, false};
	}
	return true;
}

static void find_damage(const struct paint *paint, const struct brush *brush,
			const struct stood_list *now, struct damage *damage)
{
	const struct canvas *canvas = brush->canvas;
	const struct marks *marks = brush->marks;

	if (paint->whole || paint->scene != marks->scene || paint->look != marks->look ||
	    paint->width != canvas->width || paint->height != canvas->height)
		damage_add(damage, (struct area){0, 0, canvas->width, canvas->height});
	else
		damage_between(damage, paint->stood.list, paint->stood.count, now->list,
			       now->count);
}

static void remember(struct paint *paint, const struct brush *brush, const struct stood_list *now)
{
	explicit_bzero(paint->stood.list, sizeof paint->stood.list);
	paint->stood.count = 0;
	memcpy(paint->stood.list, now->list, now->count * sizeof *now->list);
	paint->stood.count = now->count;
	paint->scene = brush->marks->scene, paint->look = brush->marks->look;
	paint->width = brush->canvas->width, paint->height = brush->canvas->height;
	paint->whole = false;
}

static struct brush brush_for(struct paint *paint, const struct canvas *canvas,
			      const struct marks *marks, struct problems *problems)
{
	float scale = marks->page.pixels_per_unit;

	return (struct brush){
		.canvas = canvas,
		.marks = marks,
		.font = paint->font,
		.pictures = paint->pictures,
		.shadows = &paint->shadows,
		.scale = scale,
		.fall = {look_length(LENGTH_SHADOW_SIGMA) * scale,
			 to_pixel(look_length(LENGTH_SHADOW_DOWN), scale)},
		.problems = problems,
	};
}

static bool page_paint(struct paint *paint, const struct brush *brush, struct damage *damage)
{
	struct stood_list now;
	struct kept_ground *kept = ground_find(paint, brush);

	if (!kept || !look_over(brush, &now))
		return false;
	kept->used = ++paint->clock;
	find_damage(paint, brush, &now, damage);
	remember(paint, brush, &now);
	for (size_t i = 0; i < damage->count; i++)
		if (!area_paint(brush, &kept->ground, &now, damage->areas[i]))
			return false;
	return true;
}

bool paint_page(struct paint *paint, const struct canvas *canvas, const struct marks *marks,
		struct damage *damage, struct problems *problems)
{
	struct brush brush = brush_for(paint, canvas, marks, problems);

	*damage = (struct damage){0};
	paint_scale(paint, &marks->page);
	bool fine = page_paint(paint, &brush, damage);
	font_turn_page(paint->font);
	pictures_turn_page(paint->pictures);
	if (!fine)
		paint->whole = true;
	return fine;
}

void paint_ahead(struct paint *paint, const struct marks *marks, struct problems *problems)
{
	float scale = marks->page.pixels_per_unit;
	struct canvas none = {.width = to_pixel(marks->page.width, scale),
			      .height = to_pixel(marks->page.height, scale)};
	struct brush brush = brush_for(paint, &none, marks, problems);
	struct area area;

	paint_scale(paint, &marks->page);
	if (!ground_find(paint, &brush))
		return;
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->list[i];

		if (!brush_reach(&brush, mark, &area) ||
		    (brush_has_shadow(&brush, mark) &&
		     !brush_shadow(&brush, (struct area){0}, mark)))
			return;
	}
}

void paint_prepare(struct paint *paint, const struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->list[i];

		if (mark->kind == MARK_TEXT)
			font_prepare(paint->font, marks_text(marks, mark), mark->em, !mark->bold);
	}
}

static bool png_write(const struct canvas *canvas, const char *path, struct problems *problems)
{
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
		canvas->pixels, canvas->width, canvas->height, 32,
		(int)(canvas->stride * sizeof *canvas->pixels), SDL_PIXELFORMAT_RGB888);
	bool fine = surface && IMG_SavePNG(surface, path) == 0;

	SDL_FreeSurface(surface);
	if (!fine)
		problem_error_at(problems, path, "Look whether the folder can be written.",
				 "The picture cannot be saved.");
	return fine;
}

bool paint_png(struct paint *paint, const struct marks *marks, const char *path,
	       struct problems *problems)
{
	float scale = marks->page.pixels_per_unit;
	struct canvas canvas = {NULL, to_pixel(marks->page.width, scale),
				to_pixel(marks->page.height, scale), 0};
	struct damage damage;

	canvas.stride = (size_t)canvas.width;
	canvas.pixels = calloc((size_t)canvas.height * canvas.stride + 1, sizeof *canvas.pixels);
	if (!canvas.pixels) {
		problem_error_at(problems, path, NULL, "There is no memory for the picture.");
		return false;
	}
	paint_anew(paint);
	bool fine = paint_page(paint, &canvas, marks, &damage, problems) &&
		    png_write(&canvas, path, problems);
	paint_anew(paint);
	free(canvas.pixels);
	return fine;
}
