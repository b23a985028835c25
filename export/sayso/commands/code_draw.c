#include <sodium.h>

#include "export/sayso/commands/code_draw.h"

/* Of 2.5 million codes 100,000 may be taken: one draw in 25 is of no use. */
#define TRIES 1000

static void draw(struct respondent_code *code)
{
	uint8_t values[CODE_SIZE - 1];

	for (size_t i = 0; i < countof(values); i++)
		values[i] = (uint8_t)randombytes_uniform(sizeof CODE_ALPHABET - 1);
	respondent_code_make(values, code);
}

static bool is_taken(const struct study *study, const struct study_code *more, size_t count,
		     const struct respondent_code *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(more[i].code.text, code->text) == 0)
			return true;
	return study_code(study, code) != NULL;
}

/* By lot among those that the others have least: who types a neighbour's code then seldom finds the
 * own drawing with it. */
static uint8_t draw_drawing(const struct study_code *more, size_t count)
{
	size_t used[DRAWINGS] = {0}, least = SIZE_MAX;
	uint8_t list[DRAWINGS];
	uint32_t listed = 0;

	for (size_t i = 0; i < count; i++)
		used[more[i].drawing]++;
	for (uint8_t i = 0; i < DRAWINGS; i++) {
		if (used[i] < least) {
			least = used[i];
			listed = 0;
		}
		if (used[i] == least)
			list[listed++] = i;
	}
	return list[randombytes_uniform(listed)];
}

static void draw_pictures(const struct study_code *more, size_t count, struct study_code *code)
{
	uint64_t seed;
	size_t friends[3];

	randombytes_buf(&seed, sizeof seed);
	code->drawing = draw_drawing(more, count);
	drawing_false_friends(code->drawing, seed, friends);
	for (size_t i = 0; i < countof(friends); i++)
		code->false_friends[i] = (uint8_t)friends[i];
}

bool code_draw(const struct study *study, const struct study_code *more, size_t count,
	       struct study_code *code)
{
	for (int i = 0; i < TRIES; i++) {
		draw(&code->code);
		if (is_taken(study, more, count, &code->code))
			continue;
		draw_pictures(more, count, code);
		return true;
	}
	return false;
}
