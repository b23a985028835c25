#include "kiosk/platform/brush.h"
#include "kiosk/platform/scenery.h"

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

bool brush_has_shadow(const struct brush *brush, const struct mark *mark)
{
	return mark->kind == MARK_BOX && mark->shadow &&
	       look_colour(brush->marks->look, ROLE_SHADOW).alpha > 0;
}

struct area brush_shadow_reach(const struct brush *brush, const struct mark *mark)
{
	struct area shadow = grown(box_area(brush, mark->box), fall_reach(brush->fall));

	shadow.y += brush->fall.down;
	return shadow;
}

bool brush_shadow(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct round_box box = round_box_of(brush, mark);

	if (shadow_paint(brush->shadows, brush->canvas, clip, &box, brush->fall,
			 look_colour(brush->marks->look, ROLE_SHADOW)))
		return true;
	problem_error_at(brush->problems, NULL, NULL, "There is no memory for a shadow.");
	return false;
}

static void box_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct round_box box = round_box_of(brush, mark);

	if (box.filled || box.line)
		box_paint(brush->canvas, clip, &box);
}

/* Two lines, one inside the other, round what stays as it is. */
static void ring_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	struct round_box ring = round_box_of(brush, mark);

	ring.filled = false;
	box_paint(brush->canvas, clip, &ring);
	if (mark->fill == ROLE_NONE)
		return;
	ring.area = grown(ring.area, -ring.line);
	ring.radius -= (float)ring.line;
	ring.line_colour = role_pixel(brush, mark->fill);
	box_paint(brush->canvas, clip, &ring);
}

static bool text_words(const struct brush *brush, const struct mark *mark,
		       struct drawn_words *words)
{
	if (font_draw(brush->font, marks_text(brush->marks, mark), mark->em, mark->bold, words))
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

	if (!picture_draw(brush->pictures, mark->picture, box.width, box.height, drawn,
			  brush->problems))
		return false;
	int x = box.x + (box.width - drawn->width) / 2,
	    y = box.y + (box.height - drawn->height) / 2;
	*area = area_of(x, y, x + drawn->width, y + drawn->height);
	return true;
}

/* The share of a pixel that lies above the first wave. */
static uint32_t dry(struct swell swell, int x, int y)
{
	float share = swell_at(swell, (float)x + 0.5f) - (float)y;

	return share <= 0 ? 0 : share >= 1 ? 255 : (uint32_t)(share * 255 + 0.5f);
}

static bool picture_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	bool icon = picture_is_icon(mark->picture);
	bool wet = !icon && mark->line == ROLE_SEA_1 && brush->marks->scene == SCENE_SHORE;
	uint32_t tint =
		icon ? role_pixel(brush, mark->fill == ROLE_NONE ? ROLE_INK : mark->fill) : 0;
	struct swell swell = scenery_water(&brush->marks->page);
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
				alpha = byte_times(alpha, dry(swell, x, y));
			if (alpha)
				row[x] = pixel_mix(row[x], icon ? tint : pixel & 0xffffff, alpha);
		}
	}
	return true;
}

bool brush_mark(const struct brush *brush, struct area clip, const struct mark *mark)
{
	switch (mark->kind) {
	case MARK_BOX:
		box_mark(brush, clip, mark);
		return true;
	case MARK_TEXT:
		return text_mark(brush, clip, mark);
	case MARK_PICTURE:
		return picture_mark(brush, clip, mark);
	case MARK_RING:
		ring_mark(brush, clip, mark);
	}
	return true;
}

bool brush_reach(const struct brush *brush, const struct mark *mark, struct area *area)
{
	struct drawn_words words;
	struct drawn_picture drawn;

	switch (mark->kind) {
	case MARK_BOX:
	case MARK_RING:
		*area = box_area(brush, mark->box);
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

uint64_t brush_hash(const struct marks *marks, const struct mark *mark)
{
	const float numbers[] = {mark->box.x,	   mark->box.y,	 mark->box.width, mark->box.height,
				 mark->line_width, mark->radius, mark->em};
	const int names[] = {(int)mark->kind, (int)mark->fill, (int)mark->line, mark->bold,
			     (int)mark->picture};
	struct slice text = marks_text(marks, mark);
	uint64_t hash = hash_bytes(HASH_BEGIN, numbers, sizeof numbers);

	hash = hash_bytes(hash, names, sizeof names);
	return mark->kind == MARK_TEXT ? hash_bytes(hash, text.bytes, text.size) : hash;
}

uint64_t brush_shadow_hash(const struct mark *mark)
{
	const float numbers[] = {mark->box.x, mark->box.y, mark->box.width, mark->box.height,
				 mark->radius};

	return hash_bytes(HASH_BEGIN, numbers, sizeof numbers);
}
