#include <SDL.h>
#include <SDL_image.h>

#include "kiosk/platform/picture.h"

#define PICTURES_KEPT 64

struct kept {
	enum picture picture; /* PICTURE_NONE: free */
	int asked_width, asked_height;
	SDL_Surface *surface;
	bool used;
};

struct pictures {
	char assets[1024];
	struct kept kept[PICTURES_KEPT];
};

struct pictures *pictures_open(const char *assets, struct problems *problems)
{
	struct pictures *pictures = calloc(1, sizeof *pictures);

	if (!pictures) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the pictures.");
		return NULL;
	}
	snprintf(pictures->assets, sizeof pictures->assets, "%s", assets);
	return pictures;
}

static void kept_drop(struct kept *kept)
{
	SDL_FreeSurface(kept->surface);
	*kept = (struct kept){0};
}

void pictures_close(struct pictures *pictures)
{
	if (!pictures)
		return;
	for (size_t i = 0; i < PICTURES_KEPT; i++)
		kept_drop(&pictures->kept[i]);
	free(pictures);
}

/* NUL-terminated, for SDL_free. */
static char *read_text(const struct pictures *pictures, const char *file, size_t *size,
		       struct problems *problems)
{
	char path[1200];

	snprintf(path, sizeof path, "%s/%s", pictures->assets, file);
	char *text = SDL_LoadFile(path, size);
	if (!text)
		problem_error_at(problems, file, "Install Sayso again.",
				 "The picture is missing or cannot be read.");
	return text;
}

static void cannot_draw(const char *file, struct problems *problems)
{
	problem_error_at(problems, file, "Install Sayso again.", "The picture cannot be drawn.");
}

/* SDL_image draws an SVG as large as fits the size asked. */
static SDL_Surface *svg_draw(const char *text, size_t size, int width, int height)
{
	SDL_RWops *file = size <= INT32_MAX ? SDL_RWFromConstMem(text, (int)size) : NULL;
	SDL_Surface *drawn = file ? IMG_LoadSizedSVG_RW(file, width, height) : NULL;
	SDL_Surface *surface =
		drawn ? SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;

	if (file)
		SDL_RWclose(file);
	SDL_FreeSurface(drawn);
	return surface;
}

static struct kept *kept_place(struct pictures *pictures)
{
	struct kept *place = &pictures->kept[0];

	for (size_t i = 0; i < PICTURES_KEPT; i++) {
		if (!pictures->kept[i].surface)
			return &pictures->kept[i];
		if (!pictures->kept[i].used)
			place = &pictures->kept[i];
	}
	kept_drop(place);
	return place;
}

static struct kept *kept_find(struct pictures *pictures, enum picture picture, int width,
			      int height)
{
	for (size_t i = 0; i < PICTURES_KEPT; i++) {
		struct kept *kept = &pictures->kept[i];

		if (kept->surface && kept->picture == picture && kept->asked_width == width &&
		    kept->asked_height == height)
			return kept;
	}
	return NULL;
}

static struct kept *kept_make(struct pictures *pictures, enum picture picture, int width,
			      int height, struct problems *problems)
{
	const char *file = picture_file(picture);
	size_t size;
	char *text = read_text(pictures, file, &size, problems);

	if (!text)
		return NULL;
	SDL_Surface *surface = svg_draw(text, size, width, height);
	SDL_free(text);
	if (!surface) {
		cannot_draw(file, problems);
		return NULL;
	}
	struct kept *kept = kept_place(pictures);
	*kept = (struct kept){picture, width, height, surface, false};
	return kept;
}

bool picture_draw(struct pictures *pictures, enum picture picture, int width, int height,
		  struct drawn_picture *out, struct problems *problems)
{
	struct kept *kept = kept_find(pictures, picture, width, height);

	if (!kept)
		kept = kept_make(pictures, picture, width, height, problems);
	if (!kept)
		return false;
	kept->used = true;
	*out = (struct drawn_picture){kept->surface->pixels, kept->surface->w, kept->surface->h};
	return true;
}

void pictures_turn_page(struct pictures *pictures)
{
	for (size_t i = 0; i < PICTURES_KEPT; i++) {
		if (!pictures->kept[i].used)
			kept_drop(&pictures->kept[i]);
		pictures->kept[i].used = false;
	}
}

/* The part of the drawing that the canvas shows: all of it, and beyond where the canvas is wider or
 * higher. */
static void window_of(const struct canvas *canvas, struct scene_size size, float part[4])
{
	float scale_x = (float)canvas->width / size.wide,
	      scale_y = (float)canvas->height / size.high;
	float scale = scale_x < scale_y ? scale_x : scale_y;
	float least_x = (float)canvas->width / (size.wide + 2 * size.beyond_x);
	float least_y = (float)canvas->height / (size.high + 2 * size.beyond_y);

	scale = scale < least_x ? least_x : scale;
	scale = scale < least_y ? least_y : scale;
	part[2] = (float)canvas->width / scale, part[3] = (float)canvas->height / scale;
	part[0] = (size.wide - part[2]) / 2, part[1] = (size.high - part[3]) / 2;
}

static void lay_opaque(const struct canvas *canvas, const SDL_Surface *surface)
{
	for (int y = 0; y < canvas->height && y < surface->h; y++) {
		const uint32_t *from =
			(const uint32_t *)((const char *)surface->pixels + y * surface->pitch);
		uint32_t *to = canvas_at(canvas, 0, y);

		for (int x = 0; x < canvas->width && x < surface->w; x++)
			to[x] = pixel_mix(to[x], from[x] & 0xffffff, from[x] >> 24);
	}
}

bool picture_hash(const struct pictures *pictures, const char *file, uint64_t *hash,
		  struct problems *problems)
{
	size_t size;
	char *text = read_text(pictures, file, &size, problems);

	if (!text)
		return false;
	*hash = hash_bytes(HASH_BEGIN, text, size);
	SDL_free(text);
	return true;
}

/* The drawing again, with another window onto it. */
static bool with_window(const struct canvas *canvas, const char *svg, struct scene_size size,
			struct buffer *out)
{
	const char *body = strchr(svg, '>');
	float part[4];

	window_of(canvas, size, part);
	buffer_add_format(out,
			  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
			  "viewBox=\"%.4f %.4f %.4f %.4f\">",
			  canvas->width, canvas->height, (double)part[0], (double)part[1],
			  (double)part[2], (double)part[3]);
	buffer_add_text(out, body ? body + 1 : "");
	return buffer_fits(out);
}

bool picture_fill(const struct pictures *pictures, const struct canvas *canvas, const char *file,
		  struct scene_size size, struct problems *problems)
{
	struct buffer text = buffer_growing(1 << 20);
	SDL_Surface *surface = NULL;
	size_t bytes;
	char *svg = read_text(pictures, file, &bytes, problems);

	if (!svg)
		return false;
	if (with_window(canvas, svg, size, &text))
		surface = svg_draw(text.bytes, text.size, canvas->width, canvas->height);
	buffer_release(&text);
	SDL_free(svg);
	if (!surface) {
		cannot_draw(file, problems);
		return false;
	}
	lay_opaque(canvas, surface);
	SDL_FreeSurface(surface);
	return true;
}
