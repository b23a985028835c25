/* A page without a screen: letters as wide as the mean of Andika, the own words of the kiosk. */
#ifndef PAGE_UNIT_H
#define PAGE_UNIT_H

#include "kiosk/page/layout.h"
#include "tests/unit/files.h"

#define MEAN_LETTER 0.47f
#define MEAN_LETTER_BOLD 0.50f
#define DIGIT_MORE 0.11f

/* Digits are wider than the mean. */
static inline float page_unit_width(void *context, struct slice text, float em, bool bold)
{
	float width = (float)utf8_count(text) * (bold ? MEAN_LETTER_BOLD : MEAN_LETTER);
	(void)context;
	for (size_t i = 0; i < text.size; i++)
		width += text.bytes[i] >= '0' && text.bytes[i] <= '9' ? DIGIT_MORE : 0;
	return width * em;
}

struct page_unit {
	struct ui ui;
	struct marks marks;
	struct words words;
	struct measure measure;
	struct arena arena;
	struct slice file;
	struct page page;
};

static inline void page_unit_open(struct page_unit *unit, int width_px, int height_px,
				  float pixels_per_mm)
{
	struct problems *problems = calloc(1, sizeof *problems);
	memset(unit, 0, sizeof *unit);
	unit->file = file_load("assets/words/en.csv");
	arena_init(&unit->arena, 1 << 16);
	struct source source = {.name = "en.csv", .text = unit->file};
	if (problems == NULL || !words_load(&source, &unit->arena, &unit->words, problems))
		fail_msg("words: %s", problems != NULL ? problems_first(problems) : "");
	free(problems);
	unit->measure.width = page_unit_width;
	unit->page = page_of(width_px, height_px, pixels_per_mm);
	unit->ui.marks = &unit->marks;
	unit->ui.measure = &unit->measure;
	unit->ui.words = &unit->words;
	ui_forget(&unit->ui);
	unit->ui.text_size = 1;
}

static inline void page_unit_close(struct page_unit *unit)
{
	arena_release(&unit->arena);
	free((void *)(uintptr_t)unit->file.bytes);
}

#endif
