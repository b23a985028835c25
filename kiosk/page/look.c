#include <math.h>

#include "kiosk/page/look.h"

#define LOOKS 2
#define PAGE_WIDTH 257.0f
#define PAGE_HEIGHT 144.5f
#define ENLARGED_MOST 1.6f
#define SMALL_WIDTH 222.0f /* a 10 inch screen */
#define SMALL_HEIGHT 130.0f
#define UPRIGHT_WIDTH 150.0f
#define UPRIGHT_HEIGHT 240.0f
#define REDUCED_LEAST 0.59f /* an upright screen of 7 inch */
#define NARROW_BELOW 240.0f

/* 0xRRGGBB and opacity in per cent: shore, calm. */
static const struct {
	uint32_t rgb;
	uint8_t percent;
} colours[ROLES][LOOKS] = {
	[ROLE_GROUND_TOP] = {{0xFFFBF0, 100}, {0xF8F7F2, 100}},
	[ROLE_GROUND_FOOT] = {{0xFBEFD6, 100}, {0xEEEFEA, 100}},
	[ROLE_CARD] = {{0xFFFDF8, 100}, {0xFFFFFF, 100}},
	[ROLE_INK] = {{0x22304A, 100}, {0x1F2A40, 100}},
	[ROLE_SOFT_INK] = {{0x4A586C, 100}, {0x465268, 100}},
	[ROLE_EDGE] = {{0x616F7A, 100}, {0x66727F, 100}},
	[ROLE_ACCENT] = {{0x0F6175, 100}, {0x3B4A8C, 100}},
	[ROLE_ON_ACCENT] = {{0xFFFFFF, 100}, {0xFFFFFF, 100}},
	[ROLE_PLATE] = {{0xF4E7CB, 100}, {0xE6E7E4, 100}},
	[ROLE_SEA_1] = {{0xD5E7E4, 100}, {0xDFE6EA, 100}},
	[ROLE_SEA_2] = {{0xC3DCDB, 100}, {0xD2DCE3, 100}},
	[ROLE_SEA_3] = {{0xB2D0D2, 100}, {0xC6D3DC, 100}},
	[ROLE_HILL_1] = {{0xE9E8D2, 100}, {0xE3E6E6, 100}},
	[ROLE_HILL_2] = {{0xD8E2D3, 100}, {0xD8DEE2, 100}},
	[ROLE_SHADOW] = {{0x543E18, 16}, {0x282C46, 13}},
	[ROLE_TILE_1] = {{0x2B6478, 100}, {0x2B6478, 100}},
	[ROLE_TILE_2] = {{0x34748A, 100}, {0x34748A, 100}},
	[ROLE_TILE_3] = {{0x3E8296, 100}, {0x3E8296, 100}},
	[ROLE_TILE_4] = {{0x4B90A2, 100}, {0x4B90A2, 100}},
	[ROLE_TILE_LINE] = {{0x7DB2BD, 100}, {0x7DB2BD, 100}},
	[ROLE_PALE] = {{0xDCEDEF, 100}, {0xDCEDEF, 100}},
	[ROLE_WHITE] = {{0xFFFFFF, 100}, {0xFFFFFF, 100}},
};

struct colour look_colour(enum look look, enum role role)
{
	uint32_t rgb = colours[role][look].rgb;
	return (struct colour){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb,
			       (uint8_t)(colours[role][look].percent * 255 / 100)};
}

/* WCAG 2, relative luminance. */
static double linear(uint8_t part)
{
	double value = part / 255.0;
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
	       0.0722 * linear(colour.blue);
}

double colour_contrast(struct colour a, struct colour b)
{
	double first = luminance(a), second = luminance(b);
	double lighter = first > second ? first : second;
	double darker = first > second ? second : first;
	return (lighter + 0.05) / (darker + 0.05);
}

float look_length(enum length length)
{
	static const float lengths[LENGTHS] = {
#define X(name, value, why) [LENGTH_##name] = (float)(value),
		LOOK_LENGTHS(X)
#undef X
	};
	return lengths[length];
}

float look_radius(enum look look)
{
	return look_length(look == LOOK_SHORE ? LENGTH_RADIUS_SHORE : LENGTH_RADIUS_CALM);
}

float look_em(enum look look, enum type type, int text_size, bool narrow)
{
	static const float small[TEXT_SIZES] = {3.3f, 3.7f, 4.2f, 4.8f};
	static const float answer[TEXT_SIZES] = {4.2f, 4.5f, 4.8f, 5.8f};
	static const float answer_narrow[TEXT_SIZES] = {4.2f, 4.5f, 4.8f, 4.9f};
	static const float question[LOOKS][TEXT_SIZES] = {{5.4f, 5.7f, 6.0f, 6.3f},
							  {4.6f, 4.9f, 5.2f, 5.5f}};
	int size = text_size < 1 ? 0 : text_size > TEXT_SIZES ? TEXT_SIZES - 1 : text_size - 1;
	switch (type) {
	case TYPE_SMALL:
		return small[size] / EM_X_HEIGHT;
	case TYPE_ANSWER:
		return (narrow ? answer_narrow : answer)[size] / EM_X_HEIGHT;
	case TYPE_QUESTION:
		return question[look][size] / EM_X_HEIGHT;
	case TYPE_KEY:
		return 11.2f;
	case TYPE_BIG:
		return 19.5f;
	case TYPE_TITLE:
		return 18.8f;
	case TYPE_NAME:
		return 24.6f;
	}
	return answer[size] / EM_X_HEIGHT;
}

/* Screens smaller than the smallest that the pages are made for: all there, and smaller. */
static float reduced(float width_mm, float height_mm)
{
	bool upright = width_mm < height_mm;
	float width = upright ? UPRIGHT_WIDTH : SMALL_WIDTH;
	float height = upright ? UPRIGHT_HEIGHT : SMALL_HEIGHT;
	float fits = fminf(width_mm / width, height_mm / height);
	return fminf(fmaxf(fits, REDUCED_LEAST), 1);
}

struct page page_of(int width_px, int height_px, float pixels_per_mm)
{
	float per_mm = pixels_per_mm > 0 ? pixels_per_mm : PIXELS_PER_MM_UNKNOWN;
	float width_mm = (float)width_px / per_mm, height_mm = (float)height_px / per_mm;
	float larger = fminf(width_mm / PAGE_WIDTH, height_mm / PAGE_HEIGHT);
	float enlarged = fminf(larger, ENLARGED_MOST);
	if (larger < 1)
		enlarged = reduced(width_mm, height_mm);
	return (struct page){
		.width = width_mm / enlarged,
		.height = height_mm / enlarged,
		.pixels_per_unit = per_mm * enlarged,
		.narrow = width_mm / enlarged < NARROW_BELOW,
		.portrait = width_px < height_px,
		.spare = fmaxf(larger / enlarged - 1, 0),
	};
}

struct page page_reference(void)
{
	return page_of(1366, 768, 5.3f);
}
