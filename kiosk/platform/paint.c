#include <SDL.h>
#include <SDL_image.h>

#include "kiosk/platform/boxes.h"
#include "kiosk/platform/font.h"
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
	struct stood stood[MARKS_MOST];
	size_t stood_count;
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
	explicit_bzero(paint->stood, sizeof paint->stood);
	paint->stood_count = 0;
	paint->whole = true;
}

/* One page, while it is painted. */
struct brush {
	struct paint *paint;
	const struct canvas *canvas;
	const struct marks *marks;
	float scale; /* pixels a unit */
	struct fall fall;
	struct problems *problems;
};

static uint32_t role_pixel(const struct brush *brush, enum role role)
{
	return pixel_of(look_colour(brush->marks->look, role));
}

static int brush_pixels(const struct brush *brush, float units)
{
	return to_pixel(units, brush->scale);
}

/* Edges on whole pixels; what is square stays square. */
static struct area box_area(const struct brush *brush, struct box box)
{
	int x = brush_pixels(brush, box.x), y = brush_pixels(brush, box.y);
	float beside = box.width - box.height;

	if (beside < 0.01f && beside > -0.01f) {
		int side = brush_pixels(brush, box.width);

		return area_of(x, y, x + side, y + side);
	}
	return area_of(x, y, brush_pixels(brush, box.x + box.width),
		       brush_pixels(brush, box.y + box.height));
}

/* Lines are whole pixels: a part of one would be a grey row. */
static int line_pixels(const struct brush *brush, float units)
{
	int line = (int)(units * brush->scale + 0.2f);

	return units > 0 && line < 1 ? 1 : line;
}

static struct round_box round_box_of(const struct brush *brush, const struct mark *mark)
{
	return (struct round_box){
		.area = box_area(brush, mark->box),
		.radius = mark->radius * brush->scale,
		.line = mark->line == ROLE_NONE ? 0 : line_pixels(brush, mark->line_width),
		.filled = mark->fill != ROLE_NONE,
		.fill = mark->fill == ROLE_NONE ? 0 : role_pixel(brush, mark->fill),
		.line_colour = mark->line == ROLE_NONE ? 0 : role_pixel(brush, mark->line),
	};
}

static struct area grown(struct area area, int by)
{
	return area_of(area.x - by, area.y - by, area.x + area.width + by,
		       area.y + area.height + by);
}

static struct area box_reach(const struct brush *brush, const struct mark *mark)
{
	struct area area = box_area(brush, mark->box), shadow;

	if (!mark->shadow)
		return area;
	shadow = grown(area, fall_reach(brush->fall));
	shadow.y += brush->fall.down;
	return area_both(area, shadow);
}

static bool box_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct round_box box = round_box_of(brush, mark);
	struct colour shade = look_colour(brush->marks->look, ROLE_SHADOW);

	if (mark->shadow && shade.alpha &&
	    !shadow_paint(&brush->paint->shadows, brush->canvas, clip, &box, brush->fall, shade)) {
		problem_error_at(brush->problems, NULL, NULL, "There is no memory for a shadow.");
		return false;
	}
	if (box.filled || box.line)
		box_paint(brush->canvas, clip, &box);
	return true;
}

/* Ink outside, white inside it, both outside the box. */
static int ring_away(const struct brush *brush)
{
	return brush_pixels(brush, look_length(LENGTH_RING_AWAY));
}

static void ring_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct round_box ring = round_box_of(brush, mark);
	int away = ring_away(brush), ink = line_pixels(brush, look_length(LENGTH_RING));

	ring.area = grown(ring.area, away);
	ring.radius += (float)away;
	ring.filled = false;
	ring.line = ink;
	ring.line_colour = role_pixel(brush, mark->line == ROLE_NONE ? ROLE_INK : mark->line);
	box_paint(brush->canvas, clip, &ring);
	ring.area = grown(ring.area, -ink);
	ring.radius -= (float)ink;
	ring.line = away - ink;
	ring.line_colour = role_pixel(brush, mark->fill == ROLE_NONE ? ROLE_WHITE : mark->fill);
	box_paint(brush->canvas, clip, &ring);
}

static bool text_words(const struct brush *brush, const struct mark *mark, struct drawn_words *words)
{
	if (font_draw(brush->paint->font, marks_text(brush->marks, mark), mark->em, mark->bold,
		      words))
		return true;
	problem_error_at(brush->problems, NULL, NULL, "A text on the page cannot be drawn.");
	return false;
}

static struct area text_area(const struct brush *brush, const struct mark *mark,
			     const struct drawn_words *words)
{
	int x = brush_pixels(brush, mark->box.x) + words->left;
	int y = brush_pixels(brush, mark->box.y) + words->top;

	return area_of(x, y, x + words->width, y + words->height);
}

static bool text_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct drawn_words words;
	uint32_t colour = role_pixel(brush, mark->fill == ROLE_NONE ? ROLE_INK : mark->fill);

	if (!text_words(brush, mark, &words))
		return false;
	struct area area = text_area(brush, mark, &words);
	clip = area_common(clip, area);
	for (int y = clip.y; y < clip.y + clip.height; y++) {
		const uint8_t *from = words.coverage + (size_t)(y - area.y) * (size_t)words.width;
		uint32_t *row = canvas_at(brush->canvas, 0, y);

		for (int x = clip.x; x < clip.x + clip.width; x++)
			if (from[x - area.x])
				row[x] = pixel_mix(row[x], colour, from[x - area.x]);
	}
	return true;
}

/* In the middle of its box. */
static bool picture_place(const struct brush *brush, const struct mark *mark,
			  struct drawn_picture *drawn, struct area *area)
{
	struct area box = box_area(brush, mark->box);

	if (!picture_draw(brush->paint->pictures, mark->picture, box.width, box.height, drawn,
			  brush->problems))
		return false;
	int x = box.x + (box.width - drawn->width) / 2, y = box.y + (box.height - drawn->height) / 2;
	*area = area_of(x, y, x + drawn->width, y + drawn->height);
	return true;
}

/* The share of a pixel that lies above the first wave. */
static uint32_t dry(struct wave wave, int x, int y)
{
	float share = wave_at(wave, (float)x + 0.5f) - (float)y;

	return share <= 0 ? 0 : share >= 1 ? 255 : (uint32_t)(share * 255 + 0.5f);
}

static bool picture_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	bool icon = picture_is_icon(mark->picture), wet = !icon && mark->line == ROLE_SEA_1;
	uint32_t tint = icon ? role_pixel(brush, mark->fill == ROLE_NONE ? ROLE_INK : mark->fill) : 0;
	struct wave wave = scenery_water(&brush->marks->page);
	struct drawn_picture drawn;
	struct area area;

	if (!picture_place(brush, mark, &drawn, &area))
		return false;
	clip = area_common(clip, area);
	for (int y = clip.y; y < clip.y + clip.height; y++) {
		const uint32_t *from = drawn.pixels + (size_t)(y - area.y) * (size_t)drawn.width;
		uint32_t *row = canvas_at(brush->canvas, 0, y);

		for (int x = clip.x; x < clip.x + clip.width; x++) {
			uint32_t pixel = from[x - area.x], alpha = pixel >> 24;

			if (wet && alpha)
				alpha = byte_times(alpha, dry(wave, x, y));
			if (alpha)
				row[x] = pixel_mix(row[x], icon ? tint : pixel & 0xffffff, alpha);
		}
	}
	return true;
}

static bool mark_paint(const struct brush *brush, struct area clip, const struct mark *mark)
{
	switch (mark->kind) {
	case MARK_BOX:
		return box_mark(brush, clip, mark);
	case MARK_TEXT:
		return text_mark(brush, clip, mark);
	case MARK_PICTURE:
		return picture_mark(brush, clip, mark);
	case MARK_RING:
		ring_mark(brush, clip, mark);
	}
	return true;
}

/* All the pixels that a mark may touch. Draws its words and pictures, so that they are there. */
static bool mark_reach(const struct brush *brush, const struct mark *mark, struct area *area)
{
	struct drawn_words words;
	struct drawn_picture drawn;

	switch (mark->kind) {
	case MARK_BOX:
		*area = box_reach(brush, mark);
		return true;
	case MARK_RING:
		*area = grown(box_area(brush, mark->box), ring_away(brush));
		return true;
	case MARK_TEXT:
		if (!text_words(brush, mark, &words))
			return false;
		*area = text_area(brush, mark, &words);
		return true;
	case MARK_PICTURE:
		return picture_place(brush, mark, &drawn, area);
	}
	*area = (struct area){0};
	return true;
}

static uint64_t mark_hash(const struct marks *marks, const struct mark *mark)
{
	const float numbers[] = {mark->box.x,	  mark->box.y,	mark->box.width, mark->box.height,
				 mark->line_width, mark->radius, mark->em};
	const int names[] = {(int)mark->kind, (int)mark->fill, (int)mark->line, mark->shadow,
			     mark->bold, (int)mark->picture};
	struct slice text = marks_text(marks, mark);
	uint64_t hash = hash_bytes(HASH_BEGIN, numbers, sizeof numbers);

	hash = hash_bytes(hash, names, sizeof names);
	return mark->kind == MARK_TEXT ? hash_bytes(hash, text.bytes, text.size) : hash;
}

static struct kept_ground *ground_find(struct brush *brush)
{
	struct paint *paint = brush->paint;
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
		       const struct stood *now, struct area area)
{
	ground_lay(ground, brush->canvas, area);
	for (size_t i = 0; i < brush->marks->count; i++) {
		struct area clip = area_common(now[i].area, area);

		if (!area_empty(clip) && !mark_paint(brush, clip, &brush->marks->list[i]))
			return false;
	}
	return true;
}

static bool look_over(const struct brush *brush, struct stood *now)
{
	struct area whole = {0, 0, brush->canvas->width, brush->canvas->height};

	for (size_t i = 0; i < brush->marks->count; i++) {
		const struct mark *mark = &brush->marks->list[i];

		if (!mark_reach(brush, mark, &now[i].area))
			return false;
		now[i].area = area_common(now[i].area, whole);
		now[i].hash = mark_hash(brush->marks, mark);
	}
	return true;
}

static void find_damage(struct brush *brush, const struct stood *now, struct damage *damage)
{
	struct paint *paint = brush->paint;
	const struct canvas *canvas = brush->canvas;
	const struct marks *marks = brush->marks;

	if (paint->whole || paint->scene != marks->scene || paint->look != marks->look ||
	    paint->width != canvas->width || paint->height != canvas->height)
		damage_add(damage, (struct area){0, 0, canvas->width, canvas->height});
	else
		damage_between(damage, paint->stood, paint->stood_count, now, marks->count);
}

static void remember(struct paint *paint, const struct brush *brush, const struct stood *now)
{
	explicit_bzero(paint->stood, sizeof paint->stood);
	memcpy(paint->stood, now, brush->marks->count * sizeof *now);
	paint->stood_count = brush->marks->count;
	paint->scene = brush->marks->scene, paint->look = brush->marks->look;
	paint->width = brush->canvas->width, paint->height = brush->canvas->height;
	paint->whole = false;
}

bool paint_page(struct paint *paint, const struct canvas *canvas, const struct marks *marks,
		struct damage *damage, struct problems *problems)
{
	struct brush brush = {paint, canvas, marks, marks->page.pixels_per_unit, {0}, problems};
	struct stood now[MARKS_MOST];
	struct kept_ground *kept;

	*damage = (struct damage){0};
	paint_scale(paint, &marks->page);
	brush.fall = (struct fall){look_length(LENGTH_SHADOW_SIGMA) * brush.scale,
				   brush_pixels(&brush, look_length(LENGTH_SHADOW_DOWN))};
	kept = ground_find(&brush);
	if (!kept || !look_over(&brush, now)) {
		paint->whole = true;
		return false;
	}
	kept->used = ++paint->clock;
	font_turn_page(paint->font);
	pictures_turn_page(paint->pictures);
	find_damage(&brush, now, damage);
	remember(paint, &brush, now);
	for (size_t i = 0; i < damage->count; i++)
		if (!area_paint(&brush, &kept->ground, now, damage->areas[i])) {
			paint->whole = true;
			return false;
		}
	return true;
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
