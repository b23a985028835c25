#include "export/sayso/output/cell.h"

const char *table_name(enum table_kind kind)
{
	static const char *const names[TABLE_KINDS] = {"responses", "answers", "scores",
						       "codebook"};
	return names[kind];
}

const char *missing_name(size_t index, int32_t *code)
{
	static const char *const names[] = {"refused", "dont_know", "skipped", "not_asked",
					    "not_reached"};
	if (index >= countof(names))
		return NULL;
	*code = -99 + (int32_t)index;
	return names[index];
}

struct cell cell_text(struct slice text)
{
	return (struct cell){.kind = text.size == 0 ? CELL_EMPTY : CELL_TEXT, .text = text};
}

struct cell cell_words(const char *text)
{
	return (struct cell){.kind = text == NULL || text[0] == '\0' ? CELL_EMPTY : CELL_WORDS,
			     .text = slice_of(text == NULL ? "" : text)};
}

struct cell cell_integer(int64_t value)
{
	return (struct cell){.kind = CELL_INTEGER, .integer = value};
}

struct cell cell_real(double value)
{
	return (struct cell){.kind = CELL_REAL, .real = value};
}

void digest_short(const struct form *form, char out[DIGEST_SHORT + 1])
{
	for (size_t i = 0; i < DIGEST_SHORT / 2; i++)
		snprintf(out + 2 * i, 3, "%02x", form->digest[i]);
}
